/** Several people at one laptop: a switch with their names, and the door for one more. Each has a page, an outbox and drafts of their own. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";

/** @typedef {{say: import("../../lib/words.js").Say, boot: import("../../sync/boot.js").Boot, seat: string, name: string}} Parts name: of who sits here now */

/** Who of those at this laptop has the page now. @param {Parts} parts */
export function switchView({ say, boot, seat, name }) {
  const others = boot.beside ?? [];
  if (others.length === 0) return nothing;
  const all = [{ id: seat, name }, ...others].sort((a, b) => (a.id < b.id ? -1 : 1));
  return html`<nav class="who" aria-label=${say("beside.switch")}>
    ${all.map((one) => html`<a class="button who__one" href=${`/s/${one.id}`} aria-current=${one.id === seat ? "true" : nothing}>${one.id === seat ? say("beside.now", { name: one.name }) : one.name}</a>`)}
  </nav>`;
}

/** @param {Parts} parts */
export const besideLink = ({ say, seat }) => html`<p class="seat__beside"><a class="button button--quiet" href=${`/s/${seat}/beside`}>${say("beside.add")}</a></p>`;
