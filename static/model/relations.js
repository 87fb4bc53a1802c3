/**
 * The relations (関係) of a board as they are drawn: where each line goes, where its word stands, and what it leads to. Pure.
 */
import { placeLabels } from "./labels.js";
import { path } from "./outline.js";
import { Field, clipped, cuts, far } from "./route.js";

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

/**
 * What lines go through. boxes: what lies in each holder ("": on the sheet), as shown; the title card of a holder lies in it, too,
 * under `cardOf`. words: what must be read, and is covered by no word of a line. unit: how much broader lines and heads are drawn
 * than at scale 1.
 * @typedef {{boxes: ReadonlyMap<string, readonly Box[]>, words: readonly Box[], page: import("./layout.js").Size, unit: number}} Ground
 */

/** Two lines between the same two things run so far apart. */
const LANE = 26;
/** A line through the common part of two sides needs so much of it. */
const FACE = 24;
/** Lines round the same corner keep so far from each other. */
const STRAND = 5;

/** The title card of an island among what lies in it: lines go round it. @param {string} island */
export const cardOf = (island) => `card ${island}`;

/**
 * @param {readonly Wire[]} wires in the order of the list: the same board gives the same picture
 * @param {Ground} ground
 * @returns {Drawn[]} those with both ends on this sheet, and not in one closed pile
 */
export function drawn(wires, ground) {
  const work = drawing(wires, ground);
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
}

/**
 * As `drawn`, a step at a time: many lines between many things take longer than a frame.
 * @param {readonly Wire[]} wires
 * @param {Ground} ground
 * @param {Map<string, Field>} [fields] of the picture before: where things lie as they lay it is known which corners see each other
 * @returns {Generator<undefined, Drawn[], undefined>}
 */
export function* drawing(wires, ground, fields = new Map()) {
  const plan = new Plan(ground, fields);
  const lanes = lanesOf(wires, ground.unit);
  /** @type {Drawn[]} */
  const lines = [];
  for (const wire of wires) {
    if (wire.from.length === 0 || wire.to.length === 0 || wire.from.at(-1) === wire.to.at(-1)) continue;
    lines.push(yield* plan.line(wire, lanes.get(wire.id) ?? 0));
    yield;
  }
  return placeLabels(lines, wires, ground);
}

class Plan {
  /**
   * @param {Ground} ground
   * @param {Map<string, Field>} fields
   */
  constructor({ boxes, page, unit }, fields) {
    this.boxes = boxes;
    this.page = page;
    this.unit = unit;
    /** @type {Map<string, Box>} */
    this.byId = new Map();
    for (const list of boxes.values()) for (const box of list) this.byId.set(box.id, box);
    this.fields = fields;
    /** @type {Map<string, number>} how many lines go round a corner */
    this.used = new Map();
  }

  /**
   * From holder to holder where both lie side by side, and then inward at each end.
   * @param {Wire} wire
   * @param {number} lane
   * @returns {Generator<undefined, Drawn, undefined>}
   */
  *line({ id, ...wire }, lane) {
    const [from, to] = [this.endsAt(wire.from, wire.to), this.endsAt(wire.to, wire.from)];
    let depth = 0;
    while (depth < Math.min(from.length, to.length) - 1 && from[depth] === to[depth]) depth++;
    const a = this.boxAt(from.at(-1));
    const b = this.boxAt(to.at(-1));
    const outerA = this.boxAt(from[depth]);
    const outerB = this.boxAt(to[depth]);
    if (!a || !b || !outerA || !outerB) return { id, points: [], free: false };
    // Seen from the same end, whichever way a line leads: or two that lead against each other would lie on each other.
    const turned = a.id > b.id;
    const ends = turned ? aims(b, a, lane).reverse() : aims(a, b, lane);
    const [p, q] = /** @type {[Point, Point]} */ (ends);
    const field = this.field(depth === 0 ? "" : (from[depth - 1] ?? ""));
    const { points, free } = yield* field.way({ at: p, inside: outerA.id }, { at: q, inside: outerB.id });
    let line = clipped(this.apart(points, field, outerA.id, outerB.id), outerA, outerB);
    line = yield* this.inward(line, from.slice(depth), q);
    line = (yield* this.inward(line.reverse(), to.slice(depth), p)).reverse();
    return { id, points: from.length + to.length - 2 * depth > 2 ? this.pulled(line, { from, to, depth }) : line, free };
  }

  /**
   * Things are moved into what they have to do with: such a line leads to its title card.
   * @param {readonly string[]} chain
   * @param {readonly string[]} other
   * @returns {readonly string[]}
   */
  endsAt(chain, other) {
    const last = chain.at(-1) ?? "";
    return other.length > chain.length && other.includes(last) && this.byId.has(cardOf(last)) ? [...chain, cardOf(last)] : chain;
  }

  /**
   * Leads the beginning of a line from the edge of the outermost holder to the innermost thing.
   * @param {Point[]} line
   * @param {readonly string[]} chain
   * @param {Point} away where the other end is
   * @returns {Generator<undefined, Point[], undefined>}
   */
  *inward(line, chain, away) {
    for (let i = 1; i < chain.length; i++) {
      const box = this.boxAt(chain[i]);
      const edge = line[0];
      const end = this.boxAt(chain.at(-1));
      if (!box || !edge || !end) return line;
      const [at] = aims(end, { id: "", ...away, w: 0, h: 0 }, 0);
      const { points } = yield* this.field(chain[i - 1] ?? "").way({ at, inside: box.id }, { at: edge });
      line = [...clipped(points, box, undefined).slice(0, -1), ...line];
    }
    return line;
  }

  /**
   * Where a line goes into an island it was led to the island's edge first: what then is a bend for nothing is left out.
   * @param {Point[]} line
   * @param {{from: readonly string[], to: readonly string[], depth: number}} chains
   * @returns {Point[]}
   */
  pulled(line, { from, to, depth }) {
    const ends = [from.at(-1), to.at(-1)].flatMap((id) => this.boxAt(id) ?? []);
    const inside = [from, to].flatMap((chain) => chain.slice(depth + 1).map((id, i) => ({ field: this.field(chain[depth + i] ?? ""), id })));
    const outer = this.field(depth === 0 ? "" : (from[depth - 1] ?? ""));
    const free = (/** @type {Point} */ p, /** @type {Point} */ q) =>
      !ends.some((box) => cuts(p, q, box)) && !outer.blocked(p, q, from[depth], to[depth]) && !inside.some(({ field, id }) => field.blocked(p, q, id));
    const points = [...line];
    for (let i = 1; i < points.length - 1; ) {
      const [p, q] = [points[i - 1], points[i + 1]];
      if (p && q && free(p, q)) points.splice(i, 1);
      else i++;
    }
    return points;
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
    const strand = STRAND * this.unit;
    const steps = [strand * (n % 5), STRAND * (n % 5), STRAND * 0.6 * (n % 5), -STRAND * 0.6 * (1 + (n % 2))];
    return [...steps.map(at), p];
  }

  /** @param {string | undefined} id */
  boxAt(id) {
    return id === undefined ? undefined : this.byId.get(id);
  }

  /** @param {string} holder */
  field(holder) {
    const boxes = this.boxes.get(holder) ?? [];
    const known = this.fields.get(holder);
    if (known?.isOf(boxes, this.page)) return known;
    const made = new Field(boxes, this.page);
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
 * @param {number} unit
 * @returns {Map<string, number>} how far each lies from the middle, seen from the same end
 */
function lanesOf(wires, unit) {
  /** @type {Map<string, Wire[]>} */
  const pairs = new Map();
  for (const wire of wires) {
    const key = [wire.from.at(-1) ?? "", wire.to.at(-1) ?? ""].sort().join(" ");
    pairs.set(key, [...(pairs.get(key) ?? []), wire]);
  }
  /** @type {Map<string, number>} */
  const lanes = new Map();
  for (const pair of pairs.values()) pair.forEach((wire, i) => lanes.set(wire.id, (i - (pair.length - 1) / 2) * LANE * unit));
  return lanes;
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
