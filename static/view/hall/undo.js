/** From the hall: the last deed at a table, whoever did it, is named and taken back after one question. The other tables hear nothing of it. */
import { isUndoable } from "../../model/describe.js";
import { Film } from "../../model/film.js";
import { HistoryError } from "../../sync/history.js";
import { ask } from "../form/ask.js";
import { deedOf } from "../history/deeds.js";

/** @typedef {import("../../model/film.js").Frame} Frame */
/** @typedef {import("./cards.js").TableCard} TableCard */

/**
 * The last deed that stands and can be taken back. What people write for themselves is theirs: it is not even named.
 * @param {readonly Frame[]} frames
 * @returns {Frame | undefined}
 */
export function lastDeed(frames) {
  /** @type {Set<number>} */
  const undone = new Set();
  for (const frame of [...frames].reverse()) {
    if (undone.has(frame.seq)) continue;
    if (frame.op.type === "undo") undone.add(frame.op.body?.["of"]);
    else if (frame.op.body && frame.change.length > 0 && isUndoable(frame.op.type)) return frame;
  }
  return undefined;
}

/**
 * @param {{client: import("../../sync/client.js").Client, say: import("../../lib/words.js").Say}} parts
 * @param {TableCard} card
 */
export async function undoLast({ client, say }, { name, board, doc }) {
  const film = new Film();
  try {
    for await (const one of client.history(board)) if (!("last" in one)) film.add(one);
  } catch (error) {
    if (!(error instanceof HistoryError)) throw error;
    return void ask({ title: say("hall.undo_title", { table: name }), text: say(error.code === "rate" ? "hall.undo_soon" : "history.offline"), yes: say("board.close"), no: say("board.stop") });
  }
  const frame = lastDeed(film.frames);
  const nameOf = (/** @type {string} */ seat) => client.hall.view.seat(seat)?.name ?? "";
  const deed = frame && deedOf(frame, { say, nameOf, frameOf: (seq) => film.frames[seq - 1] });
  const sure = await ask({
    title: say("hall.undo_title", { table: name }),
    text: deed ? say("hall.undo_text", { deed }) : say("hall.undo_none"),
    yes: deed ? say("hall.undo_do") : say("board.close"), no: say("board.stop"),
  });
  if (sure && frame) doc.undoEntry(frame.seq);
}
