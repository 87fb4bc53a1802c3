/** Which islands may close where the sheet has no room for all of them open, and what is then to be seen of them. */

/** @typedef {import("../editor/scene.js").Branch} Branch */
/** @typedef {import("../editor/scene.js").Scene} Scene */

/**
 * The islands that lie open by themselves, the tallest first; at the same height the first to be read. Which are closed depends
 * on the board alone, so that all eyes at a table see the same piles in windows of the same shape.
 * @param {Scene} scene
 * @returns {string[]}
 */
export function tallest(scene) {
  const high = (/** @type {Branch} */ b) => scene.blocks.get(b.item.id)?.h ?? 0;
  const open = scene.lying.filter((b) => b.kind === "group" && !b.item.folded && b.members.length > 0);
  return open.sort((a, b) => high(b) - high(a)).map((b) => b.item.id);
}

/**
 * The islands inside islands that lie open, by how deep they are closed; the innermost first.
 * @param {Scene} scene
 * @returns {import("../model/picture.js").Inner[]}
 */
export function innersOf(scene) {
  /** @type {string[][]} by level, from the second on */
  const deep = [];
  const visit = (/** @type {Branch} */ b) => {
    if (b.kind !== "group" || b.item.folded || b.members.length === 0) return;
    if (b.level > 1) (deep[b.level - 2] ??= []).push(b.item.id);
    b.members.forEach((m) => visit(/** @type {Branch} */ (m)));
  };
  scene.lying.forEach(visit);
  return deep.map((ids, i) => ({ level: i + 1, ids })).reverse();
}

/** What is shown of an island, for the sizes learnt. @param {boolean} closed @param {number | undefined} level */
export const howOf = (closed, level) => (closed ? "pile" : level ? `to ${level}` : "");
