/** Of a board that another program filled past every limit there is the list, and nothing that draws it as a whole. */
import { isTooLarge } from "../model/room_left.js";
import { html, render } from "../vendor/lit-html/lit-html.js";

/**
 * Where a page would draw a board too large, that is said instead, with the way to its list.
 * @param {HTMLElement} element
 * @param {{doc: import("../sync/doc.js").Doc, boot: import("../sync/boot.js").Boot, say: import("../lib/words.js").Say, back: string}} page
 * @returns {boolean} whether it is
 */
export function drawTooLarge(element, { doc, boot, say, back }) {
  if (!isTooLarge(doc.view, boot.limits)) return false;
  element.className = "join";
  render(html`<p>${say("board.only_list")}</p><p><a class="button button--main" href=${back}>${say("present.end")}</a></p>`, element);
  return true;
}
