/** What can be begun from the board itself, whatever is in hand: by its letter, as by its button. */
import { factsOf } from "./facts.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */

/**
 * What the buttons below and above the sheet begin.
 * @param {"write" | "say" | "tell"} command
 * @param {Desk} desk
 * @returns {boolean} whether it may be begun now
 */
export function begins(command, desk) {
  if (command === "tell") {
    const may = desk.may("passage.draft") || desk.doc.view.passages().length > 0;
    if (may) desk.open({ what: "narrative" });
    return may;
  }
  const may = desk.may(command === "write" ? "note.add" : "statement.add", true);
  if (may) desk.open({ what: "text", sort: command === "write" ? "note" : "statement", group: "" });
  return may;
}

/** To the projector's view, from wherever the hand is. @param {Desk} desk */
export function presents(desk) {
  const { present } = factsOf(desk);
  if (present) location.assign(present);
  return present !== "";
}
