/**
 * Which picture of the sheet is the best that has room for everything: how large, how dense, and which islands closed. Pure; the
 * sizes come from outside, guessed (sizes.js) or measured.
 *
 * The order in which pictures give way: notes in full size, with the usual columns of islands or with others; smaller, with their texts held at the least size that can be read;
 * with room for nothing but the texts; then with other columns, if with those all has room; then with islands inside islands closed to piles, the innermost and tallest first, so that their title cards can be read where they
 * lie; with the tallest islands closed as well, as long as most stay open; bare paper with all islands open; and last whatever
 * needs fewest closed. When nothing fits, words stay legible and the room scrolls.
 *
 * Trap: a big board is judged at every change, in some hundred pictures. Sizes are asked for once a rung, and whether there is
 * less paper than things is told by a sum, before anything is laid; where that is so even with all islands closed, nobody asks
 * how large they are open, which takes longest.
 */
import { EDGE, GAP, hasRoom, pageAt, rungsOf, spread } from "./layout.js";

/**
 * @typedef {import("./layout.js").Rung} Rung
 * @typedef {import("./layout.js").Size} Size
 * @typedef {import("./layout.js").Thing} Thing
 * @typedef {{name: string, ids: ReadonlySet<string>, cut?: import("./cutting.js").Cut}} Inner islands inside islands that are
 *   closed together; name: of these and no others; cut: islands have other columns than usually
 * @typedef {{rung: Rung, closed: readonly string[], inner?: Inner}} Picture closed: islands shown as piles for want of room; inner: those of them that lie inside others
 * @typedef {{readonly open: readonly Thing[], piles: ReadonlyMap<string, Size>}} Sizes open: what lies on the sheet, in reading
 *   order, as large as it is at that rung, worked out only when asked for; piles: how large all of it is with its islands closed
 * @typedef {(rung: Rung, inner?: Inner) => Sizes} Sized
 * @typedef {object} More
 * @property {((picture: Picture) => boolean) | undefined} [failed] it has been tried, and did not fit
 * @property {readonly Inner[]} [inners] which islands inside islands are closed in turn, the last: all of them
 * @property {boolean} [tight] words may stand tight; many lines between things need room for themselves
 * @property {((closed: readonly string[], inner?: Inner, rungs?: readonly Rung[]) => Inner | undefined) | undefined} [cut] other columns with which the
 *   rest has room at one of the rungs; absent: at any at which words are held legible
 * @property {Trials} [trials] made for the same question, which was left half answered
 */

/** The time for a part of the answer is up; asked again with the same trials, the rest is found. */
export class Pause extends Error {}

/** So much air, in units at scale 1, stays between two things however small the picture is. */
const LEAST_GAP = 10;
/** No more than this share of the islands is closed for the sake of legible notes in the others. */
const SHARE = 0.5;

/** At this scale notes are as large as in the tray. Below it other columns are worth it, too, where they make them so much larger. */
const FULL = 1;
const WORTH = 1.08;
/** And letters so much larger are worth the air round them, and the names. */
const AIR = 1.2;
/** Where the usual columns have no room with all the air, others are tried for letters nearly as large as that. */
const NEARLY = 0.86;
/** Between many lines things are not made larger than this, and so pushed together. */
const AMONG_LINES = 0.82;
/** Below this scale letters are held at the least size that can be read. */
const HELD = 0.75;

/** @param {Rung} rung */
export const airAt = ({ scale }) => Math.max(GAP, LEAST_GAP / scale);

/** @param {readonly Thing[]} things @param {Size} page @param {Rung} rung @param {ReadonlyMap<string, {x: number, y: number}>} [seen] */
export const laidAt = (things, page, rung, seen) => spread(things, page, airAt(rung), rung.density !== "paper", seen);

/** How many times larger notes have to become before people are shown another picture than the one they know. */
const MUCH = 1.35;

/**
 * Whether one picture shows so much more than another that it is worth looking for everything anew.
 * @param {Picture & {fits: boolean}} one
 * @param {Picture} other has room for everything as well
 */
export function showsMore(one, other) {
  if (!one.fits) return false;
  if ((one.rung.density === "paper") !== (other.rung.density === "paper")) return other.rung.density === "paper";
  return one.closed.length < other.closed.length || one.rung.scale > other.rung.scale * MUCH;
}

/** All words, names and islands are to be seen: a larger room has nothing to add. @param {Picture} picture */
export const isFull = ({ rung, closed }) => rung.density === "normal" && closed.length === 0;

/** Whether one picture has words, names or islands to be seen that another has not. @param {Picture} one @param {Picture} other */
export function tellsMore(one, other) {
  return one.closed.length < other.closed.length || ORDER.indexOf(one.rung.density) < ORDER.indexOf(other.rung.density);
}

/** @type {readonly import("./layout.js").Density[]} by how much they tell */
const ORDER = ["normal", "small", "dense", "paper"];

/** So many smaller steps are tried before another arrangement. */
const NEAR = 3;
/** @type {readonly import("./layout.js").Density[]} */
const CLOSER = ["normal", "small", "dense"];

/**
 * A picture, and the same one a little smaller, and with less air.
 * @param {Picture} picture
 * @param {Size} room in units at scale 1
 * @param {boolean} tight words may stand tight
 * @returns {Picture[]}
 */
export function lessOf(picture, room, tight) {
  const { density, scale } = picture.rung;
  const bands = CLOSER.slice(Math.max(0, CLOSER.indexOf(density)), tight ? 3 : 2).map((name) => rungsOf(room).find(([rung]) => rung?.density === name) ?? []);
  const less = bands.flatMap((band, i) => band.filter((rung) => (i === 0 ? rung.scale < scale : rung.scale <= scale)).slice(0, NEAR));
  return [picture, ...less.map((rung) => ({ ...picture, rung }))];
}

/** @param {Picture} picture */
export const nameOf = ({ rung, closed, inner }) => `${rung.density} ${rung.scale} ${closed.join(" ")} ${inner?.cut?.name ?? ""}`;

/**
 * @param {Size} room in units at scale 1
 * @param {readonly string[]} islands that lie open, the tallest first
 * @param {Sized} sized
 * @param {More} [more]
 * @returns {Picture & {fits: boolean}}
 */
export function bestPicture(room, islands, sized, { failed = () => false, inners = [], tight = true, cut, trials = new Trials(room, islands, sized) } = {}) {
  const [normal = [], all = [], dense = [], paper = []] = ["normal", "small", "dense", "paper"].map((density) => (density === "dense" && !tight ? [] : trials.rungs.find(([rung]) => rung?.density === density) ?? []));
  const small = tight ? all : all.filter(({ scale }) => scale <= AMONG_LINES);
  const find = (/** @type {readonly Rung[]} */ band, /** @type {number} */ n, /** @type {Inner | undefined} */ inner) => firstThatFits(band.map((rung) => trials.at(rung, inner)), n, failed);
  const words = (/** @type {number} */ n, /** @type {Inner | undefined} */ inner) => (n === 0 ? find(normal, n, inner) : undefined) ?? find(small, n, inner) ?? find(dense, n, inner);
  // Where no other columns have room the usual ones mostly have none either, and to lay them at every scale takes longer.
  const open = (/** @type {number} */ n, /** @type {Inner | undefined} */ inner) => {
    const other = cut?.(islands.slice(0, n), inner);
    return cut && !other ? undefined : words(n, inner) ?? (other && words(n, other));
  };
  /** The same with other columns, where those make letters larger. */
  const larger = (/** @type {readonly Rung[]} */ band, /** @type {Picture | undefined} */ found, least = 0) => {
    const rungs = band.filter(({ scale }) => scale > Math.max(found?.rung.scale ?? 0, least) * WORTH);
    const other = rungs.length > 0 && (found?.rung.scale ?? 0) < FULL ? cut?.([], undefined, rungs) : undefined;
    return (other && find(rungs, 0, other)) ?? found;
  };
  const large = () => {
    const airy = larger(normal, find(normal, 0, undefined), NEARLY);
    if (airy && airy.rung.scale >= FULL) return airy;
    const least = (airy?.rung.scale ?? 0) * AIR;
    const close = larger(small, find(small.filter(({ scale }) => scale >= least), 0, undefined), Math.max(HELD, least));
    return close ?? airy;
  };
  const most = inners.at(-1);
  const found =
    large() ??
    words(0, undefined) ??
    open(0, undefined) ??
    firstOf(inners, (inner) => open(0, inner)) ??
    closing(1, islands.length * SHARE, 1.3, (n) => open(n, most)) ??
    find(paper, 0, undefined) ??
    closing(1, 2 * islands.length, 2, (n) => find(small, n, most) ?? find(dense, n, most) ?? find(paper, n, most));
  if (found) return { ...found, fits: true };
  const rung = small.at(-1) ?? dense.at(-1) ?? normal.at(-1) ?? { density: /** @type {const} */ ("small"), scale: 0.55 };
  return { rung, closed: islands, fits: false };
}

/**
 * @template T
 * @param {readonly T[]} list
 * @param {(one: T) => Picture | undefined} find
 */
function firstOf(list, find) {
  for (const one of list) {
    const found = find(one);
    if (found) return found;
  }
  return undefined;
}

/** The trials made so far: what was worked out for one question helps with the next. */
export class Trials {
  /**
   * @param {Size} room
   * @param {readonly string[]} islands
   * @param {Sized} sized
   * @param {() => void} [rest] called before anything that takes long; may throw a Pause
   */
  constructor(room, islands, sized, rest = () => {}) {
    /** @private */
    this.make = (/** @type {Rung} */ rung, /** @type {Inner | undefined} */ inner) => new Trial(room, rung, islands, sized, { inner, rest });
    /** Trials are known by these very ones. */
    this.rungs = rungsOf(room);
    /** @private @type {Map<Inner | undefined, Map<Rung, Trial>>} */
    this.made = new Map();
  }

  /** @param {Rung} rung @param {Inner | undefined} inner */
  at(rung, inner) {
    const band = this.made.get(inner) ?? new Map();
    this.made.set(inner, band);
    const trial = band.get(rung) ?? this.make(rung, inner);
    band.set(rung, trial);
    return trial;
  }
}

/**
 * More and more are closed until the rest fits.
 * @param {number} from
 * @param {number} most
 * @param {number} factor
 * @param {(n: number) => Picture | undefined} find
 */
function closing(from, most, factor, find) {
  for (let n = from; n <= most; n = Math.max(n + 1, Math.floor(n * factor))) {
    const found = find(n);
    if (found) return found;
  }
  return undefined;
}

/**
 * What fits at one scale may not at a smaller one, because texts are held legible and islands change their shape; so all rungs
 * are tried in turn, but for those with less paper than things.
 * @param {readonly Trial[]} band the best first
 * @param {number} n so many of the tallest are closed
 * @param {(picture: Picture) => boolean} failed
 * @returns {Picture | undefined}
 */
function firstThatFits(band, n, failed) {
  // On a big board this one question is mostly the answer.
  if (band.at(-1)?.isTooFull(n)) return undefined;
  let [from, to] = [0, band.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (band[middle]?.isTooFull(n)) from = middle + 1;
    else to = middle;
  }
  for (const trial of band.slice(from)) {
    const picture = trial.picture(n);
    if (!failed(picture) && trial.fits(n)) return picture;
  }
  return undefined;
}

/** One rung, with all there is to lay at it. */
class Trial {
  /**
   * @param {Size} room
   * @param {Rung} rung
   * @param {readonly string[]} islands
   * @param {Sized} sized
   * @param {{inner: Inner | undefined, rest: () => void}} more
   */
  constructor(room, rung, islands, sized, { inner, rest }) {
    this.rung = rung;
    /** @private */
    this.rest = rest;
    /** @private @type {Map<number, boolean>} */
    this.answers = new Map();
    /** @private */
    this.inner = inner;
    this.islands = islands;
    this.page = pageAt(room, rung.scale);
    /** @private */
    this.sized = sized;
    /** @private @type {Sizes | undefined} */
    this.asked = undefined;
    /** @private @type {number | undefined} what all takes with its islands closed */
    this.least = undefined;
    /** @private @type {{open: readonly Thing[], piles: ReadonlyMap<string, Size>, areas: number[]} | undefined} areas: of all, with so many closed */
    this.table = undefined;
  }

  /** @param {number} n @returns {Picture} */
  picture(n) {
    const { inner, rung } = this;
    const closed = this.islands.slice(0, n);
    return inner ? { rung, closed: [...closed, ...inner.ids], inner } : { rung, closed };
  }

  /** @param {number} n @returns {boolean} there is less paper than things, whatever one does */
  isTooFull(n) {
    const air = airAt(this.rung) - EDGE;
    const paper = (this.page.w + air) * (this.page.h + air);
    this.least ??= [...this.sizes().piles.values()].reduce((sum, size) => sum + this.areaOf(size), 0);
    if (this.least > paper) return true;
    const { areas } = this.things();
    return (areas[Math.min(n, areas.length - 1)] ?? 0) > paper;
  }

  /** @param {number} n */
  fits(n) {
    if (this.isTooFull(n)) return false;
    const known = this.answers.get(n);
    if (known !== undefined) return known;
    this.rest();
    const fits = this.lays(n);
    this.answers.set(n, fits);
    return fits;
  }

  /** @private @param {number} n */
  lays(n) {
    const { open, piles } = this.things();
    const closed = new Set(this.islands.slice(0, n));
    const things = open.map((thing) => (closed.has(thing.id) ? { ...thing, ...piles.get(thing.id) } : thing));
    return this.rung.density === "paper" ? laidAt(things, this.page, this.rung).fits : hasRoom(things, this.page, airAt(this.rung));
  }

  /** @private */
  things() {
    if (!this.table) this.rest();
    return (this.table ??= this.look());
  }

  /** @private */
  sizes() {
    if (!this.asked) this.rest();
    return (this.asked ??= this.sized(this.rung, this.inner));
  }

  /** @private @param {Size | undefined} size with the air round it */
  areaOf(size) {
    const gap = airAt(this.rung);
    return size ? (size.w + gap) * (size.h + gap) : 0;
  }

  /** @private */
  look() {
    const { open, piles } = this.sizes();
    const byId = new Map(open.map((thing) => [thing.id, thing]));
    const areas = [open.reduce((sum, thing) => sum + this.areaOf(thing), 0)];
    for (const id of this.islands) areas.push((areas.at(-1) ?? 0) - this.areaOf(byId.get(id)) + this.areaOf(piles.get(id)));
    return { open, piles, areas };
  }
}
