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
 * The inner size of the room, in sheet units at scale 1; a hair less, for the sheet's edge.
 * @param {HTMLElement} room
 * @param {number} unit
 * @returns {Size}
 */
export function roomOf(room, unit) {
  const style = getComputedStyle(room);
  const pad = (/** @type {string} */ side) => parseFloat(style.getPropertyValue(`padding-${side}`)) || 0;
  const w = room.clientWidth - pad("left") - pad("right") - 2;
  const h = room.clientHeight - pad("top") - pad("bottom") - 2;
  return { w: w / unit, h: h / unit };
}
