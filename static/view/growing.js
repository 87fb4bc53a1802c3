/**
 * Long lists are drawn a piece at a time: what is in sight at once, the rest in the pictures that follow, so that two thousand
 * notes never keep a hand waiting. Each piece is as large as the machine draws in a part of a picture's time.
 */

/** @typedef {import("../editor/desk.js").Desk} Desk */

/** So many notes are drawn at once: as many as a window shows of a list. */
const FIRST = 24;
/** Notes on the sheet lie side by side, those in lists below each other: so many times as many of them are in sight. */
export const BESIDE = 2;
/** What a piece may take (ms), and its least and largest size. */
const TIME = 10;
const LEAST = 10;
const LARGEST = 200;

export class Growing {
  /** @param {() => void} redraw */
  constructor(redraw) {
    /** @private */
    this.redraw = redraw;
    /** So many notes of each list are drawn by now. */
    this.most = FIRST;
    /** @private */
    this.step = LEAST;
    /** @private */
    this.waiting = 0;
    /** @private */
    this.stopped = false;
    /** @private */
    this.mode = "";
  }

  /**
   * Before a drawing: another view begins anew, but never short of the item in hand.
   * @param {string} mode
   * @param {number} current where in its list the item in hand stands
   */
  before(mode, current) {
    if (mode !== this.mode) [this.most, this.step] = [FIRST, LEAST];
    this.mode = mode;
    if (current >= this.most) this.most = current + FIRST;
  }

  /**
   * After a drawing.
   * @param {number} longest how many notes the longest list has
   */
  after(longest) {
    if (longest <= this.most || this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      // Only after this picture: what is in sight shall not wait to be seen until more has been drawn.
      this.waiting = window.setTimeout(() => this.grow());
    });
  }

  /** @private */
  grow() {
    this.waiting = 0;
    if (this.stopped) return;
    this.most += this.step;
    const began = performance.now();
    this.redraw();
    const took = Math.max(1, performance.now() - began);
    this.step = Math.round(Math.min(LARGEST, Math.max(LEAST, (this.step * TIME) / took)));
  }

  stop() {
    this.stopped = true;
  }
}

/**
 * What is drawn of the sheet by now: islands and sentences, and so many of the notes that lie by themselves.
 * @param {readonly import("../editor/scene.js").Branch[]} lying
 * @param {number} most
 */
export function drawnOf(lying, most) {
  if (lying.length <= most) return lying;
  let left = most;
  return lying.filter((b) => b.kind !== "note" || left-- > 0);
}

/** How many stand before the item in hand in its own list: so far that list has to be drawn. @param {Desk} desk */
export function standing({ scene, mode, lens, order, current, shown }) {
  const sheet = mode === "sheet" && !lens;
  const lists = sheet ? [scene.tray, scene.lone] : [scene.allLone, scene.loose, scene.gone];
  const at = lists.map((list) => list.findIndex((item) => item.id === current)).find((i) => i >= 0);
  return at ?? (sheet ? Math.floor(shown.lying.findIndex((b) => b.item.id === current) / BESIDE) : order.indexOf(current));
}

/** How many notes the longest of the lists in sight has. @param {Desk} desk */
export function longest({ scene, mode, lens }) {
  const lists = mode === "list" && !lens ? [scene.tally.grouped + scene.branches.length, scene.allLone.length, scene.loose.length, scene.gone.length] : [scene.tray.length, scene.lone.length, scene.lying.length / BESIDE];
  return Math.max(...lists);
}
