/**
 * A board's evening as a film: the told entries in order, and the board after each of them. States are made forward from the
 * nearest mark before, so that any moment of three thousand costs as much as sixty-four entries.
 */
import { State } from "./state.js";

/** A mark every so many entries. */
const MARK = 64;

/** @typedef {{seq: number, id: string, author?: string, as?: string, time: number, op: {type: string, body?: Record<string, any>}, change: import("./records.js").Change}} Frame */

export class Film {
  constructor() {
    /** @type {Frame[]} frame 0 is entry 1 */
    this.frames = [];
    /** @private @type {State[]} marks[i]: the state after i × MARK entries */
    this.marks = [new State()];
    /** @private @type {{after: number, state: State}} */
    this.last = { after: 0, state: new State() };
  }

  /** @returns {number} */
  get length() {
    return this.frames.length;
  }

  /** @param {Frame} frame the next one */
  add(frame) {
    this.frames.push(frame);
    if (this.frames.length % MARK !== 0) return;
    const mark = /** @type {State} */ (this.marks.at(-1));
    this.marks.push(mark.with(this.frames.slice(-MARK).map((f) => f.change)));
  }

  /**
   * @param {number} n
   * @returns {State} the board after the first n entries
   */
  after(n) {
    const to = Math.min(Math.max(0, n), this.frames.length);
    if (this.last.after === to) return this.last.state;
    const mark = Math.floor(to / MARK);
    const near = this.last.after < to && this.last.after >= mark * MARK;
    const [from, base] = near ? [this.last.after, this.last.state] : [mark * MARK, this.marks[mark] ?? new State()];
    const state = base.with(this.frames.slice(from, to).map((f) => f.change));
    this.last = { after: to, state };
    return state;
  }
}
