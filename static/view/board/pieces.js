/** The list of a board too large to be shown at once: the piece with the item in hand, and the ways to the pieces round it. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { pieceOf } from "../../editor/pieces.js";
import { outlineView } from "./outline.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */

/**
 * @param {Desk} desk
 * @param {import("./note.js").Look} look
 * @param {number} most so many notes of each part are drawn by now
 */
export function pieceView(desk, look, most) {
  const { scene, say } = desk;
  const piece = pieceOf(desk);
  const of = { lone: scene.allLone.length, tray: scene.loose.length, gone: scene.gone.length };
  const way = (/** @type {string | undefined} */ id, /** @type {string} */ key) => (id ? html`<button class="button" type="button" @click=${() => goTo(desk, id)}>${say(key)}</button>` : nothing);
  const ways = html`<div class="outline__ways">
    ${way(piece.earlier, "board.piece_earlier")} <span>${say("board.piece", { from: piece.from + 1, to: piece.to, of: piece.of })}</span> ${way(piece.later, "board.piece_later")}
  </div>`;
  return html`${ways}${outlineView({ ...piece, islands: scene.tally.islands, veiled: piece.later ? 0 : scene.veiled, of, most }, look)}${ways}`;
}

/** @param {Desk} desk @param {string} id */
function goTo(desk, id) {
  desk.current = id;
  desk.wants = true;
  desk.redraw();
}
