/** Something a person did was refused: why, in one sentence, and whether it may be tried again. */
import { hasWords } from "../sync/outbox.js";

/**
 * @typedef {import("../lib/words.js").Say} Say
 * @typedef {import("../sync/doc.js").Doc} Doc
 * @typedef {import("../sync/doc.js").Refusal} Refusal
 */

/** Nothing another person does makes these possible again. */
const FOR_GOOD = new Set(["gone", "not_found", "exists", "cycle", "too_deep"]);
/** An undo of these was in time, and the time, or the board, may open again. */
const CLOSED = new Set(["forbidden", "frozen"]);

/** What others do to a thing that keeps an undo from being done depends on what it would have undone. */
const SORTS = new Map([
  ...["note.add", "note.dictate", "note.beside", "statement.add", "group.add", "cards.lay", "link.add", "link.propose", "wording.propose", "passage.add", "passage.draft"].map((op) => /** @type {const} */ ([op, "made"])),
  ...["note.withdraw", "statement.withdraw", "group.dissolve", "wording.withdraw", "passage.withdraw"].map((op) => /** @type {const} */ ([op, "taken"])),
  ...["note.edit", "statement.edit", "group.title", "passage.edit", "text.choose"].map((op) => /** @type {const} */ ([op, "worded"])),
  ...["items.move", "items.place", "passage.move"].map((op) => /** @type {const} */ ([op, "moved"])),
  ["link.withdraw", "relation"],
  ["sheet.count", "sheets"],
]);

/**
 * Where nobody has written anything, nothing is said of words that are kept.
 * @param {Say} say
 * @param {Doc} doc
 * @param {Refusal} refusal
 * @returns {string} a key
 */
export function reasonOf(say, doc, refusal) {
  const { key, op, code } = refusal;
  const own = op.type === "undo" ? ownOfUndo(doc, refusal) : [`${key}.${op.type}`];
  const found = own.find((one) => say.has(one));
  if (found) return found;
  return code === "gone" && !hasWords(op.body) ? "refusal.gone_deed" : key;
}

/** @param {Doc} doc @param {Refusal} refusal @returns {string[]} the most telling first */
function ownOfUndo(doc, refusal) {
  const turned = doc.turnedBy(refusal);
  if (turned?.way === "redo") return [`${refusal.key}.redo`];
  return [`${refusal.key}.undo.${SORTS.get(turned?.op ?? "") ?? ""}`, `${refusal.key}.undo`];
}

/**
 * An undo that met another's change meets it again, however often it is sent.
 * @param {Doc} doc
 * @param {Refusal} refusal
 */
export function mayTryAgain(doc, refusal) {
  if (refusal.op.type !== "undo") return !FOR_GOOD.has(refusal.code);
  const turned = doc.turnedBy(refusal);
  return turned !== undefined && CLOSED.has(refusal.code) && doc.allowed(turned.op, { own: true });
}
