/**
 * Dragging as a small state machine: idle → pointing → dragging → idle. Pure: events in, the next state and effects out;
 * pointer.js turns pointer events into these and carries the effects out.
 *
 * Why a machine: a press is not yet a drag, a finger that moves at once wants to scroll, and while something is held anything
 * may happen: the browser cancels the pointer, Esc is pressed, the window loses its focus, somebody withdraws the very note, the
 * phase ends. Each state answers each event; whatever it does not know brings nobody into trouble.
 *
 * Invariant: exactly one "drop" or "abort" for each "lift"; after either the state is idle.
 */

/** Moves under this many px are the trembling of a press. */
export const SLOP = 5;
/** A finger resting this long lifts what lies under it (ms); shorter than the browser's own long press. */
export const LONG_PRESS = 400;

/**
 * @typedef {{x: number, y: number}} Point px in the window
 * @typedef {{name: "idle"}} Idle
 * @typedef {{name: "pointing", id: string, pointer: number, touch: boolean, from: Point, many: boolean, mayMove: boolean}} Pointing
 * @typedef {{name: "dragging", id: string, pointer: number, touch: boolean, from: Point, at: Point, moved: boolean, many: boolean}} Dragging
 * @typedef {Idle | Pointing | Dragging} State
 *
 * many: Ctrl, Shift or the 「えらぶ」 mode: a press adds to the selection.
 * held: ms-timer says the finger has rested. gone: the item vanished, or may no longer be moved. lost: capture or focus lost.
 * @typedef {{type: "down", id: string, pointer: number, touch: boolean, at: Point, many: boolean, mayMove: boolean}
 *   | {type: "move", pointer: number, at: Point}
 *   | {type: "up", pointer: number, at: Point}
 *   | {type: "held"} | {type: "cancel"} | {type: "lost"} | {type: "escape"} | {type: "gone", id: string}} DragEvent
 *
 * stuck: it was to be lifted, and may not be moved. lost: what was held vanished or went elsewhere; always with an abort.
 * press: it was no drag. menu: a finger rested and went up again. wait/unwait: start or stop the long-press timer.
 * @typedef {{type: "press", id: string, many: boolean} | {type: "menu", id: string, at: Point} | {type: "lift", id: string, at: Point}
 *   | {type: "over", at: Point} | {type: "drop", at: Point} | {type: "abort"} | {type: "lost"} | {type: "stuck", id: string} | {type: "wait"} | {type: "unwait"}} Effect
 */

/** @type {Idle} */
export const IDLE = Object.freeze({ name: "idle" });

/**
 * @param {State} state
 * @param {DragEvent} event
 * @returns {{state: State, effects: Effect[]}}
 */
export function next(state, event) {
  switch (state.name) {
    case "idle":
      return whileIdle(state, event);
    case "pointing":
      return whilePointing(state, event);
    case "dragging":
      return whileDragging(state, event);
  }
}

/**
 * @param {Idle} state
 * @param {DragEvent} event
 * @returns {{state: State, effects: Effect[]}}
 */
function whileIdle(state, event) {
  if (event.type !== "down") return stay(state);
  const { id, pointer, touch, at, many, mayMove } = event;
  const pointing = { name: /** @type {const} */ ("pointing"), id, pointer, touch, from: at, many, mayMove };
  return { state: pointing, effects: touch ? [{ type: "wait" }] : [] };
}

/**
 * @param {Pointing} state
 * @param {DragEvent} event
 * @returns {{state: State, effects: Effect[]}}
 */
function whilePointing(state, event) {
  const { id } = state;
  switch (event.type) {
    case "move":
      if (event.pointer !== state.pointer || near(state.from, event.at)) return stay(state);
      // A finger that moves before it has rested scrolls the list; that is the browser's business.
      if (state.touch) return { state: IDLE, effects: [{ type: "unwait" }] };
      if (!state.mayMove) return { state: IDLE, effects: [{ type: "unwait" }, { type: "stuck", id }] };
      return lift(state, event.at, true);
    case "held":
      // What may not be moved still has a menu: that it can be made large, for one.
      if (!state.mayMove) return { state: IDLE, effects: [{ type: "menu", id, at: state.from }] };
      return lift(state, state.from, false);
    case "up":
      if (event.pointer !== state.pointer) return stay(state);
      return { state: IDLE, effects: [{ type: "unwait" }, { type: "press", id, many: state.many }] };
    case "down": // a second finger: no drag meant
    case "cancel":
    case "lost":
    case "escape":
      return { state: IDLE, effects: [{ type: "unwait" }] };
    case "gone":
      return event.id === id ? { state: IDLE, effects: [{ type: "unwait" }] } : stay(state);
  }
}

/**
 * @param {Dragging} state
 * @param {DragEvent} event
 * @returns {{state: State, effects: Effect[]}}
 */
function whileDragging(state, event) {
  switch (event.type) {
    case "move": {
      if (event.pointer !== state.pointer) return stay(state);
      const moved = state.moved || !near(state.from, event.at);
      return { state: { ...state, at: event.at, moved }, effects: moved ? [{ type: "over", at: event.at }] : [] };
    }
    case "up":
      if (event.pointer !== state.pointer) return stay(state);
      // Rested and let go without moving: what a right click does elsewhere.
      if (!state.moved) return { state: IDLE, effects: [{ type: "abort" }, { type: "menu", id: state.id, at: event.at }] };
      return { state: IDLE, effects: [{ type: "drop", at: event.at }] };
    case "down":
    case "cancel":
    case "lost":
    case "escape":
      return { state: IDLE, effects: [{ type: "abort" }] };
    case "gone":
      return event.id === state.id ? { state: IDLE, effects: [{ type: "lost" }, { type: "abort" }] } : stay(state);
    case "held":
      return stay(state);
  }
}

/**
 * @param {Pointing} from
 * @param {Point} at
 * @param {boolean} moved
 * @returns {{state: State, effects: Effect[]}}
 */
function lift(from, at, moved) {
  const { id, pointer, touch, many } = from;
  const state = { name: /** @type {const} */ ("dragging"), id, pointer, touch, from: from.from, at, moved, many };
  /** @type {Effect[]} */
  const effects = [{ type: "unwait" }, { type: "lift", id, at: from.from }];
  if (moved) effects.push({ type: "over", at });
  return { state, effects };
}

/**
 * @param {State} state
 * @returns {{state: State, effects: Effect[]}}
 */
function stay(state) {
  return { state, effects: [] };
}

/**
 * @param {Point} a
 * @param {Point} b
 */
function near(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y) <= SLOP;
}
