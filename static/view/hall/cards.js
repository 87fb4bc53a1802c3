/** A card for each table: where it stands, who is there, what lies on its sheet. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { doneAt, handsAt, minutesLeft, minutesSince, stepOf } from "../../model/agenda.js";
import { raiseHand } from "../../model/ops.js";
import { notesUnder, outline } from "../../model/outline.js";
import { isPrivate } from "../../model/phase.js";
import { worksOf } from "../../model/themes.js";
import { openRoundOf, votersOf } from "../../model/voting.js";
import { miniView } from "./mini.js";
import { leftWords } from "../seat/signs.js";

/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {import("../../sync/doc.js").Doc} Doc */
/** @typedef {{id: string, board: string, name: string, doc: Doc, seated: readonly string[]}} TableCard seated: the seats of the table */
/**
 * seat: of the person who looks. looksOn: and does nothing else. quiet: whole minutes since anything happened at a table. now: the server's time.
 * @typedef {{say: Say, hall: Doc, seat: string, chosen: ReadonlySet<string>, choose: (board: string, on: boolean) => void, quiet: (board: string) => number, now: () => number, looksOn: boolean, undo: (card: TableCard) => void, look: (card: TableCard) => void}} Cards undo: takes the last deed at a table back
 */

/** So many raised hands have room on a card; one walks there anyhow, and the next ones follow. */
const HANDS = 2;
/** So long a table may think before somebody looks in. */
const QUIET = 10;

/** With so few tables the window has room for their title cards, below the picture. */
const ROOMY = 2;

/**
 * @param {readonly TableCard[]} list
 * @param {Cards} cards
 */
export function cardsView(list, cards) {
  const roomy = list.length <= ROOMY;
  return repeat(byNeed(list, cards), (card) => card.board, (card) => cardView(card, cards, roomy));
}

/**
 * Who asks for somebody comes first, who has waited longest before the others; all else stays where one is used to it.
 * @param {readonly TableCard[]} list
 * @param {Cards} cards
 */
function byNeed(list, { hall }) {
  const since = (/** @type {TableCard} */ card) => handsAt(hall.view, card.id)[0]?.since ?? Infinity;
  return [...list].sort((a, b) => (since(a) === since(b) ? 0 : since(a) - since(b)));
}

/**
 * @param {TableCard} card
 * @param {Cards} cards
 * @param {boolean} roomy
 */
function cardView(card, cards, roomy) {
  const { say, hall, seat, chosen, choose, now } = cards;
  const { doc, name, board } = card;
  const hands = handsAt(hall.view, card.id);
  const at = stepOf(hall.view, card.id);
  const phase = doc.view.board?.phase ?? "prepare";
  const change = (/** @type {Event} */ event) => choose(board, event.currentTarget instanceof HTMLInputElement && event.currentTarget.checked);
  return html`<article class="table-card" aria-label=${name} ?data-selected=${chosen.has(board)} ?data-needs=${hands.length > 0 || cards.quiet(board) >= QUIET} ?data-roomy=${roomy}>
    <header class="table-card__head">
      ${cards.looksOn ? html`<b>${name}</b>` : html`<label><input type="checkbox" .checked=${live(chosen.has(board))} @change=${change} /> <b>${name}</b></label>`}
      <span>${say(`phase.${phase}`)}${doc.view.board?.locked ? html` ${say("hall.locked")}` : nothing}</span>
      ${themeView(card, cards)}
      ${at ? html`<span class="table-card__left">${leftWords(say, minutesLeft(at.course, now()))}</span>` : nothing}
      <span class="table-card__people" title=${say("hall.present")}>${say("hall.people", { here: presentAt(card), all: card.seated.length })}</span>
    </header>
    <a class="table-card__mini" href=${`/s/${seat}/board?board=${board}`} aria-label=${say("hall.open_board", { table: name })}>${doc.ready ? miniView(doc.view) : nothing}</a>
    ${roomy && doc.ready ? titlesView(doc, say) : nothing}
    ${hands.slice(0, HANDS).map(({ seat: who, since }) => handView(who, since, cards))}
    ${hands.length > HANDS ? html`<p class="table-card__hand" role="status">${say("hall.hands_more", { n: hands.length - HANDS })}</p>` : nothing}
    <p class="table-card__foot">${doc.ready ? footText(card, cards) : say("hall.reading")}</p>
    <p class="table-card__acts"><a class="table-card__past" href=${`/s/${seat}/history?board=${board}`} aria-label=${say("hall.history_of", { table: name })}>${say("history.open")}</a>${cards.looksOn ? nothing : html` <button type="button" class="table-card__past" aria-label=${say("hall.undo_of", { table: name })} @click=${() => cards.undo(card)}>${say("hall.undo")}</button> <button type="button" class="table-card__past" aria-label=${say("look.at_of", { table: name })} @click=${() => cards.look(card)}>${say("look.at")}</button>`}</p>
  </article>`;
}

/**
 * What the islands on a table's sheet are called.
 * @param {Doc} doc
 * @param {Say} say
 */
function titlesView({ view }, say) {
  if (isPrivate(view.board?.phase ?? "prepare")) return html`<div></div>`;
  const islands = outline(view).items.filter((branch) => branch.kind === "group");
  return html`<ul class="table-card__titles" aria-label=${say("hall.titles")}>
    ${islands.map((branch) => {
      const { title = "" } = /** @type {import("../../model/records.js").Group} */ (branch.item);
      return html`<li class="table-card__title" ?data-empty=${title === ""}><span dir="auto">${title || say("board.untitled")}</span><span class="count">${say("board.sheets", { n: notesUnder(branch) })}</span></li>`;
    })}
  </ul>`;
}

/**
 * The theme a table is at, and the ways to what it made of the others.
 * @param {TableCard} card
 * @param {Cards} cards
 */
function themeView({ id, name }, { say, hall, seat }) {
  const works = worksOf(hall.view, id);
  if (works.length < 2) return nothing;
  return html`<span class="table-card__themes">${works.map(({ board, topic, now }) =>
    now
      ? html`<b title=${topic.text}>${say("themes.one", { n: topic.n })}</b>`
      : html`<a href=${`/s/${seat}/board?board=${board}`} title=${topic.text} aria-label=${say("themes.open_of", { table: name, n: topic.n })}>${topic.n}</a>`,
  )}</span>`;
}

/** How many of a table's people have its board open somewhere. @param {TableCard} card */
export const presentAt = ({ doc, seated }) => new Set(doc.people.map((person) => person.seat).filter((seat) => seated.includes(seat))).size;

/**
 * @param {import("../../model/records.js").Seat} who
 * @param {number} since
 * @param {Cards} cards
 */
const handView = (who, since, { say, hall, now, looksOn }) => html`<p class="table-card__hand" role="status">
  <b>${say("hall.hand", { name: who.name })}</b> ${say("hall.waits", { n: minutesSince(since, now()) })}
  ${looksOn ? nothing : html`<button type="button" class="button button--small" aria-label=${say("hall.hand_seen_of", { name: who.name })} @click=${() => hall.send(raiseHand(who.id, false))}>${say("hall.hand_seen")}</button>`}
</p>`;

/**
 * @param {TableCard} card
 * @param {Cards} cards
 */
function footText(card, { say, hall, quiet }) {
  const { doc, board } = card;
  const done = doc.view.board?.phase === "write" ? doneAt(hall.view, card.id, board) : 0;
  const { tally, loose } = outline(doc.view);
  // Where a note lies that is for its writer's eyes only is not known here.
  const unsorted = loose.some((note) => note.veiled) ? 0 : tally.loose;
  const groups = doc.view.all("group").filter((group) => !group.withdrawn);
  const untitled = groups.filter((group) => (group.title ?? "") === "").length;
  const round = openRoundOf(doc.view);
  return [
    say("hall.notes", { n: tally.written - tally.withdrawn - tally.hidden }),
    tally.islands > 0 ? say("hall.islands", { n: tally.islands }) : "",
    tally.lone > 0 ? say("hall.lone", { n: tally.lone }) : "",
    tally.islands > 0 && unsorted > 0 ? say("hall.loose", { n: unsorted }) : "",
    tally.hidden > 0 ? say("hall.hidden", { n: tally.hidden }) : "",
    untitled > 0 ? say("hall.untitled", { n: untitled }) : "",
    done > 0 ? say("hall.done", { n: done, all: card.seated.length }) : "",
    round ? say("hall.sealed", { n: votersOf(doc.view, round.id), all: card.seated.length }) : "",
    quiet(board) >= QUIET ? say("hall.quiet", { n: quiet(board) }) : "",
  ].filter((part) => part !== "").join("・");
}
