/**
 * Which of this person's actions would be undone next: the last one that is not undone yet, whether the server has confirmed
 * it or not. An action that is still on its way is undone as well, as soon as it has a number: otherwise the button would take
 * back the action before, just when the line is slow.
 */
import { isUndoable } from "../model/describe.js";

/**
 * seq: a confirmed entry. id: an op that is not confirmed yet.
 * @typedef {{op: string, what: string, seq?: number, id?: string}} Done
 */

/**
 * @param {readonly import("./outbox.js").Kept[]} pending in order
 * @param {readonly import("./wire.js").Undoable[]} confirmed in order
 * @param {ReadonlySet<number>} dead entries that turned out not to be undoable any more
 * @param {(id: string) => string} what the first words of what a pending op touched
 * @returns {Done | null}
 */
export function lastDone(pending, confirmed, dead, what) {
  const undone = new Set(pending.filter((k) => k.op.type === "undo").map((k) => k.follows ?? k.op.body["of"]));
  const open = pending.filter((k) => isUndoable(k.op.type) && !undone.has(k.id)).at(-1);
  if (open) return { op: open.op.type, what: what(open.id), id: open.id };
  const done = confirmed.filter((u) => !undone.has(u.seq) && !dead.has(u.seq)).at(-1);
  return done ? { op: done.op, what: done.what ?? "", seq: done.seq } : null;
}
