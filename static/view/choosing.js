/**
 * 二つの書き方: two people wrote on one text at the same time, in the same place. All wordings side by side, one press takes one;
 * or a new one is written from them.
 */
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { checkLine, checkText, cut } from "../lib/text.js";
import * as ops from "../model/ops.js";
import { closeButton, dialogView } from "./dialog.js";

/** @typedef {import("../editor/desk.js").Desk} Desk */
/** @typedef {Extract<import("../editor/desk.js").Panel, {what: "choose"}>} ChoosePanel */
/** @typedef {import("../model/records.js").Item} Item */

/** @param {Item | undefined} item @returns {string} what stands now */
export const wordsOf = (item) => (item && "title" in item ? item.title : item && "text" in item ? item.text : undefined) ?? "";

/**
 * @param {Desk} desk
 * @param {ChoosePanel} panel
 */
export function choosingView(desk, panel) {
  const { say, doc } = desk;
  const item = doc.view.item(panel.id);
  const rivals = item?.withdrawn ? [] : (item?.rivals ?? []);
  const close = () => desk.open(undefined);
  const frame = { title: say("choose.title"), wide: true, close: () => desk.panel === panel && close() };
  if (!item || rivals.length === 0) return dialogView({ ...frame, body: html`<p>${say("choose.done")}</p>`, acts: closeButton(say("board.close"), close) });
  const stands = { text: wordsOf(item), author: undefined };
  const body = html`<p>${say("choose.how")}</p>
    <ul class="choose">
      ${[stands, ...rivals].map((one) => wordingView(desk, item, one))}
    </ul>
    <div class="field">
      <label class="field__label" for="choose-text">${say("choose.write")}</label>
      <textarea class="input input--tall" id="choose-text" rows="2" @input=${(/** @type {InputEvent} */ e) => typed(desk, panel, e)}>${wordsOf(item)}</textarea>
      ${panel.problem ? html`<p class="field__error" role="alert">${say(panel.problem)}</p>` : nothing}
    </div>`;
  return dialogView({
    ...frame,
    body,
    // The focus begins on what decides nothing.
    acts: html`<button class="button" type="button" autofocus @click=${close}>${say("choose.later")}</button><button class="button" type="submit">${say("choose.write_do")}</button>`,
    submit: (dialog) => write(desk, panel, item, dialog),
  });
}

/**
 * @param {Desk} desk
 * @param {Item} item
 * @param {{text: string, author?: string | undefined}} wording author absent: it stood there first
 */
function wordingView(desk, item, { text, author }) {
  const { say, client } = desk;
  const who = author ? client.hall.view.seat(author)?.name : undefined;
  return html`<li class="choose__one">
    <p class="choose__text" dir="auto">${text || say("board.untitled")}</p>
    <p class="choose__who">${who ? say("choose.by", { name: who }) : say("choose.stands")}</p>
    <button class="button button--main" type="button" aria-label=${say("choose.take_of", { text: cut(text, 20) })} @click=${() => take(desk, item, text)}>${say("choose.take")}</button>
  </li>`;
}

/**
 * @param {Desk} desk
 * @param {Item} item as it was shown
 * @param {string} text
 */
function take(desk, item, text) {
  if (!desk.send([ops.chooseText(item, text)])) return;
  desk.tell("choose.said", { what: cut(text, 14) });
  desk.open(undefined);
}

/**
 * @param {Desk} desk
 * @param {ChoosePanel} panel
 * @param {InputEvent} _e
 */
function typed(desk, panel, _e) {
  if (!panel.problem) return;
  delete panel.problem;
  desk.redraw();
}

/**
 * @param {Desk} desk
 * @param {ChoosePanel} panel
 * @param {Item} item
 * @param {HTMLDialogElement} dialog
 */
function write(desk, panel, item, dialog) {
  const written = dialog.querySelector("textarea")?.value ?? "";
  const { noteChars, titleChars, noteBytes } = desk.boot.limits;
  const island = desk.doc.view.group(item.id) !== undefined;
  const { text, problem } = island ? checkLine(written, { chars: titleChars, bytes: noteBytes }) : checkText(written, { chars: noteChars, bytes: noteBytes });
  if (!problem) return take(desk, item, text);
  panel.problem = text === "" ? "board.text_empty" : `refusal.${problem}`;
  desk.redraw();
}
