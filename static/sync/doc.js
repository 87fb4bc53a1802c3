/**
 * One document as a page uses it: what is on it, what this person did and how far that has come, who is here.
 *
 * The line comes and goes; a Doc stays. It opens itself on each new line from where it was, sends again what is not confirmed,
 * and heals by opening anew when something is missing or does not agree.
 */
import { Emitter } from "../lib/emitter.js";
import { hiddenOn, putAway } from "../model/hidden.js";
import { allowed } from "../model/rights.js";
import { Overlay } from "./overlay.js";
import { wordsAbout } from "./forgetting.js";
import { Presence } from "./presence.js";
import { prove } from "./proof.js";
import { Queue } from "./queue.js";
import { Shadow } from "./shadow.js";
import { Standing } from "./standing.js";
import { Undoing } from "./undoing.js";
import { Way } from "./way.js";
import * as wire from "./wire.js";

/** A document that could not be opened because of the server's disk is tried again (ms). */
const TRY_AGAIN = 3000;

/**
 * @typedef {import("./outbox.js").Kept} Kept
 * @typedef {import("../model/ops.js").Op} Op
 * @typedef {import("../model/state.js").State} State
 */
/** @typedef {import("./standing.js").Status} Status */
/** @typedef {import("./undoing.js").UndoName} UndoName */
/** @typedef {import("./way.js").Refusal} Refusal */
/** @typedef {import("./line.js").Line} Line */

export class Doc {
  /**
   * @param {string} id
   * @param {Line} line
   */
  constructor(id, line) {
    this.id = id;
    /** @private */
    this.line = line;
    this.shadow = new Shadow(line.me().id);
    this.queue = new Queue({ clock: line.clock, send: (kept) => this.sendKept(kept) });
    /** @private */
    this.way = new Way({ id, line, queue: this.queue, shadow: this.shadow, changed: () => this.changed(), idle: (of) => this.undoing.bury(of) });
    this.overlay = new Overlay();
    /** @private */
    this.news = new Emitter();
    this.ready = false;
    /** Why it cannot be opened: a code, or nothing. */
    this.denied = "";
    /** @private */
    this.standing = new Standing({ line, queue: this.queue, changed: () => this.late() });
    /** @type {readonly import("./wire.js").Person[]} */
    this.people = [];
    /** Times that words were put away while this page was open: what it shows of them has to go. */
    this.hidings = 0;
    /** Times that shadow and server did not agree; a fault of ours, healed by opening anew. */
    this.mismatches = 0;
    /** @private an opening is under way: what does not fit meanwhile is not asked for twice */
    this.opening = false;
    /** @private */
    this.presence = new Presence({ clock: line.clock, tell: (doing) => this.ready && line.send(wire.doing(id, doing)) });
    /** @private */
    this.undoing = new Undoing(this, (op, rest) => this.way.keep(op, rest));
    /** @private @type {() => void} */
    this.begin = () => {};
    /** @type {Promise<void>} */
    this.whenReady = new Promise((resolve) => (this.begin = resolve));
    for (const kept of line.outbox.kept) this.take(kept);
  }

  // What is on it.

  /** @returns {State} confirmed, with this person's unconfirmed ops predicted on top */
  get view() {
    return this.overlay.over(this.shadow.state, this.queue.pending.map((p) => p.kept), this.line.me());
  }

  /**
   * @param {string} op
   * @param {{own?: boolean}} [whose] own: all that is touched is mine
   * @returns {boolean} by the server's table, as the board stands
   */
  allowed(op, { own = false } = {}) {
    const root = this.view.board;
    if (!root || this.large || this.line.over()) return false;
    return allowed(this.line.rights, op, { phase: root.phase, role: this.line.me().role, own, openHand: root.openHand === true, locked: root.locked === true });
  }

  // What this person does.

  /**
   * @param {Op} op
   * @returns {string | null} the op's id; null: the outbox is full, nothing was taken
   */
  send(op) {
    return this.way.keep(op);
  }

  /** How often this person did something here since the page was opened, an undo too. */
  get acts() {
    return this.way.acts;
  }

  /** Takes over what was done in an earlier life of the page, or in a tab that is gone. @param {Kept} kept */
  take(kept) {
    this.way.take(kept);
  }

  /** @returns {boolean} the server takes no changes to it just now, whoever makes them; it will say when it does again */
  get readOnly() {
    return this.standing.readOnly;
  }

  /** @returns {boolean} it holds more than a board may, so that never again anything is taken */
  get large() {
    return this.standing.large;
  }

  /** @returns {Status} */
  get status() {
    return this.standing.status;
  }

  /** @param {string} id of an item @returns {import("./standing.js").Mark} how far what was done to it has come */
  markOf(id) {
    return this.standing.markOf(id);
  }

  /** @returns {Iterable<string>} the items whose mark may be another than "saved" */
  marked() {
    return this.standing.marked();
  }

  // Undo.

  /** @returns {UndoName | null} what `undo` would take back: this person's last action that can be */
  get undoable() {
    return this.undoing.next("undo");
  }

  /** @returns {UndoName | null} what `redo` would bring back: what this person took back last, until they do something else */
  get redoable() {
    return this.undoing.next("redo");
  }

  /** @returns {boolean} there was something to take back */
  undo() {
    return this.undoing.turn("undo");
  }

  /** @returns {boolean} there was something to bring back */
  redo() {
    return this.undoing.turn("redo");
  }

  /**
   * Undoes one entry of the history, anybody's: for who steers. Asked twice for the same, it is done once.
   * @param {number} seq
   * @returns {string | null} the op's id; null: the outbox is full, nothing was taken
   */
  undoEntry(seq) {
    return this.undoing.entry(seq);
  }

  // Refusals.

  /** @returns {Refusal[]} what the server would not do, until the person has seen it */
  get refusals() {
    return this.way.refusals;
  }

  /** @param {Refusal} refusal @returns {import("./undoing.js").Turned | undefined} of an undo: what it was to take back, as far as that is known here */
  turnedBy({ op }) {
    return op.type === "undo" ? this.undoing.turned(op.body["of"]) : undefined;
  }

  /** @param {string} id */
  dismiss(id) {
    this.way.dismiss(id);
  }

  /**
   * Sends a refused op anew, as a new one.
   * @param {string} id
   * @returns {string | null} null: nothing was sent, and it stays where it is. (The outbox is full; or it names an entry of data
   *   that are no more, where its number is another's.)
   */
  retry(id) {
    return this.way.retry(id);
  }

  // Presence.

  /** @param {string} what "", "writing", or the id of an item */
  doing(what) {
    this.presence.say(what);
  }

  // Listening.

  /** @param {() => void} listener @returns {() => void} ends it */
  onChange(listener) {
    return this.news.on(listener);
  }

  /** Something changed that a page shows. */
  changed() {
    this.news.changed();
    this.standing.arm();
  }

  /** @private something waits for its answer longer than it should, or the line is gone for longer than is nothing */
  late() {
    if (this.queue.pending.length > 0) this.line.suspect();
    this.changed();
  }

  // The line.

  /** There is a line (again). */
  lineUp() {
    this.presence.forgotten();
    this.open();
    this.changed();
  }

  /** @param {boolean} fresh what is here may not be ours to see any more */
  lineDown(fresh) {
    this.queue.stop();
    this.people = [];
    this.opening = false;
    if (fresh) this.shadow.distrust();
    this.changed();
  }

  /** Opens the document from where it is. The server always answers: it is also a question whether the line lives. */
  open() {
    this.opening = this.line.send(wire.open(this.id, this.shadow.since));
  }

  /** @private @param {boolean} fresh */
  reopen(fresh) {
    if (fresh) this.shadow.distrust();
    if (fresh || !this.opening) this.open();
  }

  /** @private @param {Kept} kept @returns {"sent" | "later" | "down"} */
  sendKept(kept) {
    if (this.line.outbox.recalling) return "later";
    if (!this.line.mayGo()) return "later";
    return this.line.send(wire.op(this.id, kept.id, kept.op)) ? "sent" : "down";
  }

  /** @param {import("./wire.js").Message} message one that names this document */
  hear(message) {
    switch (message.t) {
      case "snapshot":
        this.shadow.replace(message);
        prove(this.shadow.state.records(), message.digest, this.line.clock, () => this.mismatches++);
        return this.opened();
      case "resumed":
        return this.resumed(message);
      case "entries":
        return this.entries(message.entries);
      case "ack":
        return this.way.confirmed(message.id, message.seq);
      case "refused":
        return message.id ? this.way.refused(message.id, message.code) : this.notOpened(message.code);
      case "people":
        this.people = message.people;
        return this.changed();
      case "digest":
        if (message.seq === this.shadow.seq && !this.opening) this.compare(message.digest);
        return;
      case "standing":
        return this.stands(message);
    }
  }

  /** @private @param {{readOnly: boolean, why?: string, space?: string}} standing */
  stands({ readOnly, why, space }) {
    const large = readOnly && why === "large";
    Object.assign(this.standing, { readOnly, large, space: space === "low" ? "low" : undefined });
    // Where nothing will ever be taken nothing waits for it: it goes, is refused, and its words are given back.
    this.queue.wait(readOnly && !large);
    this.changed();
  }

  /** @private @param {string} expected @returns {boolean} */
  compare(expected) {
    if (this.shadow.agrees(expected)) return true;
    this.mismatches++;
    this.reopen(true);
    return false;
  }

  /** @private @param {import("./wire.js").Resumed} message */
  resumed({ epoch, seq, digest, undo, redo }) {
    if (epoch !== this.shadow.epoch || seq !== this.shadow.seq) return this.reopen(true);
    if (!this.compare(digest)) return;
    this.shadow.steps({ undo, redo });
    this.opened();
  }

  /** @private all is here: what is not confirmed may go */
  opened() {
    this.opening = false;
    this.denied = "";
    this.stands({ readOnly: false }); // said after the opening, where it is otherwise
    if (!this.ready) this.begin();
    this.ready = true;
    this.hide(hiddenOn(this.shadow.state));
    this.way.dropIdle();
    if (!this.queue.live) this.queue.start();
    this.presence.pass();
    this.changed();
  }

  /** @private @param {readonly import("./wire.js").Entry[]} entries */
  entries(entries) {
    // What was held back of an own op we know ourselves.
    const known = entries.map((entry) => (entry.op.body ? entry : { ...entry, op: this.queue.find(entry.id)?.kept.op ?? entry.op }));
    const { gap, lostUndo } = this.shadow.take(known);
    for (const { id, seq } of entries) this.way.confirmed(id, seq);
    const hidden = entries.flatMap((entry) => putAway(entry.change));
    this.hide(hidden);
    // The names of what can be undone may hold their words: the server's hold them no more.
    if (gap || lostUndo || hidden.length > 0) this.reopen(false);
    this.changed();
  }

  /** @private @param {readonly string[]} ids of what was put away: its words leave this browser, too */
  hide(ids) {
    if (ids.length === 0) return;
    this.hidings++;
    this.undoing.forgetWords();
    this.way.giveUp(wordsAbout(ids, this.line.outbox.kept, this.id, this.shadow.state));
    for (const id of ids) this.line.forgetBoxes(id);
  }

  /**
   * It cannot be opened. For the disk's sake: later. For good: what was meant for it is given back to the person.
   * @private
   * @param {string} code
   */
  notOpened(code) {
    if (!this.opening) return;
    this.opening = false;
    if (code === "storage" || code === "rate") {
      this.line.clock.after(() => this.reopen(false), TRY_AGAIN);
    } else {
      this.denied = code;
      for (const { kept } of this.queue.pending) this.way.giveBack(kept.id, code);
    }
    this.changed();
  }

  /** The seat was given up: what was on its way is forgotten. */
  forget() {
    this.queue.clear();
    this.changed();
  }
}
