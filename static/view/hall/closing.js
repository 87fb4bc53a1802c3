/** In the hall, at the evening's end: the closing survey opened for all by one press, and how many have answered; remarks; tags. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { openSurvey } from "../../model/ops_closing.js";
import { answeredIn, askedIn, isClosed, isOpen, isTooFew, questionsOf, surveyOf } from "../../model/survey.js";
import { ask } from "../form/ask.js";
import { refusedView, understood } from "../screen.js";
import { allTargets, askRemark, remarkRefusals } from "../survey/remark.js";
import { openTexts } from "../survey/texts.js";
import { openTags } from "../tags/list.js";

/** @typedef {Pick<import("./steer.js").Steer, "say" | "hall" | "workshop" | "client" | "limits">} Steer */

/** What is written and laid on at the end. @param {Steer} steer */
export function closingActs({ say, hall, client, limits }) {
  return html`<button type="button" class="button button--small" aria-haspopup="dialog" ?disabled=${hall.readOnly} @click=${() => askRemark({ client, say, limits }, allTargets({ client, say, limits }))}>${say("remark.open")}</button>
    <button type="button" class="button button--small" aria-haspopup="dialog" ?disabled=${hall.readOnly} @click=${() => openTags({ client, say, limits })}>${say("tags.open")}</button>`;
}

/** @param {Steer} steer */
export function closingView(steer) {
  const { say, hall, workshop, client, limits } = steer;
  const rest = remarkRefusals({ client, say, limits });
  if (questionsOf(hall.view).length === 0) return html`<section class="closing" aria-label=${say("survey.title")}><p class="card__text">${say("survey.none_hall")} <a href=${`/w/${workshop}#survey`}>${say("survey.to_prepare")}</a></p>${rest}</section>`;
  return html`<section class="closing" aria-label=${say("survey.title")}>
    ${isOpen(hall.view) ? openView(steer) : isClosed(hall.view) ? closedView(steer) : isTooFew(hall.view) ? fewView(steer) : html`<button type="button" class="button button--small" ?disabled=${hall.readOnly} @click=${() => begin(steer, "survey.open_text")}>${say("survey.open")}</button>`}
    ${refusalsView(steer)} ${rest}
  </section>`;
}

/** What was asked of the survey and not done; what concerns words keeps them. @param {Steer} steer */
const refusalsView = ({ say, hall }) =>
  hall.refusals
    .filter(({ op }) => op.type.startsWith("survey."))
    .map(({ id, key, op }) => refusedView(say(say.has(`${key}.${op.type}`) ? `${key}.${op.type}` : key), understood(say, () => hall.dismiss(id))));

/** @param {Steer} steer */
function fewView(steer) {
  const { say, hall, limits } = steer;
  return html`<p class="closing__say">${say("survey.too_few", { n: answeredIn(hall.view), least: limits.surveyTold })}</p>
    <button type="button" class="button button--small" ?disabled=${hall.readOnly} @click=${() => begin(steer, "survey.open_text")}>${say("survey.reopen")}</button>`;
}

/** @param {Steer} steer */
function openView(steer) {
  const { say, hall } = steer;
  const n = answeredIn(hall.view);
  return html`<p class="closing__say" role="status">${say("survey.so_far", { n, of: Math.max(n, askedIn(hall.view)) })}</p>
    <button type="button" class="button button--small button--main" ?disabled=${hall.readOnly} @click=${() => end(steer)}>${say("survey.close")}</button>`;
}

/** @param {Steer} steer */
function closedView(steer) {
  const { say, hall, workshop } = steer;
  return html`<p class="closing__say">${say("survey.told", { n: surveyOf(hall.view)?.answered ?? 0 })} <a href=${`/w/${workshop}/results#survey`}>${say("survey.to_results")}</a></p>
    <button type="button" class="button button--quiet button--small" aria-haspopup="dialog" @click=${() => openTexts(steer)}>${say("survey.texts")}</button>
    ${answeredIn(hall.view) > 0 ? html`<button type="button" class="button button--quiet button--small" ?disabled=${hall.readOnly} @click=${() => begin(steer, "survey.reopen_text")}>${say("survey.reopen")}</button>` : nothing}`;
}

/** @param {Steer} steer @param {"survey.open_text" | "survey.reopen_text"} text */
async function begin({ say, hall, limits }, text) {
  if (await ask({ title: say("survey.open_ask"), text: say(text, { least: limits.surveyTold }), yes: say("survey.open_yes"), no: say("prepare.cancel") })) hall.send(openSurvey(true));
}

/** @param {Steer} steer */
async function end({ say, hall, limits }) {
  const n = answeredIn(hall.view);
  const text = n === 0 ? say("survey.close_none") : n < limits.surveyTold ? say("survey.close_few", { n, least: limits.surveyTold }) : say("survey.close_text");
  if (await ask({ title: say("survey.close_ask", { n }), text, yes: say("survey.close"), no: say("prepare.cancel") })) hall.send(openSurvey(false));
}
