/**
 * Long lists are drawn a piece at a time: what is in sight at once, the rest in the pictures that follow, so that two thousand
 * notes never keep a hand waiting. Each piece is as large as the machine draws in a part of a picture's time.
 */

import { path } from "../../model/outline.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("../../editor/scene.js").Branch} Branch */

/** So many notes are drawn at once: as many as a window shows of a list. */
const FIRST = 24;
/** Notes on the sheet lie side by side, those in lists below each other: so many times as many of them are in sight. */
export const BESIDE = 2;
/** What a piece may take (ms) until it is seen, and its least and largest size. */
const TIME = 16;
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
    /** @private how long the drawing of the last piece took; 0: none was drawn yet */
    this.took = 0;
    /** @private */
    this.waiting = 0;
    /** @private */
    this.stopped = false;
    /** What is looked at: the sheet, the list, or one island. */
    this.mode = "";
  }

  /**
   * Before a drawing: another view begins anew, but never short of the item in hand.
   * @param {string} mode
   * @param {number} current where in its list the item in hand stands
   */
  before(mode, current) {
    if (mode !== this.mode) [this.most, this.step, this.took] = [FIRST, LEAST, 0];
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
      const began = performance.now();
      // Only after this picture: what is in sight shall not wait to be seen until more has been drawn.
      this.waiting = window.setTimeout(() => this.grow(performance.now() - began));
    });
  }

  /** @private @param {number} shown how long the browser took to lay out and paint the piece before */
  grow(shown) {
    this.waiting = 0;
    if (this.stopped) return;
    if (this.took > 0) this.step = Math.round(Math.min(LARGEST, Math.max(LEAST, (this.step * TIME) / (this.took + shown))));
    this.most += this.step;
    const began = performance.now();
    this.redraw();
    this.took = performance.now() - began;
  }

  stop() {
    this.stopped = true;
  }
}

/**
 * What is drawn of the sheet by now: islands and sentences, and so many of the notes that lie by themselves. Of a sheet longer
 * than its room so many things from above, whatever they are, and the one with the item in hand: the others are out of sight.
 * @param {Desk} desk
 * @param {{most: number, long: boolean}} how
 */
export function drawnOf(desk, { most, long }) {
  const { lying } = desk.shown;
  if (lying.length <= most) return lying;
  let left = most;
  if (!long || desk.doc.view.links().length > 0) return lying.filter((b) => b.kind !== "note" || left-- > 0);
  const first = new Set([...lying].sort(fromAbove).slice(0, most));
  const hand = path(desk.doc.view, desk.current)[0]?.id ?? desk.current;
  return lying.filter((b) => first.has(b) || b.item.id === hand);
}

/** As packing.js lays them. @param {Branch} a @param {Branch} b */
function fromAbove({ item: { at: a } }, { item: { at: b } }) {
  return (a?.y ?? 0) - (b?.y ?? 0) || (a?.x ?? 0) - (b?.x ?? 0);
}

/** How many stand before the item in hand in its own list: so far that list has to be drawn. @param {Desk} desk @param {boolean} long */
export function standing({ scene, mode, lens, order, current, shown }, long) {
  const sheet = mode === "sheet" && !lens;
  const lists = sheet ? [scene.tray, scene.lone] : [scene.allLone, scene.loose, scene.gone];
  const at = lists.map((list) => list.findIndex((item) => item.id === current)).find((i) => i >= 0);
  if (at !== undefined || (sheet && long)) return at ?? -1;
  return sheet ? Math.floor(shown.lying.findIndex((b) => b.item.id === current) / BESIDE) : order.indexOf(current);
}

/** How many notes the longest of the lists in sight has. @param {Desk} desk */
export function longest({ scene, mode, lens }) {
  const lists = mode === "list" && !lens ? [scene.tally.grouped + scene.branches.length, scene.allLone.length, scene.loose.length, scene.gone.length] : [scene.tray.length, scene.lone.length, scene.lying.length / BESIDE];
  return Math.max(...lists);
}
