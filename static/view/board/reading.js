/**
 * 読み上げ on the board: the note being read, large for the whole table, whose it is, how many are left, and the one button that
 * lays the next before everybody. Beside it stands the list of what was read, with all that can be done there. See css/reading.css.
 */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import * as ops from "../../model/ops.js";
import { noteRead, readCounts, readOf, unreadOf } from "../../model/reading.js";
import { echoButton, echoesView } from "./echo.js";
import { shrinkToFit } from "../shrink.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("../../model/records.js").Note} Note */

/** @param {Desk} desk @returns {boolean} the table reads aloud just now */
export const isReading = (desk) => desk.doc.view.board?.phase === "read";

/** @param {Desk} desk */
export function stageView(desk) {
  const { say, doc } = desk;
  const note = noteRead(doc.view);
  const { left, read } = readCounts(doc.view);
  return html`<section class="stage" aria-labelledby="stage-heading">
    <h2 class="stage__heading" id="stage-heading">${say("phase.read")} ${note || left > 0 ? html`<span class="count">${say("reading.left", { n: left })}</span>` : nothing}</h2>
    ${note ? paperView(desk, note) : quietView(desk, left, read)}
    ${desk.may("reading.turn") ? actsView(desk, note, left) : nothing}
  </section>`;
}

/**
 * @param {Desk} desk
 * @param {Note} note
 */
function paperView(desk, note) {
  const { say, client } = desk;
  const mine = desk.isMine(note.author);
  return html`<article class="stage__paper" data-side=${note.side ?? ""} aria-live="polite">
      <p class="stage__text" dir="auto">${note.text ?? ""}</p>
      ${readerView(note, client.hall.view.seat(note.author ?? "")?.name ?? "", say)}
    </article>
    <div class="stage__echo">
      ${desk.may("note.echo") && !mine ? echoButton(say, note, client.me?.id ?? "", (on) => desk.send([ops.echoNote(note.id, on)]), "") : nothing}
      ${echoesView(say, note, (seat) => client.hall.view.seat(seat)?.name ?? "")}
    </div>`;
}

/**
 * Whose words these are.
 * @param {Note} note
 * @param {string} name
 * @param {import("../../lib/words.js").Say} say
 */
export function readerView(note, name, say) {
  const side = note.side ? html`<span class="side" aria-hidden="true">${say(`side.mark.${note.side}`)}</span><span class="visually-hidden">${say(`side.${note.side}`)}</span>` : nothing;
  return html`<p class="stage__who">${side}<span>${name ? say("reading.by", { name }) : say("reading.by_nobody")}</span></p>`;
}

/**
 * No note is up: nothing was written, nothing was read yet, or all is read.
 * @param {Desk} desk
 * @param {number} left
 * @param {number} read
 */
function quietView(desk, left, read) {
  const { say } = desk;
  const key = left > 0 ? (read > 0 ? "reading.between" : "reading.begin") : read > 0 ? "reading.done" : "reading.none";
  const more = left > 0 ? (desk.may("reading.turn") ? "reading.begin_how" : "reading.begin_wait") : read > 0 ? "reading.done_how" : "reading.none_how";
  return html`<div class="stage__paper stage__paper--quiet" role="status"><p class="stage__text">${say(key)}</p><p class="stage__more">${say(more)}</p></div>`;
}

/**
 * @param {Desk} desk
 * @param {Note | undefined} note
 * @param {number} left
 */
function actsView(desk, note, left) {
  const { say } = desk;
  const on = left > 0 ? "reading.next" : note ? "reading.end" : "";
  return html`<div class="stage__acts">
    ${on
      ? html`<button class="button button--main button--big" type="button" @click=${() => readOn(desk)}>${say(on)}${desk.letters ? html`<kbd class="menu__key" aria-hidden="true">N</kbd>` : nothing}</button>`
      : desk.may("phase.set")
        ? html`<button class="button button--main button--big" type="button" @click=${() => desk.open({ what: "phase", to: "gather" })}>${say("reading.to_gather")}</button>`
        : nothing}
    ${left > 0 ? readersView(desk) : nothing} ${ownView(desk)}
  </div>`;
}

/** The coordinator's own notes, out of turn; folded, because the board hangs on the wall. @param {Desk} desk */
function ownView(desk) {
  const own = unreadOf(desk.doc.view, desk.client.me?.id ?? "");
  if (own.length === 0) return nothing;
  return html`<details class="stage__pick">
    <summary class="button">${desk.say("reading.own")}</summary>
    <ul class="stage__people">
      ${own.map((note) => html`<li><button class="pick" type="button" data-side=${note.side ?? ""} @click=${(/** @type {Event} */ e) => pick(desk, { note: note.id }, e)}><span dir="auto">${note.text ?? ""}</span></button></li>`)}
    </ul>
  </details>`;
}

/** Whoever shall read next, out of turn. @param {Desk} desk */
function readersView(desk) {
  const { say, doc, client, boot } = desk;
  const hall = client.hall.view;
  const table = hall.get("assignment", boot.board)?.table ?? boot.boards.find((b) => b.id === boot.board)?.table ?? "";
  const seats = table ? hall.seats(table) : [];
  if (seats.length < 2) return nothing;
  return html`<details class="stage__pick">
    <summary class="button">${say("reading.pick")}</summary>
    <ul class="stage__people">
      ${seats.map(
        (seat) =>
          html`<li>
            <button class="pick" type="button" data-side=${seat.side ?? ""} @click=${(/** @type {Event} */ e) => pick(desk, { seat: seat.id }, e)}>
              ${seat.side ? html`<span class="side" aria-hidden="true">${say(`side.mark.${seat.side}`)}</span>` : nothing}<span>${seat.name}</span><span class="count">${say("reading.has_read", { n: readOf(doc.view, seat.id) })}</span>
            </button>
          </li>`,
      )}
    </ul>
  </details>`;
}

/**
 * @param {Desk} desk
 * @param {{note?: string, seat?: string}} whose
 * @param {Event} e
 */
function pick(desk, whose, e) {
  const details = e.currentTarget instanceof Element ? e.currentTarget.closest("details") : null;
  if (!desk.send([ops.readNext(whose)])) return;
  if (details) details.open = false;
  const summary = details?.querySelector("summary");
  if (summary instanceof HTMLElement) summary.focus();
}

/** Nobody reads a note aloud in less (ms). */
const AGAIN = 600;
/** The note before the table, and since when. */
const up = { note: "", since: -Infinity };

/**
 * The next note before the table; also by its key.
 * @param {Desk} desk
 * @returns {boolean} whether there was anything to do
 */
export function readOn(desk) {
  if (!isReading(desk) || !desk.may("reading.turn")) return false;
  if (readCounts(desk.doc.view).left === 0 && !noteRead(desk.doc.view)) return false;
  // Two presses for one, of a hand that is not sure it was heard, would pass over a note that nobody then reads.
  const waits = desk.doc.queue.pending.some(({ kept }) => kept.op.type === "reading.turn");
  if (waits || (up.note !== "" && performance.now() - up.since < AGAIN)) return true;
  desk.send([ops.readNext({ after: noteRead(desk.doc.view)?.id })]);
  desk.redraw();
  return true;
}

/**
 * Before each drawing. Who was picked and has nothing left is no fault to be answered: it is said, and that is all.
 * @param {Desk} desk
 */
export function settleReading(desk) {
  const { doc, client, say } = desk;
  const note = noteRead(doc.view)?.id ?? "";
  if (note !== up.note) Object.assign(up, { note, since: performance.now() });
  const empty = doc.refusals.find((r) => r.op.type === "reading.turn" && r.code === "not_found" && typeof r.op.body["seat"] === "string");
  if (!empty) return;
  const name = client.hall.view.seat(String(empty.op.body["seat"]))?.name ?? "";
  doc.dismiss(empty.id);
  desk.note("info", say("reading.nothing_of", { name }));
}

/** What the letters were fitted to, by stage. @type {WeakMap<Element, string>} */
const fitted = new WeakMap();

/**
 * The words as large as the paper holds them. Called after each drawing, measured only when something changed.
 * @param {Element} element of the board
 */
export function fitStage(element) {
  const stage = element.querySelector(".stage");
  const paper = stage?.querySelector(".stage__paper");
  if (!(stage instanceof HTMLElement) || !(paper instanceof HTMLElement)) return;
  const key = `${paper.clientWidth} ${paper.clientHeight} ${paper.textContent}`;
  if (fitted.get(paper) === key) return;
  shrinkToFit(paper, stage);
  // What is longer than its paper all the same is scrolled by keys as well.
  if (paper.scrollHeight > paper.clientHeight + 1) paper.tabIndex = 0;
  else paper.removeAttribute("tabindex");
  fitted.set(paper, `${paper.clientWidth} ${paper.clientHeight} ${paper.textContent}`);
}
