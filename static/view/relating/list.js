/** The relations as sentences: in the list view, and in a dialog beside the sheet. All that can be done with a line can be done here. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { cut } from "../../lib/text.js";
import { unanswered } from "../../model/issues.js";
import { linksOf } from "../../model/relations.js";
import { beginLink, openLink, relates, withdrawLink } from "../../editor/relating.js";
import { closeButton, dialogView } from "../dialog.js";
import { besideOf, proposalsView } from "./proposed.js";
import { narrativeButton } from "./strip.js";
import { meaningDrawing, sentenceOf, wordsOf } from "./words.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("../../model/records.js").Link} Link */
/** @typedef {Extract<import("../../editor/desk.js").Panel, {what: "links"}>} LinksPanel */

/** The last part of the list view; absent while there is nothing to read or to do. @param {Desk} desk */
export function relationsPart(desk) {
  const { say, doc } = desk;
  const links = doc.view.links();
  if (links.length === 0 && doc.view.proposedLinks().length === 0 && !relates(desk)) return nothing;
  return html`<section class="outline__part relations" aria-labelledby="list-relations">
    <h2 class="outline__heading" id="list-relations">${say("relation.heading")} <span class="count">${links.length}</span></h2>
    ${bothView(desk, links)} ${actsView(desk)}
  </section>`;
}

/**
 * @param {Desk} desk
 * @param {LinksPanel} panel
 */
export function linksView(desk, panel) {
  const { say, doc } = desk;
  const links = panel.of ? linksOf(doc.view, panel.of) : doc.view.links();
  const close = () => desk.open(undefined);
  return dialogView({
    title: panel.of ? say("relation.of_title", { what: wordsOf(doc.view, say, panel.of, 20) }) : say("relation.heading"),
    body: html`<div class="relations">${bothView(desk, links, panel.of)} ${actsView(desk, panel.of)}</div>`,
    acts: closeButton(say("board.close"), close),
    close: () => desk.panel === panel && close(),
    wide: true,
  });
}

/**
 * What waits for an answer comes first, before those who can give it.
 * @param {Desk} desk
 * @param {readonly Link[]} links
 * @param {string} [of]
 */
function bothView(desk, links, of = "") {
  const [stand, proposed] = [sentencesView(desk, links), proposalsView(desk, of)];
  return desk.may("link.accept") ? html`${proposed} ${stand}` : html`${stand} ${proposed}`;
}

/**
 * @param {Desk} desk
 * @param {readonly Link[]} links
 */
function sentencesView(desk, links) {
  if (links.length === 0) return html`<p class="hint">${desk.say("relation.none")}</p>`;
  return html`<ul class="relations__list">
    ${repeat(
      links,
      (l) => l.id,
      (l) => rowView(desk, l),
    )}
  </ul>`;
}

/**
 * @param {Desk} desk
 * @param {Link} link
 */
function rowView(desk, link) {
  const { say } = desk;
  const sentence = sentenceOf(desk.doc.view, say, link);
  const of = cut(sentence, 40);
  return html`<li class="relations__row" data-link=${link.id}>
    ${meaningDrawing(link.meaning)}<span class="relations__text" dir="auto">${sentence}</span>
    ${desk.may("link.edit") ? html`<button class="button button--small" type="button" aria-haspopup="dialog" aria-label=${say("relation.edit_of", { sentence: of })} @click=${() => openLink(desk, link.id)}>${say("relation.edit")}</button>` : nothing}
    ${desk.may("link.withdraw")
      ? html`<button class="button button--small" type="button" aria-label=${say("relation.withdraw_of", { sentence: of })} @click=${(/** @type {Event} */ e) => takeAway(desk, link.id, sentence, /** @type {Element} */ (e.currentTarget))}>${say("relation.withdraw_short")}</button>`
      : nothing}
  </li>`;
}

/**
 * The hand goes on to the next line, or to what can be done besides.
 * @param {Desk} desk
 * @param {string} id
 * @param {string} sentence
 * @param {Element} button
 */
function takeAway(desk, id, sentence, button) {
  const next = besideOf(button);
  withdrawLink(desk, id, sentence);
  if (next instanceof HTMLElement) next.focus();
}

/**
 * @param {Desk} desk
 * @param {string} [of]
 */
function actsView(desk, of = "") {
  const { say } = desk;
  const open = unanswered(desk.doc.view).length;
  return html`<div class="relations__acts">
    ${relates(desk) ? html`<button class="button" type="button" @click=${() => beginLink(desk, of ? [of] : [])}>${say(`relation.begin.${relates(desk)}`)}</button>` : nothing}
    ${of ? nothing : html`<button class="button" type="button" aria-haspopup="dialog" @click=${() => desk.open({ what: "unanswered" })}>${say("relation.unanswered", { n: open })}</button>
        ${narrativeButton(desk, "button")}`}
  </div>`;
}
