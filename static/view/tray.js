/** The two lists at the left: notes not sorted yet, and the lone ones. While people write, only how many. See css/tray.css. */
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { repeat } from "../vendor/lit-html/directives/repeat.js";
import { noteView } from "./note.js";

/** @typedef {import("./note.js").Look} Look */
/** @typedef {import("../model/records.js").Note} Note */

/**
 * @param {{tray: readonly Note[], lone: readonly Note[], veiled: number, mayMove: boolean}} lists
 * @param {Look} look
 */
export function trayView(lists, look) {
  const { say } = look;
  return html`<section class="tray" data-zone="tray" aria-label=${say("board.tray")}>
    <section aria-labelledby="tray-loose">
      <h2 class="tray__heading" id="tray-loose">${say("board.loose_heading")} <span class="count">${lists.tray.length + lists.veiled}</span></h2>
      ${lists.veiled > 0 ? html`<p class="tray__empty">${say("board.veiled", { n: lists.veiled })}</p>` : nothing} ${listView(lists.tray, look)}
      ${lists.tray.length + lists.veiled === 0 ? html`<p class="tray__empty">${say(lists.mayMove ? "board.tray_empty" : "board.tray_empty_look")}</p>` : nothing}
    </section>
    <section data-zone="lone" aria-labelledby="tray-lone" ?hidden=${lists.lone.length === 0 && !lists.mayMove}>
      <h2 class="tray__heading" id="tray-lone">${say("board.lone")} <span class="count">${lists.lone.length}</span></h2>
      ${listView(lists.lone, look)} ${lists.lone.length === 0 ? html`<p class="tray__empty">${say("board.lone_empty")}</p>` : nothing}
    </section>
  </section>`;
}

/**
 * @param {readonly Note[]} notes
 * @param {Look} look
 */
export function listView(notes, look) {
  if (notes.length === 0) return nothing;
  return html`<ul class="tray__list">
    ${repeat(
      notes,
      (n) => n.id,
      (n) => noteView(n, look),
    )}
  </ul>`;
}
