/** The two lists at the left: notes not sorted yet, and the lone ones. While people write, only how many. See css/tray.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { each } from "../each.js";
import { noteView } from "./note.js";
import { steady } from "../steady.js";

/** A list of more notes than this is laid out only where it is in sight; see css/tray.css. */
const MANY = 400;

/** @typedef {import("./note.js").Look} Look */
/** @typedef {import("../../model/records.js").Note} Note */

/**
 * @param {{tray: readonly Note[], lone: readonly Note[], laid: number, veiled: number, islands: number, mayMove: boolean, most?: number}} lists islands: where there are any, what is veiled may lie in them and is not called unsorted; laid: so many lone ones lie on the sheet; most: so many notes of each list are drawn by now, see growing.js
 * @param {Look} look
 */
export function trayView(lists, look) {
  const { say } = look;
  const { most = Infinity } = lists;
  return html`<section class="tray" data-zone="tray" aria-label=${say("board.tray")}>
    <section aria-labelledby="tray-loose">
      <h2 class="tray__heading" id="tray-loose">${say("board.loose_heading")} <span class="count">${lists.tray.length + (lists.islands > 0 ? 0 : lists.veiled)}</span></h2>
      ${lists.veiled > 0 ? html`<p class="tray__empty">${say(look.unheard ? "board.unheard" : "board.veiled", { n: lists.veiled })}</p>` : nothing} ${listView(lists.tray, look, most)}
      ${lists.tray.length + lists.veiled === 0 ? html`<p class="tray__empty">${say(lists.mayMove ? "board.tray_empty" : "board.tray_empty_look")}</p>` : nothing}
    </section>
    <section data-zone="lone" aria-labelledby="tray-lone" ?hidden=${lists.lone.length === 0 && !lists.mayMove}>
      <h2 class="tray__heading" id="tray-lone">${say("board.lone")} <span class="count">${lists.lone.length + lists.laid}</span></h2>
      ${lists.laid > 0 ? html`<p class="tray__empty">${say("board.lone_laid", { n: lists.laid })}</p>` : nothing} ${listView(lists.lone, look, most)} ${lists.lone.length === 0 ? html`<p class="tray__empty">${say("board.lone_empty")}</p>` : nothing}
    </section>
  </section>`;
}

/**
 * @param {readonly Note[]} notes
 * @param {Look} look
 * @param {number} [most]
 * @param {string} [name] of its class
 */
export function listView(notes, look, most = Infinity, name = "tray__list") {
  if (notes.length === 0) return nothing;
  const shown = Math.min(most, notes.length);
  return html`<ul class=${name} ?data-many=${notes.length > MANY} aria-busy=${shown < notes.length ? "true" : nothing}>
    ${steady([notes, shown, look.stirred(""), ...look.all], () =>
      each({ items: shown < notes.length ? notes.slice(0, shown) : notes, keyOf: (n) => n.id, stirred: (n) => look.stirred(n.id), draw: (n) => noteView(n, look), all: look.all }),
    )}
  </ul>`;
}
