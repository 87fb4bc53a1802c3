/**
 * Times and timers, passed in so that tests have their own; and the server's time, because the clocks of old laptops are not
 * believed.
 */

/**
 * @typedef {object} Clock
 * @property {() => number} now ms, never going back while the page lives
 * @property {(act: () => void, ms: number) => number} after a timer; returns its handle
 * @property {(handle: number) => void} cancel
 */

/** @type {Clock} the browser's own */
export const browserClock = {
  now: () => performance.now(),
  after: (act, ms) => /** @type {number} */ (/** @type {unknown} */ (setTimeout(act, ms))),
  cancel: (handle) => clearTimeout(handle),
};

/** The server's time as far as it is known; until the server has spoken, this machine's. */
export class ServerTime {
  /**
   * @param {Clock} clock
   * @param {() => number} wall ms since 1970 by this machine
   */
  constructor(clock, wall = Date.now) {
    this.clock = clock;
    this.offset = wall() - clock.now();
  }

  /** @param {number} now ms since 1970, as the server just said. Half the way it travelled is not worth correcting. */
  heard(now) {
    this.offset = now - this.clock.now();
  }

  /** @returns {number} ms since 1970 */
  now() {
    return this.clock.now() + this.offset;
  }
}
