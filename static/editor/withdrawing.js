/**
 * Taking things off the board. What was withdrawn with one press comes back with one: as long as nothing else was done, undo
 * means all of it. To the server they are as many ops as things, each with its own step; it remembers fifty steps of one
 * person, so whatever of a longer row has none any more is restored by name.
 */
import * as ops from "../model/ops.js";
import { namesOf } from "./names.js";

/** @typedef {import("./desk.js").Desk} Desk */

/** @type {ReadonlySet<string>} */
const WITHDRAWALS = new Set(["note.withdraw", "statement.withdraw"]);

/**
 * @param {Desk} desk
 * @param {readonly string[]} ids
 */
export function withdraw(desk, ids) {
  const list = ids.map((id) => (desk.doc.view.note(id) ? ops.withdrawNote(id) : ops.withdrawStatement(id)));
  const what = namesOf(desk, ids);
  desk.panel = undefined;
  if (desk.send(list)) {
    desk.goneTogether = ids.length > 1 ? ids : [];
    desk.tell("board.said_withdrawn", { what });
    desk.note("info", desk.say("board.said_withdrawn", { what }), { undo: true });
  }
  desk.letGoOfSelected();
  desk.redraw();
}

/**
 * How many things the next undo brings back at once; 0: it is a step like any other. What was refused, or what somebody else
 * brought back, does not count: or what was withdrawn before all this would be taken back with it.
 * @param {Desk} desk
 */
export const togetherOf = (desk) => (isWithdrawal(desk.doc.undoable) ? stillGone(desk).length : 0);

/** @param {Desk} desk in the order they were withdrawn */
const stillGone = ({ goneTogether, doc }) => goneTogether.filter((id) => doc.view.item(id)?.withdrawn);

/** @param {{op: string} | null} done */
const isWithdrawal = (done) => WITHDRAWALS.has(done?.op ?? "");

/** @param {Desk} desk @returns {boolean} all of it is on its way back */
export function restoreTogether(desk) {
  const { doc } = desk;
  const gone = stillGone(desk);
  // The last first, as undo does; what is on its way back is not seen there before the server has said so.
  while (gone.length > 0 && isWithdrawal(doc.undoable) && doc.undo()) gone.pop();
  return desk.send(gone.map((id) => (doc.view.note(id) ? ops.restoreNote(id) : ops.restoreStatement(id))));
}
