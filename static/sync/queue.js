/**
 * One document's unconfirmed ops on their way: which are sent, which wait, which go again.
 *
 * Order is kept: what comes later may rest on what came before. So when the server puts one off ("rate", "storage": not now),
 * those sent behind it are judged on a board without it, and a refusal of theirs does not count: they go again, in order.
 */

/** Ops in flight at most: enough to fill the line, few enough to send again. */
export const WINDOW = 32;
/** Refusals that mean "not now", and how long to wait (ms). */
const LATER = new Map([["rate", 1500], ["storage", 3000], ["too_many", 3000]]);

/**
 * since: when it was done, by the clock. again: sent behind one that was put off.
 * @typedef {{kept: import("./outbox.js").Kept, since: number, sent: boolean, again: boolean}} Pending
 */

export class Queue {
  /**
   * @param {{clock: import("../lib/clock.js").Clock, send: (kept: import("./outbox.js").Kept) => "sent" | "later" | "down"}} options
   *   send: "later": the pace does not allow it now; whoever says so calls `pump` again
   */
  constructor({ clock, send }) {
    this.clock = clock;
    this.send = send;
    /** @type {Pending[]} in the order they were done */
    this.pending = [];
    /** Grows whenever something comes or goes. */
    this.version = 0;
    /** Ops may be sent: the document is open on this line. */
    this.live = false;
    /** @private @type {number | undefined} a timer: something was put off until it fires */
    this.hold = undefined;
    /** @private the server takes no changes just now, and says when it does */
    this.waits = false;
  }

  /**
   * @param {import("./outbox.js").Kept} kept
   * @param {number} since
   */
  add(kept, since) {
    this.version++;
    const at = this.pending.findIndex((p) => p.kept.n > kept.n);
    this.pending.splice(at < 0 ? this.pending.length : at, 0, { kept, since, sent: false, again: false });
  }

  /** @param {string} id @returns {Pending | undefined} */
  find(id) {
    return this.pending.find((p) => p.kept.id === id);
  }

  /** @param {string} id */
  remove(id) {
    this.version++;
    this.pending = this.pending.filter((p) => p.kept.id !== id);
  }

  /** The seat was given up: nothing of it goes. */
  clear() {
    this.stop();
    this.version++;
    this.pending = [];
  }

  /** The document is open on a new line: all of it goes (again); the server knows what it has seen. */
  start() {
    this.live = true;
    this.waits = false;
    for (const p of this.pending) p.sent = p.again = false;
    this.pump();
  }

  stop() {
    this.live = false;
    this.release();
  }

  /** @private */
  release() {
    if (this.hold !== undefined) this.clock.cancel(this.hold);
    this.hold = undefined;
  }

  /**
   * The server has said that it takes no changes, or takes them again: then all goes at once, whatever it was put off for.
   * @param {boolean} waits
   */
  wait(waits) {
    if (this.waits && !waits) this.release();
    this.waits = waits;
    this.pump();
  }

  /** Sends what may be sent now. */
  pump() {
    if (!this.live || this.waits || this.hold !== undefined || this.pending.some((p) => p.again)) return;
    let flying = this.pending.filter((p) => p.sent).length;
    for (const p of this.pending) {
      if (p.sent) continue;
      // An undo whose entry has no number yet waits for it, and what comes behind waits too.
      if (flying >= WINDOW || p.kept.follows !== undefined || this.send(p.kept) !== "sent") return;
      p.sent = true;
      flying++;
    }
  }

  /**
   * @param {string} id
   * @param {string} code
   * @returns {boolean} true: refused for good. false: it goes again by itself
   */
  refused(id, code) {
    const at = this.pending.findIndex((p) => p.kept.id === id);
    const refused = this.pending[at];
    if (!refused) return true;
    const wait = LATER.get(code);
    if (wait === undefined && !refused.again) return true;
    refused.sent = refused.again = false;
    if (wait !== undefined) this.putOff(at, wait);
    this.pump();
    return false;
  }

  /** @private @param {number} at @param {number} wait */
  putOff(at, wait) {
    for (const behind of this.pending.slice(at + 1)) behind.again = behind.sent;
    this.release();
    this.hold = this.clock.after(() => {
      this.hold = undefined;
      this.pump();
    }, wait);
  }
}
