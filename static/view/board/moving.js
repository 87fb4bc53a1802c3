/** この島へ移す…: every island there is, to choose from by its title. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { fold } from "../../model/fold.js";
import { confirmsNothing } from "../../lib/ime.js";
import { cut } from "../../lib/text.js";
import { inside } from "../../model/outline.js";
import { sheetAt } from "../../model/sheets.js";
import { layOn } from "../../editor/paper.js";
import { gather, moveInto } from "../../editor/deeds.js";
import { namesOf } from "../../editor/names.js";
import { closeButton, dialogView } from "../dialog.js";
import { vars } from "../vars.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {Extract<import("../../editor/desk.js").Panel, {what: "move"}>} MovePanel */
/** @typedef {import("../../editor/scene.js").Branch} Branch */
/** @typedef {Extract<Branch, {kind: "group"}>} Island */

/** Fewer than these are seen at a glance. */
const MANY = 6;

/**
 * @param {Desk} desk
 * @param {MovePanel} panel
 */
export function movingView(desk, panel) {
  const { say } = desk;
  const islands = choices(desk, panel.ids);
  const wanted = fold(panel.filter ?? "");
  const shown = islands.filter((b) => fold(b.item.title || firstWords(b)).includes(wanted));
  // What goes to an island mostly goes where the one before it went: once more at the top, under Enter.
  const again = islands.length > 1 && wanted === "" ? islands.find((b) => b.item.id === desk.into) : undefined;
  const first = again ?? shown[0];
  const close = () => desk.open(undefined);
  const body = html`${islands.length > MANY
      ? html`<div class="field">
          <label class="field__label" for="move-filter">${say("board.move_filter")}</label>
          <input class="input" id="move-filter" type="search" autocomplete="off" aria-describedby="move-hint" @input=${(/** @type {InputEvent} */ e) => filter(desk, panel, e)} @keydown=${(/** @type {KeyboardEvent} */ e) => onFilterKey(e, () => first && moveInto(desk, panel.ids, first.item.id))} />
          <p class="field__hint" id="move-hint">${say("board.move_enter")}</p>
        </div>`
      : nothing}
    ${shown.length === 0 ? html`<p class="hint" role="status">${say(islands.length === 0 ? "board.move_none" : "board.move_no_match")}</p>` : nothing}
    <ul class="picks" @keydown=${onKey}>
      ${again ? pickView(desk, panel, again, true) : nothing} ${shown.map((b) => pickView(desk, panel, b))}
    </ul>
    ${otherSheets(desk, panel)}`;
  return dialogView({
    title: say("board.move_title", { what: namesOf(desk, panel.ids) }),
    body,
    acts: html`${closeButton(say("board.stop"), close)}${desk.may("group.add")
      ? html`<button class="button" type="button" @click=${() => gather(desk, panel.ids)}>${say("board.move_new")}</button>`
      : nothing}`,
    close: () => desk.panel === panel && close(),
  });
}

/**
 * @param {Desk} desk
 * @param {MovePanel} panel
 * @param {Island} island
 * @param {boolean} [again] where the things before went
 */
function pickView(desk, panel, island, again = false) {
  const { id, title } = island.item;
  const mark = again ? html`<span class="count">${desk.say("board.move_again")}</span>` : nothing;
  return html`<li>
    <button class="pick" type="button" data-level=${Math.min(island.level, 8)} ${vars({ "--depth": again ? 1 : island.level })} @click=${() => moveInto(desk, panel.ids, id)}>
      <span dir="auto">${title || untitledWords(desk, island)}</span>${mark}<span class="count">${desk.say("board.sheets", { n: desk.scene.counts.get(id) ?? 0 })}</span>
    </button>
  </li>`;
}

/** Islands without a title card are told apart by what lies in them first. @param {Desk} desk @param {Branch} island */
function untitledWords({ say }, island) {
  const first = firstWords(island);
  return first ? say("proposing.with", { what: cut(first, 20).replace(/「/gu, "『").replace(/」/gu, "』") }) : say("board.untitled");
}

/** @param {Pick<Branch, "members">} branch @returns {string} */
function firstWords({ members }) {
  for (const { kind, item, members: inner } of members) {
    const words = (kind === "group" ? item.title : item.text) || firstWords({ members: inner });
    if (words) return words.replace(/\s+/gu, " ");
  }
  return "";
}

/** What a drag onto a tab does; from the list, too, which shows what lies on all of them. @param {Desk} desk @param {MovePanel} panel */
function otherSheets(desk, panel) {
  if (desk.sheets < 2) return nothing;
  const here = (/** @type {number} */ n) => (desk.mode === "sheet" ? n === desk.sheet : panel.ids.every((id) => liesOn(desk, id) === n));
  const others = Array.from({ length: desk.sheets }, (_, n) => n).filter((n) => !here(n));
  return html`<div class="buttons">${others.map((n) => html`<button class="button button--small" type="button" @click=${() => layOn(desk, panel.ids, n)}>${desk.say("board.move_sheet", { n: n + 1 })}</button>`)}</div>`;
}

/** @param {Desk} desk @param {string} id @returns {number} the sheet on which it lies itself; −1: in an island, or not yet laid */
function liesOn({ doc, sheets }, id) {
  const item = doc.view.item(id);
  return item?.at && !item.group ? sheetAt(item.at, sheets) : -1;
}

/**
 * Islands the items can go into: not where they are already, and no island into itself.
 * @param {Desk} desk
 * @param {readonly string[]} ids
 * @returns {Island[]}
 */
function choices({ scene, doc }, ids) {
  /** @type {Island[]} */
  const found = [];
  const visit = (/** @type {Branch} */ b) => {
    if (b.kind !== "group") return;
    const isParent = ids.every((id) => doc.view.item(id)?.group === b.item.id);
    if (!isParent && !ids.some((id) => inside(doc.view, b.item.id, id))) found.push(b);
    b.members.forEach((m) => visit(/** @type {Branch} */ (m)));
  };
  scene.branches.forEach(visit);
  return found;
}

/**
 * @param {Desk} desk
 * @param {MovePanel} panel
 * @param {InputEvent} e
 */
function filter(desk, panel, e) {
  panel.filter = /** @type {HTMLInputElement} */ (e.currentTarget).value;
  desk.redraw();
}

/**
 * From the search into the list; Enter takes what stands first in it.
 * @param {KeyboardEvent} e
 * @param {() => void} take
 */
function onFilterKey(e, take) {
  if (confirmsNothing(e) || e.isComposing || e.ctrlKey || e.metaKey) return;
  const first = /** @type {Element} */ (e.currentTarget).closest("dialog")?.querySelector(".pick");
  if (e.key === "Enter") take();
  else if (e.key === "ArrowDown" && first instanceof HTMLElement) first.focus();
  else return;
  e.preventDefault();
}

/** Arrows walk the list, as in a menu. @param {KeyboardEvent} e */
function onKey(e) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
  if (!step) return;
  const picks = [.../** @type {Element} */ (e.currentTarget).querySelectorAll(".pick")];
  const to = picks[picks.indexOf(/** @type {Element} */ (e.target)) + step];
  if (to instanceof HTMLElement) to.focus();
  e.preventDefault();
}
