/** What people wrote in the closed survey, for those who steer: a text that hurts somebody is put away here, with a reason (伏せる). */
import { html, nothing, render } from "../../vendor/lit-html/lit-html.js";
import { cut } from "../../lib/text.js";
import { hideReply } from "../../model/ops_closing.js";
import { questionsOf, surveyOf } from "../../model/survey.js";
import { closeButton, dialogView } from "../dialog.js";
import { valueOf } from "../seat/box.js";

/**
 * @typedef {import("../../lib/words.js").Say} Say
 * @typedef {{question: string, text: string}} Written
 * @typedef {{say: Say, hall: import("../../sync/doc.js").Doc, limits: import("../../sync/boot.js").Limits}} Of
 */

const REASONS = ["hide.reason_person", "hide.reason_hurts"];

/** @param {Of} of */
export function openTexts({ say, hall, limits }) {
  const root = document.body.appendChild(document.createElement("div"));
  /** @type {{one: Written | undefined, reason: string, problem: string}} */
  const state = { one: undefined, reason: "", problem: "" };
  const end = hall.onChange(() => draw());
  const close = () => {
    end();
    root.remove();
  };
  const choose = (/** @type {Written | undefined} */ one) => {
    Object.assign(state, { one, reason: "", problem: "" });
    draw();
    /** @type {HTMLElement | null} */ (root.querySelector(one ? "#hide-reason" : "button"))?.focus();
  };
  const hide = () => {
    const reason = state.reason.trim();
    if (!state.one) return;
    state.problem = reason === "" ? "hide.needs_reason" : reason.length > limits.fieldChars ? "refusal.too_big" : "";
    if (state.problem) draw();
    else {
      hall.send(hideReply(state.one.question, state.one.text, reason));
      choose(undefined);
    }
  };
  const write = (/** @type {string} */ reason) => (Object.assign(state, { reason, problem: "" }), draw());
  const draw = () =>
    render(
      dialogView({
        title: say(state.one ? "hide.title" : "survey.texts_title"),
        body: state.one ? reasonView(state.one, { say, state, write }) : textsView(hall.view, { say, choose, may: !hall.readOnly }),
        acts: state.one
          ? html`${closeButton(say("board.stop"), () => choose(undefined))}<button class="button button--danger" type="submit">${say("hide.do")}</button>`
          : closeButton(say("board.close"), () => root.querySelector("dialog")?.close()),
        close,
        submit: hide,
        wide: true,
      }),
      root,
    );
  draw();
  root.querySelector("dialog")?.showModal();
}

/** @param {import("../../model/state.js").State} hall @param {{say: Say, choose: (one: Written) => void, may: boolean}} of */
function textsView(hall, { say, choose, may }) {
  const results = surveyOf(hall)?.results ?? [];
  const asked = questionsOf(hall).flatMap(({ id, text }) => {
    const texts = [...new Set(results.find((r) => r.question === id)?.texts ?? [])];
    return texts.length > 0 ? [{ id, text, texts }] : [];
  });
  return html`<p class="hint">${say(asked.length === 0 ? "survey.texts_none" : "survey.texts_how")}</p>
    ${asked.map(({ id, text, texts }) => html`<section>
      <h3 class="gone__heading" dir="auto">${text}</h3>
      <ul class="gone__list">${texts.map((one) => html`<li class="gone__row"><p class="gone__text" dir="auto">${one}</p>
        <button type="button" class="button button--small" ?disabled=${!may} aria-label=${say("survey.hide_of", { what: cut(one, 20) })} @click=${() => choose({ question: id, text: one })}>${say("survey.hide")}</button></li>`)}</ul>
    </section>`)}`;
}

/** @param {Written} one @param {{say: Say, state: {reason: string, problem: string}, write: (reason: string) => void}} of */
function reasonView(one, { say, state, write }) {
  return html`<p>${say("survey.hide_how")}</p>
    <ul class="hide__list"><li dir="auto">${one.text}</li></ul>
    <div class="field">
      <label class="field__label" for="hide-reason">${say("hide.reason")}</label>
      <p class="field__hint" id="hide-hint">${say("hide.reason_hint")}</p>
      <div class="buttons">${REASONS.map((key) => html`<button type="button" class="button button--small" @click=${() => write(say(key))}>${say(key)}</button>`)}</div>
      <input class="input" id="hide-reason" autocomplete="off" aria-describedby="hide-hint" .value=${state.reason} @input=${(/** @type {Event} */ e) => (state.reason = valueOf(e))} />
      ${state.problem ? html`<p class="field__error" role="alert">${say(state.problem)}</p>` : nothing}
    </div>`;
}
