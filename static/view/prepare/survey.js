/** 「ふりかえり」 prepared: the questions of the closing survey, saved as they are written. A ready-made set fills an empty one. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { checkLine, checkText } from "../../lib/text.js";
import { addQuestion, editQuestion, moveQuestion, withdrawQuestion } from "../../model/ops_closing.js";
import { isOpen, isSettled, questionsOf } from "../../model/survey.js";
import { valueOf } from "../seat/box.js";

/**
 * @typedef {import("../../lib/words.js").Say} Say
 * @typedef {import("../../model/records.js").Question} Question
 * @typedef {import("../../model/ops_closing.js").Asking} Asking
 * @typedef {{hall: import("../../sync/doc.js").Doc, boot: import("../../sync/boot.js").Boot, say: Say, problems: Map<string, string>, redraw: () => void}} Surveying problems: key of what is wrong with a question, by its id
 */

/** @type {readonly Question["sort"][]} */
const SORTS = ["scale", "choice", "text"];

/** The ready-made set. @param {Say} say @returns {Asking[]} */
const readyMade = (say) => [
  { sort: "scale", text: say("survey.set.today"), low: say("survey.set.today_low"), high: say("survey.set.today_high") },
  { sort: "scale", text: say("survey.set.spoke"), low: say("survey.set.spoke_low"), high: say("survey.set.spoke_high") },
  { sort: "choice", text: say("survey.set.again"), options: [say("survey.set.again_yes"), say("survey.set.again_theme"), say("survey.set.again_no")] },
  { sort: "text", text: say("survey.set.next") },
  { sort: "text", text: say("survey.set.word") },
];

/** @param {Surveying} surveying */
export function surveyCard(surveying) {
  const { hall, say } = surveying;
  const questions = questionsOf(hall.view);
  const open = isOpen(hall.view);
  return html`<section class="card" id="survey" aria-labelledby="survey-card">
    <h2 class="card__title" id="survey-card"><span class="card__number" aria-hidden="true">4</span>${say("survey.title")}</h2>
    <p class="card__text">${say(open ? "survey.prepare_open" : isSettled(hall.view) ? "survey.prepare_settled" : questions.length === 0 ? "survey.none" : "survey.prepare_text")}</p>
    <ol class="agenda-edit">${repeat(questions, (question) => question.id, (question, at) => (open ? html`<li class="agenda-step" dir="auto">${question.text}</li>` : questionView(question, at, questions, surveying)))}</ol>
    ${open ? nothing : addView(surveying, questions.length)}
  </section>`;
}

/** @param {Surveying} surveying @param {number} many */
function addView({ hall, say }, many) {
  const add = (/** @type {Question["sort"]} */ sort) => hall.send(addQuestion({ sort, text: say("survey.new"), ...(sort === "choice" && { options: [say("survey.new_yes"), say("survey.new_no")] }) }));
  const fill = () => {
    for (const asking of readyMade(say)) hall.send(addQuestion(asking));
  };
  return html`<div class="buttons">
    ${many === 0 ? html`<button type="button" class="button button--main" @click=${fill}>${say("survey.fill")}</button>` : nothing}
    ${SORTS.map((sort) => html`<button type="button" class="button" @click=${() => add(sort)}>${say(`survey.add.${sort}`)}</button>`)}
  </div>`;
}

/**
 * @param {Question} question
 * @param {number} at
 * @param {readonly Question[]} questions
 * @param {Surveying} surveying
 */
function questionView(question, at, questions, surveying) {
  const { hall, say, problems } = surveying;
  const change = (/** @type {Partial<Question>} */ part) => edit({ ...question, ...part }, surveying);
  const problem = problems.get(question.id);
  const what = question.text;
  return html`<li class="agenda-step">
    <label class="field"><span class="field__label">${say(`survey.sort.${question.sort}`)}</span><input class="input" id=${`question-${question.id}`} autocomplete="off" aria-invalid=${problem ? "true" : nothing} .value=${live(question.text)} @change=${(/** @type {Event} */ e) => change({ text: valueOf(e) })} /></label>
    ${question.sort === "scale" ? endsView(question, surveying, change) : question.sort === "choice" ? optionsView(question, surveying, change) : nothing}
    ${problem ? html`<p class="field__error" role="alert">${say(problem)}</p>` : nothing}
    <div class="buttons">
      ${at > 0 ? html`<button type="button" class="button button--quiet button--small" aria-label=${say("agenda.up_of", { step: what })} @click=${() => hall.send(moveQuestion(question.id, questions[at - 1]?.id))}>${say("agenda.up")}</button>` : nothing}
      ${at < questions.length - 1 ? html`<button type="button" class="button button--quiet button--small" aria-label=${say("agenda.down_of", { step: what })} @click=${() => hall.send(moveQuestion(question.id, questions[at + 2]?.id))}>${say("agenda.down")}</button>` : nothing}
      ${isSettled(hall.view) ? nothing : html`<button type="button" class="button button--quiet button--small" aria-label=${say("agenda.withdraw_of", { step: what })} @click=${() => hall.send(withdrawQuestion(question.id))}>${say("agenda.withdraw")}</button>`}
    </div>
  </li>`;
}

/**
 * @param {Question} question
 * @param {Surveying} surveying
 * @param {(part: Partial<Question>) => void} change
 */
function endsView(question, { say }, change) {
  const field = (/** @type {"low" | "high"} */ end) =>
    html`<label class="field"><span class="field__label">${say(`survey.end.${end}`)}</span><input class="input" autocomplete="off" .value=${live(question[end] ?? "")} @change=${(/** @type {Event} */ e) => change({ [end]: valueOf(e) })} /></label>`;
  return html`<div class="survey-ends">${field("low")} ${field("high")}</div>`;
}

/**
 * A line each. What was answered already keeps its meaning: the lines hold still then.
 * @param {Question} question
 * @param {Surveying} surveying
 * @param {(part: Partial<Question>) => void} change
 */
function optionsView(question, { hall, say }, change) {
  const settled = isSettled(hall.view);
  const lines = (/** @type {Event} */ e) => valueOf(e).split("\n").map((line) => line.trim()).filter((line) => line !== "");
  return html`<label class="field"><span class="field__label">${say("survey.options")}</span><textarea class="input" rows="4" ?readonly=${settled} .value=${live((question.options ?? []).join("\n"))} @change=${(/** @type {Event} */ e) => change({ options: lines(e) })}></textarea></label>
    <label class="check"><input type="checkbox" ?disabled=${settled} .checked=${live(question.many ?? false)} @change=${() => change({ many: !question.many })} /> ${say("survey.may_many")}</label>`;
}

/**
 * What cannot be saved stays in its box, and it is said why.
 * @param {Question} question
 * @param {Surveying} surveying
 */
function edit(question, { hall, boot, problems, redraw }) {
  const problem = problemOf(question, boot.limits);
  if (problem) problems.set(question.id, problem);
  else {
    problems.delete(question.id);
    hall.send(editQuestion(question));
  }
  redraw();
}

/** @param {Question} question @param {import("../../sync/boot.js").Limits} limits */
function problemOf({ text, sort, low, high, options = [] }, { themeChars, labelChars, fieldChars, options: most }) {
  const words = checkText(text, { chars: themeChars, bytes: themeChars * 32 });
  if (words.problem) return words.text === "" ? "survey.text_empty" : `refusal.${words.problem}`;
  const tooLong = (/** @type {string} */ line, /** @type {number} */ chars) => line !== "" && checkLine(line, { chars, bytes: chars * 32 }).problem !== "";
  if (tooLong(low ?? "", labelChars) || tooLong(high ?? "", labelChars) || options.some((line) => tooLong(line, fieldChars))) return "refusal.too_big";
  if (sort === "choice" && (options.length < 2 || options.length > most)) return "survey.options_wrong";
  return sort === "choice" && new Set(options).size < options.length ? "survey.options_twice" : "";
}
