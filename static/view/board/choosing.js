/**
 * 二つの書き方: two people wrote on one text at the same time, in the same place. All wordings side by side, one press takes one;
 * or a new one is written from them. Somebody else may decide first: then what was being written stays in its box, and may be put
 * as an edit of what was chosen.
 */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { checkLine, checkText, cut } from "../../lib/text.js";
import * as ops from "../../model/ops.js";
import { closeButton, dialogView } from "../dialog.js";
import { halfOf } from "../seat/half.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {Extract<import("../../editor/desk.js").Panel, {what: "choose"}>} ChoosePanel */
/** @typedef {import("../../model/records.js").Item} Item */

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
  const over = !item || rivals.length === 0;
  if (over && !isWritten(panel)) return dialogView({ ...frame, body: html`<p>${say("choose.done")}</p>`, acts: closeButton(say("board.close"), close) });
  const mayPut = !over || canPut(desk, item);
  return dialogView({
    ...frame,
    // One template for both, so that the box with its words stays the same element when the contest ends.
    body: html`${over ? doneView(desk, item) : wordingsView(desk, item, rivals)}
      <div class="field">
        <label class="field__label" for="choose-text">${say(over ? "choose.yours" : "choose.write")}</label>
        <textarea class="input input--tall" id="choose-text" rows="2" @input=${(/** @type {InputEvent} */ e) => typed(desk, panel, e)}>${wordsOf(item)}</textarea>
        ${panel.problem ? html`<p class="field__error" role="alert">${say(panel.problem)}</p>` : nothing}
      </div>`,
    // The focus begins on what decides nothing.
    acts: html`<button class="button" type="button" autofocus @click=${close}>${say(over ? "board.close" : "choose.later")}</button>${mayPut ? html`<button class="button" type="submit">${say(over && item?.withdrawn ? "board.as_new" : "choose.write_do")}</button>` : nothing}`,
    submit: (dialog) => mayPut && item && write(desk, panel, item, dialog),
  });
}

/** Something stands in the box that stands nowhere else. @param {ChoosePanel} panel */
const isWritten = ({ draft, base }) => (draft ?? "").trim() !== "" && draft !== base;

/** Of what was withdrawn, only a note's words can go on, as a new one. @param {Desk} desk @param {Item | undefined} item */
const canPut = ({ doc }, item) => item !== undefined && (!item.withdrawn || doc.view.note(item.id) !== undefined);

/** @param {Desk} desk @param {Item} item @param {readonly import("../../model/records.js").Rival[]} rivals */
function wordingsView(desk, item, rivals) {
  const stands = { text: wordsOf(item), author: undefined };
  return html`<p>${desk.say("choose.how")}</p>
    <ul class="choose">
      ${[stands, ...rivals].map((one) => wordingView(desk, item, one))}
    </ul>`;
}

/** @param {Desk} desk @param {Item | undefined} item */
function doneView({ say }, item) {
  return html`<p class="notice" data-kind="info" role="status">${say("choose.done")} ${say("choose.done_yours")}</p>
    ${item && !item.withdrawn ? html`<p class="choose__text" dir="auto">${wordsOf(item) || say("board.untitled")}</p>` : nothing}`;
}

/** The same as of the dialog for this text: what was begun here is found there, too. @param {Desk} desk @param {string} id */
const boxOf = (desk, id) => halfOf(desk.client, `${desk.doc.view.group(id) ? "title" : "edit"}:${id}`);

/**
 * The box as it opens: what stands, or what was half written here before.
 * @param {Desk} desk
 * @param {ChoosePanel} panel
 * @param {HTMLDialogElement} dialog
 */
export async function beginChoosing(desk, panel, dialog) {
  const box = dialog.querySelector("textarea");
  if (!box) return;
  const before = box.value;
  panel.base = before;
  if (!(await boxOf(desk, panel.id).bring(box, before))) return;
  panel.draft = box.value;
  desk.redraw();
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
  boxOf(desk, item.id).clear();
  desk.tell("choose.said", { what: cut(text, 14) });
  desk.open(undefined);
}

/**
 * @param {Desk} desk
 * @param {ChoosePanel} panel
 * @param {InputEvent} e
 */
function typed(desk, panel, e) {
  panel.draft = /** @type {HTMLTextAreaElement} */ (e.currentTarget).value;
  panel.base ??= "";
  boxOf(desk, panel.id).save(panel.draft, wordsOf(desk.doc.view.item(panel.id)));
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
  if (!problem) return (item.rivals ?? []).length > 0 && !item.withdrawn ? take(desk, item, text) : put(desk, item, text);
  panel.problem = text === "" ? "board.text_empty" : `refusal.${problem}`;
  desk.redraw();
}

/**
 * The contest is over: the words go as an edit of what was chosen, as the writer sees it now.
 * @param {Desk} desk
 * @param {Item} item
 * @param {string} text
 */
function put(desk, item, text) {
  const { view } = desk.doc;
  const [note, group, statement] = [view.note(item.id), view.group(item.id), view.statement(item.id)];
  const op = note ? (note.withdrawn ? ops.addInstead(text, note.id) : ops.editNote(note, text)) : group ? ops.titleGroup(group, text) : statement && ops.editStatement(statement, text);
  if (!op || !desk.send([op])) return;
  boxOf(desk, item.id).clear();
  desk.tell("board.said_edited", { what: cut(text, 14) });
  desk.open(undefined);
}
