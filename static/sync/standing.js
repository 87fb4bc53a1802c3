/**
 * How far what this person did has come, in one word for the document and one for each item. A state is never unclear: within
 * two seconds of a cut it is said, and that by mere waiting, so there is a timer.
 */
import { touched } from "../model/ops.js";

/** An op not confirmed for so long, or a line gone for so long, is told to the person (ms). */
export const SLOW = 1500;

/** @typedef {"saved" | "saving" | "unsent"} Mark */
/**
 * n: ops that are not confirmed. full: no more of them are taken; what is written waits in its box. space: the server's disk is
 * nearly full, as those who steer are told.
 * @typedef {{state: Mark | "readonly" | "offline", n: number, full?: true, space?: "low"}} Status
 */

export class Standing {
  /**
   * @param {{line: import("./doc.js").Line, queue: import("./queue.js").Queue, changed: () => void}} options changed: the word has become another
   */
  constructor({ line, queue, changed }) {
    /** @private */
    this.line = line;
    /** @private */
    this.queue = queue;
    /** @private */
    this.changed = changed;
    /** The server takes no changes to this document just now. */
    this.readOnly = false;
    /** It never will again: it holds more than a board may. */
    this.large = false;
    /** @type {"low" | undefined} the server's disk is nearly full */
    this.space = undefined;
    /** @private @type {number | undefined} */
    this.timer = undefined;
    /** @private @type {{version: number, since: Map<string, number>} | undefined} when the first op on each item was done */
    this.marks = undefined;
  }

  /** @returns {Status} */
  get status() {
    const full = this.line.outbox.full;
    return { state: this.state(), n: this.queue.pending.length, ...(full && { full }), ...(this.space && { space: this.space }) };
  }

  /** @private @returns {Status["state"]} */
  state() {
    const { line, queue } = this;
    if (queue.pending.length > 0) return this.word(Math.min(...queue.pending.map((p) => p.since)));
    if (this.readOnly || line.over() || line.me().role === "observer") return "readonly";
    if (!line.outbox.looked) return "saving";
    return !line.up() && line.clock.now() - line.downSince() >= SLOW ? "offline" : "saved";
  }

  /** @param {string} id of an item @returns {Mark} */
  markOf(id) {
    const since = this.sinces().get(id);
    return since === undefined ? "saved" : this.word(since);
  }

  /** @returns {Iterable<string>} the items whose mark may be another than "saved" */
  marked() {
    return this.sinces().keys();
  }

  /** @private @param {number} since @returns {"saving" | "unsent"} */
  word(since) {
    return this.line.up() && this.line.clock.now() - since < SLOW ? "saving" : "unsent";
  }

  /** @private asked for each item of a board at each drawing: made once for what is pending @returns {Map<string, number>} */
  sinces() {
    if (this.marks?.version === this.queue.version) return this.marks.since;
    const since = new Map();
    for (const p of this.queue.pending) {
      for (const id of touched(p.kept.op)) since.set(id, Math.min(p.since, since.get(id) ?? Infinity));
    }
    this.marks = { version: this.queue.version, since };
    return since;
  }

  /** Tells of the next change that comes by waiting. Called whenever anything else has changed. */
  arm() {
    const { clock } = this.line;
    if (this.timer !== undefined) clock.cancel(this.timer);
    this.timer = undefined;
    const moments = this.queue.pending.map((p) => p.since);
    if (!this.line.up()) moments.push(this.line.downSince());
    const next = Math.min(...moments.map((moment) => moment + SLOW).filter((moment) => moment > clock.now()));
    if (!Number.isFinite(next)) return;
    this.timer = clock.after(() => {
      this.timer = undefined;
      this.changed();
    }, next - clock.now());
  }
}
