/**
 * The way of a line between things that lie on a page: straight where nothing is between, and else round the corners of what
 * is, like a string pulled tight. So lines are short, meet things at different angles, and no two of them look like one.
 *
 * A Field is one set of things that do not overlap. Whether corners see each other is found out once for all its lines, and
 * only where a line is not straight; that keeps forty lines between thirty islands within a few milliseconds.
 */

/**
 * @typedef {import("./layout.js").Point} Point
 * @typedef {{id: string, x: number, y: number, w: number, h: number}} Box
 * @typedef {{at: Point, inside?: string}} End where a line is pulled to; inside: the thing of this field that holds it, through which it may go
 */

/** A string keeps so far off a corner where there is room, and so far where there is little. */
const AIR = [9, 3];
/** Nearer than this a line goes through a thing. */
const TOUCH = 1;
/** So many ends are remembered with what can be seen from there. */
const KEPT = 400;
/** What a bend costs: a slightly longer way with fewer bends is easier to follow. */
const BEND = 24;

export class Field {
  /**
   * @param {readonly Box[]} boxes
   * @param {import("./layout.js").Size} page no way leads off it
   */
  constructor(boxes, page) {
    this.boxes = boxes;
    /** @private */
    this.page = page;
    /** @private left, top, right, bottom of each box, as near as a line may come: one array is what makes a forty-line board quick */
    this.edges = new Float64Array(boxes.flatMap(({ x, y, w, h }) => [x - TOUCH, y - TOUCH, x + w + TOUCH, y + h + TOUCH]));
    /** @private */
    this.places = new Map(boxes.map((box, i) => [box.id, i]));
    /** @private @type {Point[] | undefined} */
    this.corners = undefined;
    /** @private @type {Int8Array} 0: not known yet, 1: they see each other, −1: they do not */
    this.seen = new Int8Array(0);
    /** @private @type {Map<string, number[]>} */
    this.from = new Map();
  }

  /**
   * @param {readonly Box[]} boxes
   * @param {import("./layout.js").Size} page
   * @returns {boolean} it is a field of just these
   */
  isOf(boxes, page) {
    if (boxes === this.boxes) return true;
    const same = boxes.length === this.boxes.length && page.w === this.page.w && page.h === this.page.h;
    return same && boxes.every(({ id, x, y, w, h }, i) => {
      const b = this.boxes[i];
      return b?.id === id && b.x === x && b.y === y && b.w === w && b.h === h;
    });
  }

  /**
   * A step at a time: between hundreds of things looking for a way takes longer than a picture may.
   * @param {End} a
   * @param {End} b
   * @returns {Generator<undefined, {points: Point[], free: boolean}, undefined>} from a to b; free: no third thing is in the way. Where there is no way round, straight through.
   */
  *way(a, b) {
    const straight = [a.at, b.at];
    if (!this.blocked(a.at, b.at, a.inside, b.inside)) return { points: straight, free: true };
    const points = yield* this.round(a, b);
    return points ? { points, free: true } : { points: straight, free: false };
  }

  /**
   * @param {Point} p
   * @param {Point} q
   * @param {string} [but] things that are not in the way
   * @param {string} [nor]
   */
  blocked(p, q, but, nor) {
    return this.meets(p, q, this.places.get(but ?? "") ?? -1, this.places.get(nor ?? "") ?? -1);
  }

  /** @private @param {Point} p @param {Point} q @param {number} but @param {number} nor */
  meets(p, q, but, nor) {
    const { edges } = this;
    for (let i = 0, at = 0; at < edges.length; i++, at += 4) {
      if (through(p.x, p.y, q.x, q.y, /** @type {number} */ (edges[at]), /** @type {number} */ (edges[at + 1]), /** @type {number} */ (edges[at + 2]), /** @type {number} */ (edges[at + 3])) && i !== but && i !== nor) return true;
    }
    return false;
  }

  /**
   * The shortest way round corners (A*: never farther from the goal than as the crow flies).
   * @private
   * @param {End} a
   * @param {End} b
   * @returns {Generator<undefined, Point[] | undefined, undefined>}
   */
  *round(a, b) {
    const corners = this.corners ?? this.findCorners();
    const goal = corners.length;
    const cost = new Float64Array(goal + 1).fill(Infinity);
    const by = new Int32Array(goal + 1).fill(-1);
    const last = new Uint8Array(goal);
    for (const i of this.inSight(b)) last[i] = 1;
    /** @type {{at: number, cost: number, guess: number}[]} */
    const open = [];
    const reach = (/** @type {number} */ i, /** @type {Point} */ p, /** @type {number} */ c, /** @type {number} */ from) => {
      if (c >= /** @type {number} */ (cost[i])) return;
      cost[i] = c;
      by[i] = from;
      push(open, { at: i, cost: c, guess: c + far(p, b.at) });
    };
    for (const i of this.inSight(a)) reach(i, /** @type {Point} */ (corners[i]), far(a.at, /** @type {Point} */ (corners[i])) + BEND, -1);
    for (let here = pop(open); here; here = pop(open)) {
      if (here.at === goal) return [a.at, ...traced(by, goal).map((i) => /** @type {Point} */ (corners[i])), b.at];
      if (here.cost > /** @type {number} */ (cost[here.at])) continue;
      yield;
      const p = /** @type {Point} */ (corners[here.at]);
      if (last[here.at]) reach(goal, b.at, here.cost + far(p, b.at), here.at);
      for (let i = 0; i < goal; i++) {
        const q = /** @type {Point} */ (corners[i]);
        const c = here.cost + far(p, q) + BEND;
        if (c < /** @type {number} */ (cost[i]) && c + far(q, b.at) < /** @type {number} */ (cost[goal]) && this.see(here.at, i)) reach(i, q, c, here.at);
      }
    }
    return undefined;
  }

  /** @private @param {End} end @returns {number[]} the corners that can be seen from there */
  inSight({ at, inside }) {
    const key = `${inside ?? ""} ${at.x} ${at.y}`;
    const known = this.from.get(key);
    if (known) return known;
    const holder = this.places.get(inside ?? "") ?? -1;
    /** @type {number[]} */
    const found = [];
    (this.corners ?? this.findCorners()).forEach((corner, i) => this.meets(at, corner, holder, -1) || found.push(i));
    if (this.from.size > KEPT) this.from.clear();
    this.from.set(key, found);
    return found;
  }

  /** @private @param {number} i @param {number} j */
  see(i, j) {
    const corners = /** @type {Point[]} */ (this.corners);
    const at = Math.min(i, j) * corners.length + Math.max(i, j);
    if (this.seen[at] === 0) {
      this.seen[at] = i !== j && !this.meets(/** @type {Point} */ (corners[i]), /** @type {Point} */ (corners[j]), -1, -1) ? 1 : -1;
    }
    return this.seen[at] === 1;
  }

  /** @private @returns {Point[]} a place off each corner that lies in nothing and on the page */
  findCorners() {
    const corners = this.boxes.flatMap((box) => [0, 1, 2, 3].map((n) => this.corner(box, n)).filter((p) => p !== undefined));
    this.corners = corners;
    this.seen = new Int8Array(corners.length ** 2);
    return corners;
  }

  /** @private @param {Box} box @param {number} n @returns {Point | undefined} */
  corner({ x, y, w, h }, n) {
    for (const air of AIR) {
      const p = { x: n % 2 === 0 ? x - air : x + w + air, y: n < 2 ? y - air : y + h + air };
      if (p.x >= 0 && p.y >= 0 && p.x <= this.page.w && p.y <= this.page.h && !this.boxes.some((box) => holds(box, p, TOUCH))) return p;
    }
    return undefined;
  }
}

/**
 * Whether a stretch goes through a box, or nearer than `near`.
 * @param {Point} p
 * @param {Point} q
 * @param {Box} box
 * @param {number} [near]
 */
export function cuts(p, q, { x, y, w, h }, near = 0) {
  return through(p.x, p.y, q.x, q.y, x - near, y - near, x + w + near, y + h + near);
}

/**
 * @param {number} px
 * @param {number} py
 * @param {number} qx
 * @param {number} qy
 * @param {number} left
 * @param {number} top
 * @param {number} right
 * @param {number} bottom
 */
function through(px, py, qx, qy, left, top, right, bottom) {
  if ((px <= left && qx <= left) || (px >= right && qx >= right) || (py <= top && qy <= top) || (py >= bottom && qy >= bottom)) return false;
  const dx = qx - px;
  const dy = qy - py;
  const a = dx * (top - py) - dy * (left - px);
  const b = dx * (top - py) - dy * (right - px);
  const c = dx * (bottom - py) - dy * (left - px);
  const d = dx * (bottom - py) - dy * (right - px);
  return !((a >= 0 && b >= 0 && c >= 0 && d >= 0) || (a <= 0 && b <= 0 && c <= 0 && d <= 0));
}

/** @param {Box} box @param {Point} p @param {number} near */
function holds({ x, y, w, h }, p, near) {
  return p.x > x - near && p.x < x + w + near && p.y > y - near && p.y < y + h + near;
}

/**
 * The part of a line outside the things at its ends.
 * @param {readonly Point[]} points
 * @param {Box | undefined} from
 * @param {Box | undefined} to
 * @returns {Point[]}
 */
export function clipped(points, from, to) {
  const cut = from ? leaving(points, from) : [...points];
  return to ? leaving(cut.reverse(), to).reverse() : cut;
}

/**
 * From where the line leaves the box for the last time.
 * @param {readonly Point[]} points
 * @param {Box} box
 * @returns {Point[]}
 */
function leaving(points, box) {
  for (let i = points.length - 1; i > 0; i--) {
    const p = /** @type {Point} */ (points[i - 1]);
    const q = /** @type {Point} */ (points[i]);
    if (!holds(box, p, 0.01) && !cuts(p, q, box)) continue;
    return [exit(p, q, box), ...points.slice(i)];
  }
  return [...points];
}

/** Where the way from p to q leaves the box. @param {Point} p @param {Point} q @param {Box} box @returns {Point} */
function exit(p, q, { x, y, w, h }) {
  const dx = q.x - p.x;
  const dy = q.y - p.y;
  const tx = dx > 0 ? (x + w - p.x) / dx : dx < 0 ? (x - p.x) / dx : Infinity;
  const ty = dy > 0 ? (y + h - p.y) / dy : dy < 0 ? (y - p.y) / dy : Infinity;
  const t = Math.min(1, Math.max(0, Math.min(tx, ty)));
  return { x: p.x + dx * t, y: p.y + dy * t };
}

/** @param {Point} p @param {Point} q */
export function far(p, q) {
  const dx = p.x - q.x;
  const dy = p.y - q.y;
  return Math.sqrt(dx * dx + dy * dy); // Math.hypot is many times slower
}

/**
 * @param {Int32Array} by where each corner was reached from
 * @param {number} goal
 * @returns {number[]} the corners on the way there
 */
function traced(by, goal) {
  /** @type {number[]} */
  const way = [];
  for (let i = by[goal] ?? -1; i >= 0; i = by[i] ?? -1) way.unshift(i);
  return way;
}

/** A heap by guess. @param {{guess: number}[]} heap @param {any} entry */
function push(heap, entry) {
  let at = heap.push(entry) - 1;
  while (at > 0) {
    const up = (at - 1) >> 1;
    if (/** @type {any} */ (heap[up]).guess <= entry.guess) break;
    heap[at] = /** @type {any} */ (heap[up]);
    at = up;
  }
  heap[at] = entry;
}

/** @template {{guess: number}} E @param {E[]} heap @returns {E | undefined} */
function pop(heap) {
  const first = heap[0];
  const last = heap.pop();
  if (!first || !last || heap.length === 0) return first;
  let at = 0;
  for (let down = 1; down < heap.length; down = 2 * at + 1) {
    const right = heap[down + 1];
    if (right && right.guess < /** @type {E} */ (heap[down]).guess) down++;
    if (/** @type {E} */ (heap[down]).guess >= last.guess) break;
    heap[at] = /** @type {E} */ (heap[down]);
    at = down;
  }
  heap[at] = last;
  return first;
}
