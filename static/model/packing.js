/**
 * Things laid tight, each as high up as there is room: pure geometry, in sheet units. For boards with more than anybody arranges,
 * and where nothing else leaves words that can be read.
 */

import { far } from "./route.js";

/** @typedef {import("./layout.js").Thing} Thing */
/** @typedef {import("./layout.js").Size} Size */
/** @typedef {import("./layout.js").Point} Point */
/** @typedef {{laid: Thing[], fits: boolean}} Laid */
/** From x to `to` everything above y is taken. @typedef {{x: number, to: number, y: number}} Step */

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
  return stacked(things, [...things].sort(fromAbove), page, gap);
}

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
    const laid = stacked(things, order, page, gap);
    if (!laid.fits) continue;
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
  const things = sizes.map((size, i) => ({ id: String(i), x: 0, y: 0, ...size }));
  const high = [...things].sort((a, b) => b.h - a.h);
  const fits = (/** @type {number} */ w) => [things, high].some((order) => stacked(things, order, { w, h: w / shape }, gap).fits);
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
  /** @type {Step[]} */
  let sky = [{ x: EDGE, to: Infinity, y: EDGE }];
  /** @type {Map<string, Point>} */
  const place = new Map();
  for (const t of order) {
    const spot = highest(sky, t.w + gap, page.w - EDGE + gap);
    place.set(t.id, spot);
    sky = raised(sky, spot.x, spot.x + t.w + gap, spot.y + t.h + gap);
  }
  const laid = things.map((t) => ({ ...t, ...place.get(t.id) }));
  return { laid, fits: laid.every((t) => t.x + t.w <= page.w - EDGE / 2 && t.y + t.h <= page.h - EDGE / 2) };
}

/**
 * @param {readonly Step[]} sky from left to right, without gaps
 * @param {number} w
 * @param {number} edge
 * @returns {Point} at the left edge where the page is not wide enough
 */
function highest(sky, w, edge) {
  /** @type {Point | undefined} */
  let best;
  for (const { x } of sky) {
    if (x > EDGE && x + w > edge) break;
    const y = sky.reduce((low, step) => (step.x < x + w && step.to > x ? Math.max(low, step.y) : low), 0);
    if (!best || y < best.y) best = { x, y };
  }
  return best ?? { x: EDGE, y: EDGE };
}

/**
 * @param {readonly Step[]} sky
 * @param {number} x
 * @param {number} to
 * @param {number} y
 * @returns {Step[]}
 */
function raised(sky, x, to, y) {
  const before = sky.filter((step) => step.x < x).map((step) => ({ ...step, to: Math.min(step.to, x) }));
  const after = sky.filter((step) => step.to > to).map((step) => ({ ...step, x: Math.max(step.x, to) }));
  return [...before, { x, to, y }, ...after];
}
