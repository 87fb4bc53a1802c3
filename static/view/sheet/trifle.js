/** How much smaller or larger a thing may become before anything else has to move for it. */

/** Smaller by no more than this, in sheet units, and there is no more room than before. */
export const TRIFLE = 12;

/**
 * Where no page holds the whole board, the room that a shorter title card leaves is worth nothing; and for a digit more in a count,
 * which takes some of the air beside it, nobody wants all that lies below to move.
 * @param {import("../../model/layout.js").Size} size
 * @param {import("../../model/layout.js").Size} before
 * @param {boolean} fits the page holds it all
 */
export function staysIn(size, before, fits) {
  const [least, most] = fits ? [TRIFLE, 0] : [Infinity, TRIFLE];
  return size.w <= before.w + most && size.h <= before.h + most && size.w >= before.w - least && size.h >= before.h - least;
}
