/**
 * Where the words of lines stand, and the flags of lines that lead off the sheet. A word must be seen to belong to its line, and
 * must hide nothing that is to be read: no note, no title card, no head of a line, no other word. Pure.
 */
import { cuts, far } from "./route.js";

/**
 * @typedef {import("./layout.js").Point} Point
 * @typedef {import("./layout.js").Size} Size
 * @typedef {import("./route.js").Box} Box
 * @typedef {import("./relations.js").Wire} Wire
 * @typedef {import("./relations.js").Drawn} Drawn
 * @typedef {import("./relations.js").Ground} Ground
 * @typedef {{line: Drawn, taken: readonly Box[], others: readonly (readonly [Point, Point])[], page: Size, unit: number}} Around what a word of a line has to do with
 */

/** How much of each end of a line its head takes. */
const HEAD = 14;
/** Air between a line and the word beside it. */
const BESIDE = 8;

/** So far a sign may lie over the edge of a note, where no word of it stands, when there is no other room. */
const RIM = 6;

/** Places along a line that are tried for its word, the best first. */
const PLACES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9];

/**
 * A word stands on its own line, or beside it where a line is short; where there is no room for it, only its sign does. The
 * longest lines wait: they have the most places.
 * @param {readonly Drawn[]} lines
 * @param {readonly Wire[]} wires
 * @param {Ground} ground
 * @returns {Drawn[]}
 */
export function placeLabels(lines, wires, { words, page, unit }) {
  const sizes = new Map(wires.map((w) => [w.id, w]));
  const taken = [...words, ...lines.flatMap((line) => headsOf(line.points, HEAD * unit))];
  /** @type {Map<string, Drawn>} */
  const done = new Map();
  for (const line of [...lines].sort((a, b) => lengthOf(a.points) - lengthOf(b.points))) {
    const wire = sizes.get(line.id);
    const around = wire && line.points.length > 1 ? aroundOf(line, lines, taken, { page, unit, reach: wire.label.w + wire.label.h }) : undefined;
    const label = around && placed(around, wire?.label, false);
    const sign = around && !label ? placed(around, wire?.sign, true) : undefined;
    const box = label ?? sign;
    if (box) taken.push(box);
    done.set(line.id, box ? { ...line, label: { ...box, id: line.id }, ...(sign && { short: true }) } : line);
  }
  return lines.map((line) => done.get(line.id) ?? line);
}

/**
 * Only what lies near the line is looked at again and again.
 * @param {Drawn} line
 * @param {readonly Drawn[]} lines
 * @param {readonly Box[]} taken
 * @param {{page: Size, unit: number, reach: number}} how
 * @returns {Around}
 */
function aroundOf(line, lines, taken, { page, unit, reach }) {
  const box = boundsOf(line.points, reach);
  /** @type {(readonly [Point, Point])[]} */
  const others = [];
  for (const other of lines) if (other !== line) for (const piece of piecesOf(other.points)) if (cuts(piece[0], piece[1], box)) others.push(piece);
  return { line, taken: taken.filter((t) => overlap(t, box)), others, page, unit };
}

/**
 * @param {Around} around
 * @param {Size | undefined} size
 * @param {boolean} last it is this or nothing
 * @returns {Box | undefined}
 */
function placed(around, size, last) {
  if (!size) return undefined;
  const on = onLine(around, size);
  const clear = on.find((box) => !crossed(around, box, 0));
  if (clear) return clear;
  const beside = besideLine(around, size);
  return beside.find((box) => !crossed(around, box, BESIDE * around.unit)) ?? on[0] ?? (last ? (beside[0] ?? onRim(around, size)) : undefined);
}

/** @param {Around} around @param {Size} size @returns {Box | undefined} room beside the line that reaches a little over things, but not over other words of lines: those have no id */
function onRim({ taken, ...around }, size) {
  const smaller = taken.map((t) => (t.id && t.w > 4 * RIM && t.h > 4 * RIM ? { id: t.id, x: t.x + RIM, y: t.y + RIM, w: t.w - 2 * RIM, h: t.h - 2 * RIM } : t));
  return besideLine({ ...around, taken: smaller }, size)[0];
}

/** @param {Around} around @param {Box} box @param {number} near whether another line goes through it */
const crossed = ({ others }, box, near) => others.some(([p, q]) => cuts(p, q, box, near));

/** @param {Around} around @param {Size} size @returns {Box[]} room on the line itself */
function onLine({ line: { points }, taken, page, unit }, { w, h }) {
  const long = lengthOf(points);
  return PLACES.flatMap((share) => {
    const p = along(points, long * share);
    // The heads of the line must be seen, or it says less with its word than without.
    const q = along(points, long * share + 1);
    const half = Math.min(w / 2 / (Math.abs(q.x - p.x) || 0.001), h / 2 / (Math.abs(q.y - p.y) || 0.001));
    if (half + HEAD * unit > long * Math.min(share, 1 - share)) return [];
    const box = onPage({ id: "", x: p.x - w / 2, y: p.y - h / 2, w, h }, page);
    return taken.some((other) => overlap(box, other)) ? [] : [box];
  });
}

/** @param {Around} around @param {Size} size @returns {Box[]} room beside the line */
function besideLine({ line: { points }, taken, page, unit }, { w, h }) {
  const long = lengthOf(points);
  return PLACES.flatMap((share) => {
    const p = along(points, long * share);
    const q = long * share + 1 <= long ? along(points, long * share + 1) : p;
    const step = far(p, q) || 1;
    const [nx, ny] = [-(q.y - p.y) / step, (q.x - p.x) / step];
    const off = (Math.abs(nx) * w) / 2 + (Math.abs(ny) * h) / 2 + BESIDE * unit;
    return [-1, 1].flatMap((side) => {
      const box = onPage({ id: "", x: p.x + side * nx * off - w / 2, y: p.y + side * ny * off - h / 2, w, h }, page);
      return taken.some((other) => overlap(box, other)) || piecesOf(points).some(([a, b]) => cuts(a, b, box)) ? [] : [box];
    });
  });
}

/**
 * The words of lines in hand for which there was no room: over other things, as long as they are in hand.
 * @param {readonly Drawn[]} lines
 * @param {(line: Drawn) => Size} sizeOf
 * @param {readonly Box[]} taken what is in hand itself, and the words that stand there
 * @param {Size} page
 * @returns {Box[]} by the ids of the lines
 */
export function floating(lines, sizeOf, taken, page) {
  /** @type {Box[]} */
  const boxes = [];
  for (const line of lines) {
    const { w, h } = sizeOf(line);
    const long = lengthOf(line.points);
    const places = PLACES.map((share) => along(line.points, long * share)).map((p) => onPage({ id: line.id, x: p.x - w / 2, y: p.y - h / 2, w, h }, page));
    const box = places.find((one) => ![...taken, ...boxes].some((other) => overlap(one, other)));
    if (box) boxes.push(box);
  }
  return boxes;
}

/** @param {Box} box @param {Size} page @returns {Box} */
function onPage(box, page) {
  return { ...box, x: Math.max(0, Math.min(box.x, page.w - box.w)), y: Math.max(0, Math.min(box.y, page.h - box.h)) };
}

/** @param {readonly Point[]} points @param {number} size @returns {Box[]} where the heads are drawn */
function headsOf(points, size) {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return [];
  const long = lengthOf(points);
  const at = (/** @type {Point} */ p) => ({ id: "", x: p.x - size / 2, y: p.y - size / 2, w: size, h: size });
  return [at(along(points, Math.min(size, long) / 2)), at(along(points, Math.max(0, long - Math.min(size, long) / 2)))];
}

/** @param {readonly Point[]} points @param {number} by @returns {Box} */
function boundsOf(points, by) {
  const [xs, ys] = [points.map((p) => p.x), points.map((p) => p.y)];
  const [x, y] = [Math.min(...xs) - by, Math.min(...ys) - by];
  return { id: "", x, y, w: Math.max(...xs) + by - x, h: Math.max(...ys) + by - y };
}

/** @param {readonly Point[]} points @returns {(readonly [Point, Point])[]} */
function piecesOf(points) {
  return points.slice(1).map((p, i) => /** @type {const} */ ([/** @type {Point} */ (points[i]), p]));
}

/**
 * Small flags at the edge of things from which a line leads off this sheet.
 * @param {readonly Wire[]} wires
 * @param {Ground} ground
 * @param {readonly Drawn[]} lines whose words must stay readable
 * @param {(wire: Wire) => {long: Size, short: Size}} sizeOf in full, and where there is no room
 * @returns {(Box & {short?: boolean})[]} by the ids of the wires
 */
export function flagsOf(wires, { boxes, words, page }, lines, sizeOf) {
  const byId = new Map([...boxes.values()].flat().map((b) => [b.id, b]));
  const labels = lines.flatMap((l) => l.label ?? []);
  /** @type {(Box & {short?: boolean})[]} */
  const flags = [];
  for (const wire of wires) {
    const [here] = [wire.from, wire.to].filter((chain) => chain.length > 0);
    const end = byId.get(here?.at(-1) ?? "");
    if (!end || (wire.from.length > 0 && wire.to.length > 0)) continue;
    const { long, short } = sizeOf(wire);
    const hides = (/** @type {Box} */ box) => words.reduce((sum, other) => sum + (other.id === end.id ? Math.max(0, common(box, other) - box.w * FLAG_IN) : common(box, other)), 0);
    const free = (/** @type {Size} */ size) => spotsAt(end, size, page).filter((box) => ![...labels, ...flags].some((other) => overlap(box, other)));
    const full = free(long).find((box) => hides(box) === 0);
    const box = full ?? least(free(short), hides);
    flags.push({ ...(box ?? below(end, short, [...labels, ...flags])), id: wire.id, ...(!full && { short: true }) });
  }
  return flags;
}

/** So far a flag may lie on the thing that it belongs to. */
const FLAG_IN = 6;

/** On the lower edge from the right, from the left, then on the upper one, then on the sides: a flag must touch what it belongs to. @param {Box} end @param {Size} size @param {Size} page @returns {Box[]} */
function spotsAt(end, { w, h }, page) {
  const xs = [end.x + end.w - w - 8, end.x + 8, end.x + (end.w - w) / 2];
  const edges = [end.y + end.h - FLAG_IN, end.y + FLAG_IN - h].flatMap((y) => xs.map((x) => ({ x, y })));
  const sides = [end.x + end.w - FLAG_IN, end.x + FLAG_IN - w].map((x) => ({ x, y: end.y + (end.h - h) / 2 }));
  return [...edges, ...sides].map((at) => onPage({ id: "", ...at, w, h }, page));
}

/** @param {readonly Box[]} list @param {(box: Box) => number} hides @returns {Box | undefined} that hides least of what is to be read */
function least(list, hides) {
  /** @type {Box | undefined} */
  let best;
  let little = Infinity;
  for (const box of list) {
    const much = hides(box);
    if (much >= little) continue;
    best = box;
    little = much;
  }
  return best;
}

/** Where everything near is taken: below what is there. @param {Box} end @param {Size} size @param {readonly Box[]} taken @returns {Box} */
function below(end, { w, h }, taken) {
  const box = { id: "", x: Math.max(0, end.x + end.w - w - 8), y: end.y + end.h - FLAG_IN, w, h };
  while (taken.some((other) => overlap(box, other))) box.y += h + 2;
  return box;
}

/** @param {Box} a @param {Box} b @returns {number} the area that both have */
function common(a, b) {
  return Math.max(0, Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)) * Math.max(0, Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y));
}

/** @param {Box} a @param {Box} b */
export function overlap(a, b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** @param {readonly Point[]} points */
export function lengthOf(points) {
  return points.reduce((sum, p, i) => (i === 0 ? 0 : sum + far(p, /** @type {Point} */ (points[i - 1]))), 0);
}

/** @param {readonly Point[]} points @param {number} way @returns {Point} */
export function along(points, way) {
  for (let i = 1; i < points.length; i++) {
    const p = /** @type {Point} */ (points[i - 1]);
    const q = /** @type {Point} */ (points[i]);
    const long = far(p, q);
    if (way <= long && long > 0) return { x: p.x + ((q.x - p.x) * way) / long, y: p.y + ((q.y - p.y) * way) / long };
    way -= long;
  }
  return points.at(-1) ?? { x: 0, y: 0 };
}
