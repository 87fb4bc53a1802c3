/** My notes: each with its state, and the two things I can do with it. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { readNext } from "../../model/ops.js";
import { enterSends, sends } from "../form/enter.js";
import { valueOf } from "./box.js";
import { mayRead } from "./reading.js";
import { describe } from "../../model/describe.js";
import { mayTryAgain, reasonOf } from "../refused.js";

/** @typedef {import("../../model/records.js").Note} Note */
/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {import("../../sync/doc.js").Doc} Doc */
/** @typedef {import("../../sync/doc.js").Refusal} Refusal */
/** @typedef {import("./writing.js").Writing} Writing */
/** @typedef {{say: Say, nameOf: (seat: string) => string, side: string, doc: Doc, writing: Writing, notes: readonly Note[], board: HTMLElement | null}} Mine notes: mine, newest first; board: where it stands, it tells of refusals itself */

/** @param {Mine} mine */
export function mineView(mine) {
  const { say, notes } = mine;
  const standing = notes.filter((note) => !note.withdrawn).length;
  const refused = mine.board ? [] : mine.doc.refusals.filter((refusal) => refusal.op.type.startsWith("note.") || refusal.op.type === "undo");
  // Where the phase has no box any more, one must not be pointed at.
  const empty = mine.doc.allowed("note.add", { own: true }) ? say("seat.mine_empty") : say("seat.mine_none");
  return html`<section class="mine" aria-labelledby="mine-heading">
    <h2 class="mine__heading" id="mine-heading">${say("seat.mine")} <span class="count">${say("seat.mine_count", { n: standing })}</span></h2>
    ${turnsView(mine)} ${notes.length + refused.length === 0 ? html`<p class="mine__empty">${empty}</p>` : nothing}
    <ul class="mine__list">
      ${repeat(refused, (refusal) => refusal.id, (refusal) => refusedView(refusal, mine))}
      ${repeat(notes, (note) => note.id, (note) => (mine.writing.edits.open.has(note.id) ? editView(note, mine) : noteView(note, mine)))}
    </ul>
  </section>`;
}

/** The pressed button is gone; beside it is the way back. */
const focusTurn = () => {
  const next = document.querySelector(".mine__turns button");
  if (next instanceof HTMLElement) next.focus();
};

/** What has a way back of its own in its row: 「取り下げる」 and 「戻す」. */
const HAS_WAY_BACK = new Set(["note.add", "note.withdraw", "note.restore"]);

/**
 * A text put right by mistake comes back. Where the board stands beside, its own buttons do it.
 * @param {Mine} mine
 */
function turnsView({ say, doc, writing, board }) {
  if (board) return nothing;
  const [undo, redo] = [doc.undoable, doc.redoable];
  const may = (/** @type {import("../../sync/undoing.js").UndoName | null} */ name) => name !== null && !HAS_WAY_BACK.has(name.op) && doc.allowed(name.op, { own: true });
  /** @param {"undo" | "redo"} way @param {import("../../sync/undoing.js").UndoName} name */
  const button = (way, name) => html`<button type="button" class="button" @click=${() => (writing.turn(way), focusTurn())}>${say(way === "undo" ? "board.undo" : "board.redo", { what: say(name.key, name.params) })}</button>`;
  if (!may(undo) && !may(redo)) return nothing;
  return html`<div class="buttons mine__turns">${undo && may(undo) ? button("undo", undo) : nothing}${redo && may(redo) ? button("redo", redo) : nothing}</div>`;
}

/**
 * @param {Note} note
 * @param {Mine} mine
 */
function noteView(note, mine) {
  if (note.hidden) return html`<li class="mine__row" data-id=${note.id} data-side=${mine.side} data-state="hidden"><p class="mine__kept">${mine.say("seat.is_kept")}</p></li>`;
  const state = note.withdrawn ? "withdrawn" : mine.doc.markOf(note.id);
  const { say } = mine;
  return html`<li class="mine__row" data-id=${note.id} data-side=${mine.side} data-state=${state}>
    <p class="mine__text" dir="auto">${note.text ?? ""}</p>
    ${note.scribe ? html`<p class="hint">${say("dictate.by", { name: mine.nameOf(note.scribe) || say("dictate.somebody") })}</p>` : nothing}
    ${rivalsView(note, mine)}
    <span class="saved" data-state=${note.withdrawn ? "readonly" : state}>${note.withdrawn ? say("seat.is_withdrawn") : say(`status.one.${state}`)}</span>
    <div class="buttons">${actsView(note, mine)}</div>
  </li>`;
}

/**
 * Somebody wrote on it at the same time: both wordings, and one press takes one.
 * @param {Note} note
 * @param {Mine} mine
 */
function rivalsView(note, { say, writing }) {
  const rivals = note.withdrawn ? [] : (note.rivals ?? []);
  if (rivals.length === 0) return nothing;
  const words = [note.text ?? "", ...rivals.map((r) => r.text)];
  return html`<div class="notice" data-kind="warn">
    <p>${say("choose.how_own")}</p>
    <ul class="choose">
      ${words.map((text) => html`<li class="choose__one"><p class="choose__text" dir="auto">${text}</p><button type="button" class="button" aria-label=${say("choose.take_of", { text })} @click=${() => writing.choose(note, text)}>${say("choose.take")}</button></li>`)}
    </ul>
  </div>`;
}

/**
 * @param {Note} note
 * @param {Mine} mine
 */
function actsView(note, { say, doc, writing }) {
  const may = (/** @type {string} */ op) => doc.allowed(op, { own: true });
  /** @param {string} key @param {string} name @param {() => void} act */
  const button = (key, name, act) => html`<button type="button" class="button" aria-label=${name} @click=${() => (act(), focusRow(note.id))}>${say(key)}</button>`;
  const text = note.text ?? "";
  if (note.withdrawn) return may("note.restore") ? button("seat.restore", say("seat.restore_of", { text }), () => writing.restore(note.id)) : nothing;
  const read = () => {
    if (doc.send(readNext({ note: note.id })) !== null) writing.answer = { kind: "good", text: say("reading.put_up") };
    document.querySelector(".hear")?.scrollIntoView({ block: "start" });
  };
  return html`${mayRead(doc, note) ? button("reading.this", say("reading.this_of", { text }), read) : nothing}
  ${may("note.edit") ? button("seat.edit", say("seat.edit_of", { text }), () => writing.edits.begin(note)) : nothing}
  ${may("note.withdraw") ? button("seat.withdraw", say("seat.withdraw_of", { text }), () => writing.withdraw(note.id)) : nothing}`;
}

/**
 * A press changes what stands in the row: the focus goes to what one would want next there, never to nothing.
 * @param {string} id
 */
function focusRow(id) {
  const row = document.querySelector(`.mine__row[data-id="${CSS.escape(id)}"]`);
  const next = row?.querySelector("textarea") ?? row?.querySelector("button");
  next?.focus();
}

/**
 * @param {Note} note
 * @param {Mine} mine
 */
function editView(note, { say, side, writing }) {
  const { edits } = writing;
  const edit = edits.open.get(note.id);
  if (!edit) return nothing;
  const { how, theirs } = edits.stateOf(note.id);
  const done = () => (edits.finish(note.id), focusRow(note.id));
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (!sends(event, enterSends())) return;
    event.preventDefault();
    done();
  };
  return html`<li class="mine__row" data-id=${note.id} data-side=${side} data-state="editing">
    <form class="field" @submit=${(/** @type {Event} */ e) => (e.preventDefault(), done())}>
      <label class="field__label" for=${`edit-${note.id}`}>${say("seat.editing")}</label>
      <textarea class="input" id=${`edit-${note.id}`} rows="2" .value=${live(edit.text)} @input=${(/** @type {Event} */ e) => edits.type(note.id, valueOf(e))} @keydown=${key}></textarea>
      ${how === "fine" ? nothing : html`<p class="notice" data-kind=${how === "merged" ? "info" : "warn"} role="status">${say(MEANWHILE[how], { text: theirs })}</p>`}
      ${edit.problem ? html`<p class="field__error" role="alert">${edit.problem}</p>` : nothing}
      <div class="buttons">
        <button class="button button--main">${say(how === "gone" ? "board.as_new" : "seat.edit_go")}</button>
        <button type="button" class="button" @click=${() => (edits.drop(note.id), focusRow(note.id))}>${say("seat.edit_no")}</button>
      </div>
    </form>
  </li>`;
}

/** What others did to the same note meanwhile. */
const MEANWHILE = { merged: "board.edit_merged", clash: "board.edit_changed", gone: "board.edit_gone" };

/**
 * The boxes of the notes being put right meet what stands on the board now. Called after each drawing.
 * @param {HTMLElement} page
 * @param {Writing} writing
 */
export function meetEdits(page, { edits }) {
  for (const id of edits.open.keys()) {
    const box = page.querySelector(`.mine__row[data-id="${CSS.escape(id)}"] textarea`);
    if (box instanceof HTMLTextAreaElement) edits.meet(id, box);
  }
}

/**
 * What was refused, with its words kept.
 * @param {Refusal} refusal
 * @param {Mine} mine
 */
function refusedView(refusal, { say, side, doc, writing }) {
  const body = /** @type {{text?: string, note?: string}} */ (refusal.op.body);
  const text = body.text ?? "";
  const gone = refusal.code === "gone" && refusal.op.type === "note.edit";
  const turned = doc.turnedBy(refusal);
  const { key, params } = describe(turned ?? { op: "" });
  const about = turned ? say(key, params) : text || (body.note ? doc.view.note(body.note)?.text ?? "" : "");
  return html`<li class="mine__row" data-side=${side} data-state="refused">
    <p class="mine__text" dir="auto">${about}</p>
    <span class="saved" data-state="refused">${say(refusal.op.type === "undo" ? "seat.refused_undo" : "seat.refused")}</span>
    <div class="buttons">
      ${gone && doc.allowed("note.edit", { own: true })
        ? html`<button type="button" class="button button--main" @click=${() => writing.asNew(refusal.id, text, body.note ?? "")}>${say("board.as_new")}</button>`
        : mayTryAgain(doc, refusal)
          ? html`<button type="button" class="button" @click=${() => writing.retry(refusal.id)}>${say("seat.retry")}</button>`
          : nothing}
      ${text && doc.allowed("note.add", { own: true }) ? html`<button type="button" class="button" @click=${() => writing.takeBack(refusal.id, text)}>${say("seat.take_back")}</button>` : nothing}
      <button type="button" class="button button--quiet" @click=${() => doc.dismiss(refusal.id)}>${text ? say("seat.forget") : say("seat.understood")}</button>
    </div>
    <p class="mine__why" role="alert">${say(refusal.op.type === "undo" ? reasonOf(say, doc, refusal) : refusal.key)}</p>
  </li>`;
}
