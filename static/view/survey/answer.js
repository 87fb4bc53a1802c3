/**
 * ふりかえり answered: one calm page of questions, the same on the seat and, for who leads a table, in a dialog over the board.
 * What is half answered outlives a reload; nobody but this seat ever sees it. See css/survey.css.
 */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { checkText } from "../../lib/text.js";
import { answerSurvey } from "../../model/ops_closing.js";
import { STEPS, answerOf, fromDraft, isClosed, isOpen, isTooFew, questionsOf, replyList, repliesOf, ticked, toDraft } from "../../model/survey.js";
import { valueOf } from "../seat/box.js";
import { resultsView } from "./results.js";

/**
 * @typedef {import("../../lib/words.js").Say} Say
 * @typedef {import("../../sync/client.js").Client} Client
 * @typedef {import("../../model/records.js").Question} Question
 * @typedef {ReturnType<typeof makeAnswering>} Answering
 */

/** @param {{client: Client, say: Say, chars: number, redraw: () => void}} parts chars: as long as an answer may be */
export function makeAnswering({ client, say, chars, redraw }) {
  const box = client.box("survey");
  const self = {
    client, say, chars, redraw,
    replies: repliesOf(),
    /** What stood in the boxes as they were drawn: what is typed into them is the person's. */
    begun: repliesOf(),
    /** Whether the page of questions is before them. */
    writing: false,
    loaded: false,
    /** Keys of what is wrong, by question; "": with all of it. @type {Map<string, string>} */
    problems: new Map(),
    load: async () => {
      begin(fromDraft(await box.load()));
      redraw();
    },
    /** To put right what was sent already. */
    again: () => begin(repliesOf(mine()?.replies)),
    /** What was not taken stands in the boxes again. @param {readonly import("../../model/records.js").Reply[]} list */
    bring: (list) => {
      begin(repliesOf(list));
      box.save(toDraft(self.replies));
    },
    /** @param {Question} question @param {number} mark @param {boolean} on */
    tick: (question, mark, on) => {
      const { marks, text } = reply(question.id);
      keep(question.id, { marks: ticked(question, marks, mark, on), text });
      redraw();
    },
    /** @param {string} question @param {string} text */
    type: (question, text) => keep(question, { marks: [], text }),
    send,
  };
  return self;

  /** @param {import("../../model/survey.js").Replies | undefined} replies */
  function begin(replies) {
    Object.assign(self, { loaded: true, writing: replies !== undefined });
    if (replies) Object.assign(self, { replies, begun: new Map(replies) });
  }

  /** @param {string} question */
  function reply(question) {
    return self.replies.get(question) ?? { marks: [], text: "" };
  }

  /** @param {string} question @param {{marks: readonly number[], text: string}} what */
  function keep(question, what) {
    self.replies.set(question, what);
    self.writing = true;
    self.problems.clear();
    box.save(toDraft(self.replies));
  }

  function mine() {
    return answerOf(client.hall.view, client.me?.id ?? "");
  }

  function send() {
    const questions = questionsOf(client.hall.view);
    const list = replyList(questions, self.replies);
    self.problems.clear();
    for (const { question, text } of list) if (text && checkText(text, { chars, bytes: chars * 8 }).problem) self.problems.set(question, "refusal.too_big");
    if (list.length === 0) self.problems.set("", "survey.nothing");
    if (self.problems.size === 0 && client.hall.send(answerSurvey(list, mine()?.id)) === null) self.problems.set("", "refusal.full");
    if (self.problems.size === 0) {
      box.clear();
      self.writing = false;
    }
    redraw();
    if (self.problems.size === 0) goTo("#survey-thanks");
  }
}

/** What was pressed is gone, so the hand goes on to what came in its place; over the board that is drawn a moment later. @param {string} selector */
function goTo(selector) {
  queueMicrotask(() => {
    const found = document.querySelector(selector);
    if (found instanceof HTMLElement) found.focus();
  });
}

/** Whether there is anything to see: questions to answer, or what came of them. @param {Client} client */
export const hasSurvey = ({ hall }) => isOpen(hall.view) || isClosed(hall.view) || isTooFew(hall.view);

/** Whether the questions are before this person now. @param {Answering} answering */
export const isAnswering = ({ client, writing, loaded }) => loaded && isOpen(client.hall.view) && (writing || (answerOf(client.hall.view, client.me?.id ?? "")?.replies?.length ?? 0) === 0);

/** @param {Answering} answering @param {boolean} [named] whether what stands round it says already what it is */
export function surveyView(answering, named = false) {
  const { client, say } = answering;
  const hall = client.hall.view;
  if (!hasSurvey(client) || !answering.loaded) return nothing;
  const body = !isOpen(hall) ? closedView(answering) : isAnswering(answering) ? formView(answering) : thanksView(answering);
  return html`<section class="survey" aria-labelledby="survey-title">
    <h2 class=${named ? "visually-hidden" : "survey__title"} id="survey-title">${say("survey.title")}</h2>
    ${client.hall.refusals.filter((refusal) => refusal.op.type === "survey.answer").map((refusal) => refusedView(answering, refusal))} ${body}
  </section>`;
}

/**
 * What was written is shown with the reason, and goes back into the boxes as long as there are any.
 * @param {Answering} answering
 * @param {import("../../sync/doc.js").Refusal} refusal
 */
function refusedView({ client, say, bring, redraw }, refusal) {
  const own = `${refusal.key}.survey.answer`;
  const list = /** @type {import("../../model/records.js").Reply[]} */ (refusal.op.body["replies"] ?? []);
  const back = () => {
    client.hall.dismiss(refusal.id);
    if (isOpen(client.hall.view)) bring(list);
    redraw();
  };
  return html`<div class="notice" data-kind="error" role="alert">
    <p>${say(say.has(own) ? own : refusal.key)}</p>
    ${list.map(({ text }) => (text ? html`<p dir="auto">${text}</p>` : nothing))}
    <div class="buttons"><button type="button" class="button" @click=${back}>${say(isOpen(client.hall.view) ? "survey.again" : "seat.understood")}</button></div>
  </div>`;
}

const STATES = { saved: "survey.state.saved", saving: "survey.state.saving", unsent: "survey.state.unsent" };

/** @param {Answering} answering */
function thanksView({ client, say, again, redraw }) {
  const answer = answerOf(client.hall.view, client.me?.id ?? "");
  const mark = answer ? client.hall.markOf(answer.id) : "saved";
  const edit = () => {
    again();
    redraw();
    goTo(".survey__list :is(input, textarea)");
  };
  return html`<p class="survey__thanks" id="survey-thanks" tabindex="-1" role="status">${say("survey.thanks")} <span class="survey__state" data-state=${mark}>${say(STATES[mark])}</span></p>
    <p class="survey__how">${say("survey.until_closed")}</p>
    <div class="buttons"><button type="button" class="button" @click=${edit}>${say("survey.again")}</button></div>`;
}

/** @param {Answering} answering */
function closedView({ client, say, replies, writing }) {
  const lost = writing && replyList(questionsOf(client.hall.view), replies).length > 0;
  const told = isClosed(client.hall.view);
  return html`<p class="survey__how">${say(told ? "survey.closed" : "survey.closed_few")}</p>
    ${lost ? html`<p class="notice" data-kind="info">${say("survey.half_written")}</p>` : nothing}
    ${told ? html`<details class="survey__all"><summary>${say("survey.results")}</summary>${resultsView(client.hall.view, say)}</details>` : nothing}`;
}

/** @param {Answering} answering */
function formView(answering) {
  const { client, say, problems, send } = answering;
  const questions = questionsOf(client.hall.view);
  const submit = (/** @type {Event} */ e) => {
    e.preventDefault();
    send();
  };
  const problem = problems.get("");
  // A dialog has a form of its own, and forms do not nest.
  return html`<p class="survey__how">${say("survey.how")}</p>
    <p class="survey__how">${say("survey.secret")}</p>
    <ol class="survey__list">${questions.map((question, at) => html`<li>${questionView(answering, question, at)}</li>`)}</ol>
    ${problem ? html`<p class="field__error" role="alert">${say(problem)}</p>` : nothing}
    <div class="buttons"><button type="button" class="button button--main button--big" @click=${submit}>${say("survey.send")}</button></div>`;
}

/** @param {Answering} answering @param {Question} question @param {number} at */
function questionView(answering, question, at) {
  const { say, problems } = answering;
  const text = say("survey.nth", { n: at + 1, text: question.text });
  const problem = problems.get(question.id);
  const error = problem ? html`<p class="field__error" role="alert">${say(problem)}</p>` : nothing;
  if (question.sort === "text") {
    return html`<div class="survey__question">
      <label class="survey__asks" for=${`survey-${question.id}`} dir="auto">${text}</label>
      <textarea class="input" id=${`survey-${question.id}`} rows="3" aria-invalid=${problem ? "true" : nothing} .value=${answering.begun.get(question.id)?.text ?? ""} @input=${(/** @type {Event} */ e) => answering.type(question.id, valueOf(e))}></textarea>
      ${error}
    </div>`;
  }
  return html`<fieldset class="survey__question" data-sort=${question.sort}>
    <legend class="survey__asks" dir="auto">${text}${question.many ? html` <small>${say("survey.many")}</small>` : nothing}</legend>
    ${question.sort === "scale" ? scaleView(answering, question) : html`<div class="survey__options">${(question.options ?? []).map((option, mark) => tickView(answering, question, mark, option))}</div>`}
    ${error}
  </fieldset>`;
}

/** @param {Answering} answering @param {Question} question */
function scaleView(answering, question) {
  return html`<div class="survey__scale">
    <span class="survey__end" aria-hidden="true">${question.low ?? ""}</span>
    <span class="survey__steps">${Array.from({ length: STEPS }, (_, mark) => tickView(answering, question, mark, String(mark + 1), endOf(question, mark)))}</span>
    <span class="survey__end" aria-hidden="true">${question.high ?? ""}</span>
  </div>`;
}

/** The word at a scale's end is said with its number. @param {Question} question @param {number} mark */
const endOf = ({ low, high }, mark) => (mark === 0 ? low : mark === STEPS - 1 ? high : undefined);

/**
 * @param {Answering} answering
 * @param {Question} question
 * @param {number} mark
 * @param {string} words
 * @param {string} [end]
 */
function tickView(answering, question, mark, words, end) {
  const on = answering.replies.get(question.id)?.marks.includes(mark) ?? false;
  const change = (/** @type {Event} */ e) => answering.tick(question, mark, /** @type {HTMLInputElement} */ (e.currentTarget).checked);
  return html`<label class="survey__tick" ?data-on=${on}>
    <input type=${question.many ? "checkbox" : "radio"} name=${`survey-${question.id}`} .checked=${on} @change=${change} />
    <span dir="auto">${words}${end ? html`<span class="visually-hidden"> ${end}</span>` : nothing}</span>
  </label>`;
}
