/** つなぐ on the seat: the way to propose how two things hang together, and what became of one's proposals; that is told to the evening's end. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { cut } from "../../lib/text.js";
import { linksProposedBy } from "../../model/became.js";
import { declineLink } from "../../model/ops.js";
import { sentenceOf } from "../relating/words.js";

/** @typedef {import("./page.js").Seat} Seat */
/** @typedef {ReturnType<typeof linksProposedBy>[number]} Told */

/** @param {Seat} seat */
export function linkingView(seat) {
  const { say, doc, suggest } = seat;
  if (!seat.board || doc.allowed("link.add", { own: false })) return nothing;
  const now = doc.view.board?.phase === "relate" && doc.allowed("link.propose", { own: true });
  const mine = linksProposedBy(doc.view, seat.seat);
  if (!now && mine.length === 0) return nothing;
  return html`<section class="mine" aria-labelledby="linking-heading">
    <h2 class="mine__heading" id="linking-heading">${say(now ? "relation.propose_title" : "relation.proposed_mine")}</h2>
    ${now
      ? html`<p class="hint">${say("relation.propose_how")}</p>
          <p><button class="button" type="button" aria-haspopup="dialog" @click=${suggest}>${say("relation.propose_list")}</button></p>`
      : nothing}
    <ul class="mine__list">
      ${repeat(
        mine,
        ({ link }) => link.id,
        (one) => rowView(seat, one),
      )}
    </ul>
  </section>`;
}

/**
 * @param {Seat} seat
 * @param {Told} told
 */
function rowView({ say, doc }, { link, became }) {
  const sentence = sentenceOf(doc.view, say, link);
  const takeBack = () => doc.send(declineLink(link.id));
  return html`<li class="mine__row" data-link=${link.id} data-became=${became}>
    <p class="mine__text" dir="auto">${sentence}</p>
    ${became === "waits" && doc.allowed("link.decline", { own: true })
      ? html`<div class="buttons"><button class="button" type="button" aria-label=${say("relation.take_back_of", { sentence: cut(sentence, 40) })} @click=${takeBack}>${say("relation.take_back")}</button></div>`
      : nothing}
    <p class="wording__state wording__mine" role="status">${say(`relation.${became}`)}</p>
  </li>`;
}
