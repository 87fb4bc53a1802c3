/** Slides that are no islands: proposals with what they answer, issues without one, what was chosen, and the narrative. See css/present.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { chartView, roundName, wordsOn } from "../voting/chart.js";

/**
 * @typedef {import("./slides.js").Slide} Slide
 * @typedef {import("../../lib/words.js").Say} Say
 * @typedef {import("../../model/state.js").State} State
 */
/** @template {Slide["kind"]} K @typedef {{view: State, say: Say, slide: Extract<Slide, {kind: K}>}} Page */

/**
 * Which piece of something long this is.
 * @param {number} part
 * @param {number} of
 * @param {Say} say
 */
export const partView = (part, of, say) => (of > 1 ? html`<span class="present__part">${say("present.part", { n: part, of })}</span>` : nothing);

/**
 * @param {string} heading
 * @param {Slide} slide
 * @param {Say} say
 * @param {unknown} body
 */
const pageView = (heading, { part, of }, say, body) =>
  html`<section class="present__list" data-page tabindex="-1" aria-labelledby="slide-heading">
    <h2 class="present__heading" id="slide-heading">${heading} ${partView(part, of, say)}</h2>
    ${body}
  </section>`;

/** @param {Page<"answers">} page */
export function answersPage({ view, say, slide }) {
  const row = (/** @type {{proposal: string, issues: readonly string[]}} */ { proposal, issues }) =>
    html`<li class="present__answer">
      <p class="present__proposal"><span class="present__mood">${say("relation.proposal")}</span><span dir="auto">${wordsOn(view, say, proposal)}</span></p>
      <ul class="present__issues">
        ${issues.length === 0 ? html`<li data-none>${say("present.answers_nothing")}</li>` : issues.map((id) => html`<li dir="auto">${wordsOn(view, say, id)}</li>`)}
      </ul>
    </li>`;
  return pageView(say("present.answers"), slide, say, html`<ul class="present__answers">${slide.rows.map(row)}</ul>`);
}

/** @param {Page<"open">} page */
export function openPage({ view, say, slide }) {
  return pageView(say("present.open_issues"), slide, say, html`<ul class="present__lines">${slide.issues.map((id) => html`<li dir="auto">${wordsOn(view, say, id)}</li>`)}</ul>`);
}

/** @param {Page<"votes">} page */
export function votesPage({ view, say, slide }) {
  const { round, from, many } = slide;
  return pageView(say("voting.result_of", { round: roundName(view, say, round) }), slide, say, chartView({ view, say, round, from, many }));
}

/** @param {Page<"story">} page */
export function storyPage({ say, slide }) {
  const one = (/** @type {{added: string, title: string, words: string}} */ { added, title, words }) =>
    html`<p dir="auto">${added ? html`<span class="present__added">${say("narrative.brackets", { text: added.replace(/\s*\n\s*/gu, " ") })}</span>` : nothing}${title ? html`<b>${title}</b>` : nothing}${words}</p>`;
  return pageView(say("present.story"), slide, say, html`<div class="present__story">${slide.passages.map(one)}</div>`);
}
