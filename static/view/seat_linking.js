/** つなぐ on the seat: the way to propose how two things hang together, and what became of one's proposals. */
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { repeat } from "../vendor/lit-html/directives/repeat.js";
import { cut } from "../lib/text.js";
import { declineLink } from "../model/ops.js";
import { sentenceOf } from "./relation_words.js";

/** @typedef {import("./seat_page.js").Seat} Seat */
/** @typedef {import("../model/records.js").Link} Link */

/** @param {Seat} seat */
export function linkingView(seat) {
  const { say, doc, suggest } = seat;
  if (doc.view.board?.phase !== "relate" || !seat.board || !doc.allowed("link.propose", { own: true }) || doc.allowed("link.add", { own: false })) return nothing;
  const mine = [...doc.view.proposedLinks(), ...doc.view.links(), ...doc.view.declinedLinks()].filter((l) => l.author === seat.seat);
  return html`<section class="mine" aria-labelledby="linking-heading">
    <h2 class="mine__heading" id="linking-heading">${say("relation.propose_title")}</h2>
    <p class="hint">${say("relation.propose_how")}</p>
    <p><button class="button" type="button" aria-haspopup="dialog" @click=${suggest}>${say("relation.begin.proposes")}</button></p>
    <ul class="mine__list">
      ${repeat(
        mine,
        (l) => l.id,
        (l) => rowView(seat, l),
      )}
    </ul>
  </section>`;
}

/** @param {Link} link */
function stateOf({ proposed, declined }) {
  if (declined) return "relation.declined";
  return proposed ? "relation.waits" : "relation.taken_up";
}

/**
 * @param {Seat} seat
 * @param {Link} link
 */
function rowView({ say, doc }, link) {
  const sentence = sentenceOf(doc.view, say, link);
  const takeBack = () => doc.send(declineLink(link.id));
  return html`<li class="mine__row" data-link=${link.id}>
    <p class="mine__text" dir="auto">${sentence}</p>
    ${link.proposed && !link.declined && doc.allowed("link.decline", { own: true })
      ? html`<div class="buttons"><button class="button" type="button" aria-label=${say("relation.take_back_of", { sentence: cut(sentence, 40) })} @click=${takeBack}>${say("relation.take_back")}</button></div>`
      : nothing}
    <p class="wording__state wording__mine" role="status">${say(stateOf(link))}</p>
  </li>`;
}
