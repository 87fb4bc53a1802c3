/**
 * Where things lie on the sheet: pure geometry, without DOM, in sheet units.
 *
 * People lay islands freely; what they hold grows afterwards, and texts are larger on some screens than on others. So the
 * place a person gave (`at`) is a wish, and what is shown is the nearest free place to it. Nothing of that is stored: for who
 * opens a board the same contents in the same room give the same picture. Who has it before them finds things where they saw
 * them as long as that is possible (view/sheet/seen.js).
 *
 * Invariants: no two things overlap, nothing begins left of or above the page, and the order in which things choose their
 * places depends on the board alone, so that what is first gives way last on every screen.
 *
 * The server draws the same picture on paper (server/export/layout, run against the same vectors). So distances are told by the
 * square root, which is the same to the last bit everywhere, and never by Math.hypot, which is not.
 */

import { EDGE, inRows, packed, packsIn, shelved } from "./packing.js";
import { far } from "./route.js";

/** The sheet on which people's places are given. */
export const PAGE = { w: 1600, h: 1000 };
/** Air between two things, and between a thing and the page's edge. */
export const GAP = 20;
export { EDGE } from "./packing.js";
/** So many neighbours are looked at for a free place. */
const OBSTACLES = 12;
/** So few things are laid close together where their wishes leave no room; with more of them it takes too long. */
const FEW = 20;
/** What it is worth, in units of way, to lie against neighbours with all sides. */
const SNUG = 5000;
/** More things than this are laid one after the other. */
const MANY = 60;

/** @typedef {{x: number, y: number}} Point */
/** @typedef {{w: number, h: number}} Size */
/** @typedef {{id: string, x: number, y: number, w: number, h: number}} Thing a wish (x, y) and a size */
/** @typedef {import("./columns.js").Block} Block */

/**
 * Lays each thing at the free place nearest to its wish. Large things choose first, because small ones find their place
 * between them; things of about one size in reading order. Always the same way: another order for another case would make
 * islands jump when one note more is laid. Only where this leaves no room are things laid against each other instead, because
 * words that can be read are worth more than the exact place. And where people already look at such an arrangement, it stays
 * while it can: one note more must not send its neighbours across the sheet.
 * @param {readonly Thing[]} things in reading order
 * @param {Size} page
 * @param {number} [gap] air between two things
 * @param {boolean} [words] whether words are at stake; bare paper is not worth the arrangement
 * @param {ReadonlyMap<string, Point>} [seen] where things lie in the picture that people have before them
 * @returns {{laid: Thing[], fits: boolean}} in reading order; fits: all of it lies on the page
 */
export function spread(things, page, gap = GAP, words = true, seen = new Map()) {
  if (isShelved(things)) return shelved(things, page, gap);
  const free = laidOut(things, page, gap, 0);
  if (free.fits || things.length > FEW || isTooFull(things, page, gap)) return free;
  const kept = stayed(things, page, gap, seen);
  if (kept) return kept;
  const tight = packed(things, page, gap);
  if (!tight) return free;
  // Only now: it takes longest, and where nothing packs it finds nothing either.
  const close = laidOut(things, page, gap, SNUG);
  return close.fits ? close : words ? tight : free;
}

/** So many that they are laid one after the other, whether there is room or not. @param {readonly Thing[]} things */
export const isShelved = (things) => things.length > MANY;

/**
 * Leaves things where people see them; only what has no room there any more goes to the nearest place that is free. What was not
 * there before, or was just laid elsewhere, chooses last: it finds its place between the others and pushes none of them away.
 * But a pile must not fly off from under the hand that made it: where nothing near is free, small neighbours give way to it.
 * @param {readonly Thing[]} things
 * @param {Size} page
 * @param {number} gap
 * @param {ReadonlyMap<string, Point>} seen
 * @returns {{laid: Thing[], fits: boolean} | undefined} undefined: there is no room for all
 */
export function stayed(things, page, gap, seen) {
  if (seen.size === 0 || things.length > MANY) return undefined;
  const here = things.map((thing) => ({ ...thing, ...seen.get(thing.id) }));
  const inWay = () => {
    const all = new Set(here.filter((one) => here.some((other) => other !== one && overlaps(one, other, gap))));
    return (/** @type {Thing} */ thing) => all.has(thing);
  };
  const isNew = (/** @type {Thing} */ { id }) => !seen.has(id);
  const beside = laidOut(here, page, gap, 0, isNew);
  if (beside.fits && beside.laid.every((thing, i) => !isNew(thing) || isNear(thing, clamp(here[i] ?? thing, page)))) return beside;
  // Otherwise all choose alike; and those that are in nobody's way stay in any case.
  for (const late of [undefined, inWay]) {
    const kept = laidOut(here, page, gap, 0, late?.());
    if (kept.fits) return kept;
  }
  return undefined;
}

/** No further from its wish than it is long itself. @param {Thing} thing @param {Point} wish */
const isNear = (thing, wish) => far(thing, wish) <= Math.max(thing.w, thing.h);

/**
 * Whether `spread` would find room for words, without looking for the best places.
 * @param {readonly Thing[]} things
 * @param {Size} page
 * @param {number} gap
 */
export function hasRoom(things, page, gap) {
  if (things.length > MANY) return packsIn(inRows(things), page, gap);
  if (isTooFull(things, page, gap)) return false;
  return laidOut(things, page, gap, 0).fits || (things.length <= FEW && packed(things, page, gap) !== undefined);
}

/**
 * @param {readonly Thing[]} things
 * @param {Size} page
 * @param {number} gap
 * @param {number} snug
 * @param {(thing: Thing) => boolean} [late] what chooses its place after all others
 * @returns {{laid: Thing[], fits: boolean}}
 */
function laidOut(things, page, gap, snug, late = (_) => false) {
  /** @type {Thing[]} */
  const laid = [];
  let fits = true;
  const rank = new Map(things.map((t, i) => [t.id, Math.round(2 * Math.log2(t.w * t.h + 1)) * -things.length + i]));
  for (const thing of [...things].sort((a, b) => Number(late(a)) - Number(late(b)) || (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0))) {
    const spot = freeSpot(thing, laid, page, gap, snug);
    laid.push({ ...thing, ...spot });
    fits &&= spot.x + thing.w <= page.w - EDGE / 2 && spot.y + thing.h <= page.h - EDGE / 2;
  }
  const place = new Map(laid.map((t) => [t.id, t]));
  return { laid: things.map((t) => place.get(t.id) ?? t), fits };
}

/**
 * Whether there is less paper than things, whatever one does.
 * @param {readonly Thing[]} things
 * @param {Size} page
 * @param {number} [gap]
 */
export function isTooFull(things, page, gap = GAP) {
  const air = gap - EDGE;
  return things.reduce((sum, t) => sum + (t.w + gap) * (t.h + gap), 0) > (page.w + air) * (page.h + air);
}

/**
 * The free place nearest to where a thing wants to be: there; or beside, above or below what is laid already, or in line with
 * it, or in the corner two of them make. Off the page only when the page is full.
 * @param {Thing} thing
 * @param {readonly Thing[]} laid what is there already
 * @param {Size} page
 * @param {number} [gap]
 * @param {number} [snug] how much way is gone for lying against neighbours and edges; 0: none
 * @returns {Point}
 */
export function freeSpot(thing, laid, page, gap = GAP, snug = 0) {
  const wish = clamp(thing, page);
  const free = (/** @type {Point} */ spot) => !laid.some((other) => overlaps({ ...thing, ...spot }, other, gap));
  if (snug === 0 && free(wish)) return wish;
  // Only the nearest obstacles make lines, so that a full sheet stays quick to draw.
  const near = snug > 0 ? laid : [...laid].sort((a, b) => gapTo(a, wish) - gapTo(b, wish)).slice(0, OBSTACLES);
  const xs = lines([wish.x, page.w - EDGE - thing.w, ...near.flatMap((t) => besides(t.x, t.w, thing.w, gap))]);
  const ys = lines([wish.y, page.h - EDGE - thing.h, ...near.flatMap((t) => besides(t.y, t.h, thing.h, gap))]);
  /** @type {{x: number, y: number, cost: number} | undefined} */
  let best;
  for (const y of ys) {
    for (const x of xs) {
      const way = far({ x, y }, wish) + beyond({ x, y }, thing, page);
      if ((best && way - snug >= best.cost) || !free({ x, y })) continue;
      const cost = snug > 0 ? way - snug * touching({ ...thing, x, y }, laid, page, gap) : way;
      if (!best || cost < best.cost) best = { x, y, cost };
    }
  }
  return best ? { x: best.x, y: best.y } : { x: EDGE, y: lowest(laid) + gap };
}

/**
 * Where along one axis a thing may begin, from the upper left.
 * @param {readonly number[]} places
 */
function lines(places) {
  return [...new Set([EDGE, ...places])].filter((v) => v >= EDGE).sort((a, b) => a - b);
}

/**
 * Behind a neighbour, before it, and in line with its beginning and its end.
 * @param {number} at
 * @param {number} long
 * @param {number} own
 * @param {number} gap
 */
function besides(at, long, own, gap) {
  return [at + long + gap, at - own - gap, at, at + long - own];
}

/**
 * How much of a thing's outline lies against neighbours or the page's edge: 0 to 1.
 * @param {Thing} thing
 * @param {readonly Thing[]} laid
 * @param {Size} page
 * @param {number} gap
 */
function touching(thing, laid, page, gap) {
  const meets = (/** @type {number} */ distance) => Math.abs(distance) < 2;
  const shared = (/** @type {number} */ a, /** @type {number} */ aLong, /** @type {number} */ b, /** @type {number} */ bLong) => Math.max(0, Math.min(a + aLong, b + bLong) - Math.max(a, b));
  const { x, y, w, h } = thing;
  let sum = (meets(x - EDGE) ? h : 0) + (meets(page.w - EDGE - x - w) ? h : 0) + (meets(y - EDGE) ? w : 0) + (meets(page.h - EDGE - y - h) ? w : 0);
  for (const t of laid) {
    if (meets(x - t.x - t.w - gap) || meets(t.x - x - w - gap)) sum += shared(y, h, t.y, t.h);
    if (meets(y - t.y - t.h - gap) || meets(t.y - y - h - gap)) sum += shared(x, w, t.x, t.w);
  }
  return sum / (2 * (w + h));
}

/**
 * @param {Thing} thing
 * @param {Point} point
 */
function gapTo(thing, point) {
  return far({ x: Math.max(thing.x - point.x, 0, point.x - thing.x - thing.w), y: Math.max(thing.y - point.y, 0, point.y - thing.y - thing.h) }, { x: 0, y: 0 });
}

/**
 * Off the page costs far more than any way on it.
 * @param {Point} spot
 * @param {Size} thing
 * @param {Size} page
 */
function beyond(spot, thing, page) {
  const over = Math.max(0, spot.x + thing.w - (page.w - EDGE / 2)) + Math.max(0, spot.y + thing.h - (page.h - EDGE / 2));
  return over > 0 ? 10 * (page.w + over) : 0;
}

/**
 * @param {Thing} a
 * @param {Thing} b
 * @param {number} [gap]
 */
function overlaps(a, b, gap = GAP) {
  const air = gap - 1;
  return a.x < b.x + b.w + air && b.x < a.x + a.w + air && a.y < b.y + b.h + air && b.y < a.y + a.h + air;
}

/**
 * A wish beyond the page's edge means: at the edge.
 * @param {Thing} thing
 * @param {Size} page
 * @returns {Point}
 */
function clamp(thing, page) {
  const put = (/** @type {number} */ v, /** @type {number} */ size, /** @type {number} */ room) => Math.round(Math.max(EDGE, Math.min(v, room - EDGE - size)));
  return { x: put(thing.x, thing.w, page.w), y: put(thing.y, thing.h, page.h) };
}

/** @param {readonly Thing[]} laid */
function lowest(laid) {
  return laid.reduce((low, t) => Math.max(low, t.y + t.h), EDGE - GAP);
}

/**
 * A free place for something new, beginning at the upper left like a person who writes.
 * @param {readonly Thing[]} laid what lies there now, as shown
 * @param {Size} size
 * @param {Size} page
 * @returns {Point}
 */
export function freePlace(laid, size, page) {
  const steps = 12;
  for (let row = 0; row <= steps; row++) {
    for (let col = 0; col <= steps; col++) {
      const at = { x: Math.round(EDGE + (col * (page.w - 2 * EDGE - size.w)) / steps), y: Math.round(EDGE + (row * (page.h - 2 * EDGE - size.h)) / steps) };
      if (at.x < EDGE || at.y < EDGE) continue;
      if (!laid.some((other) => overlaps({ id: "", ...at, ...size }, other))) return at;
    }
  }
  return { x: EDGE, y: lowest(laid) + GAP };
}

/**
 * The page a room shows at a scale: always the whole room, in whatever proportions.
 * @param {Size} room in units at scale 1
 * @param {number} scale
 * @returns {Size}
 */
export function pageAt(room, scale) {
  return { w: room.w / scale, h: room.h / scale };
}

/**
 * From places people gave, on the sheet of 1600 × 1000, to the page as it is: what was laid at the right lies at the right,
 * on a projector and on a tablet held upright.
 * @param {Size} page
 * @returns {Point}
 */
export function stretchOf(page) {
  return { x: page.w / PAGE.w, y: page.h / PAGE.h };
}

/**
 * The largest scale worth trying: as much paper as on one sheet, in the room's own proportions. The sheet counts as 900 high,
 * which is what an office laptop shows of it at scale 1.
 * @param {Size} room in units at scale 1
 */
export function largestScale(room) {
  return Math.sqrt((room.w * room.h) / (PAGE.w * 900));
}

/** @typedef {"normal" | "small" | "dense" | "paper"} Density how the picture gives way as it shrinks; see sheet.css */

/** Below this share of the largest scale even bare paper says nothing any more. */
const SMALLEST = 0.3;
const STEPS = 12;
/** And so many that none is much smaller than the one before. */
const STEP = 0.055;

/** @typedef {{density: Density, scale: number, wide?: number}} Rung wide: no island is wider, in sheet units */

/**
 * All pictures worth trying, the best first: notes as they are; then with less air, and as they shrink with their texts held at
 * the least size that can be read; then with room for nothing but them; then as bare paper, which takes so little room that the title cards may become larger again. Steps, and not a
 * continuum, so that a note more or less does not make the whole picture breathe.
 * @param {Size} room in units at scale 1
 * @returns {Rung[][]} density by density
 */
export function rungsOf(room) {
  const top = largestScale(room);
  /** @type {readonly [Density, number, number][]} */
  const bands = [["normal", top, 0.8], ["small", top, 0.55], ["dense", Math.min(top, 0.8), 0.45], ["paper", top, SMALLEST * top]];
  return bands
    .filter(([, from, to]) => from >= to)
    .map(([density, from, to]) => {
      const steps = Math.max(STEPS, Math.round(Math.log(from / to) / STEP));
      return Array.from({ length: steps + 1 }, (_, i) => rungAt(room, density, from * (to / from) ** (i / steps)));
    });
}

/** By so much the sheets under a closed pile stick out. */
const PILE = 16;

/** @param {Size} room in units at scale 1 @param {Density} density @param {number} scale @returns {Rung} */
export function rungAt(room, density, scale) {
  return { density, scale, wide: pageAt(room, scale).w - 1.5 * EDGE - PILE };
}

/**
 * The sibling before which something laid at a point belongs, so that the list reads as the sheet does: by rows, from left
 * to right. Undefined: at the end.
 * @param {Point} at
 * @param {readonly Thing[]} laid the others, in reading order, as shown
 * @returns {string|undefined}
 */
export function readsBefore(at, laid) {
  let after = -1;
  laid.forEach((other, i) => {
    const sameRow = Math.abs(other.y - at.y) < 80;
    if (sameRow ? other.x < at.x : other.y < at.y) after = i;
  });
  return laid[after + 1]?.id;
}
