/** What came of the closing survey: bars with their numbers as tables, and what people wrote, in an order that tells nobody. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { STEPS, questionsOf, surveyOf } from "../../model/survey.js";
import { vars } from "../vars.js";

/**
 * @typedef {import("../../lib/words.js").Say} Say
 * @typedef {import("../../model/records.js").Question} Question
 * @typedef {import("../../model/records.js").SurveyResult} SurveyResult
 */

/** @param {import("../../model/state.js").State} hall @param {Say} say */
export function resultsView(hall, say) {
  const survey = surveyOf(hall);
  return html`<div class="survey__results">
    <p>${say("survey.answered", { n: survey?.answered ?? 0 })}</p>
    ${questionsOf(hall).map((question) => {
      const result = survey?.results?.find((r) => r.question === question.id);
      return result ? resultView(question, result, say) : nothing;
    })}
  </div>`;
}

/** @param {Question} question @param {SurveyResult} result @param {Say} say */
function resultView(question, result, say) {
  const counts = result.counts ?? [];
  const most = Math.max(1, ...counts);
  return html`<section class="survey__result">
    <h3 dir="auto">${question.text}</h3>
    ${question.sort === "text"
      ? html`<ul>${(result.texts ?? []).map((text) => html`<li dir="auto">${text}</li>`)}</ul>`
      : html`<table class="votes__table">
          <caption class="visually-hidden">${question.text}</caption>
          <tbody>
            ${counts.map((n, at) => html`<tr class="votes__row"><th class="votes__what" scope="row" dir="auto">${answerWords(question, at, say)}</th>
              <td class="votes__cell"><span class="votes__bars" aria-hidden="true" ${vars({ "--here": n / most })}>${n > 0 ? html`<span class="votes__bar"></span>` : nothing}</span><span class="votes__n">${say("survey.people", { n })}</span></td></tr>`)}
          </tbody>
        </table>`}
  </section>`;
}

/** 「5 とてもよかった」. @param {Question} question @param {number} at @param {Say} say */
function answerWords(question, at, say) {
  if (question.sort === "choice") return question.options?.[at] ?? "";
  const end = at === 0 ? question.low : at === STEPS - 1 ? question.high : undefined;
  return end ? say("survey.step", { n: at + 1, word: end }) : String(at + 1);
}
