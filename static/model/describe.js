/**
 * Names for what somebody did: a key of the catalogue and what goes into it, never pieces of a sentence. 「道具が足りない」の移動.
 */
import { cut } from "../lib/text.js";

/**
 * @typedef {import("./records.js").Change} Change
 * @typedef {import("./records.js").Item} Item
 */

/** As many characters of a text name it on a button; as in server/room/undo.go. */
const NAMED = 14;

/** @type {ReadonlySet<string>} as board.Undoable: moving the phase is said aloud and going back is an op of its own */
const UNDOABLE = new Set([
  "note.add", "note.edit", "note.withdraw", "note.restore", "note.lone", "items.move",
  "group.add", "group.title", "group.fold", "group.dissolve", "group.restore",
  "statement.add", "statement.edit", "statement.withdraw", "statement.restore", "text.choose", "board.restore",
]);

/**
 * @param {string} op
 * @returns {boolean}
 */
export const isUndoable = (op) => UNDOABLE.has(op);

/**
 * @param {{op: string, what?: string}} done
 * @returns {{key: string, params: Record<string, string>}}
 */
export function describe({ op, what }) {
  return what ? { key: `undo.${op}`, params: { what } } : { key: `undo.${op}.plain`, params: {} };
}

/**
 * @param {Change} change
 * @returns {string} the first words of what it touched, or nothing
 */
export function whatOf(change) {
  for (const { kind, after } of change) {
    const item = /** @type {{text?: string, title?: string} | undefined} */ (after);
    const text = kind === "group" ? item?.title : kind === "note" || kind === "statement" ? item?.text : undefined;
    if (text) return cut(text, NAMED);
  }
  return "";
}
