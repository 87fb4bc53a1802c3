/** 虫めがね: one island, large; one press goes back. Everything that can be done with it elsewhere can be done here. See css/sheet.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { islandView } from "./island.js";

/** As many columns as there is room for. */
const WIDE = 8;
/** In the lens nothing is closed for want of room. */
const none = () => false;

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("./note.js").Look} Look */

/**
 * @param {Desk} desk
 * @param {Look} look
 */
export function lensView(desk, look) {
  const branch = desk.scene.byId.get(desk.lens);
  if (branch?.kind !== "group") return nothing;
  // A pile made large is seen open; that opens it for nobody else.
  const open = { ...branch, item: { ...branch.item, folded: false } };
  return html`<section class="lens" aria-label=${desk.say("board.lens")}>
    <div class="lens__head">
      <button class="button" type="button" @click=${() => desk.magnify("")}>${desk.say("board.lens_back")}</button>
    </div>
    <div class="lens__room"><div class="lens__world">${islandView(open, { ...look, closed: none, colsOf: (group) => (group === desk.lens ? WIDE : look.colsOf(group)) })}</div></div>
  </section>`;
}
