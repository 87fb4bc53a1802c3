/**
 * Notices that the machine has slept. Not every browser tells of it: the lid opens, the page was visible all the time, and the
 * clock of its timers stood still meanwhile. But the wall clock went on. (Somebody who sets the wall clock looks the same; what
 * follows is a question to the server, which costs nothing.)
 */

/** Looked at this often (ms). Hidden tabs get their timers less often; what counts is that both clocks agree. */
const EVERY = 5_000;
/** The wall clock is ahead by so much: it was a sleep (ms). */
export const ASLEEP = 10_000;

export class Sleep {
  /**
   * @param {{clock: import("../lib/clock.js").Clock, wall: () => number, woke: () => void}} options
   */
  constructor({ clock, wall, woke }) {
    this.clock = clock;
    this.wall = wall;
    this.woke = woke;
    /** @private @type {number | undefined} */
    this.timer = undefined;
    /** @private */
    this.ahead = this.difference();
  }

  start() {
    this.timer = this.clock.after(() => {
      this.start();
      this.look();
    }, EVERY);
  }

  stop() {
    if (this.timer !== undefined) this.clock.cancel(this.timer);
    this.timer = undefined;
  }

  /** @private */
  look() {
    const ahead = this.difference();
    const slept = ahead - this.ahead >= ASLEEP;
    this.ahead = ahead;
    if (slept) this.woke();
  }

  /** @private */
  difference() {
    return this.wall() - this.clock.now();
  }
}
