/** What people propose to relate, as sentences: one press makes the line, another sets the proposal aside. See css/relations.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { cut } from "../../lib/text.js";
import { touches } from "../../model/relations.js";
import { setAside, takeUp } from "../../editor/relating.js";
import { meaningDrawing, sentenceOf } from "./words.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("../../model/records.js").Link} Link */

/**
 * @param {Desk} desk
 * @param {string} [of] only those about something or what lies in it
 */
export function proposalsView(desk, of = "") {
  const { say, doc } = desk;
  const list = doc.view.proposedLinks().filter((l) => !of || touches(doc.view, l.from, of) || touches(doc.view, l.to, of));
  if (list.length === 0) return nothing;
  return html`<section class="relations__proposed" aria-labelledby="relations-proposed">
    <h3 id="relations-proposed">${say("relation.proposed")} <span class="count">${list.length}</span></h3>
    <ul class="relations__list">
      ${repeat(
        list,
        (l) => l.id,
        (l) => rowView(desk, l),
      )}
    </ul>
  </section>`;
}

/**
 * @param {Desk} desk
 * @param {Link} link
 */
function rowView(desk, link) {
  const { say } = desk;
  const mine = desk.isMine(link.author);
  const sentence = sentenceOf(desk.doc.view, say, link);
  const of = cut(sentence, 40);
  const name = desk.client.hall.view.seat(link.author ?? "")?.name;
  const act = (/** @type {() => void} */ deed) => (/** @type {Event} */ e) => {
    const next = besideOf(/** @type {Element} */ (e.currentTarget));
    deed();
    if (next instanceof HTMLElement) next.focus();
  };
  return html`<li class="relations__row" data-link=${link.id} data-proposed>
    ${meaningDrawing(link.meaning)}<span class="relations__text" dir="auto">${sentence}</span>
    ${name ? html`<span class="words__who">${say("titling.by", { name })}</span>` : nothing}
    ${desk.may("link.accept") ? html`<button class="button button--small button--main" type="button" aria-label=${say("relation.accept_of", { sentence: of })} @click=${act(() => takeUp(desk, link.id, sentence))}>${say("relation.accept")}</button>` : nothing}
    ${desk.may("link.decline", mine)
      ? html`<button class="button button--small" type="button" aria-label=${say(mine ? "relation.take_back_of" : "relation.decline_of", { sentence: of })} @click=${act(() => setAside(desk, link.id, sentence, mine))}>${say(mine ? "relation.take_back" : "relation.decline")}</button>`
      : nothing}
  </li>`;
}

/** Where the hand goes when the row of its button goes. @param {Element} button */
export function besideOf(button) {
  const row = button.closest("li");
  return (row?.nextElementSibling ?? row?.previousElementSibling)?.querySelector("button") ?? button.closest(".relations")?.querySelector(".relations__acts button");
}
