/**
 * The relations (関係) of a board as they are drawn: where each line goes, where its word stands, and what it leads to. Pure.
 */
import { Field, clipped, cuts, far } from "./route.js";
import { path } from "./outline.js";

/**
 * @typedef {import("./layout.js").Point} Point
 * @typedef {import("./route.js").Box} Box
 * @typedef {import("./state.js").State} State
 * @typedef {import("./records.js").Link} Link
 * @typedef {import("./records.js").Meaning} Meaning
 */

/** The meanings a person chooses from, in the order of the dialog. 「答える」 comes with a proposal instead. @type {readonly Meaning[]} */
export const MEANINGS = ["causes", "opposes", "mutual", "same", "related"];

/** Whether it matters which end comes first. @param {Meaning} meaning */
export function isDirected(meaning) {
  return meaning === "causes" || meaning === "answers";
}

/** Whether two relations say the same of the same things. @param {Link} a @param {Link} b */
export function alike(a, b) {
  if (a.meaning !== b.meaning) return false;
  return (a.from === b.from && a.to === b.to) || (!isDirected(a.meaning) && a.from === b.to && a.to === b.from);
}

/**
 * One line to draw. from, to: the chain of holders from the top level down to what is seen of the end: a note in a closed pile
 * ends at the pile. Empty: that end is not on this sheet.
 * @typedef {{id: string, from: readonly string[], to: readonly string[], label: {w: number, h: number}, sign: {w: number, h: number}}} Wire
 * @typedef {{id: string, points: Point[], free: boolean, label?: Box, short?: boolean}} Drawn label: where its word stands; short: only the sign has room; absent: neither
 */

/** Two lines between the same two things run so far apart. */
const LANE = 26;
/** A line through the common part of two sides needs so much of it. */
const FACE = 24;
/** Lines round the same corner keep so far from each other. */
const STRAND = 5;

/**
 * @param {readonly Wire[]} wires in the order of the list: the same board gives the same picture
 * @param {ReadonlyMap<string, readonly Box[]>} boxes what lies in each holder ("": on the sheet), as shown
 * @returns {Drawn[]} those with both ends on this sheet, and not in one closed pile
 */
export function drawn(wires, boxes) {
  const plan = new Plan(boxes);
  const lanes = lanesOf(wires);
  const shown = wires.filter((wire) => wire.from.length > 0 && wire.to.length > 0 && wire.from.at(-1) !== wire.to.at(-1));
  const lines = shown.map((wire) => plan.line(wire, lanes.get(wire.id) ?? 0));
  return placeLabels(lines, wires, boxes.get("") ?? []);
}

class Plan {
  /** @param {ReadonlyMap<string, readonly Box[]>} boxes */
  constructor(boxes) {
    this.boxes = boxes;
    /** @type {Map<string, Box>} */
    this.byId = new Map();
    for (const list of boxes.values()) for (const box of list) this.byId.set(box.id, box);
    /** @type {Map<string, Field>} */
    this.fields = new Map();
    /** @type {Map<string, number>} how many lines go round a corner */
    this.used = new Map();
  }

  /**
   * From holder to holder where both lie side by side, and then inward at each end.
   * @param {Wire} wire
   * @param {number} lane
   * @returns {Drawn}
   */
  line({ id, from, to }, lane) {
    let depth = 0;
    while (depth < Math.min(from.length, to.length) - 1 && from[depth] === to[depth]) depth++;
    const a = this.boxAt(from.at(-1));
    const b = this.boxAt(to.at(-1));
    const outerA = this.boxAt(from[depth]);
    const outerB = this.boxAt(to[depth]);
    if (!a || !b || !outerA || !outerB) return { id, points: [], free: false };
    const [p, q] = aims(a, b, lane);
    const field = this.field(depth === 0 ? "" : (from[depth - 1] ?? ""));
    const { points, free } = field.way({ at: p, inside: outerA.id }, { at: q, inside: outerB.id });
    let line = clipped(this.apart(points, field, outerA.id, outerB.id), outerA, outerB);
    line = this.inward(line, from.slice(depth), q);
    line = this.inward(line.reverse(), to.slice(depth), p).reverse();
    return { id, points: line, free };
  }

  /**
   * Leads the beginning of a line from the edge of the outermost holder to the innermost thing.
   * @param {Point[]} line
   * @param {readonly string[]} chain
   * @param {Point} away where the other end is
   * @returns {Point[]}
   */
  inward(line, chain, away) {
    for (let i = 1; i < chain.length; i++) {
      const box = this.boxAt(chain[i]);
      const edge = line[0];
      const end = this.boxAt(chain.at(-1));
      if (!box || !edge || !end) return line;
      const [at] = aims(end, { id: "", ...away, w: 0, h: 0 }, 0);
      const { points } = this.field(chain[i - 1] ?? "").way({ at, inside: box.id }, { at: edge });
      line = [...clipped(points, box, undefined).slice(0, -1), ...line];
    }
    return line;
  }

  /**
   * Lines round the same corner beside each other, where there is room.
   * @param {Point[]} points
   * @param {Field} field
   * @param {string} a
   * @param {string} b
   */
  apart(points, field, a, b) {
    const last = points.length - 1;
    const moved = [...points];
    for (let i = 1; i < last; i++) {
      const p = /** @type {Point} */ (points[i]);
      const before = /** @type {Point} */ (moved[i - 1]);
      const after = /** @type {Point} */ (points[i + 1]);
      const free = (/** @type {Point} */ q) => !field.blocked(before, q, i === 1 ? a : undefined) && !field.blocked(q, after, i === last - 1 ? b : undefined);
      moved[i] = this.strands(p).find((q) => q === p || free(q)) ?? p;
    }
    return moved;
  }

  /**
   * Places at a corner: each line takes another first. Across the bend, so that inner and outer lines do not cross there.
   * @param {Point} p
   * @returns {Point[]}
   */
  strands(p) {
    const key = `${p.x} ${p.y}`;
    const n = this.used.get(key) ?? 0;
    this.used.set(key, n + 1);
    if (n === 0) return [p];
    const near = (this.boxes.get("") ?? []).find((b) => Math.abs(clamp(p.x, b.x, b.x + b.w) - p.x) < 10 && Math.abs(clamp(p.y, b.y, b.y + b.h) - p.y) < 10);
    if (!near) return [p];
    const [sx, sy] = [p.x < near.x + near.w / 2 ? -1 : 1, p.y < near.y + near.h / 2 ? -1 : 1];
    const at = (/** @type {number} */ off) => ({ x: p.x + sx * off, y: p.y + sy * off });
    const steps = [STRAND * (n % 5), STRAND * 0.6 * (n % 5), -STRAND * 0.6 * (1 + (n % 2))];
    return [...steps.map(at), p];
  }

  /** @param {string | undefined} id */
  boxAt(id) {
    return id === undefined ? undefined : this.byId.get(id);
  }

  /** @param {string} holder */
  field(holder) {
    const known = this.fields.get(holder);
    if (known) return known;
    const made = new Field(this.boxes.get(holder) ?? []);
    this.fields.set(holder, made);
    return made;
  }
}

/**
 * Where a line is pulled to in each of two things: straight across where they face each other, else from middle to middle.
 * @param {Box} a
 * @param {Box} b
 * @param {number} lane sideways from there
 * @returns {[Point, Point]}
 */
function aims(a, b, lane) {
  const x = common(a.x, a.w, b.x, b.w);
  const y = common(a.y, a.h, b.y, b.h);
  const [p, q] = [middle(a), middle(b)];
  if (y && !x) return [{ x: p.x, y: within(y, lane) }, { x: q.x, y: within(y, lane) }];
  if (x && !y) return [{ x: within(x, lane), y: p.y }, { x: within(x, lane), y: q.y }];
  const long = far(p, q) || 1;
  const off = { x: (-(q.y - p.y) / long) * lane, y: ((q.x - p.x) / long) * lane };
  return [inBox(a, p, off), inBox(b, q, off)];
}

/** @param {Box} box @param {Point} p @param {Point} off @returns {Point} */
function inBox({ x, y, w, h }, p, off) {
  return { x: clamp(p.x + off.x, x + 2, x + w - 2), y: clamp(p.y + off.y, y + 2, y + h - 2) };
}

/** @param {number} a @param {number} aw @param {number} b @param {number} bw @returns {[number, number] | undefined} */
function common(a, aw, b, bw) {
  const from = Math.max(a, b);
  const to = Math.min(a + aw, b + bw);
  return to - from >= FACE ? [from, to] : undefined;
}

/** @param {readonly [number, number]} range @param {number} lane */
function within([from, to], lane) {
  return clamp((from + to) / 2 + lane, from + 6, to - 6);
}

/** @param {number} n @param {number} low @param {number} high */
function clamp(n, low, high) {
  return low > high ? (low + high) / 2 : Math.min(high, Math.max(low, n));
}

/** @param {Box} box @returns {Point} */
function middle({ x, y, w, h }) {
  return { x: x + w / 2, y: y + h / 2 };
}

/**
 * Lines between the same two things beside each other.
 * @param {readonly Wire[]} wires
 * @returns {Map<string, number>} how far each lies from the middle, seen in the same direction
 */
function lanesOf(wires) {
  /** @type {Map<string, Wire[]>} */
  const pairs = new Map();
  for (const wire of wires) {
    const key = [wire.from.at(-1) ?? "", wire.to.at(-1) ?? ""].sort().join(" ");
    pairs.set(key, [...(pairs.get(key) ?? []), wire]);
  }
  /** @type {Map<string, number>} */
  const lanes = new Map();
  for (const pair of pairs.values()) pair.forEach((wire, i) => lanes.set(wire.id, (i - (pair.length - 1) / 2) * LANE * ((wire.from.at(-1) ?? "") < (wire.to.at(-1) ?? "") ? 1 : -1)));
  return lanes;
}

/** How much of each end of a line its head takes. */
const HEAD = 14;

/** Places along a line that are tried for its word, the best first. */
const PLACES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];

/**
 * A word stands on its own line, where it covers no other word and nothing on the sheet; where there is no room for it, only
 * its sign does. The longest lines wait: they have the most places.
 * @param {readonly Drawn[]} lines
 * @param {readonly Wire[]} wires
 * @param {readonly Box[]} lying
 * @returns {Drawn[]}
 */
function placeLabels(lines, wires, lying) {
  const sizes = new Map(wires.map((w) => [w.id, w]));
  /** @type {Box[]} */
  const taken = [...lying];
  /** @type {Map<string, Drawn>} */
  const done = new Map();
  for (const line of [...lines].sort((a, b) => lengthOf(a.points) - lengthOf(b.points))) {
    const wire = sizes.get(line.id);
    const crosses = (/** @type {Box} */ box) => lines.some((other) => other !== line && other.points.some((p, i) => i > 0 && cuts(/** @type {Point} */ (other.points[i - 1]), p, box)));
    const label = wire && freeOn(line.points, wire.label, taken, crosses);
    const sign = label || !wire ? undefined : freeOn(line.points, wire.sign, taken, crosses);
    const box = label ?? sign;
    if (box) taken.push(box);
    done.set(line.id, box ? { ...line, label: { ...box, id: line.id }, ...(sign && { short: true }) } : line);
  }
  return lines.map((line) => done.get(line.id) ?? line);
}

/**
 * @param {readonly Point[]} points
 * @param {{w: number, h: number}} size
 * @param {readonly Box[]} taken
 * @param {(box: Box) => boolean} crosses whether another line goes through it: better not
 * @returns {Box | undefined}
 */
function freeOn(points, { w, h }, taken, crosses) {
  const long = lengthOf(points);
  /** @type {Box | undefined} */
  let crossed;
  for (const share of PLACES) {
    const p = along(points, long * share);
    // The heads of the line must be seen, or it says less with its word than without.
    const q = along(points, long * share + 1);
    const half = Math.min(w / 2 / (Math.abs(q.x - p.x) || 0.001), h / 2 / (Math.abs(q.y - p.y) || 0.001));
    if (half + HEAD > long * Math.min(share, 1 - share)) continue;
    const box = { id: "", x: p.x - w / 2, y: p.y - h / 2, w, h };
    if (taken.some((other) => overlap(box, other))) continue;
    if (!crosses(box)) return box;
    crossed ??= box;
  }
  return crossed;
}

/**
 * Small flags at the edge of things from which a line leads off this sheet.
 * @param {readonly Wire[]} wires
 * @param {ReadonlyMap<string, readonly Box[]>} boxes
 * @param {readonly Drawn[]} lines whose words must stay readable
 * @param {(wire: Wire) => {w: number, h: number}} sizeOf
 * @returns {Box[]} by the ids of the wires
 */
export function flagsOf(wires, boxes, lines, sizeOf) {
  const byId = new Map([...boxes.values()].flat().map((b) => [b.id, b]));
  const taken = lines.flatMap((l) => l.label ?? []);
  /** @type {Box[]} */
  const flags = [];
  for (const wire of wires) {
    const [here] = [wire.from, wire.to].filter((chain) => chain.length > 0);
    if (!here || (wire.from.length > 0 && wire.to.length > 0)) continue;
    const end = byId.get(here.at(-1) ?? "");
    if (!end) continue;
    const { w, h } = sizeOf(wire);
    // On the lower edge, from the right; one above the other where several would not stand side by side.
    const box = { id: wire.id, x: end.x + end.w - w - 8, y: end.y + end.h - h / 2, w, h };
    while ([...taken, ...flags].some((other) => overlap(box, other))) box.y += h + 2;
    flags.push(box);
  }
  return flags;
}

/** @param {Box} a @param {Box} b */
export function overlap(a, b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** @param {readonly Point[]} points */
function lengthOf(points) {
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

/**
 * A line as a path with round bends.
 * @param {readonly Point[]} points
 * @param {number} [radius]
 * @returns {string} for the d of an SVG path
 */
export function pathOf(points, radius = 14) {
  const n = (/** @type {number} */ v) => v.toFixed(1);
  return points
    .map((p, i) => {
      const before = points[i - 1];
      const after = points[i + 1];
      if (!before) return `M${n(p.x)} ${n(p.y)}`;
      if (!after) return `L${n(p.x)} ${n(p.y)}`;
      const a = toward(p, before, Math.min(radius, far(p, before) / 2));
      const b = toward(p, after, Math.min(radius, far(p, after) / 2));
      return `L${n(a.x)} ${n(a.y)}Q${n(p.x)} ${n(p.y)} ${n(b.x)} ${n(b.y)}`;
    })
    .join("");
}

/** @param {Point} p @param {Point} q @param {number} by @returns {Point} */
function toward(p, q, by) {
  const long = far(p, q) || 1;
  return { x: p.x + ((q.x - p.x) * by) / long, y: p.y + ((q.y - p.y) * by) / long };
}

/**
 * The relations of something and of what lies in it.
 * @param {State} state
 * @param {string} id
 * @returns {Link[]}
 */
export function linksOf(state, id) {
  return state.links().filter((l) => touches(state, l.from, id) || touches(state, l.to, id));
}

/** @param {State} state @param {string} end @param {string} id whether the end is it or lies in it */
export function touches(state, end, id) {
  return end === id || path(state, end).some((g) => g.id === id);
}
