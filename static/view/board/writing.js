/** The dialog for a text: a note put right, a new note, a sentence on the sheet. What was typed stays until it is sent. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { checkText, chars } from "../../lib/text.js";
import { mends } from "../../editor/actions.js";
import { writeText } from "../../editor/writing.js";
import * as ops from "../../model/ops.js";
import { InHand } from "../../sync/meeting.js";
import { browserClock } from "../../lib/clock.js";
import { closeButton, closedView, dialogView, mainButton } from "../dialog.js";
import { addingActs, addingView, meetLines, putOut } from "./adding.js";
import { halfOf } from "../seat/half.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {Extract<import("../../editor/desk.js").Panel, {what: "text"}>} TextPanel */

/**
 * @param {Desk} desk
 * @param {TextPanel} panel
 */
export function writingView(desk, panel) {
  const { say } = desk;
  const words = wordsOf(panel);
  const body = html`${speakerView(desk, panel)}<div class="field">
      <label class="field__label" for="writing-text">${say(words.label)}</label>
      <textarea class="input input--tall" id="writing-text" rows="3" data-side=${sideOf(desk, panel)} @input=${(/** @type {InputEvent} */ e) => typed(desk, panel, e)}></textarea>
      ${panel.problem ? html`<p class="field__error" role="alert">${say(panel.problem)}</p>` : nothing} ${countView(desk, panel)}
    </div>
    ${panel.base ? meanwhileView(desk, panel) : addingView(desk, panel)}
    ${closedView(say, mayStill(desk, panel))}`;
  return dialogView({
    title: say(words.title),
    body,
    acts: actsView(desk, panel, words.act),
    close: () => desk.panel === panel && desk.open(undefined),
    submit: (dialog) => write(desk, panel, dialog),
  });
}

/**
 * @param {Desk} desk
 * @param {TextPanel} panel
 * @param {string} act what the main button is called
 */
function actsView(desk, panel, act) {
  const { say } = desk;
  const leave = () => stop(desk, panel);
  if (!panel.base && panel.sort === "note") return addingActs(desk, panel, leave, () => keep(desk, panel));
  return html`${closeButton(say("board.stop"), leave)}${mainButton(say(asNew(panel) ? "board.as_new" : panel.hand?.state === "clash" ? "choose.keep_both" : act))}`;
}

/** @param {TextPanel} panel */
function wordsOf({ base, sort }) {
  if (base) return { title: sort === "note" ? "board.edit_note" : "board.edit_statement", label: "board.edit_label", act: "board.edit_do" };
  if (sort === "note") return { title: "board.add_note", label: "board.write_label", act: "board.write_do" };
  return { title: "board.add_statement", label: "board.statement_label", act: "board.statement_do" };
}

/**
 * @param {Desk} desk
 * @param {TextPanel} panel
 */
function sideOf(desk, { base, sort, speaker }) {
  if (sort === "statement") return nothing;
  if (speaker) return desk.client.hall.view.seat(speaker)?.side ?? "";
  return base && "side" in base ? (base.side ?? "") : (desk.client.me?.side ?? "");
}

/** The time for it, or the server, may have closed under the writer. @param {Desk} desk @param {TextPanel} panel */
function mayStill(desk, { base, sort, speaker }) {
  if (!base) return desk.may(sort === "note" ? (speaker ? "note.dictate" : "note.add") : "statement.add");
  const own = (base.author !== undefined && base.author === desk.client.me?.id) || (sort === "note" && mends(desk, /** @type {import("../../model/records.js").Note} */ (base)));
  return desk.may(sort === "note" ? "note.edit" : "statement.edit", own);
}

/**
 * Whose note it is: mine, or that of somebody at the table for whom I type (代筆). Who has not come stands last.
 * @param {Desk} desk
 * @param {TextPanel} panel
 */
function speakerView(desk, panel) {
  const { say, client, doc } = desk;
  const people = panel.base || panel.sort !== "note" || !desk.may("note.dictate") ? [] : client.hall.view.seats(doc.view.board?.table ?? "").filter(({ id }) => id !== client.me.id);
  if (people.length === 0) return nothing;
  const last = [...people].sort((a, b) => Number(a.absent ?? false) - Number(b.absent ?? false));
  const change = (/** @type {Event} */ e) => {
    const value = e.currentTarget instanceof HTMLSelectElement ? e.currentTarget.value : "";
    if (value) panel.speaker = value;
    else delete panel.speaker;
    desk.redraw();
  };
  return html`<div class="field">
    <label class="field__label" for="writing-speaker">${say("dictate.whose")}</label>
    <select class="input" id="writing-speaker" @change=${change}>
      <option value="">${say("dictate.mine")}</option>
      ${last.map(({ id, name, absent }) => html`<option value=${id} ?selected=${panel.speaker === id}>${absent ? say("dictate.absent", { name }) : name}</option>`)}
    </select>
    ${panel.speaker ? html`<p class="field__hint" role="status">${say("dictate.hint", { name: client.hall.view.seat(panel.speaker)?.name ?? "" })}</p>` : nothing}
  </div>`;
}

/**
 * What others did to the same text meanwhile.
 * @param {Desk} desk
 * @param {TextPanel} panel
 */
function meanwhileView({ say }, { base, hand }) {
  if (!base || !hand) return nothing;
  if (hand.state === "gone") return html`<p class="notice" data-kind="warn" role="status">${say("board.edit_gone")}</p>`;
  if (hand.state === "clash") return html`<p class="notice" data-kind="warn" role="status">${say("board.edit_changed", { text: hand.theirs ?? "" })}</p>`;
  return hand.base === (base.text ?? "") ? nothing : html`<p class="notice" data-kind="info" role="status">${say("board.edit_merged")}</p>`;
}

/** The note was withdrawn under the writer: the words go on as a new one. @param {TextPanel} panel */
const asNew = ({ base, hand, sort }) => base !== undefined && sort === "note" && hand?.state === "gone";

/**
 * News of the text in hand goes into the box where both can stand; see sync/meeting.js.
 * @param {Desk} desk
 * @param {TextPanel} panel
 */
export function meetText({ doc }, { base, hand }) {
  if (!base || !hand) return;
  const now = doc.view.note(base.id) ?? doc.view.statement(base.id);
  hand.news(!now || now.withdrawn ? undefined : (now.text ?? ""));
}

/**
 * @param {Desk} desk
 * @param {TextPanel} panel
 */
function countView({ say, boot }, { draft }) {
  const most = boot.limits.noteChars;
  const n = chars(draft ?? "");
  return n < most * 0.9 ? nothing : html`<p class="field__count" ?data-over=${n > most}>${say("board.letters", { n, most })}</p>`;
}

/** Where half-written words are kept over a closed lid. @param {Desk} desk @param {TextPanel} panel */
function boxOf(desk, { base, sort, group }) {
  return halfOf(desk.client, base ? `edit:${base.id}` : `${sort}-add:${desk.boot.board}:${group}`);
}

/** @param {Desk} desk @param {TextPanel} panel */
function keep(desk, panel) {
  boxOf(desk, panel).save(panel.draft ?? "", panel.hand?.base ?? panel.base?.text ?? "");
}

/**
 * @param {Desk} desk
 * @param {TextPanel} panel
 * @param {HTMLDialogElement} dialog
 */
export async function beginWriting(desk, panel, dialog) {
  const box = dialog.querySelector("textarea");
  if (!box) return;
  const before = panel.kept ?? panel.base?.text ?? "";
  box.value = before;
  panel.draft = before;
  box.focus();
  box.setSelectionRange(before.length, before.length);
  if (panel.base) panel.hand = handOf(desk, panel, box, panel.base.text ?? "");
  desk.doc.doing(panel.base?.id ?? "writing");
  const half = panel.kept === undefined ? await boxOf(desk, panel).bring(box, before) : undefined;
  if (!half) return;
  panel.draft = box.value;
  if (panel.base && half.base) {
    panel.hand?.stop();
    panel.base = { ...panel.base, text: half.base };
    panel.hand = handOf(desk, panel, box, half.base);
  }
  desk.redraw();
}

/**
 * @param {Desk} desk
 * @param {TextPanel} panel
 * @param {HTMLTextAreaElement} box
 * @param {string} base
 */
function handOf(desk, panel, box, base) {
  const { noteChars: most, noteBytes: bytes } = desk.boot.limits;
  const changed = () => {
    panel.draft = box.value;
    keep(desk, panel);
    desk.redraw();
  };
  return new InHand({ box, base, fits: (text) => checkText(text, { chars: most, bytes }).problem === "", changed, clock: browserClock });
}

/**
 * @param {Desk} desk
 * @param {TextPanel} panel
 * @param {InputEvent} e
 */
function typed(desk, panel, e) {
  panel.draft = /** @type {HTMLTextAreaElement} */ (e.currentTarget).value;
  delete panel.problem;
  meetLines(panel, e);
  keep(desk, panel);
  desk.redraw();
}

/**
 * @param {Desk} desk
 * @param {TextPanel} panel
 */
function stop(desk, panel) {
  boxOf(desk, panel).clear();
  desk.open(undefined);
}

/**
 * @param {Desk} desk
 * @param {TextPanel} panel
 * @param {HTMLDialogElement} dialog
 */
function write(desk, panel, dialog) {
  if (panel.lines) {
    const all = putOut(desk, panel, panel.lines, dialog.querySelector("textarea"));
    return all ? stop(desk, panel) : keep(desk, panel);
  }
  const { noteChars, noteBytes } = desk.boot.limits;
  const { text, problem } = checkText(dialog.querySelector("textarea")?.value ?? "", { chars: noteChars, bytes: noteBytes });
  if (problem) {
    panel.problem = text === "" ? "board.text_empty" : `refusal.${problem}`;
    return desk.redraw();
  }
  if (asNew(panel) && panel.base) {
    if (desk.send([ops.addInstead(text, panel.base.id)])) stop(desk, panel);
    return;
  }
  // What the text in the box was made from now, others' words in it included.
  const base = panel.base && { ...panel.base, text: panel.hand?.base ?? panel.base.text ?? "" };
  if (base && text === base.text) return stop(desk, panel);
  const clash = panel.hand?.state === "clash";
  if (!writeText(desk, base ? { ...panel, base } : panel, text)) return;
  boxOf(desk, panel).clear();
  if (clash) desk.note("info", desk.say("choose.both_kept"));
}
