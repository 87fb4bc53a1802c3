/** Tells the others what this person is doing just now. The newest word wins; nothing is kept, and much may be lost. */

/** Presence goes out at most this often (ms); the server passes it on as often. */
const EVERY = 150;

export class Presence {
  /**
   * @param {{clock: import("../lib/clock.js").Clock, tell: (doing: string) => boolean}} options tell: false, where it cannot be told now
   */
  constructor({ clock, tell }) {
    this.clock = clock;
    this.tell = tell;
    this.doing = "";
    /** @private what the server knows */
    this.told = "";
    /** @private */
    this.at = -Infinity;
    /** @private @type {number | undefined} */
    this.timer = undefined;
  }

  /** @param {string} doing */
  say(doing) {
    this.doing = doing;
    this.pass();
  }

  /** A new line knows nothing. */
  forgotten() {
    this.told = "";
  }

  /** Tells what is not told yet, if it may be told now. */
  pass() {
    if (this.doing === this.told || this.timer !== undefined) return;
    const wait = this.at + EVERY - this.clock.now();
    if (wait > 0) {
      this.timer = this.clock.after(() => {
        this.timer = undefined;
        this.pass();
      }, wait);
    } else if (this.tell(this.doing)) {
      this.told = this.doing;
      this.at = this.clock.now();
    }
  }
}
