/** たすけて: how it is done, in plain words, and the keys for those who like them; and two switches. See css/dialog.css. */
import { html } from "../../vendor/lit-html/lit-html.js";
import { relates } from "../../editor/relating.js";
import { closeButton, dialogView } from "../dialog.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */

/**
 * Keys as they are shown, the words for what they do, and the bindings (editor/keys.js) they stand for; those of a dialog have
 * none there.
 * @type {readonly [string, string, ...string[]][]}
 */
export const KEYS = [
  ["← ↑ ↓ →", "howto.key_arrows", "ArrowLeft", "ArrowUp", "ArrowDown", "ArrowRight"],
  ["Home / End", "howto.key_ends", "Home", "End"],
  ["I / Shift + I", "howto.key_island", "i", "Shift+i"],
  ["Space / X", "howto.key_select", " ", "x"],
  ["Shift + ← ↑ ↓ →", "howto.key_more", "Shift+ArrowLeft", "Shift+ArrowUp", "Shift+ArrowDown", "Shift+ArrowRight"],
  ["M / Shift + F10", "howto.key_menu", "m", "ContextMenu", "Shift+F10"],
  ["M → M", "howto.key_move"],
  ["Alt + ← ↑ ↓ →", "howto.key_order", "Alt+ArrowLeft", "Alt+ArrowUp", "Alt+ArrowDown", "Alt+ArrowRight"],
  ["G", "howto.key_group", "g"],
  ["T", "howto.key_title", "t"],
  ["L", "howto.key_link", "l"],
  ["Enter", "howto.key_edit", "Enter"],
  ["Delete", "howto.key_withdraw", "Delete"],
  ["W", "howto.key_write", "w"],
  ["S", "howto.key_say", "s"],
  ["J", "howto.key_tell", "j"],
  ["U", "howto.key_above", "u"],
  ["Ctrl + Enter", "howto.key_send"],
  ["Ctrl + Z", "howto.key_undo", "Ctrl+z"],
  ["Ctrl + Y / Ctrl + Shift + Z", "howto.key_redo", "Ctrl+y", "Ctrl+Shift+z"],
  ["D", "howto.key_phase", "d"],
  ["D → 1 2 3 4 5 6 7 8", "howto.key_phase_number"],
  ["P", "howto.key_present", "p"],
  ["N", "howto.key_read", "n"],
  ["+ − 0", "howto.key_zoom", "+", ";", "=", "-", "0"],
  ["Ctrl + ← ↑ ↓ →", "howto.key_along", "Ctrl+ArrowLeft", "Ctrl+ArrowUp", "Ctrl+ArrowDown", "Ctrl+ArrowRight"],
  ["PageUp / PageDown", "howto.key_sheet", "PageUp", "PageDown"],
  ["V", "howto.key_view", "v"],
  ["/", "howto.key_find", "/"],
  ["Esc", "howto.key_escape", "Escape"],
  ["?", "howto.key_help", "?"],
];

/** What works for whoever only looks, and what for whoever leads besides, whatever the time. */
const FOR_ALL = ["arrows", "ends", "island", "menu", "edit", "send", "undo", "redo", "zoom", "along", "sheet", "view", "find", "escape", "help"].map((name) => `howto.key_${name}`);
const FOR_LEADS = ["write", "tell", "above", "phase", "phase_number", "present", "read"].map((name) => `howto.key_${name}`);

const GATHER = ["howto.reading", "howto.gather_drag", "howto.gather_menu", "howto.gather_pile", "howto.gather_out", "howto.gather_several", "howto.paper", "howto.zoom", "howto.titling", "howto.gather_large", "howto.gather_undo", "howto.gone", "howto.rivals", "howto.print", "howto.history"];
const VOTE = ["howto.vote", "howto.vote_next", "howto.vote_paper"];
const RELATE = ["howto.relate", "howto.propose", "howto.narrative"];
const SUGGEST = ["howto.suggest"];
const LOOK = ["howto.echo", "howto.proposing", "howto.look_large", "howto.look_list", "howto.look_edit", "howto.rivals", "howto.history"];

/** By what comes of two things and a meaning here and now. */
const RELATIONS = { draws: RELATE, proposes: SUGGEST, "": [] };

/**
 * @param {Desk} desk
 * @param {unknown} size the switch for large letters
 */
export function helpView(desk, size) {
  const { say } = desk;
  const gathers = desk.may("items.move", false);
  const close = () => desk.open(undefined);
  const steps = [...(gathers ? GATHER : LOOK), ...(desk.may("text.hide", false) ? ["howto.hide"] : []), ...RELATIONS[relates(desk)], ...(desk.may("round.open") ? VOTE : []), "howto.present", ...(desk.client.me?.role === "coordinator" ? ["howto.closing"] : [])];
  const body = html`<div class="help">
    <section>
      <h3 tabindex="-1" autofocus>${say(gathers ? "howto.gather" : "howto.look")}</h3>
      <ol>
        ${steps.map((key) => html`<li><span>${say(key)}</span></li>`)}
      </ol>
    </section>
    ${size}
    ${keysView(desk, gathers)}
  </div>`;
  return dialogView({ title: say("board.help"), body, acts: closeButton(say("board.close"), close), close: () => desk.panel?.what === "help" && close(), wide: true });
}

/**
 * Letters do something at any time and for everybody, so everybody is told, and can switch them off.
 * @param {Desk} desk
 * @param {boolean} gathers
 */
function keysView(desk, gathers) {
  const { say } = desk;
  const some = [...FOR_ALL, ...(desk.may("phase.set") ? FOR_LEADS : [])];
  const keys = gathers ? KEYS : KEYS.filter(([, words]) => some.includes(words));
  return html`<section>
    <h3>${say("howto.keys")}</h3>
    <dl class="help__keys">
      ${keys.map(
        ([key, words]) =>
          html`<div>
            <dt><kbd>${key}</kbd></dt>
            <dd>${say(words)}</dd>
          </div>`,
      )}
    </dl>
    <label class="check"
      ><input type="checkbox" .checked=${desk.letters} @change=${(/** @type {Event} */ e) => desk.useLetters(/** @type {HTMLInputElement} */ (e.currentTarget).checked)} /><span>${say("howto.letters")}</span></label
    >
  </section>`;
}
