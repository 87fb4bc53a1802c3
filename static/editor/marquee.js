/**
 * Hands on bare paper: with the mouse a band is drawn round several things to select them; where the room scrolls (one has come
 * closer, or the sheet is too long for it) the paper is pulled along instead, and Shift draws the band. A finger pulls; when it
 * has rested it draws the band; when it goes up again without having moved, the paper's own menu comes, as with a right click.
 *
 * What lies in the band is marked while it is drawn, but selected only at the end: until then nothing is drawn anew.
 */
import { LONG_PRESS, SLOP } from "./drag.js";

/** @typedef {{x: number, y: number}} Point px in the window */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */
/**
 * @typedef {{
 *   room: () => HTMLElement | null,
 *   scrolls: () => boolean,
 *   busy: () => boolean,
 *   picking: () => boolean,
 *   maySelect: () => boolean,
 *   select: (ids: string[], more: boolean) => void,
 *   menu: (at: Point) => void,
 *   pan: (x: number, y: number) => void,
 * }} Paper busy: two fingers are at work; more: to what is selected already; menu: of the paper itself
 */

/** What is no bare paper. */
const NOT_BARE = "[data-id], button, a, input, textarea, select, dialog, [role=menu]";

export class Marquee {
  /**
   * @param {HTMLElement} root
   * @param {Paper} paper
   */
  constructor(root, paper) {
    this.root = root;
    this.paper = paper;
    /** @private @type {"" | "down" | "pull" | "band"} */
    this.doing = "";
    /** @private */
    this.pointer = -1;
    /** @private */
    this.touch = false;
    /** @private */
    this.more = false;
    /** @private */
    this.draws = false;
    /** @private @type {Point} */
    this.from = { x: 0, y: 0 };
    /** @private @type {Point} */
    this.last = { x: 0, y: 0 };
    /** @private */
    this.timer = 0;
    /** @private @type {Element | undefined} the paper that is pulled */
    this.pulled = undefined;
    /** @private @type {HTMLElement | undefined} */
    this.band = undefined;
    /** @private @type {{id: string, element: HTMLElement, box: Box, whole: boolean}[]} read once, when the band begins */
    this.things = [];
    /** @private */
    this.ends = new AbortController();
    this.listen();
  }

  /** @private */
  listen() {
    const { signal } = this.ends;
    this.root.addEventListener("pointerdown", (e) => this.down(e), { signal });
    window.addEventListener("pointermove", (e) => e.pointerId === this.pointer && this.move({ x: e.clientX, y: e.clientY }), { signal });
    window.addEventListener("pointerup", (e) => e.pointerId === this.pointer && this.up(), { signal });
    for (const lost of ["pointercancel", "blur"]) window.addEventListener(lost, () => this.leave(), { signal });
    window.addEventListener("keydown", (e) => this.escape(e), { signal, capture: true });
    document.addEventListener("selectstart", (e) => this.doing !== "" && e.preventDefault(), { signal });
  }

  /** @private @param {PointerEvent} e */
  down(e) {
    const bare = e.target instanceof Element && e.target.closest(".desk__room .sheet") && !e.target.closest(NOT_BARE);
    if (this.doing !== "") return this.leave();
    if (!bare || e.button !== 0) return;
    this.touch = e.pointerType === "touch";
    this.doing = "down";
    this.pulled = /** @type {Element} */ (e.target);
    this.pointer = e.pointerId;
    this.from = this.last = { x: e.clientX, y: e.clientY };
    this.more = e.ctrlKey || e.metaKey || e.shiftKey || this.paper.picking();
    this.draws = this.paper.maySelect() && (this.paper.picking() || (!this.touch && (e.shiftKey || !this.paper.scrolls())));
    if (this.touch) this.timer = window.setTimeout(() => this.rested(), LONG_PRESS);
  }

  /** A finger that rests means the band, or the menu. @private */
  rested() {
    if (this.doing === "down") this.draws = this.paper.maySelect();
    this.timer = 0;
  }

  /** @private @param {Point} at */
  move(at) {
    if (this.paper.busy()) return this.leave();
    if (this.doing === "down") {
      if (Math.hypot(at.x - this.from.x, at.y - this.from.y) <= SLOP) return;
      window.clearTimeout(this.timer);
      this.doing = this.draws ? "band" : "pull";
      if (this.draws) this.begin();
      else if (!this.touch) this.pulled?.toggleAttribute("data-pulled", true);
    }
    if (this.doing === "pull") this.paper.pan(this.last.x - at.x, this.last.y - at.y);
    else if (this.doing === "band") this.draw(at);
    this.last = at;
  }

  /** @private */
  begin() {
    this.band = document.createElement("div");
    this.band.className = "marquee";
    this.band.setAttribute("aria-hidden", "true");
    document.body.append(this.band);
    this.things = thingsOf(this.paper.room());
  }

  /** @private @param {Point} at */
  draw(at) {
    const box = between(this.from, at);
    const { style } = /** @type {HTMLElement} */ (this.band);
    for (const [name, v] of Object.entries({ "--x": box.left, "--y": box.top, "--w": box.right - box.left, "--h": box.bottom - box.top })) style.setProperty(name, String(v));
    for (const thing of this.things) thing.element.toggleAttribute("data-band", isIn(thing, box));
  }

  /** @private */
  up() {
    const { doing, touch, from, last, more, things } = this;
    const rested = touch && this.timer === 0;
    this.leave();
    if (doing === "band") this.paper.select(outermost(things.filter((t) => isIn(t, between(from, last)))), more);
    else if (doing === "down" && rested) this.paper.menu(last);
    else if (doing === "down" && !more) this.paper.select([], false);
  }

  /** @private @param {KeyboardEvent} e */
  escape(e) {
    if (e.key !== "Escape" || this.doing !== "band") return;
    e.preventDefault();
    e.stopPropagation();
    this.leave();
  }

  /** @private */
  leave() {
    window.clearTimeout(this.timer);
    this.timer = 0;
    this.doing = "";
    this.pointer = -1;
    this.band?.remove();
    this.band = undefined;
    this.pulled?.removeAttribute("data-pulled");
    this.pulled = undefined;
    for (const { element } of this.things) element.removeAttribute("data-band");
    this.things = [];
  }

  stop() {
    this.leave();
    this.ends.abort();
  }
}

/**
 * Everything that a band can hold. whole: an island is in the band only with all of it, a note when its middle is.
 * @param {HTMLElement | null} room
 */
function thingsOf(room) {
  return [...(room?.querySelectorAll("[data-id]") ?? [])].flatMap((element) => {
    if (!(element instanceof HTMLElement) || element.closest("[data-beneath]")) return [];
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return [{ id: element.dataset["id"] ?? "", element, box: { left, top, right, bottom }, whole: element.dataset["kind"] === "group" }];
  });
}

/**
 * @param {Point} a
 * @param {Point} b
 * @returns {Box}
 */
function between(a, b) {
  return { left: Math.min(a.x, b.x), top: Math.min(a.y, b.y), right: Math.max(a.x, b.x), bottom: Math.max(a.y, b.y) };
}

/**
 * @param {{box: Box, whole: boolean}} thing
 * @param {Box} band
 */
function isIn({ box, whole }, band) {
  const { left, top, right, bottom } = box;
  if (whole) return left >= band.left && right <= band.right && top >= band.top && bottom <= band.bottom;
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return x >= band.left && x <= band.right && y >= band.top && y <= band.bottom;
}

/**
 * What lies in an island of the band comes with it.
 * @param {readonly {id: string, element: HTMLElement}[]} things
 */
function outermost(things) {
  const held = new Set(things.map((t) => t.element));
  const liesIn = (/** @type {Element | null | undefined} */ up) => {
    for (; up; up = up.parentElement) if (up instanceof HTMLElement && held.has(up)) return true;
    return false;
  };
  return things.filter((t) => !liesIn(t.element.parentElement)).map((t) => t.id);
}
