/**
 * Waiting times between tries, with full jitter: after a restart of the server a hundred browsers come back spread out, not
 * together.
 */
export class Backoff {
  /**
   * @param {{first: number, most: number, random?: () => number}} bounds ms; the first wait is anything up to `first`
   */
  constructor({ first, most, random = Math.random }) {
    this.first = first;
    this.most = most;
    this.random = random;
    this.tries = 0;
  }

  /** @returns {number} ms until the next try */
  next() {
    const bound = Math.min(this.most, this.first * 2 ** Math.min(this.tries, 30));
    this.tries++;
    return Math.round(this.random() * bound);
  }

  /** The line holds: begin small the next time. */
  reset() {
    this.tries = 0;
  }
}
