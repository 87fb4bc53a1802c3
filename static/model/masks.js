/** What the public shall not read: what was found, put together with what those who steer have decided. */

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./ops_closing.js").MaskAt} MaskAt */
/** @typedef {MaskAt & {kind: string, table: string, before: string, after: string, words: string, named: string}} Found as the server lists it; named: the words kept of what was named by hand */
/** @typedef {"" | "mask" | "keep"} Decision "": nobody has decided */

/** @param {{of: string, from: number, n: number}} place */
const keyOf = ({ of, from, n }) => `${of}/${from}/${n}`;

/**
 * A decision is about words in a text: it holds wherever the same text stands, the last word counts.
 * @param {State} hall
 * @returns {(found: Found) => Decision}
 */
export function decisionsIn(hall) {
  /** @type {Map<string, {keep: boolean, at: number}>} */
  const decided = new Map();
  for (const { spots = [] } of hall.all("masking")) {
    for (const spot of spots) {
      const at = spot.at ?? 0;
      if (at >= (decided.get(keyOf(spot))?.at ?? 0)) decided.set(keyOf(spot), { keep: spot.keep === true, at });
    }
  }
  return (found) => {
    const spot = decided.get(keyOf(found));
    return spot ? (spot.keep ? "keep" : "mask") : "";
  };
}

/** The words that somebody has masked by hand: wherever else they stand, they are asked about. @param {State} hall */
export const namedIn = (hall) => [...new Set(hall.all("masking").flatMap(({ spots = [] }) => spots.flatMap((spot) => (spot.words && !spot.keep ? [spot.words] : []))))].sort();

/** @param {Found} found @returns {MaskAt} as the op names it */
export const placeOf = ({ record, board, of, from, n, sort, named }) => ({ record, ...(board && { board }), of, from, n, sort, ...(named && { words: named }) });

/** One after the other, as many at once as the server takes. @template T @param {readonly T[]} list @param {number} size */
export const batches = (list, size) => Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
