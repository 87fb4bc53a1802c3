/**
 * Ops that are not confirmed. What a person did is in here, and in the browser's store, until the server has confirmed it or
 * refused it; a refused one stays, with its text, until the person has seen it.
 *
 * Each tab keeps its own under its own name, so that two tabs of one seat do not send each other's; what a tab left behind when
 * it ended (a reload, too) is taken over by one that lives.
 *
 * Bounded: a browser that has been cut off for an evening must not collect without end. Whoever is told no keeps the text in
 * the box.
 */
import { newID } from "../lib/ids.js";
import { hasShape, isBoolean, isCount, isFilled, isObject, optional } from "../lib/guard.js";
import { outboxPrefix } from "./keeping.js";
import { restingOn } from "./undoing.js";

/** Unconfirmed ops: an hour of steady work without a line. */
export const LIMIT = 500;
/** A clock that is wrong by thousands of years must not make numbers that cannot be counted exactly (ms since 1970). */
const LATEST = 8e12;
/** Refusals without words (moves, undos) a person has not looked at: the oldest go first. Words are never let go unseen. */
const REFUSALS = 100;
/** Members of an op in which a person's words lie. */
const WORDS = ["text", "title", "label", "theme", "name"];

/**
 * @typedef {import("../model/ops.js").Op} Op
 * @typedef {import("../lib/store.js").Store} Store
 */
/**
 * n: its place among all of this seat. epoch: of an op that names an entry by its number (undo, board.restore), the life of
 * the data in which the number means something. follows: of an undo whose entry has no number yet, the id of the op it undoes
 * (which may be an undo: that is redo). others: it undoes what somebody else did.
 * @typedef {{n: number, id: string, doc: string, op: Op, epoch?: string, follows?: string, others?: boolean, refused?: {code: string, at: number}}} Kept
 */

/** On what an op rests beside the board as it stands. @typedef {{epoch?: string, follows?: string, others?: boolean}} Rest */

/** @param {unknown} part of an op @returns {boolean} somebody wrote something that would be lost with it */
export const hasWords = (part) =>
  typeof part === "object" && part !== null && Object.entries(part).some(([member, value]) => (WORDS.includes(member) && isFilled(value)) || hasWords(value));

/** @param {unknown} v */
const isKeptOp = (v) => hasShape(v, { type: isFilled, body: isObject });
/** @param {unknown} v */
const isRefusal = (v) => hasShape(v, { code: isFilled, at: isCount });
/** @param {unknown} v @returns {v is Kept} */
const isKept = (v) =>
  hasShape(v, { n: isCount, id: isFilled, doc: isFilled, op: isKeptOp, epoch: optional(isFilled), follows: optional(isFilled), others: optional(isBoolean), refused: optional(isRefusal) });

export class Outbox {
  /**
   * @param {{store: Store, tabs: import("./tabs.js").Tabs, workshop: string, seat: string, wall?: () => number, limit?: number}} options
   */
  constructor({ store, tabs, workshop, seat, wall = Date.now, limit = LIMIT }) {
    this.store = store;
    this.tabs = tabs;
    this.limit = limit;
    this.wall = wall;
    /** @private */
    this.prefix = outboxPrefix({ workshop, seat });
    /** @type {Kept[]} in the order they were done */
    this.kept = [];
    /** @private */
    this.last = 0;
    /** It was looked for what tabs that are gone have left: until then nobody knows whether all is saved. */
    this.looked = false;
    /** It is looked what is still ours (see recall): until then nothing goes. */
    this.recalling = false;
    /** @private nothing is written any more */
    this.closed = false;
    /** @private @type {Promise<Kept[]> | undefined} */
    this.adopting = undefined;
  }

  /**
   * Refused words count too: they are what must not be dropped to make room.
   * @returns {boolean} nothing more is taken until something of it is done or looked at: who writes keeps the text in the box
   */
  get full() {
    return this.waiting + this.kept.filter((k) => k.refused && hasWords(k.op.body)).length >= this.limit;
  }

  /** @returns {number} ops that are not confirmed, of all documents */
  get waiting() {
    return this.kept.reduce((n, k) => n + (k.refused ? 0 : 1), 0);
  }

  /**
   * @param {string} doc
   * @param {Op} op
   * @param {Rest} [rest]
   * @param {boolean} [again] it stands for a refused one, which goes then: that needs no room
   * @returns {Kept | null} null: it is full, and nothing was taken
   */
  add(doc, op, rest = {}, again = false) {
    if (this.closed || (again ? this.waiting >= this.limit : this.full)) return null;
    this.last = Math.max(this.last + 1, Math.round(Math.min(this.wall(), LATEST) * 1000));
    const kept = { n: this.last, id: newID(), doc, op, ...rest };
    this.kept.push(kept);
    this.save([kept]);
    return kept;
  }

  /**
   * It is done, as entry seq. An undo that waited for this number gets it in the same write: neither can be lost without the
   * other.
   * @param {string} id
   * @param {number} seq
   * @param {string} epoch
   */
  confirm(id, seq, epoch) {
    const followers = this.kept.filter((k) => k.follows === id);
    for (const k of followers) {
      k.op = { ...k.op, body: { ...k.op.body, of: seq } };
      k.epoch = epoch;
      delete k.follows;
    }
    this.remove([id], followers);
  }

  /**
   * The server said no, for good. What would have undone it has nothing to undo.
   * @param {string} id
   * @param {string} code
   */
  refuse(id, code) {
    const kept = this.kept.find((k) => k.id === id);
    if (!kept) return;
    kept.refused = { code, at: this.wall() };
    const refusals = this.kept.filter((k) => k.refused && !hasWords(k.op.body));
    const oldest = refusals.slice(0, Math.max(0, refusals.length - REFUSALS));
    this.remove([...oldest, ...restingOn(this.kept, id)].map((k) => k.id), [kept]);
  }

  /** Needed no more: a refusal that was seen, an undo that has nothing to undo. @param {readonly string[]} ids */
  drop(ids) {
    this.remove(ids, []);
  }

  /**
   * Takes over what tabs left behind that are gone; at the beginning, and whenever one may have ended. Two calls at once are one.
   * @returns {Promise<Kept[]>} what was taken over now
   */
  adopt() {
    this.adopting ??= this.adoptNow().finally(() => (this.adopting = undefined));
    return this.adopting;
  }

  /** @private @returns {Promise<Kept[]>} */
  async adoptNow() {
    const keys = (await this.store.all(this.prefix)).map(([key]) => key);
    const others = new Set(keys.map((key) => this.tabOf(key)).filter((tab) => tab !== this.tabs.tab));
    const gone = await this.tabs.gone([...others]);
    const left = keys.filter((key) => gone.includes(this.tabOf(key)));
    if (this.closed || left.length === 0) return [];
    // Several tabs may be at it: the store gives each to one of them.
    const taken = await this.store.move(left.map((key) => [key, this.ownKey(key)]));
    const known = new Set(this.kept.map((k) => k.id));
    const mine = taken.map(([, value]) => value).filter(isKept).filter((k) => !known.has(k.id));
    void this.write({ del: taken.filter(([, value]) => !isKept(value)).map(([key]) => key) });
    if (this.closed) return [];
    this.kept = [...this.kept, ...mine].sort((a, b) => a.n - b.n);
    // Whatever the clock says now: what is done from here on was done later.
    this.last = Math.max(this.last, this.kept.at(-1)?.n ?? 0);
    return mine;
  }

  /**
   * The page was frozen, and lives again: another tab may have taken over what it kept, and have had it done or refused. Only
   * what still lies under this tab's name is this tab's to send.
   * @returns {Promise<string[]>} the ids of what is not ours any more
   */
  async recall() {
    this.recalling = true;
    return this.recallNow().finally(() => (this.recalling = false));
  }

  /** @private @returns {Promise<string[]>} */
  async recallNow() {
    // In memory nobody else could have taken it.
    if (this.closed || !this.store.lasting) return [];
    const before = this.kept.map((k) => k.id);
    const lies = new Set((await this.store.all(`${this.prefix}${this.tabs.tab}/`)).map(([key]) => key));
    if (this.closed || !this.store.lasting) return [];
    const lost = this.kept.filter((k) => before.includes(k.id) && !lies.has(this.keyOf(k))).map((k) => k.id);
    this.kept = this.kept.filter((k) => !lost.includes(k.id));
    return lost;
  }

  /** The page goes: nothing is taken over and written any more. What is kept is for the next page. */
  stop() {
    this.closed = true;
  }

  /** The seat was given up: forget, and write nothing any more. */
  forget() {
    this.closed = true;
    this.kept = [];
  }

  /** @private @param {readonly string[]} ids @param {readonly Kept[]} changed */
  remove(ids, changed) {
    const gone = this.kept.filter((k) => ids.includes(k.id));
    this.kept = this.kept.filter((k) => !ids.includes(k.id));
    void this.write({ del: gone.map((k) => this.keyOf(k)), put: changed.map((k) => [this.keyOf(k), k]) });
  }

  /** @private @param {readonly Kept[]} kept */
  save(kept) {
    void this.write({ put: kept.map((k) => [this.keyOf(k), k]) });
  }

  /** @private @param {import("../lib/store.js").Write} what */
  async write(what) {
    if (!this.closed) await this.store.write(what);
  }

  /** @private @param {Kept} kept the id is in it, because two tabs may do something in the same moment */
  keyOf(kept) {
    return `${this.prefix}${this.tabs.tab}/${String(kept.n).padStart(17, "0")}-${kept.id}`;
  }

  /** @private @param {string} key another tab's @returns {string} */
  ownKey(key) {
    return this.prefix + this.tabs.tab + key.slice(this.prefix.length + this.tabOf(key).length);
  }

  /** @private @param {string} key @returns {string} */
  tabOf(key) {
    return key.slice(this.prefix.length).split("/")[0] ?? "";
  }
}
