/**
 * Pointers to the drag machine and back: listens on the board, asks the machine, carries out its effects. All listeners hang
 * on one element and on the window, and go with `stop`.
 *
 * On a big board each picture of a drag has to be cheap: what a hand does is dealt with once a picture; the copy in the hand takes
 * the pointer, so that the browser looks for nothing below it; what it would land on is looked up (below.js) and shown without a
 * change to the board (landing.js).
 */
import { Below } from "./below.js";
import { LONG_PRESS, IDLE, next } from "./drag.js";
import { hitAt } from "./hit.js";
import { Landing } from "./landing.js";

/**
 * @typedef {{
 *   mayMove: (id: string) => boolean,
 *   selecting: () => boolean,
 *   heldWith: (id: string) => string[],
 *   press: (id: string, many: boolean, range: boolean) => void,
 *   menu: (id: string, at: {x: number, y: number}) => void,
 *   lifted: (ids: readonly string[]) => void,
 *   drop: (ids: readonly string[], target: import("./drop.js").Target) => void,
 *   abort: () => void,
 *   lost: (ids: readonly string[]) => void,
 *   stuck: (id: string) => void,
 *   whereIs: (id: string) => string,
 *   carried: (at: {x: number, y: number}) => void,
 * }} Hands what the board does; lost: what was held vanished or was moved by somebody else; stuck: it may not be moved now;
 *   carried: something is held over this point; whereIs: its place in words that differ when it is moved; heldWith: an item and what is selected together with it
 */

export class Pointer {
  /**
   * @param {HTMLElement} root
   * @param {Hands} hands
   */
  constructor(root, hands) {
    this.root = root;
    this.hands = hands;
    /** @type {import("./drag.js").State} */
    this.state = IDLE;
    /** @type {string[]} */
    this.held = [];
    /** @type {Map<string, string>} where what is held lay when it was lifted */
    this.places = new Map();
    this.grip = { x: 0, y: 0 };
    /** @type {HTMLElement | undefined} */
    this.ghost = undefined;
    /** @type {import("./hit.js").Hit | undefined} */
    this.hit = undefined;
    this.below = new Below(root);
    /** @type {Landing | undefined} */
    this.landing = undefined;
    /** The hand has moved since the last picture. */
    this.moved = false;
    /** The next picture. */
    this.frame = 0;
    /** Shift: from where one pressed last to here. */
    this.range = false;
    /** Whether the last press became a drag: the click that follows it means nothing. */
    this.dragged = false;
    this.width = innerWidth;
    this.timer = 0;
    this.ends = new AbortController();
    this.listen();
  }

  listen() {
    const { signal } = this.ends;
    this.root.addEventListener("pointerdown", (e) => this.down(e), { signal });
    // Moves and releases arrive at the window, so that none is missed outside the board.
    window.addEventListener("pointermove", (e) => this.goes(e, "move"), { signal });
    window.addEventListener("pointerup", (e) => this.goes(e, "up"), { signal });
    window.addEventListener("pointercancel", () => this.tell({ type: "cancel" }), { signal });
    window.addEventListener("resize", () => this.turn(), { signal });
    window.addEventListener("scroll", () => this.state.name === "dragging" && this.soon(), { signal, capture: true, passive: true });
    window.addEventListener("blur", () => this.tell({ type: "lost" }), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.tell({ type: "lost" }), { signal });
    window.addEventListener("keydown", (e) => this.escape(e), { signal, capture: true });
    // A finger that holds something must not scroll the page with it.
    this.root.addEventListener("touchmove", (e) => this.state.name === "dragging" && e.preventDefault(), { signal, passive: false });
    this.root.addEventListener("dragstart", (e) => e.preventDefault(), { signal });
    // Nor does who carries something mean the words on the way: Safari marks them from wherever a hand goes down.
    this.root.addEventListener("selectstart", (e) => this.state.name !== "idle" && e.preventDefault(), { signal });
  }

  /** Who turns the tablet while carrying something has the sheet elsewhere under the finger: it goes back. A keyboard that comes up turns nothing. */
  turn() {
    if (innerWidth === this.width) return;
    this.width = innerWidth;
    this.tell({ type: "cancel" });
  }

  /** @param {PointerEvent} e */
  down(e) {
    if (e.button !== 0 || !(e.target instanceof Element)) return;
    if (e.target.closest("button, a, input, textarea, select, dialog, [role=menu]")) return;
    const item = e.target.closest("[data-id]");
    if (!(item instanceof HTMLElement) || !item.dataset.id) return;
    this.dragged = false;
    this.width = innerWidth;
    this.range = e.shiftKey;
    const many = e.ctrlKey || e.metaKey || e.shiftKey || this.hands.selecting();
    const touch = e.pointerType === "touch";
    this.tell({ type: "down", id: item.dataset.id, pointer: e.pointerId, touch, at: pointOf(e), many, mayMove: this.hands.mayMove(item.dataset.id) });
  }

  /** @param {PointerEvent} e @param {"move" | "up"} type */
  goes(e, type) {
    this.tell({ type, pointer: e.pointerId, at: pointOf(e) });
  }

  /** @param {KeyboardEvent} e */
  escape(e) {
    if (e.key !== "Escape" || this.state.name !== "dragging") return;
    e.preventDefault();
    e.stopPropagation();
    this.tell({ type: "escape" });
  }

  /**
   * After each change of the board: what is held may be gone or lie elsewhere now, or no longer be mine to move.
   * @param {(id: string) => boolean} lives
   */
  check(lives) {
    if (this.state.name === "idle") return;
    this.below.forget();
    const { id } = this.state;
    const moved = this.held.some((one) => !lives(one) || this.hands.whereIs(one) !== this.places.get(one));
    if (!lives(id) || moved || (this.state.name === "dragging" && !this.hands.mayMove(id))) this.tell({ type: "gone", id });
    else this.soon();
  }

  /** @param {import("./drag.js").DragEvent} event */
  tell(event) {
    if (this.state.name === "idle" && event.type !== "down") return;
    const { state, effects } = next(this.state, event);
    this.state = state;
    for (const effect of effects) this.carryOut(effect);
  }

  /** @param {import("./drag.js").Effect} effect */
  carryOut(effect) {
    switch (effect.type) {
      case "wait":
        this.timer = window.setTimeout(() => this.tell({ type: "held" }), LONG_PRESS);
        return;
      case "unwait":
        window.clearTimeout(this.timer);
        return;
      case "press":
        return this.hands.press(effect.id, effect.many, this.range);
      case "menu":
        return this.hands.menu(effect.id, effect.at);
      case "lift":
        return this.lift(effect.id, effect.at);
      case "over":
        this.moved = true;
        return this.soon();
      case "drop":
        return this.letGo(effect.at);
      case "lost":
        return this.hands.lost(this.held);
      case "stuck":
        return this.hands.stuck(effect.id);
      case "abort":
        this.clear();
        return this.hands.abort();
    }
  }

  /**
   * @param {string} id
   * @param {{x: number, y: number}} at
   */
  lift(id, at) {
    const item = this.root.querySelector(`[data-id="${CSS.escape(id)}"]`);
    if (!(item instanceof HTMLElement)) return;
    this.dragged = true;
    this.below.forget();
    this.held = this.hands.heldWith(id);
    this.places = new Map(this.held.map((one) => [one, this.hands.whereIs(one)]));
    const box = item.getBoundingClientRect();
    this.grip = { x: at.x - box.left, y: at.y - box.top };
    this.ghost = ghostOf(item, box, this.held.length);
    // Who has moved already floats at once, after what lies below was read.
    if (this.state.name === "dragging" && !this.state.moved) this.float(at);
    this.hands.lifted(this.held);
  }

  /** Once for each picture, however often the hand is heard of, or what lies below it moves. */
  soon() {
    this.frame ||= requestAnimationFrame(() => {
      const { state, moved } = this;
      [this.frame, this.moved] = [0, false];
      if (state.name !== "dragging" || !state.moved) return;
      if (moved) this.hands.carried(state.at);
      this.over(state.at);
    });
  }

  /**
   * All is read before anything is written: the other way round the browser would work out a big board twice for one picture.
   * @param {{x: number, y: number}} at
   */
  over(at) {
    this.hit = hitAt({ at, under: this.below.at(at) }, this.held, this.root, this.grip);
    const spot = this.hit && Landing.of(this.hit);
    this.float(at);
    this.landing?.show(this.hit, spot);
  }

  /** @param {{x: number, y: number}} at */
  float(at) {
    const { ghost, state } = this;
    if (!ghost) return;
    ghost.style.setProperty("--x", String(at.x - this.grip.x));
    ghost.style.setProperty("--y", String(at.y - this.grip.y));
    if (ghost.isConnected) return;
    this.landing = new Landing();
    document.body.append(this.landing.element, ghost);
    this.carries(true);
    // The browser need not find out at each move what the mouse is over, nor show that it is; a finger it leaves where it came down anyway.
    if (state.name === "dragging" && !state.touch) ghost.setPointerCapture(state.pointer);
  }

  /** @param {{x: number, y: number}} at */
  letGo(at) {
    this.over(at);
    const { held, hit } = this;
    this.clear();
    if (hit) this.hands.drop(held, hit.target);
    else this.hands.abort();
  }

  clear() {
    this.hit = undefined;
    // The last first: what goes with others after it has a browser look for rules on the order of all that is on the page.
    this.ghost?.remove();
    this.ghost = undefined;
    this.landing?.element.remove();
    this.landing = undefined;
    this.carries(false);
    this.held = [];
  }

  /**
   * What is said for a while lies over things onto which something can be laid, and gives way. Told to what lies over the board alone:
   * of an attribute of the root a browser looks through all of the board.
   * @private @param {boolean} something
   */
  carries(something) {
    for (const part of this.root.children) if (part.classList.contains("over")) part.toggleAttribute("data-carrying", something);
  }

  stop() {
    this.tell({ type: "cancel" });
    window.clearTimeout(this.timer);
    this.ends.abort();
  }
}

/** @param {PointerEvent} e */
function pointOf(e) {
  return { x: e.clientX, y: e.clientY };
}

/**
 * The picture of what is held: a copy, seen by nobody but the eye, as large as it was on the sheet.
 * @param {HTMLElement} item
 * @param {DOMRect} box
 * @param {number} many
 */
function ghostOf(item, box, many) {
  const ghost = document.createElement("div");
  ghost.className = "ghost";
  ghost.setAttribute("aria-hidden", "true");
  ghost.inert = true;
  const copy = /** @type {HTMLElement} */ (item.cloneNode(true));
  for (const part of [copy, ...copy.querySelectorAll("*")]) {
    part.removeAttribute("id");
    part.removeAttribute("data-id");
    part.removeAttribute("tabindex");
  }
  copy.setAttribute("data-dragging", "");
  // Where it lies on the sheet is nothing to the hand that carries it.
  copy.style.removeProperty("left");
  copy.style.removeProperty("top");
  if (many > 1) ghost.dataset.many = String(many);
  ghost.style.setProperty("--scale", String(box.width / (item.offsetWidth || box.width)));
  ghost.style.setProperty("--w", String(item.offsetWidth));
  ghost.append(copy);
  return ghost;
}
