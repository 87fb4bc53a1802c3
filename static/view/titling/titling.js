/** Writing a title card: what the island holds laid out beside one box. See css/titling.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { checkLine } from "../../lib/text.js";
import * as ops from "../../model/ops.js";
import { isBareNoun } from "../../editor/noun.js";
import { browserClock } from "../../lib/clock.js";
import { InHand } from "../../sync/meeting.js";
import { closeButton, closedView, dialogView, mainButton } from "../dialog.js";
import { halfOf } from "../seat/half.js";
import { asksView, forgetTicks } from "./asks.js";
import { forgetFusing, fusingView } from "./fusing.js";
import { earlierView, proposalsView } from "./words.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {Extract<import("../../editor/desk.js").Panel, {what: "title"}>} TitlePanel */

/**
 * @param {Desk} desk
 * @param {TitlePanel} panel
 */
export function titlingView(desk, panel) {
  const { say } = desk;
  const n = desk.scene.counts.get(panel.base.id) ?? 0;
  const may = desk.may("group.title");
  const take = (/** @type {string} */ text) => takeWords(desk, panel, text);
  const body = html`${closedView(say, may)}<div class="titling">
    <section>
      <div class="titling__card">
        <textarea class="titling__text" aria-label=${say("board.title_label")} aria-describedby="title-hint" rows="2" @input=${(/** @type {InputEvent} */ e) => typed(desk, panel, e)}></textarea>
      </div>
      <div id="title-hint">${hintsView(desk, panel)}</div>
      <p class="buttons"><button class="button" type="button" aria-expanded=${panel.hard ?? false} @click=${() => turnHelp(desk, panel)}>${say(panel.hard ? "titling.easy" : "titling.hard")}</button></p>
    </section>
    ${panel.hard ? fusingView(desk, panel.base.id, (text) => intoBox(desk, panel, text)) : asksView(desk, panel)}
    <div class="titling__words">${may ? html`${proposalsView(desk, panel.base.id, take)} ${earlierView(desk, panel.base.id, take)}` : nothing}</div>
  </div>`;
  return dialogView({
    title: n > 0 ? say("board.title_ask", { n }) : say("board.title_ask_empty"),
    body,
    wide: true,
    acts: html`${closeButton(say(panel.fresh ? "board.title_later" : "board.stop"), () => stop(desk, panel))}${may ? mainButton(say("board.title_do")) : nothing}`,
    close: () => desk.panel === panel && desk.open(undefined),
    submit: (dialog) => (may ? write(desk, panel, dialog) : undefined),
  });
}

/** @param {Desk} desk @param {TitlePanel} panel */
function turnHelp(desk, panel) {
  panel.hard = !panel.hard;
  desk.redraw();
}

/**
 * A sentence found with the help goes into the box; there it can still be put right.
 * @param {Desk} desk
 * @param {TitlePanel} panel
 * @param {string} text
 */
function intoBox(desk, panel, text) {
  const box = document.querySelector("dialog[open] .titling__text");
  if (!(box instanceof HTMLTextAreaElement)) return;
  box.value = text;
  panel.draft = text;
  panel.hard = false;
  keep(desk, panel);
  box.focus();
  desk.redraw();
}

/**
 * Words that stand already, a proposal or an earlier title, become the title by one press. What else is in the box stays kept.
 * @param {Desk} desk
 * @param {TitlePanel} panel
 * @param {string} text
 */
function takeWords(desk, panel, text) {
  const now = desk.doc.view.group(panel.base.id);
  if (!now || now.withdrawn) return desk.redraw();
  if (text !== (now.title ?? "") && !desk.send([ops.titleGroup(now, text)])) return;
  if (["", panel.base.title ?? ""].includes(panel.draft ?? "")) boxOf(desk, panel).clear();
  desk.tell("board.said_titled", { title: text });
  desk.open(undefined);
}

/**
 * @param {Desk} desk
 * @param {TitlePanel} panel
 */
function hintsView({ say, doc }, panel) {
  const now = doc.view.group(panel.base.id);
  const clash = panel.hand?.state === "clash";
  const merged = panel.hand && !clash && panel.hand.base !== (panel.base.title ?? "");
  return html`${panel.problem ? html`<p class="field__error" role="alert">${say(panel.problem)}</p>` : nothing}
    ${clash ? html`<p class="notice" data-kind="warn" role="status">${say("board.title_changed", { title: now?.title ?? "" })}</p>` : nothing}
    ${merged ? html`<p class="notice" data-kind="info" role="status">${say("board.edit_merged")}</p>` : nothing}
    ${!now || now.withdrawn ? html`<p class="notice" data-kind="warn">${say("board.title_gone")}</p>` : nothing}
    ${panel.draft && isBareNoun(panel.draft) ? html`<p class="hint" role="status">${say("board.title_bare")}</p>` : html`<p class="titling__before">${say("board.title_how")}</p>`}`;
}

/**
 * @param {Desk} desk
 * @param {TitlePanel} panel
 * @param {InputEvent} e
 */
function typed(desk, panel, e) {
  panel.draft = /** @type {HTMLTextAreaElement} */ (e.currentTarget).value;
  delete panel.problem;
  keep(desk, panel);
  desk.redraw();
}

/** Where a half-written title is kept over a closed lid. @param {Desk} desk @param {TitlePanel} panel */
const boxOf = (desk, panel) => halfOf(desk.client, `title:${panel.base.id}`);

/** @param {Desk} desk @param {TitlePanel} panel */
function keep(desk, panel) {
  boxOf(desk, panel).save(panel.draft ?? "", panel.hand?.base ?? panel.base.title ?? "");
}

/**
 * The box as it opens: the present title, or what was half written before the lid closed.
 * @param {Desk} desk
 * @param {TitlePanel} panel
 * @param {HTMLDialogElement} dialog
 */
export async function beginTitling(desk, panel, dialog) {
  const box = dialog.querySelector("textarea");
  if (!box) return;
  box.value = panel.kept ?? panel.base.title ?? "";
  panel.draft = box.value;
  box.focus();
  box.select();
  desk.doc.doing(panel.base.id);
  panel.hand = handOf(desk, panel, box, panel.base.title ?? "");
  const half = panel.kept === undefined ? await boxOf(desk, panel).bring(box, panel.base.title ?? "") : undefined;
  if (!half) return;
  panel.draft = box.value;
  // An island may have had no title when the words were begun: that is a text they were made from, too.
  panel.hand.stop();
  panel.base = { ...panel.base, title: half.base };
  panel.hand = handOf(desk, panel, box, half.base);
  desk.redraw();
}

/**
 * @param {Desk} desk
 * @param {TitlePanel} panel
 * @param {HTMLTextAreaElement} box
 * @param {string} base
 */
function handOf(desk, panel, box, base) {
  const { titleChars: most, noteBytes: bytes } = desk.boot.limits;
  const changed = () => {
    panel.draft = box.value;
    keep(desk, panel);
    desk.redraw();
  };
  return new InHand({ box, base, fits: (text) => checkLine(text, { chars: most, bytes }).problem === "", changed, clock: browserClock });
}

/**
 * News of the title in hand goes into the box where both can stand; see sync/meeting.js.
 * @param {Desk} desk
 * @param {TitlePanel} panel
 */
export function meetTitle({ doc }, { base, hand }) {
  const now = doc.view.group(base.id);
  hand?.news(!now || now.withdrawn ? undefined : (now.title ?? ""));
}

/**
 * @param {Desk} desk
 * @param {TitlePanel} panel
 */
function stop(desk, panel) {
  boxOf(desk, panel).clear();
  desk.open(undefined);
}

/**
 * @param {Desk} desk
 * @param {TitlePanel} panel
 * @param {HTMLDialogElement} dialog
 */
function write(desk, panel, dialog) {
  const typedText = dialog.querySelector("textarea")?.value ?? "";
  const { titleChars, noteBytes } = desk.boot.limits;
  const { text, problem } = checkLine(typedText, { chars: titleChars, bytes: noteBytes });
  const empty = typedText.trim() === "";
  if (problem && !empty) {
    panel.problem = problem === "too_big" ? "board.title_long" : "refusal.bad_text";
    return desk.redraw();
  }
  const title = empty ? "" : text;
  const base = { ...panel.base, title: panel.hand?.base ?? panel.base.title ?? "" };
  if (title !== base.title && !desk.send([ops.titleGroup(base, title)])) return;
  boxOf(desk, panel).clear();
  forgetTicks(panel.base.id);
  forgetFusing(panel.base.id);
  desk.tell(title ? "board.said_titled" : "board.said_untitled", { title });
  desk.open(undefined);
}
