/**
 * Things laid tight, each as high up as there is room: pure geometry, in sheet units. For boards with more than anybody arranges,
 * and where nothing else leaves words that can be read.
 */

import { far } from "./route.js";

/** @typedef {import("./layout.js").Thing} Thing */
/** @typedef {import("./layout.js").Size} Size */
/** @typedef {import("./layout.js").Point} Point */
/** @typedef {{laid: Thing[], fits: boolean}} Laid */

/** Air between a thing and the page's edge. */
export const EDGE = 24;
/** So many orders are tried beyond those that mostly do. */
const SHUFFLES = 40;

/**
 * One after the other, as people laid them from above to below, each as high up as there is room: so many loose things are no
 * arrangement any more, and looking for the nearest place for each would make every change slow.
 * @param {readonly Thing[]} things
 * @param {Size} page
 * @param {number} gap
 * @returns {Laid}
 */
export function shelved(things, page, gap) {
  return stacked(things, inRows(things), page, gap);
}

/** As people laid them, from above to below. @param {readonly Thing[]} things @returns {Thing[]} */
export const inRows = (things) => [...things].sort(fromAbove);

/**
 * Which order packs best nobody knows before; of those that have room for all, the one that leaves things nearest to where they
 * were laid. Always the same way, so that all eyes at a table see one picture.
 * @param {readonly Thing[]} things few of them
 * @param {Size} page
 * @param {number} gap
 * @returns {Laid | undefined} undefined: there is no room that way
 */
export function packed(things, page, gap) {
  /** @type {{laid: Laid, way: number} | undefined} */
  let best;
  for (const order of ordersOf(things)) {
    if (!packsIn(order, page, gap)) continue;
    const laid = stacked(things, order, page, gap);
    const way = laid.laid.reduce((sum, t, i) => sum + far(t, things[i] ?? t), 0);
    if (!best || way < best.way) best = { laid, way };
  }
  return best?.laid;
}

/** So exactly is the width of a page looked for. */
const HALVES = 10;

/**
 * How wide a page must be to hold all of it.
 * @param {readonly Size[]} sizes few of them
 * @param {number} shape the page is so many times wider than high
 * @param {number} gap
 */
export function leastWidth(sizes, shape, gap) {
  const high = [...sizes].sort((a, b) => b.h - a.h);
  const fits = (/** @type {number} */ w) => [sizes, high].some((order) => packsIn(order, { w, h: w / shape }, gap));
  let [from, to] = [0, sizes.reduce((sum, { w, h }) => sum + Math.max(w, h * shape) + gap, 2 * EDGE * shape)];
  for (let i = 0; i < HALVES; i++) {
    const middle = (from + to) / 2;
    if (fits(middle)) to = middle;
    else from = middle;
  }
  return to;
}

/** @param {readonly Thing[]} things @returns {Thing[][]} */
function ordersOf(things) {
  const by = (/** @type {(a: Thing, b: Thing) => number} */ order) => [...things].sort(order);
  const known = [by(fromAbove), by((a, b) => a.x - b.x || a.y - b.y), by((a, b) => b.h - a.h), by((a, b) => b.w - a.w), by((a, b) => b.w * b.h - a.w * a.h)];
  let seed = things.length;
  const dice = (/** @type {number} */ n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
  for (let i = 0; i < SHUFFLES; i++) {
    // Two change their places in an order that packs well: large ones early.
    const order = [...(known[2 + (i % 3)] ?? things)];
    for (let k = 0; k <= i / 10; k++) {
      const [a, b] = [dice(order.length), dice(order.length)];
      [order[a], order[b]] = [/** @type {Thing} */ (order[b]), /** @type {Thing} */ (order[a])];
    }
    known.push(order);
  }
  return known;
}

/** @param {Thing} a @param {Thing} b */
const fromAbove = (a, b) => a.y - b.y || a.x - b.x;

/**
 * @param {readonly Thing[]} things
 * @param {readonly Thing[]} order
 * @param {Size} page
 * @param {number} gap
 * @returns {Laid} in the order of things
 */
function stacked(things, order, page, gap) {
  const sky = new Sky(page, gap);
  /** @type {Map<string, Point>} */
  const place = new Map(order.map((t) => [t.id, sky.take(t)]));
  return { laid: things.map((t) => ({ ...t, ...place.get(t.id) })), fits: sky.fits };
}

/**
 * Whether there is room for all in that order; quicker than to lay them, because the first that has none ends it.
 * @param {readonly Size[]} order
 * @param {Size} page
 * @param {number} gap
 */
export function packsIn(order, page, gap) {
  const sky = new Sky(page, gap);
  return order.every((size) => sky.take(size) && sky.fits);
}

/** The lower edge of what is laid, from left to right and without gaps: from each x on to the next everything above y is taken. */
class Sky {
  /** @param {Size} page @param {number} gap */
  constructor(page, gap) {
    this.page = page;
    this.gap = gap;
    this.fits = true;
    /** @private Two lists and not one of steps: this is asked ten thousands of times for one picture. */
    this.xs = [EDGE];
    /** @private */
    this.ys = [EDGE];
  }

  /**
   * The highest free place, from then on taken; at the left edge where the page is not wide enough.
   * @param {Size} size
   * @returns {Point}
   */
  take({ w, h }) {
    const spot = this.highest(w + this.gap);
    this.raise(spot.x, spot.x + w + this.gap, spot.y + h + this.gap);
    this.fits &&= spot.x + w <= this.page.w - EDGE / 2 && spot.y + h <= this.page.h - EDGE / 2;
    return spot;
  }

  /** @private @param {number} w @returns {Point} */
  highest(w) {
    const { xs, ys, gap } = this;
    const edge = this.page.w - EDGE + gap;
    let [bestX, bestY] = [EDGE, Infinity];
    for (let from = 0; from < xs.length; from++) {
      const x = xs[from] ?? 0;
      if (x > EDGE && x + w > edge) break;
      let y = 0;
      for (let i = from; i < xs.length && (xs[i] ?? 0) < x + w; i++) y = Math.max(y, ys[i] ?? 0);
      if (y < bestY) [bestX, bestY] = [x, y];
    }
    return { x: bestX, y: bestY };
  }

  /** @private @param {number} x @param {number} to @param {number} y */
  raise(x, to, y) {
    const { xs, ys } = this;
    /** @type {number[]} */
    const nextX = [];
    /** @type {number[]} */
    const nextY = [];
    const put = (/** @type {number} */ at, /** @type {number} */ low) => (nextX.push(at), nextY.push(low));
    for (let i = 0; i < xs.length && (xs[i] ?? 0) < x; i++) put(xs[i] ?? 0, ys[i] ?? 0);
    put(x, y);
    for (let i = 0; i < xs.length; i++) if ((xs[i + 1] ?? Infinity) > to) put(Math.max(xs[i] ?? 0, to), ys[i] ?? 0);
    [this.xs, this.ys] = [nextX, nextY];
  }
}
