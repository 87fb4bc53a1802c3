/**
 * When a key in a text box sends what is in it. Enter alone is a new line, because half of the people who press it mean one; who wants
 * Enter to send says so with a switch that this browser remembers. Nothing is sent by a key that belongs to the Japanese input.
 */
import { confirmsNothing } from "../../lib/ime.js";

const KEPT = "yoriai.enter";

export const enterSends = () => {
  try {
    return localStorage.getItem(KEPT) === "send";
  } catch {
    return false;
  }
};

/** @param {boolean} on */
export const setEnterSends = (on) => {
  try {
    localStorage.setItem(KEPT, on ? "send" : "line");
  } catch {
    // Storage may be forbidden; the switch then springs back, and nothing is lost.
  }
};

/**
 * @param {KeyboardEvent} event
 * @param {boolean} enterAlone whether Enter without Ctrl sends
 */
export function sends(event, enterAlone) {
  if (event.key !== "Enter" || confirmsNothing(event)) return false;
  if (event.ctrlKey || event.metaKey) return true;
  return enterAlone && !event.shiftKey && !event.altKey;
}
