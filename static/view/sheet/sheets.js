/** The sheets of a table as tabs: pressed to turn to one; what is dragged onto one goes there. See css/sheet.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { addSheet } from "../../editor/paper.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */

/**
 * Absent while there is one sheet only: another is in the paper's menu.
 * @param {Desk} desk
 */
export function sheetsView(desk) {
  const { say, sheets } = desk;
  if (sheets < 2 || desk.mode !== "sheet") return nothing;
  const more = sheets < desk.mostSheets && desk.may("sheet.count");
  return html`<div class="turner switch" role="group" aria-label=${say("board.sheet")}>
    ${Array.from({ length: sheets }, (_, n) => tabView(desk, n))}
    ${more ? html`<button class="turner__more" type="button" @click=${() => addSheet(desk)}>＋<span class="turner__word"> ${say("board.sheet_more")}</span></button>` : nothing}
  </div>`;
}

/** @param {Desk} desk @param {number} n */
function tabView(desk, n) {
  const here = desk.sheet === n;
  return html`<button type="button" aria-pressed=${here} data-zone=${here ? nothing : "turn"} data-sheet=${n} @click=${() => desk.turnTo(n)}>${desk.say("board.sheet_nth", { n: n + 1 })}</button>`;
}
