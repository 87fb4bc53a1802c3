/**
 * 読み上げ on the seat: the note being read as large as on the table's screen, one big button 「わたしも」, and below it one's own
 * notes that say something like it, to be laid beside. See css/reading.css.
 */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { cut } from "../../lib/text.js";
import * as ops from "../../model/ops.js";
import { noteRead, readCounts, unreadOf } from "../../model/reading.js";
import { echoButton, echoesView } from "../board/echo.js";
import { readerView } from "../board/reading.js";

/** @typedef {import("../../model/records.js").Note} Note */
/** @typedef {import("./page.js").Seat} Seat */

/** Longer texts may need more paper than a phone has (code units). */
const LONG = 100;

/** @param {Seat} seat */
export function readingView(seat) {
  const { doc, say } = seat;
  const note = noteRead(doc.view);
  const { left, read } = readCounts(doc.view);
  return html`<section class="hear" aria-labelledby="hear-heading">
    <h2 class="hear__heading" id="hear-heading">${say("reading.now")} ${note || left > 0 ? html`<span class="count">${say("reading.left", { n: left })}</span>` : nothing}</h2>
    ${note ? repeat([note], (n) => n.id, (n) => heardView(seat, n)) : html`<div class="hear__paper hear__paper--quiet" role="status"><p class="hear__text">${say(quietKey(left, read))}</p></div>`}
  </section>`;
}

/** @param {number} left @param {number} read */
function quietKey(left, read) {
  if (left > 0) return read > 0 ? "reading.between" : "reading.wait";
  return read > 0 ? "reading.done" : "reading.none";
}

/**
 * @param {Seat} seat
 * @param {Note} note
 */
function heardView(seat, note) {
  const { say, client, doc } = seat;
  const nameOf = (/** @type {string} */ id) => client.hall.view.seat(id)?.name ?? "";
  const mine = note.author !== undefined && note.author === seat.seat;
  const echo = (/** @type {boolean} */ on) => tell(seat, doc.send(ops.echoNote(note.id, on)) !== null, on ? "echo.said" : "echo.taken_back");
  // A long one scrolls on its paper, by keys too, so that the button below stays in sight.
  return html`<article class="hear__paper" tabindex=${(note.text ?? "").length > LONG ? 0 : nothing} data-side=${note.side ?? ""} aria-live="polite">
      <p class="hear__text" dir="auto">${note.text ?? ""}</p>
      ${readerView(note, nameOf(note.author ?? ""), say)}
    </article>
    ${mine ? html`<p class="notice" data-kind="info">${say("reading.yours")}</p>` : doc.allowed("note.echo", { own: true }) ? echoButton(say, note, seat.seat, echo, "button--big") : nothing}
    ${echoesView(say, note, nameOf)} ${besideView(seat, note)}`;
}

/**
 * One's own notes that nobody has heard yet: the one that says the same is laid beside by one press.
 * @param {Seat} seat
 * @param {Note} note
 */
function besideView(seat, note) {
  const { say, doc } = seat;
  const own = unreadOf(doc.view, seat.seat).filter((n) => n.id !== note.id);
  if (own.length === 0 || !doc.allowed("note.beside", { own: true })) return nothing;
  const lay = (/** @type {Note} */ n) => tell(seat, doc.send(ops.layBeside(n.id, note.id)) !== null, "reading.laid", { what: cut(n.text ?? "", 14) });
  return html`<details class="hear__beside">
    <summary class="button">${say("reading.beside")}</summary>
    <p class="hint">${say("reading.beside_how")}</p>
    <ul class="hear__own">
      ${own.map((n) => html`<li data-side=${n.side ?? seat.side}><button class="hear__lay" type="button" @click=${() => lay(n)}><span dir="auto">${n.text ?? ""}</span></button></li>`)}
    </ul>
  </details>`;
}

/**
 * @param {Seat} seat
 * @param {boolean} sent
 * @param {string} key
 * @param {Record<string, string>} [places]
 */
function tell({ writing, say, redraw }, sent, key, places) {
  writing.answer = sent ? { kind: "good", text: say(key, places) } : { kind: "error", text: say("refusal.full") };
  redraw();
}

/**
 * 「これを読む」 in the row of one's own note: to the front of everybody.
 * @param {import("../../sync/doc.js").Doc} doc
 * @param {Note} note
 * @returns {boolean}
 */
export function mayRead(doc, note) {
  return doc.view.board?.phase === "read" && !note.withdrawn && !note.read && doc.allowed("reading.turn", { own: true });
}
