/**
 * 整える: everything on a sheet laid out in rows, in reading order, like a printed page. Pure geometry in sheet units.
 *
 * Rows are made equally long, because a last row with one island looks forgotten; and the air that is left over goes between
 * rows and things, but never so much that what belongs to one row falls apart.
 */
import { GAP } from "./layout.js";

/**
 * @typedef {import("./layout.js").Thing} Thing
 * @typedef {import("./layout.js").Size} Size
 */

const EDGE = 24;
/** More air than this between two things tears a row apart. */
const MOST_AIR = 64;

/**
 * @param {readonly Thing[]} things in reading order
 * @param {Size} page
 * @returns {Thing[]} in the same order, none over another, none begins off the page
 */
export function tidied(things, page) {
  const rows = evenRows(things, page.w - 2 * EDGE);
  const high = rows.map((row) => row.reduce((h, t) => Math.max(h, t.h), 0));
  const left = page.h - 2 * EDGE - high.reduce((sum, h) => sum + h, 0);
  const down = airOf(left, rows.length);
  let y = EDGE;
  return rows.flatMap((row, i) => {
    const along = airOf(page.w - 2 * EDGE - row.reduce((sum, t) => sum + t.w, 0), row.length);
    let x = EDGE;
    const laid = row.map((thing) => {
      const put = { ...thing, x: Math.round(x), y: Math.round(y) };
      x += thing.w + along;
      return put;
    });
    y += (high[i] ?? 0) + down;
    return laid;
  });
}

/** @param {number} left @param {number} n things that share it */
const airOf = (left, n) => Math.max(GAP, Math.min(MOST_AIR, left / Math.max(1, n - 1)));

/**
 * As many rows as are needed, and then the shortest that still are as many.
 * @param {readonly Thing[]} things
 * @param {number} width
 * @returns {Thing[][]}
 */
function evenRows(things, width) {
  const least = rowsWithin(things, width).length;
  let [from, to] = [things.reduce((w, t) => Math.max(w, t.w), 0), width];
  while (to - from > 1) {
    const middle = (from + to) / 2;
    if (rowsWithin(things, middle).length > least) from = middle;
    else to = middle;
  }
  return rowsWithin(things, Math.max(from, to));
}

/**
 * @param {readonly Thing[]} things
 * @param {number} width
 * @returns {Thing[][]}
 */
function rowsWithin(things, width) {
  /** @type {Thing[][]} */
  const rows = [];
  let used = Infinity;
  for (const thing of things) {
    if (used + GAP + thing.w > width) {
      rows.push([]);
      used = -GAP;
    }
    rows.at(-1)?.push(thing);
    used += GAP + thing.w;
  }
  return rows;
}

/**
 * As few sheets as hold everything, about equally full, in reading order.
 * @param {readonly Thing[]} things
 * @param {(some: readonly Thing[]) => boolean} fit on one sheet
 * @param {number} most sheets; on the last lies what none has room for
 * @returns {Thing[][]} sheet by sheet
 */
export function dealt(things, fit, most) {
  const full = filled(things, fit, most, Infinity);
  const all = things.reduce((sum, t) => sum + t.w * t.h, 0);
  const even = filled(things, fit, most, all / full.length);
  return even.length === full.length ? even : full;
}

/**
 * @param {readonly Thing[]} things
 * @param {(some: readonly Thing[]) => boolean} fit
 * @param {number} most
 * @param {number} enough a sheet with as much on it is full
 * @returns {Thing[][]}
 */
function filled(things, fit, most, enough) {
  /** @type {Thing[][]} */
  const sheets = [[]];
  let area = 0;
  for (const thing of things) {
    const last = sheets.at(-1) ?? [];
    const another = last.length > 0 && sheets.length < most && (area >= enough || !fit([...last, thing]));
    if (another) [area] = [0, sheets.push([])];
    sheets.at(-1)?.push(thing);
    area += thing.w * thing.h;
  }
  return sheets;
}
