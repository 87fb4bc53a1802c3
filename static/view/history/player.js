/** Plays a film at a multiple of life. Long silences are cut short: nobody watches an empty table for ten minutes. */

/** As on old tape decks: life, and what a person can still follow. */
export const SPEEDS = [1, 8, 30, 120];
/** ms between two pictures: no shorter than the eye follows, no longer than patience. */
const SHORTEST = 40;
const LONGEST = 1500;

export class Player {
  /**
   * @param {{film: import("../../model/film.js").Film, at: () => number, show: (n: number) => void, changed: () => void}} options
   */
  constructor({ film, at, show, changed }) {
    this.film = film;
    this.at = at;
    this.show = show;
    this.changed = changed;
    this.speed = 30;
    /** @private @type {number | undefined} */
    this.timer = undefined;
  }

  get playing() {
    return this.timer !== undefined;
  }

  toggle() {
    if (this.playing) this.stop();
    else this.play();
    this.changed();
  }

  play() {
    if (this.at() >= this.film.length) this.show(0);
    this.next();
  }

  stop() {
    if (this.timer !== undefined) window.clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** @param {number} speed */
  setSpeed(speed) {
    this.speed = speed;
    if (!this.playing) return;
    this.stop();
    this.next();
  }

  /** @private */
  next() {
    const n = this.at();
    if (n >= this.film.length) {
      this.stop();
      this.changed();
      return;
    }
    const gap = (this.film.frames[n]?.time ?? 0) - (this.film.frames[n - 1]?.time ?? this.film.frames[n]?.time ?? 0);
    const wait = Math.min(LONGEST, Math.max(SHORTEST, gap / this.speed));
    this.timer = window.setTimeout(() => {
      this.show(n + 1);
      this.next();
    }, wait);
  }
}
