/**
 * What a round came to: bars with their numbers, as a table, so that it is heard as well as seen. Seals counted by hand are
 * hatched, distinct without colour. See css/voting.css.
 */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { placesOf } from "../../model/voting.js";
import { vars } from "../vars.js";

/**
 * @typedef {import("../../lib/words.js").Say} Say
 * @typedef {import("../../model/state.js").State} State
 * @typedef {import("../../model/records.js").Round} Round
 * @typedef {import("../../model/voting.js").Place} Place
 */

/**
 * The words on an island or a note, in one line.
 * @param {State} view
 * @param {Say} say
 * @param {string} id
 */
export function wordsOn(view, say, id) {
  const note = view.note(id);
  const text = note ? (note.text ?? "") : (view.group(id)?.title ?? "");
  // Of a note that was withdrawn others do not see the words.
  return text.replace(/\s*\n\s*/gu, " ").trim() || say(note ? "voting.no_words" : "board.untitled");
}

/** 「1回目」, as it was named or as it was counted. @param {State} view @param {Say} say @param {Round} round */
export function roundName(view, say, round) {
  return round.title || say("voting.nth", { n: view.rounds().findIndex((r) => r.id === round.id) + 1 });
}

/**
 * @param {{view: State, say: Say, round: Round, mine?: ReadonlyMap<string, number>, from?: number, many?: number}} parts mine: one's own seals, shown to nobody else; from, many: a part of a long one
 */
export function chartView({ view, say, round, mine, from = 0, many = Infinity }) {
  const places = placesOf(view, round);
  const most = Math.max(1, ...places.map((p) => p.n));
  const byHand = places.some((p) => p.hand > 0);
  return html`<div class="votes">
    <table class="votes__table">
      <caption class="visually-hidden">
        ${say("voting.result_of", { round: roundName(view, say, round) })}
      </caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">${say("voting.what")}</th>
          <th scope="col">${say("voting.seals")}</th>
        </tr>
      </thead>
      <tbody>
        ${places.slice(from, from + many).map((p) => placeView(p, { view, say, most, mine: mine?.get(p.id) ?? 0 }))}
      </tbody>
    </table>
    <p class="votes__sum">
      ${byHand ? html`<span class="votes__key"><span class="votes__bar" aria-hidden="true"></span>${say("voting.by_screen")}</span><span class="votes__key"><span class="votes__bar" data-hand aria-hidden="true"></span>${say("voting.by_hand")}</span>` : nothing}
      <span>${say("voting.voters", { n: round.voters ?? 0 })}</span>
    </p>
  </div>`;
}

/**
 * @param {Place} place
 * @param {{view: State, say: Say, most: number, mine: number}} look
 */
function placeView({ id, here, hand, n, gone }, { view, say, most, mine }) {
  return html`<tr class="votes__row" ?data-gone=${gone}>
    <th class="votes__what" scope="row" dir="auto">${wordsOn(view, say, id)}${gone ? html`<span class="votes__note">${say("voting.gone_short")}</span>` : nothing}${mine > 0 ? html`<span class="votes__note">${say("voting.mine", { n: mine })}</span>` : nothing}</th>
    <td class="votes__cell">
      <span class="votes__bars" aria-hidden="true" ${vars({ "--here": here / most, "--hand": hand / most, "--all": n / most })}>${here > 0 ? html`<span class="votes__bar"></span>` : nothing}${hand > 0 ? html`<span class="votes__bar" data-hand></span>` : nothing}</span>
      <span class="votes__n">${say("voting.n", { n })}${hand > 0 ? html`<span class="votes__parts">${say("voting.parts", { here, hand })}</span>` : nothing}</span>
    </td>
  </tr>`;
}

/**
 * The seals on an island or a note of the sheet: one round seal with their number.
 * @param {number} n
 * @param {Say} say
 */
export function sealView(n, say) {
  return n > 0 ? html`<span class="seal"><span aria-hidden="true">${n}</span><span class="visually-hidden">${say("voting.on_it", { n })}</span></span>` : nothing;
}
