/** 横串: the tags of the workshop, and which islands and notes of a board carry them. Pure. */
import { outline } from "./outline.js";
import { byOrder } from "./state.js";

/**
 * @typedef {import("./records.js").Tag} Tag
 * @typedef {import("./state.js").State} State
 * @typedef {{id: string, kind: "note" | "group", words: string, notes: number, level: number, tags: readonly string[]}} Taggable notes: how many lie in it; level: 1 on the sheet
 */

/** @param {State} hall @returns {Tag[]} in order */
export const tagsOf = (hall) =>
  hall
    .all("tag")
    .filter((tag) => !tag.withdrawn)
    .sort(byOrder);

/**
 * The islands and lone notes of a board, in reading order: what tags are laid on. A note in an island is told by its island.
 * @param {State} view
 * @returns {Taggable[]}
 */
export function taggablesOf(view) {
  const { items, lone } = outline(view);
  return [...items.flatMap((branch) => islandsIn(branch, 1)), ...lone.filter((note) => !note.veiled).map((note) => taggable("note", note, note.text ?? "", 1, 1))];
}

/** @param {import("./outline.js").Branch} branch @param {number} level @returns {Taggable[]} */
function islandsIn({ kind, item, members }, level) {
  if (kind !== "group") return [];
  const island = /** @type {import("./records.js").Group} */ (item);
  return [taggable("group", island, island.title ?? "", notesIn(members), level), ...members.flatMap((member) => islandsIn(member, level + 1))];
}

/** @param {readonly import("./outline.js").Branch[]} branches @returns {number} */
const notesIn = (branches) => branches.reduce((sum, { kind, members }) => sum + (kind === "note" ? 1 : notesIn(members)), 0);

/** @param {"note" | "group"} kind @param {{id: string, tags?: readonly string[]}} item @param {string} words @param {number} notes @param {number} level @returns {Taggable} */
const taggable = (kind, item, words, notes, level) => ({ id: item.id, kind, words: words.replace(/\s+/gu, " ").trim(), notes, level, tags: item.tags ?? [] });
