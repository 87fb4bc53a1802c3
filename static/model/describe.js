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
  "note.add", "note.dictate", "note.edit", "note.withdraw", "note.restore", "note.lone", "items.move",
  "group.add", "group.title", "group.fold", "group.dissolve", "group.restore",
  "statement.add", "statement.edit", "statement.withdraw", "statement.restore", "text.choose", "board.restore", "text.hide", "text.show",
  "link.add", "link.edit", "link.withdraw", "link.restore", "link.propose", "link.accept", "link.decline", "item.propose", "item.tag", "follow.set", "sheet.count", "items.place", "note.beside", "cards.lay",
  "wording.propose", "wording.withdraw", "passage.draft", "passage.add", "passage.edit", "passage.move", "passage.withdraw",
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
 * As in server/room/undo.go: a wording that came to stand beside another is what its writer wrote; what is done to an island is named by the island, where it has a title; notes that move with it
 * come first in some changes.
 * @param {string} op
 * @param {Change} change
 * @returns {string} the first words of what it touched, or nothing
 */
export function whatOf(op, change) {
  const rival = op.endsWith(".edit") || op === "group.title" ? rivalOf(change) : "";
  if (rival) return cut(rival, NAMED);
  const titled = op.startsWith("group.") ? change.find((d) => d.kind === "group" && titleOf(d)) : undefined;
  if (titled) return cut(titleOf(titled), NAMED);
  for (const { kind, after } of change) {
    const item = /** @type {{text?: string, title?: string} | undefined} */ (after);
    const text = kind === "group" ? item?.title : kind === "note" || kind === "statement" || kind === "wording" || kind === "passage" ? item?.text : undefined;
    if (text) return cut(text, NAMED);
  }
  return "";
}

/**
 * @param {Change} change
 * @returns {string} the wording that came to stand beside another, or nothing
 */
export function rivalOf(change) {
  for (const { before, after } of change) {
    const was = /** @type {Item | undefined} */ (before)?.rivals ?? [];
    const is = /** @type {Item | undefined} */ (after)?.rivals ?? [];
    if (is.length > was.length) return is.at(-1)?.text ?? "";
  }
  return "";
}

/** @param {import("./records.js").Diff} diff */
const titleOf = ({ after }) => /** @type {{title?: string} | undefined} */ (after)?.title ?? "";
