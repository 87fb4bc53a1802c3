/** The sheet (模造紙): a page with edges, and on it what people laid there. Where and how large: fit.js. See css/sheet.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { each } from "../each.js";
import { linesHost } from "./lines.js";
import { islandView, statementView } from "../board/island.js";
import { noteView } from "../board/note.js";
import { steady } from "../steady.js";

/** @typedef {import("../board/note.js").Look} Look */
/** @typedef {import("../../editor/scene.js").Branch} Branch */

/**
 * @param {{lying: readonly Branch[], busy: boolean, readOnly: boolean, empty: string, nth?: number, beneath?: boolean}} sheet lying: what is drawn of the sheet by now, in reading order; busy: there is more; nth, beneath: see beneath.js
 * @param {Look} look
 */
export function sheetView(sheet, look) {
  return html`<div class="sheet" data-zone="sheet" data-nth=${sheet.nth ?? nothing} ?data-readonly=${sheet.readOnly} ?data-beneath=${sheet.beneath} aria-hidden=${sheet.beneath ? "true" : nothing}>
    ${sheet.lying.length === 0 && !sheet.beneath ? html`<p class="sheet__empty">${sheet.empty}</p>` : nothing}
    <ul class="sheet__world" aria-busy=${sheet.busy ? "true" : nothing}>
      ${steady([sheet.lying, look.stirred(""), ...look.all], () => each({ items: sheet.lying, keyOf: (b) => b.item.id, stirred: (b) => look.stirred(b.item.id), draw: (b) => spotView(b, look), all: look.all }))}
      ${linesHost()}
    </ul>
  </div>`;
}

/**
 * @param {Branch} branch
 * @param {Look} look
 */
function spotView(branch, look) {
  switch (branch.kind) {
    case "note":
      return noteView(branch.item, look);
    case "group":
      return html`<li class="spot">${islandView(branch, look)}</li>`;
    default:
      return statementView(branch.item, look);
  }
}
