/** Where things are in the board's own elements, found without a selector: to find a child the browser would look at all that lies on a big board, several times for each drawing. */
import { innerOf } from "../sheet/room.js";

/**
 * @param {HTMLElement} parent
 * @param {string} name of its class
 */
export function childOf(parent, name) {
  for (const child of parent.children) if (child instanceof HTMLElement && child.classList.contains(name)) return child;
  return null;
}

/**
 * One of the sheets in the room; see sheet/beneath.js.
 * @param {HTMLElement} room
 * @param {number} nth
 */
export function sheetIn(room, nth) {
  for (const child of room.children) if (child instanceof HTMLElement && child.dataset["nth"] === String(nth)) return child;
  return null;
}

/** @param {HTMLElement | null} room */
export function sizeOf(room) {
  const size = room && innerOf(room);
  return size ? `${size.w} ${size.h}` : "";
}

/** Whether the focus is in a box for words. */
export function isTyping() {
  const { activeElement: box } = document;
  return box instanceof HTMLTextAreaElement || (box instanceof HTMLInputElement && box.type !== "radio" && box.type !== "checkbox");
}
