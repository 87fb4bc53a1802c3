/**
 * What a person sees: the shadow with their own unconfirmed ops predicted on top. Made when asked for, kept until something
 * changed; an op added at the end is tried on top of what is there, anything else begins anew.
 */
import { whatOf } from "../model/describe.js";
import { predictOn } from "../model/predict.js";
import { Trial } from "../model/trial.js";
import { takenBack } from "./undoing.js";

/**
 * @typedef {import("../model/state.js").State} State
 * @typedef {import("../model/trial.js").Actor} Actor
 * @typedef {import("./outbox.js").Kept} Kept
 */

export class Overlay {
  constructor() {
    /** @private @type {State | undefined} */
    this.base = undefined;
    /** @private @type {readonly Kept[]} */
    this.done = [];
    /** @private @type {Trial | undefined} */
    this.trial = undefined;
    /** @private @type {State | undefined} */
    this.view = undefined;
    /** @private @type {Map<string, string>} op id → the first words of what it touched */
    this.words = new Map();
  }

  /**
   * @param {State} shadow
   * @param {readonly Kept[]} pending
   * @param {Actor} actor
   * @returns {State}
   */
  over(shadow, pending, actor) {
    const undone = takenBack(pending);
    const shown = undone.size === 0 ? pending : pending.filter((k) => !undone.has(k.id) && k.follows === undefined);
    this.forgetWords(pending);
    if (shown.length === 0) return this.plain(shadow);
    if (!this.grewFrom(shadow, shown)) this.begin(shadow, actor);
    const trial = /** @type {Trial} */ (this.trial);
    for (const kept of shown.slice(this.done.length)) this.words.set(kept.id, whatOf(kept.op.type, tried(trial, kept)));
    if (!this.view || this.done.length < shown.length) this.view = trial.result();
    this.done = [...shown];
    return this.view;
  }

  /** @param {string} id of an op that is, or was, in the view @returns {string} */
  what(id) {
    return this.words.get(id) ?? "";
  }

  /** @private @param {State} shadow */
  plain(shadow) {
    this.base = this.trial = this.view = undefined;
    this.done = [];
    return shadow;
  }

  /** What was taken back is not shown, and still has a name: it may be brought back. @private @param {readonly Kept[]} pending */
  forgetWords(pending) {
    if (this.words.size <= pending.length) return;
    const here = new Set(pending.map((k) => k.id));
    for (const id of this.words.keys()) if (!here.has(id)) this.words.delete(id);
  }

  /** @private @param {State} shadow @param {Actor} actor */
  begin(shadow, actor) {
    this.plain(shadow);
    this.base = shadow;
    this.trial = new Trial(shadow, actor);
  }

  /** @private @param {State} shadow @param {readonly Kept[]} shown */
  grewFrom(shadow, shown) {
    return this.base === shadow && this.done.length <= shown.length && this.done.every((kept, i) => kept === shown[i]);
  }
}

/**
 * A prediction that fails is a fault of ours, or an op of an older page out of the store. It is reported, and costs the person
 * nothing: the op is sent all the same.
 * @param {Trial} trial
 * @param {Kept} kept
 */
function tried(trial, kept) {
  try {
    return predictOn(trial, kept.op);
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
    return [];
  }
}
