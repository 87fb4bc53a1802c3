/**
 * The shadow: what the server has confirmed, and nothing else. Remote news go in here; what a person sees is the shadow with
 * their own unconfirmed ops predicted on top (doc.js).
 *
 * Invariant: the state is the one after entry `seq` of `epoch`, as this seat may see it; its digest is the server's.
 */
import { digest } from "../lib/digest.js";
import { isUndoable, whatOf } from "../model/describe.js";
import { State } from "../model/state.js";

/**
 * @typedef {import("./wire.js").Entry} Entry
 * @typedef {import("./wire.js").Undoable} Undoable
 */

/** As many can be undone, and as many redone; as server/room keeps. */
const UNDO_KEPT = 50;

/**
 * What an entry's number means.
 * @param {number} seq
 * @param {number} have
 * @returns {"stale" | "next" | "gap"}
 */
export const classify = (seq, have) => (seq <= have ? "stale" : seq === have + 1 ? "next" : "gap");

export class Shadow {
  /** @param {string} seat whose eyes these are */
  constructor(seat) {
    this.seat = seat;
    this.epoch = "";
    this.seq = 0;
    this.state = new State();
    /** @type {readonly Undoable[]} own entries, the last is undone first */
    this.undo = [];
    /** @type {readonly Undoable[]} own undos, by the names of what they would bring back; the last is redone first */
    this.redo = [];
  }

  /** @returns {{epoch: string, seq: number} | undefined} where to go on; undefined: from the beginning */
  get since() {
    return this.epoch && this.seq > 0 ? { epoch: this.epoch, seq: this.seq } : undefined;
  }

  /**
   * What is here is not to be trusted, or not ours to see any more: the next opening asks for everything. The epoch stays: what
   * is done meanwhile may name entries of it.
   */
  distrust() {
    this.seq = 0;
  }

  /**
   * Whether it agrees with its digest is not asked here: that takes longer than all the rest.
   * @param {import("./wire.js").SnapshotMessage} message
   */
  replace({ snapshot, own = [], undo, redo }) {
    this.epoch = snapshot.epoch;
    this.seq = snapshot.seq;
    this.state = State.fromSnapshot({ ...snapshot, records: [...snapshot.records, ...own] });
    this.steps({ undo, redo });
  }

  /**
   * Takes the entries that come next; those it has already are passed over.
   * @param {readonly Entry[]} entries in order
   * @returns {{taken: Entry[], gap: boolean, lostUndo: boolean}} gap: some are missing, or they are of another life of the
   *   data. lostUndo: an own undo was held back in a way that the list of undoables must be asked for again
   */
  take(entries) {
    /** @type {Entry[]} */
    const taken = [];
    let gap = false;
    for (const entry of entries) {
      const sort = classify(entry.seq, this.seq + taken.length);
      gap = entry.epoch !== this.epoch || sort === "gap";
      if (gap) break;
      if (sort === "next") taken.push(entry);
    }
    this.state = this.state.with(taken.map((entry) => entry.change));
    this.seq += taken.length;
    return { taken, gap, lostUndo: !taken.every((entry) => this.remember(entry)) };
  }

  /** What can be undone and redone, as the server says. @param {{undo: readonly Undoable[], redo?: readonly Undoable[] | undefined}} said */
  steps({ undo, redo = [] }) {
    this.undo = undo;
    this.redo = redo;
  }

  /**
   * Keeps the lists of own entries that can be undone and redone, as the server does.
   * @private
   * @param {Entry} entry
   * @returns {boolean} false: it cannot be told which one an undo took
   */
  remember(entry) {
    const { seq, author, op, change } = entry;
    if (change.length === 0) return true;
    if (op.type === "undo") return this.turned(entry);
    if (author !== this.seat) return true;
    this.redo = [];
    if (isUndoable(op.type)) this.undo = push(this.undo, { seq, op: op.type, what: whatOf(op.type, change) });
    return true;
  }

  /**
   * An entry was undone: an own one goes over to the other side, under the name it had. Where somebody who steers undid one of
   * ours, it only leaves our lists.
   * @private
   * @param {Entry} entry
   * @returns {boolean} false: what was undone is in neither list; so it was somebody else's, or it fell out: the server knows
   */
  turned({ seq, author, op, change }) {
    const of = op.body?.["of"];
    const [undone, redone] = [this.undo.find((u) => u.seq === of), this.redo.find((u) => u.seq === of)];
    this.undo = this.undo.filter((u) => u !== undone);
    this.redo = this.redo.filter((u) => u !== redone);
    if (author !== this.seat) return true;
    if (undone) this.redo = push(this.redo, { ...undone, seq });
    else this.undo = push(this.undo, redone ? { ...redone, seq } : { seq, op: op.type, what: whatOf(op.type, change) });
    if (!undone && !redone) this.redo = [];
    return undone !== undefined || redone !== undefined;
  }

  /**
   * @param {string} expected a digest by the server, of this very seq
   * @returns {boolean}
   */
  agrees(expected) {
    return digest(this.state.records()) === expected;
  }
}

/** @param {readonly Undoable[]} list @param {Undoable} step @returns {readonly Undoable[]} */
const push = (list, step) => [...list, step].slice(-UNDO_KEPT);
