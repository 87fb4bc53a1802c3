/**
 * Other columns than islands usually have, where those leave no room for everybody's words in a window. Which these are depends on
 * the window: so it is asked for only when something would have to be closed otherwise.
 *
 * The usual columns (columns.js) are chosen island by island, for its own shape. Here it counts whether all of them together have
 * room on the page. Nobody knows that before, so it is tried, an island after the other: one thing to a row, two, three …; what
 * makes the page that is needed smaller is kept, and then the others are tried once more beside it.
 *
 * Invariants: the same contents in the same window give the same columns; an island is as wide as the widest of its rows, so that
 * no strip of it stays empty; islands inside are cut before those round them, which are as wide as they.
 */
import { EDGE, pageAt, rungsOf } from "./layout.js";
import { packsIn } from "./packing.js";
import { airAt } from "./picture.js";
import { columnsFor, gapIn, reckon, units } from "./sizes.js";

/**
 * @typedef {import("./layout.js").Rung} Rung
 * @typedef {import("./layout.js").Size} Size
 * @typedef {import("./layout.js").Block} Block
 * @typedef {import("./picture.js").Inner} Inner
 * @typedef {import("./outline.js").Branch} Branch
 * @typedef {{name: string, blocks: ReadonlyMap<string, Block>}} Cut name: of these columns and no others
 * @typedef {{tops: readonly number[], ids: readonly string[], most: number, round?: boolean}} Open an island that lies open, or several that
 *   are tried alike; tops: which things on the sheet they are or lie in; most: so many things may stand in a row; round: it holds islands
 */

/** More things than this are no arrangement that the shape of each decides; and it would take long. */
const MOST_THINGS = 20;
const MOST_ISLANDS = 48;
const MOST_NOTES = 200;
/** So many things stand in a row at most: more, and nobody finds the next row. */
const MOST_IN_ROW = 9;
/** A title card of more letters than this lies in lines; more than so many columns none needs. */
const LONG = 12;
const MOST_PILE = 6;
/** All islands are tried so often, each beside what the others have become. */
const ROUNDS = 3;
/** Another way must be worth it, or one note more would change all columns. */
const WORTH = 0.995;
/** Where a page must be so many times wider with the usual columns, no others help. */
const HOPELESS = 1.7;
/** Nor where it all covers so many times the page. */
const FULL = 1.4;
/** So exactly is the width of a page looked for. */
const HALVES = 5;

/**
 * Looks for other columns, given what is shown closed; each question is answered once.
 * @param {readonly Branch[]} lying what lies on the sheet, in reading order
 * @param {ReadonlyMap<string, Block>} usual the columns to begin from
 * @param {Size} room in units at scale 1
 * @returns {((closed: readonly string[], inner?: Inner, rungs?: readonly Rung[]) => Inner | undefined) | undefined} undefined: there
 *   are too many things to try; its answer undefined: nothing has room that way. rungs: at which it is tried; absent: those at which
 *   words are held legible
 */
export function cutter(lying, usual, room) {
  if (!isCuttable(lying)) return undefined;
  const bands = rungsOf(room).filter(([rung]) => rung?.density === "small" || rung?.density === "dense");
  const legible = bands.flatMap((band) => TRIED.flatMap((n) => band[Math.round((n / LAST) * (band.length - 1))] ?? []));
  /** @type {Map<string, Inner | undefined>} */
  const known = new Map();
  const look = (/** @type {readonly string[]} */ closed, /** @type {Inner} */ inner, /** @type {readonly Rung[]} */ rungs) => {
    for (const rung of rungs) {
      const cut = cutFor(lying, usual, room, rung, new Set(closed), inner);
      if (cut) return { ...inner, cut };
    }
    return undefined;
  };
  return (closed, inner = OPEN, rungs = legible) => {
    const key = `${rungs === legible ? "" : `${rungs[0]?.density} ${rungs.length}`} ${closed.join(" ")} ${inner.name}`;
    if (!known.has(key)) known.set(key, look(closed, inner, rungs));
    return known.get(key);
  };
}

/** Of the scales of a density these are tried: where a few more do not change how texts break, the rest brings nothing. */
const TRIED = [0, 2, 5, 7, 10, 12];
const LAST = 12;
/** @type {Inner} */
const OPEN = { name: "", ids: new Set() };

/** @param {readonly Branch[]} lying whether there are few enough things to try */
function isCuttable(lying) {
  let [islands, notes] = [0, 0];
  const visit = (/** @type {Branch} */ b) => {
    if (b.kind === "group") islands++;
    else notes++;
    b.members.forEach(visit);
  };
  if (lying.length > MOST_THINGS) return false;
  lying.forEach(visit);
  return islands > 0 && islands <= MOST_ISLANDS && notes <= MOST_NOTES;
}

/**
 * @param {readonly Branch[]} lying what lies on the sheet, in reading order
 * @param {ReadonlyMap<string, Block>} usual the columns to begin from
 * @param {Size} room in units at scale 1
 * @param {Rung} rung at which there shall be room for all
 * @param {ReadonlySet<string>} closed islands on the sheet shown as piles
 * @param {Inner} inner and those inside others
 * @returns {Cut | undefined} undefined: none have room
 */
function cutFor(lying, usual, room, rung, closed, inner) {
  const gap = airAt(rung);
  const cutting = new Cutting(lying, usual, rung, closed, inner);
  const page = pageAt(room, rung.scale);
  if (coverOf(cutting.sizes, page, gap) > FULL) return undefined;
  let least = leastPage(cutting.sizes, page, gap, HOPELESS);
  for (let round = 0; round < ROUNDS && least > 1 && least < Infinity; round++) {
    const before = least;
    for (const one of cutting.open) least = cutting.improve(one, least, (sizes, bound) => leastPage(sizes, page, gap, bound));
    if (least === before) break;
  }
  return least <= 1 ? cutting.cut() : undefined;
}

/**
 * How many times as large as the page another of its shape must be to hold all.
 * @param {readonly Size[]} sizes
 * @param {Size} page
 * @param {number} gap
 * @param {number} bound
 * @returns {number} Infinity: larger than the bound
 */
function leastPage(sizes, page, gap, bound) {
  let from = sizes.reduce((most, { w, h }) => Math.max(most, w / page.w, h / page.h), Math.sqrt(coverOf(sizes, page, gap)));
  if (from > bound) return Infinity;
  /** @type {Size[][]} sorted only when it is their turn */
  const orders = [];
  const fits = (/** @type {number} */ n) => ORDERS.some((order, i) => packsIn((orders[i] ??= [...sizes].sort(order)), { w: page.w * n, h: page.h * n }, gap));
  if (!fits(bound)) return Infinity;
  if (fits(1)) return Math.min(1, bound);
  let to = bound;
  for (let i = 0; i < HALVES; i++) {
    const middle = (from + to) / 2;
    if (fits(middle)) to = middle;
    else from = middle;
  }
  return to;
}

/** Which share of the page it all covers, with the air round it. @param {readonly Size[]} sizes @param {Size} page @param {number} gap */
function coverOf(sizes, page, gap) {
  return sizes.reduce((sum, { w, h }) => sum + (w + gap) * (h + gap), 0) / ((page.w + gap - EDGE) * (page.h + gap - EDGE));
}

/** The high first, the wide first, the large first: of those orders one mostly packs well. @type {((a: Size, b: Size) => number)[]} */
const ORDERS = [(a, b) => b.h - a.h, (a, b) => b.w - a.w, (a, b) => b.w * b.h - a.w * a.h];

class Cutting {
  /**
   * @param {readonly Branch[]} lying
   * @param {ReadonlyMap<string, Block>} usual
   * @param {Rung} rung
   * @param {ReadonlySet<string>} closed
   * @param {Inner} inner
   */
  constructor(lying, usual, rung, closed, inner) {
    /** @private */
    this.lying = lying;
    /** @private */
    this.rung = rung;
    /** @private */
    this.closed = closed;
    /** @private */
    this.inner = inner;
    /** @private @type {Map<string, Block>} */
    this.blocks = new Map();
    /** @private @type {Map<string, number>} how many things stand in a row of each island */
    this.inRow = new Map();
    /** @type {Open[]} those inside others first */
    this.open = [];
    lying.forEach((branch, top) => this.visit(branch, top, usual));
    this.open.unshift(...this.together());
    /** @type {readonly Size[]} of what lies on the sheet, in its units */
    this.sizes = lying.map((_, top) => this.sizeAt(top));
  }

  /** @private @param {Branch} branch @param {number} top @param {ReadonlyMap<string, Block>} usual */
  visit(branch, top, usual) {
    const { id } = branch.item;
    if (branch.kind !== "group") return;
    if (this.isShut(branch)) return this.visitPile(branch, top, usual);
    for (const m of branch.members) this.visit(m, top, usual);
    const round = branch.members.some((m) => m.kind === "group");
    const many = branch.members.length;
    this.inRow.set(id, Math.max(1, Math.min(many, round ? Math.ceil(Math.sqrt(many)) : Math.round(usual.get(id)?.cols ?? 3))));
    const inside = branch.members.filter((m) => !this.isShut(m));
    const most = (/** @type {readonly Branch[]} */ list) => Math.min(MOST_IN_ROW, list.reduce((n, b) => Math.max(n, b.members.length), 2));
    if (inside.length > 1) this.open.push({ tops: [top], ids: inside.map((m) => m.item.id), most: most(inside) });
    this.open.push({ tops: [top], ids: [id], most: most([branch]), round });
  }

  /** All those that hold islands, and all those that hold none: one alone may change nothing. @private @returns {Open[]} */
  together() {
    /** @type {Open[]} */
    const kinds = [];
    for (const round of [true, false]) {
      const some = this.open.filter((one) => one.ids.length === 1 && one.round === round);
      if (some.length > 1) kinds.push({ round, ids: some.flatMap(({ ids }) => ids), tops: [...new Set(some.flatMap(({ tops }) => tops))], most: some.reduce((n, { most }) => Math.max(n, most), 2) });
    }
    return kinds;
  }

  /** A pile is as wide as its columns let its title card be. @private @param {Branch} branch @param {number} top @param {ReadonlyMap<string, Block>} usual */
  visitPile({ item }, top, usual) {
    const letters = "title" in item ? (item.title ?? "").length : 0;
    this.inRow.set(item.id, usual.get(item.id)?.cols ?? 3);
    if (letters > LONG) this.open.push({ tops: [top], ids: [item.id], most: Math.min(MOST_PILE, Math.ceil(letters / LONG) + 1) });
  }

  /** @private @param {Branch} branch */
  isShut({ kind, item, members }) {
    return kind !== "group" || members.length === 0 || ("folded" in item && item.folded === true) || this.closed.has(item.id) || this.inner.ids.has(item.id);
  }

  /**
   * The best of all ways to fill the rows of one island, with the others as they are.
   * @param {Open} open
   * @param {number} least what is needed as it is
   * @param {(sizes: readonly Size[], bound: number) => number} need
   * @returns {number} what is needed then
   */
  improve({ tops, ids, most }, least, need) {
    const put = (/** @type {readonly (number | undefined)[]} */ inRow) => ids.forEach((id, i) => this.inRow.set(id, inRow[i] ?? 1));
    let best = { inRow: ids.map((id) => this.inRow.get(id)), least, sizes: this.sizes };
    for (let n = 1; n <= most && best.least > 1; n++) {
      put(ids.map(() => n));
      const sizes = this.sizesWith(tops);
      const needed = need(sizes, best.least * WORTH);
      if (needed < best.least) best = { inRow: ids.map(() => n), least: needed, sizes };
    }
    put(best.inRow);
    this.sizes = best.sizes;
    tops.forEach((top) => this.sizeAt(top));
    return best.least;
  }

  /** @private @param {readonly number[]} tops those that have changed @returns {readonly Size[]} */
  sizesWith(tops) {
    const sizes = [...this.sizes];
    for (const top of tops) sizes[top] = this.sizeAt(top);
    return sizes;
  }

  /** @private as it is cut now @param {number} top @returns {Size} */
  sizeAt(top) {
    const branch = /** @type {Branch} */ (this.lying[top]);
    this.shape(branch);
    return units(this.sizeOf(branch));
  }

  /** @private @param {Branch} branch @returns {Size} in rem */
  sizeOf(branch) {
    return reckon(branch, this.rung, this.closed.has(branch.item.id), (id) => this.blocks.get(id), this.inner);
  }

  /**
   * @private
   * @param {Branch} branch
   * @returns {number} how many islands deep it is inside
   */
  shape(branch) {
    const { id } = branch.item;
    if (branch.kind !== "group") return 0;
    if (this.isShut(branch)) {
      this.blocks.set(id, { cols: this.inRow.get(id) ?? 3, deep: 0, w: 0, h: 0 });
      return 0;
    }
    const deep = branch.members.reduce((d, m) => (m.kind === "group" ? Math.max(d, this.shape(m) + 1) : d), 0);
    const wide = widestRow(branch.members.map((m) => this.sizeOf(m).w), this.inRow.get(id) ?? 1, gapIn(this.rung));
    const cols = columnsFor(wide, deep, branch.level > 1, this.rung);
    this.blocks.set(id, { cols, deep, w: cols, h: 0 });
    return deep;
  }

  /** @returns {Cut} */
  cut() {
    const name = [...this.blocks].map(([, { cols }]) => cols).join(" ");
    return { name, blocks: this.blocks };
  }
}

/**
 * @param {readonly number[]} widths
 * @param {number} inRow
 * @param {number} gap
 */
function widestRow(widths, inRow, gap) {
  // A single note may have the room of two: its title card is mostly the longer one.
  let widest = inRow > widths.length ? inRow * ((widths[0] ?? 0) + gap) - gap : 0;
  for (let i = 0; i < widths.length; i += inRow) widest = Math.max(widest, widths.slice(i, i + inRow).reduce((sum, w) => sum + w + gap, -gap));
  return widest;
}
