/** 提案 → 課題: what a proposal answers, with a tick for each; and the issues that nothing answers yet. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { fold } from "../../model/fold.js";
import { inside } from "../../model/outline.js";
import { isProposal, issues, unanswered } from "../../model/issues.js";
import { answer, goTo } from "../../editor/relating.js";
import { closeButton, dialogView } from "../dialog.js";
import { wordsOf } from "../relating/words.js";
import { vars } from "../vars.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("../../editor/desk.js").Panel} Panel */
/** @typedef {import("../../model/outline.js").Branch} Branch */

/** Fewer than these are seen at a glance. */
const MANY = 8;

/**
 * @param {Desk} desk
 * @param {Extract<Panel, {what: "answers"}>} panel
 */
export function answersView(desk, panel) {
  const { say, doc } = desk;
  const close = () => desk.open(undefined);
  const item = doc.view.item(panel.id);
  const gone = !item || item.withdrawn || !isProposal(item);
  const rows = gone ? [] : rowsOf(desk, panel.id);
  const wanted = fold(panel.filter);
  const shown = rows.filter((r) => fold(r.words).includes(wanted));
  const filter = (/** @type {InputEvent} */ e) => {
    panel.filter = /** @type {HTMLInputElement} */ (e.currentTarget).value;
    desk.redraw();
  };
  const body = html`<p class="answers__proposal"><span class="proposal-tab">${say("relation.proposal")}</span> <b dir="auto">${wordsOf(doc.view, say, panel.id)}</b></p>
    ${gone ? html`<p class="notice" data-kind="warn" role="status">${say("relation.proposal_gone")}</p>` : nothing}
    ${rows.length > MANY
      ? html`<div class="field"><label class="field__label" for="answers-filter">${say("relation.issue_filter")}</label><input class="input" id="answers-filter" type="search" autocomplete="off" @input=${filter} /></div>`
      : nothing}
    ${!gone && shown.length === 0 ? html`<p class="hint" role="status">${say(rows.length === 0 ? "relation.no_issues" : "relation.no_match")}</p>` : nothing}
    <ul class="answers">
      ${shown.map((row) => tickView(desk, panel.id, row))}
    </ul>`;
  return dialogView({ title: say("relation.answers_title"), body, acts: closeButton(say("board.close"), close), close: () => desk.panel === panel && close() });
}

/** @typedef {{id: string, words: string, on: boolean, note: boolean, level: number}} Row */

/**
 * All issues with the islands in them, and what is answered already though it lies deeper.
 * @param {Desk} desk
 * @param {string} proposal
 * @returns {Row[]}
 */
function rowsOf({ doc: { view }, say }, proposal) {
  const ticked = view.links().filter((l) => l.meaning === "answers" && l.from === proposal).map((l) => l.to);
  const holds = (/** @type {string} */ outer, /** @type {string} */ id) => view.group(outer) !== undefined && inside(view, view.item(id)?.group ?? "", outer);
  const fits = (/** @type {string} */ id) => id !== proposal && !holds(id, proposal) && !holds(proposal, id);
  /** @type {(b: Branch) => Branch[]} */
  const withInner = (b) => [b, ...b.members.flatMap((m) => (m.kind === "group" && !isProposal(m.item) ? withInner(/** @type {Branch} */ (m)) : []))];
  const all = issues(view).flatMap(withInner).filter((b) => fits(b.item.id)).map((b) => ({ id: b.item.id, level: b.level }));
  const deeper = ticked.filter((id) => !all.some((one) => one.id === id)).map((id) => ({ id, level: 1 }));
  return [...all, ...deeper].map(({ id, level }) => ({ id, level, words: wordsOf(view, say, id), on: ticked.includes(id), note: view.note(id) !== undefined }));
}

/**
 * @param {Desk} desk
 * @param {string} proposal
 * @param {Row} row
 */
function tickView(desk, proposal, { id, words, on, note, level }) {
  const tick = (/** @type {Event} */ e) => answer(desk, proposal, id, /** @type {HTMLInputElement} */ (e.currentTarget).checked);
  return html`<li>
    <label class="check answers__row" ${vars({ "--depth": level })}><input type="checkbox" .checked=${on} ?disabled=${!desk.may("link.add")} @change=${tick} /><span dir="auto">${words}</span>${note ? html`<span class="count">${desk.say("relation.a_note")}</span>` : nothing}</label>
  </li>`;
}

/**
 * @param {Desk} desk
 * @param {Extract<Panel, {what: "unanswered"}>} panel
 */
export function unansweredView(desk, panel) {
  const { say, doc } = desk;
  const close = () => desk.open(undefined);
  const open = unanswered(doc.view);
  const all = issues(doc.view).length;
  const body = html`<p>${say("relation.unanswered_count", { n: open.length, all })}</p>
    ${open.length === 0 ? html`<p class="notice" data-kind="good">${say(all === 0 ? "relation.no_issues" : "relation.all_answered")}</p>` : nothing}
    <ul class="picks">
      ${open.map(
        ({ item, kind }) => html`<li>
          <button class="pick" type="button" data-level=${kind === "group" ? 1 : nothing} data-kind=${kind} @click=${() => goTo(desk, item.id)}>
            <span dir="auto">${wordsOf(doc.view, say, item.id)}</span>${kind === "note" ? html`<span class="count">${say("board.lone")}</span>` : nothing}
          </button>
        </li>`,
      )}
    </ul>
    <p class="hint">${say("relation.unanswered_how")}</p>`;
  return dialogView({ title: say("relation.unanswered_title"), body, acts: closeButton(say("board.close"), close), close: () => desk.panel === panel && close() });
}
