/**
 * Texts half written. They survive a reload, a closed lid, a restart of the server and a crash of the browser; after the seat
 * was given up nothing of them is kept.
 *
 * Typing is written down a moment after it rests. When the page is about to go, what is not yet written goes into localStorage,
 * which is written before the page is gone; the newer of the two is the one that counts. Where the store does not last,
 * localStorage takes everything.
 */
import { hasShape, isCount, isString, parseJSON } from "../lib/guard.js";
import { merge } from "../model/merge.js";
import { draftPrefix, lateDraftPrefix } from "./keeping.js";

/** Typing rests (ms). */
export const REST = 250;

/** @param {unknown} v @returns {v is {text: string, at: number}} */
const isDraft = (v) => hasShape(v, { text: isString, at: isCount });

export class Drafts {
  /**
   * @param {{store: import("../lib/store.js").Store, late: import("./keeping.js").Late | undefined, workshop: string, seat: string,
   *   clock: import("../lib/clock.js").Clock, wall?: () => number}} options
   */
  constructor({ store, late, workshop, seat, clock, wall = Date.now }) {
    this.store = store;
    this.late = late;
    this.clock = clock;
    this.wall = wall;
    /** @private */
    this.whose = { workshop, seat };
    /** @private @type {Map<string, Draft>} */
    this.boxes = new Map();
    this.closed = false;
    /** @private */
    this.last = 0;
  }

  /** @returns {number} when something was typed: later than all before, though the clock of the machine be set back */
  stamp() {
    return (this.last = Math.max(this.last + 1, this.wall()));
  }

  /** @param {number} at of a text that is kept already */
  seen(at) {
    this.last = Math.max(this.last, at);
  }

  /**
   * @param {string} name of the box, one for each
   * @returns {Draft}
   */
  box(name) {
    let draft = this.boxes.get(name);
    if (!draft) {
      draft = new Draft(this, draftPrefix(this.whose) + name, lateDraftPrefix(this.whose) + name);
      this.boxes.set(name, draft);
    }
    return draft;
  }

  /** What its boxes hold of a thing goes, also what another page left there. @param {string} id */
  forget(id) {
    for (const sort of ["edit", "title", "propose", "passage"]) for (const name of [`${sort}:${id}`, `base-of-${sort}:${id}`]) this.box(name).clear();
  }

  /** The page may go at any moment now. */
  flush() {
    for (const draft of this.boxes.values()) draft.flush();
  }

  /** The seat was given up: nothing is written any more. */
  close() {
    for (const draft of this.boxes.values()) draft.stop();
    this.closed = true;
  }
}

/**
 * What was half written before, and what was typed while it was looked up: neither is lost. Changes of one text go into each
 * other where both can stand; otherwise the new words come behind the old ones.
 * @param {string} before what stood in the box as it opened
 * @param {string} found what was half written there
 * @param {string} now what stands in the box
 * @returns {string}
 */
export function joined(before, found, now) {
  if (found === "" || now.includes(found)) return now;
  if (now === before) return found;
  return (before === "" ? null : merge(before, found, now)) ?? `${found}\n${now}`;
}

/** One box's text. */
export class Draft {
  /**
   * @param {Drafts} drafts
   * @param {string} key
   * @param {string} lateKey
   */
  constructor(drafts, key, lateKey) {
    /** @private */
    this.drafts = drafts;
    /** @private */
    this.key = key;
    /** @private */
    this.lateKey = lateKey;
    /** What was typed here; undefined: nothing yet. @type {string | undefined} */
    this.text = undefined;
    /** @private What was half written before is being looked up: until it is here, nothing may be written over it. */
    this.reading = false;
    /** @private @type {number | undefined} */
    this.timer = undefined;
  }

  /**
   * What is typed while it is looked up is held back, so that it overwrites nothing; who shows both saves both (joined).
   * @returns {Promise<string>} what was half written here, or nothing
   */
  async load() {
    if (this.text !== undefined && !this.reading) return this.text;
    this.reading = true;
    const kept = await this.drafts.store.get(this.key).finally(() => (this.reading = false));
    const late = parseJSON(this.lateText());
    const found = [kept, late].filter(isDraft).sort((a, b) => b.at - a.at)[0];
    this.drafts.seen(found?.at ?? 0);
    if (this.text) this.writeSoon();
    return found?.text ?? "";
  }

  /** @param {string} text as it stands in the box now */
  save(text) {
    if (this.drafts.closed || text === this.text) return;
    this.text = text;
    this.stop();
    if (!this.reading) this.writeSoon();
  }

  /** @private */
  writeSoon() {
    if (this.drafts.store.lasting) this.timer = this.drafts.clock.after(() => void this.write(), REST);
    else this.writeLate();
  }

  /** It was sent, or thrown away. */
  clear() {
    if (this.drafts.closed) return;
    this.text = "";
    this.stop();
    if (!this.reading) void this.write();
  }

  /** Writes what is not written yet, at once. */
  flush() {
    if (this.timer === undefined || this.drafts.closed) return;
    this.stop();
    this.writeLate();
    void this.write();
  }

  stop() {
    if (this.timer !== undefined) this.drafts.clock.cancel(this.timer);
    this.timer = undefined;
  }

  /** @private */
  async write() {
    this.timer = undefined;
    const { text, key } = this;
    if (text === "") this.drafts.late?.removeItem(this.lateKey);
    await this.drafts.store.write(text ? { put: [[key, { text, at: this.drafts.stamp() }]] } : { del: [key] });
    if (!this.drafts.store.lasting) this.writeLate();
    else if (text === this.text) this.drafts.late?.removeItem(this.lateKey);
  }

  /** @private */
  writeLate() {
    try {
      if (this.text === "") this.drafts.late?.removeItem(this.lateKey);
      else this.drafts.late?.setItem(this.lateKey, JSON.stringify({ text: this.text, at: this.drafts.stamp() }));
    } catch {
      // Full or forbidden: the store has what rested before.
    }
  }

  /** @private @returns {string} */
  lateText() {
    try {
      return this.drafts.late?.getItem(this.lateKey) ?? "";
    } catch {
      return "";
    }
  }
}
