/** Which islands may close where the sheet has no room for all of them open, and what is then to be seen of them. */

/** @typedef {import("../../editor/scene.js").Branch} Branch */
/** @typedef {import("../../editor/scene.js").Scene} Scene */

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

/** Of more islands at one depth than this all are closed at once: which of them, makes little difference then. */
const MANY = 24;

/**
 * Which islands inside islands are closed in turn: the innermost first, and of those at one depth the tallest, more and more.
 * @param {Scene} scene
 * @returns {import("../../model/picture.js").Inner[]} the last: all that lie directly in others
 */
export function innersOf(scene) {
  const high = (/** @type {string} */ id) => scene.blocks.get(id)?.h ?? 0;
  /** @type {import("../../model/picture.js").Inner[]} */
  const inners = [];
  /** @type {readonly string[]} */
  let deeper = [];
  for (const ids of depthsOf(scene).reverse()) {
    const order = [...ids].sort((a, b) => high(b) - high(a));
    for (let n = 1; n < order.length && order.length <= MANY; n = Math.max(n + 1, Math.floor(n * 1.3))) {
      inners.push(together([...order.slice(0, n), ...deeper]));
    }
    inners.push(together(order));
    deeper = order;
  }
  return inners;
}

/** @param {readonly string[]} ids */
const together = (ids) => ({ name: nameFor(ids), ids: new Set(ids) });

/**
 * A short name: sizes are looked up by it ten thousands of times for one picture, and the ids of a hundred islands are a long
 * one. Were two alike, what lies in them would be guessed at one size, until it is measured.
 * @param {readonly string[]} ids
 */
function nameFor(ids) {
  let [a, b] = [ids.length, 7];
  for (const c of ids.join(" ")) {
    a = (Math.imul(a, 31) + c.charCodeAt(0)) | 0;
    b = (Math.imul(b, 65599) + c.charCodeAt(0)) | 0;
  }
  return `${ids.length} ${a} ${b}`;
}

/**
 * @param {Scene} scene
 * @returns {string[][]} the islands inside islands that lie open, by how deep they lie
 */
function depthsOf(scene) {
  /** @type {string[][]} */
  const deep = [];
  const visit = (/** @type {Branch} */ b) => {
    if (b.kind !== "group" || b.item.folded || b.members.length === 0) return;
    if (b.level > 1) (deep[b.level - 2] ??= []).push(b.item.id);
    b.members.forEach((m) => visit(/** @type {Branch} */ (m)));
  };
  scene.lying.forEach(visit);
  return deep;
}

/** What is shown of an island, for the sizes learnt. @param {boolean} closed @param {import("../../model/picture.js").Inner | undefined} inner */
export const howOf = (closed, inner) => (closed ? "pile" : inner ? `without ${inner.name} ${inner.cut?.name ?? ""}` : "");
