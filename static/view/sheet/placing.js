/**
 * Puts what lies on the sheet where it belongs. A big board whose picture stays as it is, and on which one island grew, may have
 * hundreds of things to move down a little: those in sight go at once, the others in the pictures that follow, so that nobody's
 * hand waits for what nobody sees.
 */
import { UNIT } from "../../model/sizes.js";
import { unitPx } from "../../editor/hit.js";

/** @typedef {import("../../model/layout.js").Thing} Thing */
/** @typedef {{element: HTMLElement | undefined, thing: Thing}} Spot */
/** @typedef {ReadonlyMap<string, HTMLElement>} Spots what lies on the sheet, by its id */
/** @typedef {{from: number, to: number}} Stretch of the page, in sheet units downwards */

/** So many more go with each picture. */
const PIECE = 20;
/** Farther than any sheet is wide. */
const ASIDE = "-9999rem";

export class Placing {
  constructor() {
    /** Everything goes where it belongs in one picture: lines lead there. */
    this.atOnce = false;
    /** Nobody sees it yet: so few go with each picture, whatever they are; 0: see `place`. */
    this.few = 0;
    /** @private @type {WeakMap<HTMLElement, Thing>} where each thing was put */
    this.put = new WeakMap();
    /** @private @type {readonly Spot[]} those that wait for a picture */
    this.waiting = [];
    /** @private */
    this.timer = 0;
  }

  /**
   * @param {readonly Spot[]} spots everything on the sheet
   * @param {Stretch} [here] what is in sight; absent: all has to go at once
   */
  place(spots, here) {
    const moved = spots.filter(({ element, thing }) => element && this.isElsewhere(element, thing));
    const near = this.few > 0 ? [] : here && !this.atOnce && moved.length > PIECE ? moved.filter((spot) => this.isNear(spot, here)) : moved;
    for (const spot of near) this.move(spot);
    const rest = new Set(near);
    this.waiting = near === moved ? [] : moved.filter((spot) => !rest.has(spot));
    this.goOn();
  }

  /** What was put nowhere yet lies beside the paper, where nothing of it is painted. @param {Spots} spots */
  setAside(spots) {
    for (const element of spots.values()) if (!this.put.has(element) && !element.style.left) element.style.left = ASIDE;
  }

  /** Everything lies where it belongs. */
  get done() {
    return this.waiting.length === 0;
  }

  /** @private */
  goOn() {
    if (this.timer || this.waiting.length === 0) return;
    this.timer = requestAnimationFrame(() => {
      this.timer = 0;
      const piece = this.few || PIECE;
      for (const spot of this.waiting.slice(0, piece)) this.move(spot);
      this.waiting = this.waiting.slice(piece);
      this.goOn();
    });
  }

  /** @private @param {HTMLElement} element @param {Thing} thing */
  isElsewhere(element, thing) {
    const before = this.put.get(element);
    return before?.x !== thing.x || before.y !== thing.y;
  }

  /** What lies nowhere yet has to be put somewhere. @private @param {Spot} spot @param {Stretch} here */
  isNear({ element, thing }, { from, to }) {
    const before = element && this.put.get(element);
    return !before || [before, thing].some(({ y, h }) => y < to && y + h > from);
  }

  /** @private @param {Spot} spot */
  move({ element, thing }) {
    if (!element) return;
    this.put.set(element, thing);
    // Plain lengths: with custom properties of its own each thing cost a browser twice the time whenever looks are worked out anew.
    element.style.left = `${thing.x * UNIT}rem`;
    element.style.top = `${thing.y * UNIT}rem`;
  }
}

/**
 * What of the sheet is in sight, and a little above and below.
 * @param {HTMLElement} sheet
 * @param {number} scale as it is drawn
 * @returns {Stretch | undefined}
 */
export function inSight(sheet, scale) {
  const room = sheet.parentElement;
  if (!room) return undefined;
  const px = unitPx(sheet) * scale;
  return { from: (room.scrollTop - room.clientHeight / 4) / px, to: (room.scrollTop + 1.25 * room.clientHeight) / px };
}

/** @type {WeakMap<Element, string>} what lies in an element of the sheet is the same for ever */
const ids = new WeakMap();

/**
 * @param {HTMLElement} sheet
 * @returns {Spots}
 */
export function spotsOf(sheet) {
  /** @type {Map<string, HTMLElement>} */
  const spots = new Map();
  const world = sheet.querySelector(":scope > .sheet__world");
  for (let element = world?.firstElementChild; element; element = element.nextElementSibling) {
    const id = idOf(element);
    if (id && element instanceof HTMLElement) spots.set(id, element);
  }
  return spots;
}

/** @param {Element} element */
function idOf(element) {
  const known = ids.get(element);
  if (known !== undefined) return known;
  const item = element.hasAttribute("data-id") ? element : element.querySelector("[data-id]");
  const id = item?.getAttribute("data-id") ?? "";
  if (id) ids.set(element, id);
  return id;
}

/** The air right of and below a closed pile, in sheet units: its lower sheets lie there, see css/island.css. */
const PILE = 0.556 / UNIT;

/**
 * How large a thing is. Round an island is nothing but its place.
 * @param {HTMLElement} spot
 * @param {number} unit
 * @returns {import("../../model/layout.js").Size} in sheet units
 */
export function sizeIn(spot, unit) {
  const { firstElementChild: island } = spot;
  const body = spot.classList.contains("spot") && island instanceof HTMLElement ? island : spot;
  const air = body.hasAttribute("data-folded") ? PILE : 0;
  return { w: Math.ceil(body.offsetWidth / unit + air), h: Math.ceil(body.offsetHeight / unit + air) };
}
