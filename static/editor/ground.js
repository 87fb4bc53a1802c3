/**
 * The sheet as it was last shown: where there is room, and what reads before what. People's places (`at`) are positions on
 * one sheet of 1600 × 1000. What is shown is `at` times the stretch, so that an island stays where it is on the screen when
 * the picture shrinks or the window has another shape. Everybody outside asks and is answered in `at`.
 */
import { fromSheet, ontoSheet } from "../model/sheets.js";
import { PAGE, freePlace, freeSpot, readsBefore } from "../model/layout.js";

/**
 * @typedef {import("../model/layout.js").Point} Point
 * @typedef {import("../model/layout.js").Size} Size
 * @typedef {import("../model/layout.js").Thing} Thing
 */

/** A note, and a new island: only for finding room; the picture measures. */
export const NOTE = { w: 256, h: 150 };
export const ISLAND = { w: 600, h: 260 };
export const SENTENCE = { w: 420, h: 80 };

export class Ground {
  constructor() {
    /** @type {readonly Thing[]} in reading order, as shown */
    this.laid = [];
    /** @type {Size} as shown */
    this.page = PAGE;
    this.stretch = { x: 1, y: 1 };
    /** @type {Size} the room at scale 1 */
    this.space = PAGE;
    /** Which of the sheets is shown, from 0. */
    this.sheet = 0;
  }

  /** @param {{laid: readonly Thing[], page: Size, stretch: Point, space: Size}} shown */
  show({ laid, page, stretch, space }) {
    this.laid = laid;
    this.page = page;
    this.stretch = stretch;
    this.space = space;
  }

  /** @param {Point} shown @returns {Point} */
  toAt(shown) {
    return fromSheet({ x: Math.round(shown.x / this.stretch.x), y: Math.round(shown.y / this.stretch.y) }, this.sheet);
  }

  /** @param {Point} at @returns {Point} */
  toShown(at) {
    const { x, y } = ontoSheet(at, this.sheet);
    return { x: x * this.stretch.x, y: y * this.stretch.y };
  }

  /** @param {readonly string[]} moving */
  others(moving) {
    return this.laid.filter((t) => !moving.includes(t.id));
  }

  /**
   * A free place for something new.
   * @param {Size} size
   * @param {readonly string[]} [moving] what will not lie there any more
   * @returns {Point}
   */
  room(size, moving = []) {
    return this.toAt(freePlace(this.others(moving), size, this.page));
  }

  /**
   * The free place nearest to a wish.
   * @param {Point} at
   * @param {Size} size
   * @param {readonly string[]} moving
   * @returns {Point}
   */
  near(at, size, moving) {
    return this.toAt(freeSpot({ id: "", ...this.toShown(at), ...size }, this.others(moving), this.page));
  }

  /**
   * The sibling before which a place reads; undefined: at the end.
   * @param {Point} at
   * @param {readonly string[]} moving
   */
  before(at, moving) {
    return readsBefore(this.toShown(at), this.others(moving));
  }

  /**
   * As large as it lies there, or as large as a note.
   * @param {string} id
   * @returns {Size}
   */
  sizeOf(id) {
    const { w, h } = this.laid.find((t) => t.id === id) ?? NOTE;
    return { w, h };
  }
}
