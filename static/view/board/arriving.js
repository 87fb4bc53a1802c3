/** Who comes when the evening has begun: one sentence says where it is and what one can do now; it goes by a press, or with the phase. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { minutesLeft, stepOf } from "../../model/agenda.js";

/** @typedef {import("../seat/page.js").Seat} Seat */

/** The phase in which this page found the table; "": that was told. */
let found = "";
let looked = false;

/**
 * Seen once, for this seat in this tab: a reload is no arriving.
 * @param {string} seat
 * @param {string} board
 */
function comesNew(seat, board) {
  try {
    const key = `yoriai.arrived/${seat}/${board}`;
    const before = sessionStorage.getItem(key);
    sessionStorage.setItem(key, "1");
    return before === null;
  } catch {
    return false; // where nothing is kept it would be told again and again
  }
}

/**
 * @param {Seat} page
 * @param {string} phase
 */
export function arrivedView(page, phase) {
  const { say, seat, boot, client, tableID, question, now, redraw } = page;
  if (!looked) {
    looked = true;
    if (comesNew(seat, boot.board) && phase !== "prepare") found = phase;
  }
  if (found === "" || found !== phase) return nothing;
  const hall = client.hall.view;
  const at = stepOf(hall, tableID);
  const left = at && hall.workshop?.showsClock ? minutesLeft(at.course, now()) : 0;
  const read = () => {
    found = "";
    redraw();
  };
  return html`<div class="notice arrived" data-kind="info" role="status">
    <p>${say(`arrive.${phase}`, { theme: question })} ${at ? say("arrive.step", { step: at.step.name }) : nothing} ${left > 0 ? say("arrive.minutes", { n: left }) : nothing}</p>
    <div class="buttons"><button type="button" class="button" @click=${read}>${say("arrive.read_it")}</button></div>
  </div>`;
}
