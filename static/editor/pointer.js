/**
 * Pointers to the drag machine and back: listens on the board, asks the machine, carries out its effects. All listeners hang
 * on one element and on the window, and go with `stop`.
 */
import { LONG_PRESS, IDLE, next } from "./drag.js";
import { hitAt } from "./hit.js";

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
    /** @type {Element | undefined} what the browser says a mouse is over; of a finger it only knows where it came down */
    this.under = undefined;
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
    window.addEventListener("blur", () => this.tell({ type: "lost" }), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.tell({ type: "lost" }), { signal });
    window.addEventListener("keydown", (e) => this.escape(e), { signal, capture: true });
    // A finger that holds something must not scroll the page with it.
    this.root.addEventListener("touchmove", (e) => this.state.name === "dragging" && e.preventDefault(), { signal, passive: false });
    this.root.addEventListener("dragstart", (e) => e.preventDefault(), { signal });
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
    this.under = e.pointerType !== "touch" && e.target instanceof Element ? e.target : undefined;
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
    const { id } = this.state;
    const moved = this.held.some((one) => !lives(one) || this.hands.whereIs(one) !== this.places.get(one));
    if (!lives(id) || moved || (this.state.name === "dragging" && !this.hands.mayMove(id))) this.tell({ type: "gone", id });
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
        return this.over(effect.at);
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
    this.held = this.hands.heldWith(id);
    this.places = new Map(this.held.map((one) => [one, this.hands.whereIs(one)]));
    const box = item.getBoundingClientRect();
    this.grip = { x: at.x - box.left, y: at.y - box.top };
    this.ghost = ghostOf(item, box, this.held.length);
    // Who has moved already floats at once, after what lies below was read.
    if (this.state.name === "dragging" && !this.state.moved) this.float(at);
    this.hands.lifted(this.held);
  }

  /**
   * All is read before anything is written: the other way round the browser would work out a big board twice for one picture.
   * @param {{x: number, y: number}} at
   */
  over(at) {
    this.hands.carried(at);
    const hit = hitAt({ at, under: this.under ?? document.elementFromPoint(at.x, at.y) }, this.held, this.root, this.grip);
    this.float(at);
    if (hit?.mark !== this.hit?.mark) {
      this.hit?.mark.removeAttribute("data-drop");
      hit?.mark.setAttribute("data-drop", "");
    }
    if (hit?.caret !== this.hit?.caret) {
      this.hit?.caret?.removeAttribute("data-caret");
      hit?.caret?.setAttribute("data-caret", "");
    }
    this.hit = hit;
  }

  /** @param {{x: number, y: number}} at */
  float(at) {
    const { ghost } = this;
    if (!ghost) return;
    ghost.style.setProperty("--x", String(at.x - this.grip.x));
    ghost.style.setProperty("--y", String(at.y - this.grip.y));
    if (!ghost.isConnected) document.body.append(ghost);
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
    this.hit?.mark.removeAttribute("data-drop");
    this.hit?.caret?.removeAttribute("data-caret");
    this.hit = undefined;
    this.ghost?.remove();
    this.ghost = undefined;
    this.held = [];
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
