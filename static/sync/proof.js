/**
 * Whether a whole snapshot is what the server has. It is only counted, because opened anew it would not agree either; so
 * neither the first picture nor a hand waits for it: it is worked out later, a piece at a time. All at once, two thousand notes
 * keep an old laptop busy for a tenth of a second.
 */
import { digest } from "../lib/digest.js";

/** So long afterwards (ms): until then there is the picture to draw. */
const LATER = 1000;
/** So many records at once. */
const PIECE = 100;

/**
 * @param {readonly {kind: string, value: object}[]} records
 * @param {string} expected the server's digest of them
 * @param {import("../lib/clock.js").Clock} clock
 * @param {() => void} differs
 */
export function prove(records, expected, clock, differs) {
  const piece = (/** @type {number} */ from) => {
    digest(records.slice(from, from + PIECE)); // what is worked out for a record is kept: see lib/digest.js
    if (from + PIECE < records.length) clock.after(() => piece(from + PIECE), 0);
    else if (digest(records) !== expected) differs();
  };
  clock.after(() => piece(0), LATER);
}
