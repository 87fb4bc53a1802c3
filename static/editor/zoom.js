/**
 * Coming closer to the sheet, and going along it. The sheet always fits the window by itself; who wants to see more of less
 * comes closer by wheel, by two fingers or by keys, and one key goes back.
 *
 * Closer means: everything is drawn larger, and the room scrolls. While fingers move the picture of before is only stretched;
 * when they rest it is laid out larger, but for a long one, which stays stretched (view/sheet/sight.js). Where a sheet fitted for a room so many times as large (view/sheet/fit.js) has more to show,
 * that one is drawn beneath and takes its place (view/sheet/beneath.js). So closer notes are not only larger, they also get their
 * words and names back. What is under the hand stays there.
 *
 * Invariant: nobody else's change moves the view. The size of the sheet on the screen depends on the window and on the zoom
 * alone, so what the room is scrolled to stays what it was.
 */

/** The sheet as a whole. */
export const FIT = 1;
/** Closer than this a note no longer fits a window. */
export const CLOSEST = 4;
/** One press of a key or of a button. */
export const STEP = 1.25;
/** Hands that rest this long (ms) have come to where they wanted. */
const REST = 160;
/** Less than this from fitting means fitting: nobody hits 1 exactly. */
const NEARLY = 1.04;
/** So near to the edge of the room (px) the sheet comes to meet what is carried there, so far with each move. */
const RIM = 36;
const REACH = 14;
/** Of a notch of a wheel, and of the small steps in which two fingers on a pad are told: their exponents by px. */
const WHEEL = { notch: 0.002, pad: 0.01, from: 50 };

/** @typedef {{x: number, y: number}} Point */
/** @typedef {{zoom: number}} Zoomed the desk: how close the sheet was last drawn for */

export class Zooming {
  /**
   * @param {{room: () => HTMLElement | null, sheet: () => HTMLElement | null, zoomed: Zoomed, laid: () => number, rest: () => void, goes: () => void, lets: () => void, moves: () => void}} parts
   *   laid: how large the sheet lies in its room; it is stretched from there. rest: draws the sheet for another zoom; goes: a hand begins to come closer, or to step back; lets: what a finger held is let go, because a second one came;
   *   moves: the sheet was drawn, or stretched otherwise
   */
  constructor({ room, sheet, zoomed, laid, rest, goes, lets, moves }) {
    this.room = room;
    this.sheet = sheet;
    this.zoomed = zoomed;
    this.laid = laid;
    this.drawn = rest;
    this.goes = goes;
    this.lets = lets;
    this.moves = moves;
    /** @private @type {{wanted: number, spot: Point, at: Point} | undefined} a hand is on its way */
    this.way = undefined;
    /** @private @type {Point | undefined} where the hand was when it came closer last */
    this.at = undefined;
    /** @private */
    this.timer = 0;
    /** @private @type {Map<number, Point>} fingers on the room */
    this.fingers = new Map();
    /** @private @type {{apart: number, zoom: number, spot: Point} | undefined} */
    this.pinch = undefined;
    /** @private @type {HTMLElement | null} */
    this.listened = null;
    /** @private */
    this.ends = new AbortController();
  }

  /** How close, the way included. */
  get now() {
    return this.way?.wanted ?? this.zoomed.zoom;
  }

  get scrolls() {
    const room = this.room();
    return room !== null && (room.scrollHeight > room.clientHeight + 1 || room.scrollWidth > room.clientWidth + 1);
  }

  /** After the sheet was fitted: the spot under the hand is brought back there. */
  shown() {
    const room = this.room();
    if (!room) return;
    this.listen(room);
    this.roams(this.now > FIT);
    if (this.way && !this.timer) {
      this.hold(this.way.spot, this.way.at);
      this.way = undefined;
    }
    this.moves();
  }

  /**
   * That the bare paper can be pulled it tells itself: a browser that is told so of the room looks through all that lies on the paper.
   * @private @param {boolean} closer the room scrolls
   */
  roams(closer) {
    const room = this.room();
    room?.toggleAttribute("data-zoomed", closer);
    this.sheet()?.querySelector(".sheet__world")?.toggleAttribute("data-pulls", closer || (room?.hasAttribute("data-long") ?? false));
  }

  /** @private @param {HTMLElement} room */
  listen(room) {
    if (this.listened === room) return;
    this.ends.abort();
    this.ends = new AbortController();
    this.listened = room;
    this.fingers.clear();
    const { signal } = this.ends;
    room.addEventListener("wheel", (e) => this.wheel(e), { signal, passive: false });
    room.addEventListener("pointerdown", (e) => this.down(e), { signal, capture: true });
    window.addEventListener("pointermove", (e) => this.move(e), { signal });
    for (const up of /** @type {const} */ (["pointerup", "pointercancel"])) window.addEventListener(up, (e) => this.up(e), { signal });
  }

  /** @param {number} factor to come closer by; under 1: to step back */
  step(factor) {
    this.to(this.now * factor);
  }

  /** The whole sheet again. */
  fit() {
    this.to(FIT);
  }

  /**
   * @param {number} factor
   * @param {Point} [at] what stays where it is, px in the window; where nobody points the item under the keys, or the middle of the room
   * @param {Point} [spot] the spot of the sheet to bring there, as shares of its width and height
   */
  to(factor, at = this.middle(), spot = this.spotAt(at)) {
    const [sheet, room] = [this.sheet(), this.room()];
    if (!sheet || !room) return;
    const wanted = factor < NEARLY ? FIT : Math.min(CLOSEST, factor);
    if (wanted === this.now && !this.pinch) return;
    if (!this.way) this.goes();
    this.way = { wanted, spot, at };
    this.at = at;
    this.roams(true);
    sheet.toggleAttribute("data-moving", true);
    sheet.style.setProperty("--live", (wanted / this.laid()).toFixed(4));
    this.hold(spot, at);
    this.moves();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.rest(), REST);
  }

  /** @private */
  rest() {
    if (this.pinch) {
      this.timer = window.setTimeout(() => this.rest(), REST);
      return;
    }
    this.timer = 0;
    this.sheet()?.removeAttribute("data-moving");
    if (!this.way) return;
    this.zoomed.zoom = this.way.wanted;
    this.drawn();
  }

  /**
   * Goes along the sheet.
   * @param {number} x px
   * @param {number} y
   */
  pan(x, y) {
    this.room()?.scrollBy(x, y);
  }

  /**
   * Something is carried to the edge of the room: the sheet comes to meet it.
   * @param {Point} at
   */
  reach(at) {
    const box = this.room()?.getBoundingClientRect();
    if (!box || !this.scrolls) return;
    const way = (/** @type {number} */ v, /** @type {number} */ from, /** @type {number} */ to) => (v < from || v > to ? 0 : v < from + RIM ? -REACH : v > to - RIM ? REACH : 0);
    const [x, y] = [way(at.x, box.left, box.right), way(at.y, box.top, box.bottom)];
    if (x !== 0 || y !== 0) this.pan(x, y);
  }

  /** @private @param {WheelEvent} e */
  wheel(e) {
    if (!this.sheet() || Math.abs(e.deltaX) > Math.abs(e.deltaY) || e.shiftKey) return;
    const asked = e.ctrlKey || e.metaKey;
    // Where the room scrolls a plain wheel scrolls it; but a turn that began as coming closer goes on as that.
    if (!asked && this.timer === 0 && this.scrolls) return;
    e.preventDefault();
    const px = e.deltaY * (e.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 32);
    const by = Math.abs(px) < WHEEL.from && asked ? WHEEL.pad : WHEEL.notch;
    this.to(this.now * Math.exp(-Math.max(-240, Math.min(240, px)) * by), { x: e.clientX, y: e.clientY });
  }

  /**
   * Another picture of the sheet comes: what lies under the hand stays there, as far as the room scrolls.
   * @param {() => void} draw
   */
  keep(draw) {
    const [room, at] = [this.room(), this.at ?? this.middle()];
    const under = document.elementFromPoint(at.x, at.y)?.closest("[data-id]");
    const id = under && room?.contains(under) ? under.getAttribute("data-id") : null;
    const was = under?.getBoundingClientRect();
    draw();
    const now = id && was ? this.sheet()?.querySelector(`[data-id="${CSS.escape(id)}"]`)?.getBoundingClientRect() : undefined;
    if (!room || !was || !now || this.zoomed.zoom === FIT) return;
    const shift = (/** @type {number} */ from, /** @type {number} */ long, /** @type {number} */ to, /** @type {number} */ longer, /** @type {number} */ p) => to + (longer * (p - from)) / long - p;
    room.scrollBy({ left: shift(was.left, was.width, now.left, now.width, at.x), top: shift(was.top, was.height, now.top, now.height, at.y), behavior: "instant" });
  }

  /** @private @param {PointerEvent} e */
  down(e) {
    if (e.pointerType !== "touch") return;
    this.fingers.set(e.pointerId, { x: e.clientX, y: e.clientY });
    if (this.fingers.size !== 2) return;
    this.lets();
    const { apart, middle } = this.grip();
    this.pinch = { apart, zoom: this.now, spot: this.spotAt(middle) };
  }

  /** @private @param {PointerEvent} e */
  move(e) {
    if (!this.fingers.has(e.pointerId)) return;
    this.fingers.set(e.pointerId, { x: e.clientX, y: e.clientY });
    if (!this.pinch) return;
    const { apart, middle } = this.grip();
    this.to((this.pinch.zoom * apart) / this.pinch.apart, middle, this.pinch.spot);
  }

  /** @private @param {PointerEvent} e */
  up(e) {
    this.fingers.delete(e.pointerId);
    if (this.fingers.size < 2) this.pinch = undefined;
  }

  /** Whether two fingers are at work: what one of them does alone is nothing then. */
  get pinching() {
    return this.pinch !== undefined;
  }

  /** @private */
  grip() {
    const [a, b] = [...this.fingers.values()];
    if (!a || !b) return { apart: 1, middle: this.middle() };
    return { apart: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)), middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } };
  }

  /** @private @returns {Point} */
  middle() {
    const room = this.room();
    if (!room) return { x: 0, y: 0 };
    const box = room.getBoundingClientRect();
    const item = document.activeElement?.closest("[data-id]");
    if (!item || !room.contains(item)) return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    // Of an island its title card, which is what says where one is.
    const at = item.getBoundingClientRect();
    const within = (/** @type {number} */ v, /** @type {number} */ from, /** @type {number} */ to) => Math.max(from, Math.min(to, v));
    return { x: within(at.left + Math.min(at.width / 2, 80), box.left, box.right), y: within(at.top + Math.min(at.height / 2, 40), box.top, box.bottom) };
  }

  /** @private @param {Point} at @returns {Point} */
  spotAt(at) {
    const box = this.sheet()?.getBoundingClientRect();
    return box ? { x: (at.x - box.left) / box.width, y: (at.y - box.top) / box.height } : { x: 0.5, y: 0.5 };
  }

  /** @private @param {Point} spot @param {Point} at */
  hold(spot, at) {
    const [sheet, room] = [this.sheet(), this.room()];
    if (!sheet || !room) return;
    const box = sheet.getBoundingClientRect();
    room.scrollBy({ left: box.left + spot.x * box.width - at.x, top: box.top + spot.y * box.height - at.y, behavior: "instant" });
  }

  stop() {
    window.clearTimeout(this.timer);
    this.ends.abort();
  }
}
