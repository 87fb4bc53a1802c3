/**
 * How fast something may be done: so many at once, and so many a second after that. Asking never waits; who is told no asks
 * again after `wait`.
 */
export class Pace {
  /**
   * @param {{burst: number, perSecond: number, clock: import("./clock.js").Clock}} bounds
   */
  constructor({ burst, perSecond, clock }) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.clock = clock;
    this.left = burst;
    this.at = clock.now();
  }

  /** @returns {boolean} one more may be done, and is counted */
  take() {
    const now = this.clock.now();
    this.left = Math.min(this.burst, this.left + ((now - this.at) / 1000) * this.perSecond);
    this.at = now;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }

  /** @returns {number} ms until one more may be done */
  wait() {
    return Math.max(1, Math.ceil(((1 - this.left) / this.perSecond) * 1000));
  }

  /** As at the beginning: a new socket is counted afresh. */
  reset() {
    this.left = this.burst;
    this.at = this.clock.now();
  }
}
