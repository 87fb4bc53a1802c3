/**
 * A board that another program filled past every limit is read a piece at a time: the one with the item in hand. Who walks on,
 * or looks something up, has the next piece or that one before them; there is nothing else to remember.
 */

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./scene.js").Branch} Branch */
/** @typedef {import("../model/records.js").Note} Note */
/**
 * from, to: which of all rows stand in it, from 0, to not included. earlier, later: the items with which the pieces round it begin.
 * @typedef {{branches: readonly Branch[], lone: readonly Note[], loose: readonly Note[], gone: readonly Note[], from: number, to: number, of: number, earlier: string | undefined, later: string | undefined}} Piece
 */

/** So many rows: as long a list as any machine draws at once. */
export const PIECE = 300;

/** @type {WeakMap<readonly string[], Piece>} the piece last shown of a walk, so that it is drawn once */
const shown = new WeakMap();

/**
 * @param {Pick<Desk, "scene" | "order" | "current">} desk
 * @returns {Piece}
 */
export function pieceOf({ scene, order, current }) {
  const from = Math.floor(Math.max(0, order.indexOf(current)) / PIECE) * PIECE;
  const before = shown.get(order);
  if (before?.from === from) return before;
  const to = Math.min(order.length, from + PIECE);
  const inIt = new Set(order.slice(from, to));
  const notes = (/** @type {readonly Note[]} */ list) => list.filter((n) => inIt.has(n.id));
  const piece = {
    branches: partsOf(scene.branches, inIt), lone: notes(scene.allLone), loose: notes(scene.loose), gone: notes(scene.gone),
    from, to, of: order.length, earlier: from > 0 ? order[from - PIECE] : undefined, later: order[to],
  };
  shown.set(order, piece);
  return piece;
}

/**
 * An island that goes on from the piece before stands there again, under its title card.
 * @param {readonly Branch[]} branches
 * @param {ReadonlySet<string>} inIt
 * @returns {Branch[]}
 */
function partsOf(branches, inIt) {
  /** @type {Branch[]} */
  const parts = [];
  for (const b of branches) {
    const members = b.kind === "group" ? partsOf(b.members, inIt) : [];
    if (members.length > 0 || inIt.has(b.item.id)) parts.push(b.kind === "group" ? { ...b, members } : b);
  }
  return parts;
}
