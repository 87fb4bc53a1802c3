/** The seat put together: where we are, the question, the box, my notes, and after the reveal the table's board. */
import { roomLeft } from "../../model/room_left.js";
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { isOpen } from "../../model/survey.js";
import { hasWords } from "../../sync/outbox.js";
import { arrivedView } from "../board/arriving.js";
import { bannerView } from "../banner.js";
import { besideLink, switchView } from "../board/besides.js";
import { statusView } from "../form/status.js";
import { MOVED, ONWARDS } from "../moving_table.js";
import { answerView, boxView } from "./box.js";
import { openHelp } from "./help.js";
import { linkingView } from "./linking.js";
import { mineView } from "./mine.js";
import { readingView } from "./reading.js";
import { signsView } from "./signs.js";
import { themesView } from "../board/themes.js";
import { nextSize, sizeNow } from "./size.js";
import { wordingView } from "./wording.js";
import { hasSurvey, isAnswering, surveyView } from "../survey/answer.js";
import { votingView } from "../voting/seat.js";

/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {import("../../model/records.js").Note} Note */
/** @typedef {import("../../model/records.js").Workshop} Workshop */
/** @typedef {import("../../sync/doc.js").Doc} Doc */
/** @typedef {import("../../sync/client.js").Client} Client */
/** @typedef {import("./writing.js").Writing} Writing */
/**
 * @typedef {{
 *   say: Say, client: Client, boot: import("../../sync/boot.js").Boot, doc: Doc, writing: Writing, answering: import("../survey/answer.js").Answering,
 *   seat: string, name: string, nameOf: (seat: string) => string, side: string, table: string, tableID: string, question: string,
 *   notes: readonly Note[], board: HTMLElement | null, day: (iso: string) => string, redraw: () => void, propose: (group: string) => void, suggest: () => void, find: () => void, now: () => number,
 * }} Seat now: the server's time; board: the element the table's board lives in, once it has been laid open; propose: opens the box for words of a title card; suggest: opens the dialog that relates two things; find: the slip to look for something on the board
 */

/** @param {Seat} page */
export function barView(page) {
  const { say, doc, table, name, seat, redraw } = page;
  const bigger = () => {
    nextSize();
    redraw();
  };
  const refused = doc.refusals.length;
  return html`<span class="bar__mark" aria-hidden="true">${say("page.mark")}</span>
    <span class="bar__table">${say("seat.whose", { table, name })}</span>${doc.view.board?.phase === "present" ? themesView(page) : nothing}<span class="bar__theme"></span>${switchView(page)}
    ${refused > 0 && doc.status.state === "saved" ? html`<span class="saved" role="status" data-state="refused">${say(doc.refusals.some(({ op }) => hasWords(op.body)) ? "seat.refused_count" : "seat.refused_deeds", { n: refused })}</span>` : statusView(doc.status, say)}
    <div class="bar__acts">
      <button type="button" class="button" @click=${bigger}>${say(`seat.size.${sizeNow()}`)}</button>
      <button type="button" class="button" @click=${openHelp}>${say("seat.help")}</button>
      <a class="button button--quiet" href=${`/s/${seat}/leave`}>${say("seat.leave")}</a>
    </div>`;
}

/** @param {Seat} seat */
export function seatView(seat) {
  const phase = seat.doc.view.board?.phase ?? "prepare";
  const writes = seat.doc.allowed("note.add", { own: true });
  const only = seat.board !== null && phase === "present" && !hasSurvey(seat.client);
  const asks = isOpen(seat.client.hall.view);
  const answers = isAnswering(seat.answering);
  return html`${only
      ? html`<h1 class="visually-hidden">${seat.question}</h1>`
      : html`<div class="seat__main">
          ${bannerView(seat.doc, seat.client, seat.say)}
          ${movedView(seat)} ${asks ? nothing : arrivedView(seat, phase)}
          <p class="seat__where">${answers ? marked(seat.say("seat.where.survey"), seat.say("survey.title")) : whereView(seat, phase)}</p>
          <h1 class=${answers ? "visually-hidden" : "seat__question"}>${seat.question}</h1>
          ${asks ? surveyView(seat.answering) : nothing} ${themesView(seat)}
          ${seat.board ? html`<p class="seat__jump"><a class="button" href="#seat-board">${seat.say("seat.to_board")}</a> <button class="button" type="button" @click=${seat.find}>${seat.say("find.open")}</button></p>` : nothing}
          ${phase === "prepare" ? soonView(seat) : nothing} ${phase === "write" ? rulesView(seat) : nothing} ${phase === "read" ? readingView(seat) : nothing} ${phase === "vote" ? votingView(seat) : nothing} ${wordingView(seat)} ${linkingView(seat)} ${writes ? html`${roomView(seat)} ${boxView(seat.writing, seat)}` : restView(seat, phase)}
          ${signsView(seat, phase)} ${phase === "prepare" && seat.notes.length === 0 ? nothing : mineView(seat)} ${asks ? nothing : surveyView(seat.answering)} ${besideLink(seat)}
        </div>`}
    ${seat.board ? html`<section class="seat__board" id="seat-board" tabindex="-1" aria-label=${seat.say("seat.board")}>${seat.board}</section>` : nothing}`;
}

/** Before the last note that goes in, and not with it. @param {Seat} seat */
function roomView({ say, doc, boot, seat }) {
  const left = roomLeft(doc.view, boot.limits, seat);
  return left ? html`<p class="notice" data-kind="warn" role="status">${say(`full.${left.whose}`, { n: left.n })}</p>` : nothing;
}

/**
 * Where the box is gone, what the page answers still needs a place, and so does a text that was half written when the time was over.
 * @param {Seat} seat
 * @param {string} phase
 */
function restView({ say, writing, doc }, phase) {
  const why = doc.view.board?.locked ? "seat.half_written_held" : phase === "prepare" ? "seat.half_written_soon" : "seat.half_written";
  return html`${answerView(writing)} ${writing.text.trim() === "" ? nothing : html`<div class="notice" data-kind="info"><p>${say(why)}</p><p dir="auto">${writing.text}</p></div>`}`;
}

/**
 * @param {Seat} seat
 * @param {string} phase
 */
function whereView({ say, doc }, phase) {
  const open = phase === "gather" && doc.view.board?.openHand ? "seat.where.gather_open" : `seat.where.${phase}`;
  const out = doc.view.all("note").filter((note) => !note.withdrawn).length;
  return html`${marked(say(open), say(`phase.${phase}`))}${phase === "write" ? html` ${say("seat.table_count", { n: out })}` : nothing}`;
}

/**
 * The name of the phase stands out in its sentence.
 * @param {string} sentence
 * @param {string} word
 */
function marked(sentence, word) {
  const at = sentence.indexOf(`「${word}」`);
  if (at < 0) return sentence;
  return html`${sentence.slice(0, at + 1)}<b>${word}</b>${sentence.slice(at + 1 + word.length)}`;
}

/** What people have agreed on for the talk; a line each. @param {Seat} seat */
function rulesView({ say, client }) {
  const rules = client.hall.view.workshop?.rules;
  if (!rules) return nothing;
  return html`<details class="rules" open><summary>${say("seat.rules")}</summary><ul>${rules.split("\n").map((rule) => html`<li dir="auto">${rule}</li>`)}</ul></details>`;
}

/** Somebody who was given another table must know where to go. @param {Seat} seat */
function movedView({ say, table, redraw }) {
  if (location.hash !== MOVED && location.hash !== ONWARDS) return nothing;
  const seen = () => {
    history.replaceState(null, "", location.pathname);
    redraw();
  };
  return html`<div class="notice" data-kind="info" role="status"><p>${location.hash === MOVED ? say("seat.moved", { table }) : say("seat.onwards")}</p><div class="buttons"><button type="button" class="button" @click=${seen}>${say("seat.understood")}</button></div></div>`;
}

/** Before the beginning: what will be talked about, where, with whom. @param {Seat} seat */
function soonView(seat) {
  const { say, client, tableID, day } = seat;
  const hall = client.hall.view;
  const facts = hall.workshop;
  const people = tableID ? hall.seats(tableID).filter((seat) => !seat.withdrawn) : [];
  /** @param {string} key @param {string | undefined} text */
  const line = (key, text) => (text ? html`<div><dt class="card__text">${say(key)}</dt><dd>${text}</dd></div>` : nothing);
  return html`<section class="card">
    <h2 class="card__title">${say("seat.soon")}</h2>
    <p>${say("seat.soon_text")}</p>
    <dl class="prepare__pair">
      ${line("facts.title", facts?.title)} ${line("facts.date", facts?.date ? day(facts.date) : "")} ${line("facts.place", facts?.place)} ${line("facts.host", facts?.host)} ${line("facts.purpose", facts?.purpose)}
      ${line("seat.people", people.map((person) => person.name).join("、"))}
    </dl>
    ${rulesView(seat)}
  </section>`;
}
