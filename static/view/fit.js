/**
 * Fits the sheet into its room: measures what lies on it, asks model/layout.js where and how large, and sets the custom
 * properties that sheet.css draws by. It reads and writes the picture only, and only when something changed.
 *
 * Trap: sizes depend on the scale, because texts are held legible as the picture shrinks; so each try of a scale is measured
 * anew. offsetWidth and offsetHeight know nothing of the transform, which is what is wanted.
 */
import { GAP, fitScale, isTooFull, largestScale, pageAt, rungsOf, spread, stretchOf } from "../model/layout.js";
import { unitPx } from "../editor/hit.js";

/** So much air, in units at scale 1, stays between two islands however small the picture is. */
const LEAST_GAP = 10;

/** @typedef {import("../model/layout.js").Thing} Thing */
/** @typedef {import("../model/layout.js").Size} Size */
/** @typedef {import("../model/layout.js").Rung} Rung */
/** @typedef {{laid: Thing[], page: Size, stretch: {x: number, y: number}, fits: boolean, rung: Rung}} Fitted stretch: what is shown is `at` times this, see editor/ground.js */

/**
 * @param {HTMLElement} sheet
 * @param {HTMLElement} room
 * @param {(id: string) => {x: number, y: number} | undefined} atOf where people laid a thing
 * @param {Rung} [last] what fitted until now
 * @returns {Fitted | undefined} undefined where nothing can be seen
 */
export function fitSheet(sheet, room, atOf, last) {
  const unit = unitPx(sheet);
  const space = roomOf(room, unit);
  if (space.w <= 0 || space.h <= 0) return undefined;
  const spots = spotsOf(sheet);
  /** @type {{laid: Thing[], fits: boolean}} */
  let result = { laid: [], fits: true };
  let stretch = { x: 1, y: 1 };
  const at = (/** @type {Rung} */ { density, scale }) => {
    sheet.dataset["density"] = density;
    sheet.style.setProperty("--scale", scale.toFixed(4));
    const page = pageAt(space, scale);
    stretch = stretchOf(page);
    return { page, gap: Math.max(GAP, LEAST_GAP / scale), things: measured(spots, unit, atOf, stretch) };
  };
  const fitsAt = (/** @type {Rung} */ rung) => {
    const { things, page, gap } = at(rung);
    result = spread(things, page, gap);
    return result.fits;
  };
  const tooFull = (/** @type {Rung} */ rung) => {
    const { things, page, gap } = at(rung);
    return isTooFull(things, page, gap);
  };
  const rung = fitScale(rungsOf(space), fitsAt, last, tooFull);
  const page = grown(pageAt(space, rung.scale), result.laid);
  show(sheet, spots, result.laid, page);
  return { ...result, page, stretch, rung };
}

/**
 * The scale of an island made large: what a page would have here, and never smaller than life.
 * @param {HTMLElement} room
 */
export function fitLens(room) {
  const scale = Math.min(1.8, Math.max(1, largestScale(roomOf(room, unitPx(room)))));
  room.style.setProperty("--scale", scale.toFixed(4));
}

/**
 * The inner size of the room, in sheet units at scale 1; a hair less, for the sheet's edge.
 * @param {HTMLElement} room
 * @param {number} unit
 * @returns {Size}
 */
function roomOf(room, unit) {
  const style = getComputedStyle(room);
  const pad = (/** @type {string} */ side) => parseFloat(style.getPropertyValue(`padding-${side}`)) || 0;
  const w = room.clientWidth - pad("left") - pad("right") - 2;
  const h = room.clientHeight - pad("top") - pad("bottom") - 2;
  return { w: w / unit, h: h / unit };
}

/** @typedef {{id: string, element: HTMLElement}} Spot */

/**
 * @param {HTMLElement} sheet
 * @returns {Spot[]} what lies on the sheet, in reading order
 */
function spotsOf(sheet) {
  /** @type {Spot[]} */
  const spots = [];
  for (const element of sheet.querySelectorAll(".sheet__world > li")) {
    if (!(element instanceof HTMLElement)) continue;
    const item = element.dataset["id"] ? element : element.querySelector("[data-id]");
    if (item instanceof HTMLElement && item.dataset["id"]) spots.push({ id: item.dataset["id"], element });
  }
  return spots;
}

/**
 * @param {readonly Spot[]} spots
 * @param {number} unit
 * @param {(id: string) => {x: number, y: number} | undefined} atOf
 * @param {{x: number, y: number}} stretch
 * @returns {Thing[]}
 */
function measured(spots, unit, atOf, stretch) {
  return spots.map(({ id, element }) => {
    const at = atOf(id) ?? { x: 0, y: 0 };
    return { id, x: at.x * stretch.x, y: at.y * stretch.y, w: Math.ceil(element.offsetWidth / unit), h: Math.ceil(element.offsetHeight / unit) };
  });
}

/**
 * When even the smallest scale does not hold everything the page grows downwards, and the room scrolls: nothing is ever off the page.
 * @param {Size} page
 * @param {readonly Thing[]} laid
 * @returns {Size}
 */
function grown(page, laid) {
  return laid.reduce((size, t) => ({ w: Math.max(size.w, t.x + t.w + 12), h: Math.max(size.h, t.y + t.h + 12) }), page);
}

/**
 * @param {HTMLElement} sheet
 * @param {readonly Spot[]} spots
 * @param {readonly Thing[]} laid
 * @param {Size} page
 */
function show(sheet, spots, laid, page) {
  sheet.style.setProperty("--sheet-w", String(Math.round(page.w)));
  sheet.style.setProperty("--sheet-h", String(Math.round(page.h)));
  spots.forEach(({ element }, i) => {
    const thing = laid[i];
    if (!thing) return;
    element.style.setProperty("--x", String(thing.x));
    element.style.setProperty("--y", String(thing.y));
  });
}
