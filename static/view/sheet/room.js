/** How much room there is for what is fitted into it. */
import { largestScale } from "../../model/layout.js";
import { unitPx } from "../../editor/hit.js";

/** @typedef {import("../../model/layout.js").Size} Size */

/**
 * The scale of an island made large: what a page would have here, and never smaller than life.
 * @param {HTMLElement} room
 */
export function fitLens(room) {
  const scale = Math.min(1.8, Math.max(1, largestScale(roomOf(room, unitPx(room)))));
  room.style.setProperty("--scale", scale.toFixed(4));
}

/**
 * What of the room is to be seen, in px. The bars by which one goes along a sheet one has come closer to take nothing of it: or it
 * would be fitted anew because one has come closer.
 * @param {HTMLElement} room
 * @returns {Size}
 */
export function innerOf(room) {
  const { zoomed, long } = room.dataset;
  return { w: zoomed !== undefined && long === undefined ? room.offsetWidth : room.clientWidth, h: zoomed !== undefined ? room.offsetHeight : room.clientHeight };
}

/**
 * The inner size of the room, in sheet units at scale 1; a hair less, for the sheet's edge.
 * @param {HTMLElement} room
 * @param {number} unit
 * @returns {Size}
 */
export function roomOf(room, unit) {
  const style = getComputedStyle(room);
  const pad = (/** @type {string} */ side) => parseFloat(style.getPropertyValue(`padding-${side}`)) || 0;
  const inner = innerOf(room);
  const w = inner.w - pad("left") - pad("right") - 2;
  const h = inner.h - pad("top") - pad("bottom") - 2;
  return { w: w / unit, h: h / unit };
}

/**
 * When even the smallest scale does not hold everything the page grows downwards, and the room scrolls: nothing is ever off the page.
 * @param {Size} page
 * @param {readonly import("../../model/layout.js").Thing[]} laid
 * @returns {Size}
 */
export function grown(page, laid) {
  let { w, h } = page;
  for (const t of laid) {
    w = Math.max(w, t.x + t.w + 12);
    h = Math.max(h, t.y + t.h + 12);
  }
  return { w, h };
}

/** Where the sheet stood in its room, for who looks at the list, or into an island, and comes back. */
export class Stood {
  constructor() {
    /** @private what was drawn last */
    this.mode = "";
    /** @private */
    this.at = { left: 0, top: 0 };
  }

  /** Before a drawing. @param {string} mode @param {Element | null | undefined} room */
  before(mode, room) {
    if (this.mode === "sheet" && mode !== "sheet") this.at = { left: room?.scrollLeft ?? 0, top: room?.scrollTop ?? 0 };
  }

  /** Once the sheet has its size again. @param {string} mode @param {Element | null | undefined} room */
  after(mode, room) {
    if (mode === "sheet" && mode !== this.mode && this.at.left + this.at.top > 0) room?.scrollTo(this.at);
    this.mode = mode;
  }
}
