/** The one box: a question above, a verb below. */
import { html } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { chars } from "../../lib/text.js";
import { enterSends, sends, setEnterSends } from "../form/enter.js";

/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {import("./writing.js").Writing} Writing */

/**
 * @param {Writing} writing
 * @param {{say: Say, side: string, redraw: () => void}} look
 */
export function boxView(writing, look) {
  const { say } = look;
  return html`<form class="box" data-side=${look.side} novalidate @submit=${submitted(writing)}>
    <label class="box__label" for="text">${say("seat.box")}</label>
    <p class="box__hint" id="text-hint">${say("seat.box_hint")}</p>
    <textarea
      class="box__text"
      id="text"
      rows="3"
      aria-describedby="text-hint text-count"
      .value=${live(writing.text)}
      @input=${(/** @type {Event} */ e) => writing.type(valueOf(e))}
      @paste=${(/** @type {ClipboardEvent} */ e) => afterPaste(writing, e)}
      @keydown=${(/** @type {KeyboardEvent} */ e) => onKey(writing, e)}
    ></textarea>
    ${countView(writing, say)}
    <div class="box__row">
      ${writing.lines.length > 1 ? splitView(writing, say) : html`<button class="button button--main button--big">${say("seat.send")}</button>`}
      ${answerView(writing)}
      <div class="box__more">${enterView(look)}</div>
    </div>
  </form>`;
}

/** What the page answers; always there, so that a screen reader hears it change. @param {Writing} writing */
export const answerView = (writing) => {
  const answer = writing.answerNow();
  return html`<p class="box__out" role="status" data-kind=${answer?.kind ?? "good"}>${answer?.text ?? ""}</p>`;
};

/** @param {Writing} writing */
const submitted = (writing) => (/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  writing.submit();
  focusBox(event.currentTarget);
};

/** @param {EventTarget | null} form */
const focusBox = (form) => {
  if (form instanceof HTMLFormElement) form.querySelector("textarea")?.focus();
};

/** @param {Event} event */
export const valueOf = (event) => (event.currentTarget instanceof HTMLTextAreaElement || event.currentTarget instanceof HTMLInputElement ? event.currentTarget.value : "");

/**
 * The paste itself is the browser's; what came is looked at when it stands in the box.
 * @param {Writing} writing
 * @param {ClipboardEvent} event
 */
const afterPaste = (writing, event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  setTimeout(() => writing.pasted(text));
};

/**
 * @param {Writing} writing
 * @param {KeyboardEvent} event
 */
const onKey = (writing, event) => {
  if (!sends(event, enterSends())) return;
  event.preventDefault();
  writing.submit();
};

/**
 * How much still fits, said only when it begins to matter.
 * @param {Writing} writing
 * @param {Say} say
 */
const countView = (writing, say) => {
  const long = writing.text.length > writing.limit * 0.8;
  const left = long ? writing.limit - chars(writing.text) : writing.limit;
  if (left > writing.limit * 0.1) return html`<p class="visually-hidden" id="text-count"></p>`;
  return html`<p class="field__count" id="text-count" ?data-over=${left < 0}>${left < 0 ? say("seat.over", { n: -left }) : say("seat.left", { n: left })}</p>`;
};

/**
 * A paste of many lines: one question instead of the one button.
 * @param {Writing} writing
 * @param {Say} say
 */
const splitView = (writing, say) => {
  const n = writing.lines.length;
  return html`<div class="notice" data-kind="info" role="alert">
    <p>${say("seat.split", { n })}</p>
    <div class="buttons">
      <button type="button" class="button button--main" @click=${writing.split}>${say("seat.split_go", { n })}</button>
      <button type="button" class="button" @click=${writing.keepWhole}>${say("seat.split_no")}</button>
    </div>
  </div>`;
};

/** @param {{say: Say, redraw: () => void}} look */
const enterView = ({ say, redraw }) => {
  const change = (/** @type {Event} */ event) => {
    if (event.currentTarget instanceof HTMLInputElement) setEnterSends(event.currentTarget.checked);
    redraw();
  };
  return html`<label class="check"><input type="checkbox" .checked=${live(enterSends())} @change=${change} /><span>${enterSends() ? say("seat.enter_on") : say("seat.enter_off")}</span></label>`;
};
