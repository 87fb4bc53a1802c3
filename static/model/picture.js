/**
 * Which picture of the sheet is the best that has room for everything: how large, how dense, and which islands closed. Pure; the
 * sizes come from outside, guessed (sizes.js) or measured.
 *
 * The order in which pictures give way: notes as they are; smaller, with their texts held at the least size that can be read;
 * still legible, with the tallest islands closed to piles, as long as most stay open; bare paper with all islands open; and
 * last whatever needs fewest closed. When nothing fits, words stay legible and the room scrolls.
 */
import { GAP, isTooFull, pageAt, rungsOf, spread } from "./layout.js";

/**
 * @typedef {import("./layout.js").Rung} Rung
 * @typedef {import("./layout.js").Size} Size
 * @typedef {import("./layout.js").Thing} Thing
 * @typedef {{rung: Rung, closed: readonly string[]}} Picture closed: islands shown as piles for want of room
 * @typedef {(picture: Picture) => Thing[]} Sized what lies on the sheet, in reading order, as large as it is in that picture
 */

/** So much air, in units at scale 1, stays between two things however small the picture is. */
const LEAST_GAP = 10;
/** No more than this share of the islands is closed for the sake of legible notes in the others. */
const SHARE = 0.5;

/** @param {Rung} rung */
export const airAt = ({ scale }) => Math.max(GAP, LEAST_GAP / scale);

/** @param {Picture} picture */
export const nameOf = ({ rung, closed }) => `${rung.density} ${rung.scale} ${closed.join(" ")}`;

/**
 * @param {Size} room in units at scale 1
 * @param {readonly string[]} islands that lie open, the tallest first
 * @param {Sized} sized
 * @param {(picture: Picture) => boolean} [failed] it has been tried, and did not fit
 * @returns {Picture & {fits: boolean}}
 */
export function bestPicture(room, islands, sized, failed = () => false) {
  const fits = (/** @type {Picture} */ picture) => !failed(picture) && fitsIn(room, picture, sized);
  const first = (/** @type {readonly Rung[]} */ band, /** @type {number} */ n) => firstThatFits(band, islands.slice(0, n), room, sized, fits);
  const bands = rungsOf(room);
  const legible = bands.filter(([rung]) => rung?.density !== "paper");
  const paper = bands.filter(([rung]) => rung?.density === "paper");
  const within = (/** @type {readonly (readonly Rung[])[]} */ list, /** @type {number} */ n) => list.reduce((/** @type {Picture | undefined} */ found, band) => found ?? first(band, n), undefined);
  const found = within(legible, 0) ?? closing(islands.length * SHARE, 1.3, (n) => within(legible.slice(-1), n)) ?? closing(2 * islands.length, 2, (n) => within(n === 0 ? paper : [...legible.slice(-1), ...paper], n), 0);
  if (found) return { ...found, fits: true };
  const rung = (legible.at(-1) ?? paper.at(-1))?.at(-1) ?? { density: /** @type {const} */ ("small"), scale: 0.55 };
  return { rung, closed: islands, fits: false };
}

/**
 * More and more are closed until the rest fits.
 * @param {number} most
 * @param {number} factor
 * @param {(n: number) => Picture | undefined} find
 * @param {number} [from]
 */
function closing(most, factor, find, from = 1) {
  for (let n = from; n <= most; n = Math.max(n + 1, Math.floor(n * factor))) {
    const found = find(n);
    if (found) return found;
  }
  return undefined;
}

/**
 * @param {Size} room
 * @param {Picture} picture
 * @param {Sized} sized
 */
function fitsIn(room, picture, sized) {
  const page = pageAt(room, picture.rung.scale);
  const things = sized(picture);
  return !isTooFull(things, page, airAt(picture.rung)) && spread(things, page, airAt(picture.rung)).fits;
}

/**
 * What fits at one scale may not at a smaller one, because texts are held legible and islands change their shape; so all rungs
 * are tried in turn, but for those with less paper than things.
 * @param {readonly Rung[]} band the best first
 * @param {readonly string[]} closed
 * @param {Size} room
 * @param {Sized} sized
 * @param {(picture: Picture) => boolean} fits
 * @returns {Picture | undefined}
 */
function firstThatFits(band, closed, room, sized, fits) {
  let [from, to] = [0, band.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const rung = /** @type {Rung} */ (band[middle]);
    if (isTooFull(sized({ rung, closed }), pageAt(room, rung.scale), airAt(rung))) from = middle + 1;
    else to = middle;
  }
  return band.slice(from).map((rung) => ({ rung, closed })).find(fits);
}
