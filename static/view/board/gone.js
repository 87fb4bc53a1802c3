/** 取り下げたもの: notes, islands and sentences that were taken off the board, each with its way back. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import * as ops from "../../model/ops.js";
import { closeButton, dialogView } from "../dialog.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("../../model/records.js").Item} Item */
/** @typedef {{kind: import("../../model/records.js").ItemKind, item: Item, words: string}} Gone */

/** @type {WeakMap<import("../../model/state.js").State, Gone[]>} a state never changes, and the ledger asks at each drawing */
const known = new WeakMap();

/**
 * @param {Desk} desk
 * @returns {readonly Gone[]} what is for these eyes: notes first, then islands, then sentences; of each sort the latest made first
 */
export function goneOn({ doc }) {
  const before = known.get(doc.view);
  if (before) return before;
  const gone = goneIn(doc.view);
  known.set(doc.view, gone);
  return gone;
}

/** @param {import("../../model/state.js").State} view @returns {Gone[]} */
function goneIn(view) {
  const notes = view.all("note").filter((n) => n.withdrawn && !n.veiled);
  // An island that never had a title and held nothing is nobody's loss.
  const islands = view.all("group").filter((g) => g.withdrawn && (g.title || (g.held ?? []).length > 0));
  const sentences = view.all("statement").filter((s) => s.withdrawn && !s.hidden);
  return [
    ...notes.reverse().map((item) => ({ kind: /** @type {const} */ ("note"), item, words: item.text ?? "" })),
    ...islands.reverse().map((item) => ({ kind: /** @type {const} */ ("group"), item, words: item.title ?? "" })),
    ...sentences.reverse().map((item) => ({ kind: /** @type {const} */ ("statement"), item, words: item.text })),
  ];
}

/**
 * @param {Desk} desk
 * @param {import("../../editor/desk.js").Panel} panel
 */
export function goneView(desk, panel) {
  const { say } = desk;
  const all = goneOn(desk);
  const close = () => desk.open(undefined);
  const part = (/** @type {Gone["kind"]} */ kind) => {
    const list = all.filter((one) => one.kind === kind);
    if (list.length === 0) return nothing;
    return html`<section>
      <h3 class="gone__heading">${say(`gone.${kind}`)} <span class="count">${list.length}</span></h3>
      <ul class="gone__list">
        ${repeat(
          list,
          (one) => one.item.id,
          (one) => rowView(desk, one),
        )}
      </ul>
    </section>`;
  };
  const body = html`${all.length === 0 ? html`<p>${say("gone.none")}</p>` : html`<p class="hint">${say("gone.how")}</p>`}${part("note")}${part("group")}${part("statement")}`;
  return dialogView({ title: say("gone.title"), body, acts: closeButton(say("board.close"), close), close: () => desk.panel === panel && close() });
}

/**
 * @param {Desk} desk
 * @param {Gone} one
 */
function rowView(desk, { kind, item, words }) {
  const { say } = desk;
  const side = kind === "note" ? (/** @type {import("../../model/records.js").Note} */ (item).side ?? "") : "";
  const held = kind === "group" ? (/** @type {import("../../model/records.js").Group} */ (item).held ?? []).length : 0;
  const name = words || say("board.untitled");
  return html`<li class="gone__row" data-side=${side} data-kind=${kind}>
    ${side ? html`<span class="side" aria-hidden="true">${say(`side.mark.${side}`)}</span><span class="visually-hidden">${say(`side.${side}`)}</span>` : nothing}
    <p class="gone__text" dir="auto">${name}${held > 0 ? html`<br /><span class="choose__who">${say("gone.held", { n: held })}</span>` : nothing}</p>
    ${mayRestore(desk, kind, item)
      ? html`<button class="button" type="button" aria-label=${say("gone.restore_of", { what: name })} @click=${() => restore(desk, kind, item, name)}>${say("gone.restore")}</button>`
      : nothing}
  </li>`;
}

/** @type {Readonly<Record<Gone["kind"], (id: string) => import("../../model/ops.js").Op>>} */
const RESTORE = { note: ops.restoreNote, group: ops.restoreGroup, statement: ops.restoreStatement };

/**
 * @param {Desk} desk
 * @param {Gone["kind"]} kind
 * @param {Item} item
 */
function mayRestore(desk, kind, item) {
  return desk.may(`${kind}.restore`, kind === "note" && desk.isMine(/** @type {import("../../model/records.js").Note} */ (item).author));
}

/**
 * @param {Desk} desk
 * @param {Gone["kind"]} kind
 * @param {Item} item
 * @param {string} name
 */
function restore(desk, kind, item, name) {
  if (desk.send([RESTORE[kind](item.id)])) desk.tell("board.said_restored", { what: name });
  desk.redraw();
}
