/** A card for each table: where it stands, who is there, what lies on its sheet. */
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { repeat } from "../vendor/lit-html/directives/repeat.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { notesUnder, outline } from "../model/outline.js";
import { isPrivate } from "../model/phase.js";
import { miniView } from "./hall_mini.js";

/** @typedef {import("../lib/words.js").Say} Say */
/** @typedef {import("../sync/doc.js").Doc} Doc */
/** @typedef {{id: string, board: string, name: string, doc: Doc, seated: readonly string[]}} TableCard seated: the seats of the table */
/** @typedef {{say: Say, seat: string, chosen: ReadonlySet<string>, choose: (board: string, on: boolean) => void}} Cards seat: of the person who looks */

/** With so few tables the window has room for their title cards, below the picture. */
const ROOMY = 2;

/**
 * @param {readonly TableCard[]} list
 * @param {Cards} cards
 */
export function cardsView(list, cards) {
  const roomy = list.length <= ROOMY;
  return repeat(list, (card) => card.board, (card) => cardView(card, cards, roomy));
}

/**
 * @param {TableCard} card
 * @param {Cards} cards
 * @param {boolean} roomy
 */
function cardView(card, { say, seat, chosen, choose }, roomy) {
  const { doc, name, board } = card;
  const phase = doc.view.board?.phase ?? "prepare";
  const change = (/** @type {Event} */ event) => choose(board, event.currentTarget instanceof HTMLInputElement && event.currentTarget.checked);
  return html`<article class="table-card" aria-label=${name} ?data-selected=${chosen.has(board)} ?data-roomy=${roomy}>
    <header class="table-card__head">
      <label><input type="checkbox" .checked=${live(chosen.has(board))} @change=${change} /> <b>${name}</b></label>
      <span>${say(`phase.${phase}`)}</span>
      <span class="table-card__people" title=${say("hall.present")}>${say("hall.people", { here: presentAt(card), all: card.seated.length })}</span>
    </header>
    <a class="table-card__mini" href=${`/s/${seat}/board?board=${board}`} aria-label=${say("hall.open_board", { table: name })}>${doc.ready ? miniView(doc.view) : nothing}</a>
    ${roomy && doc.ready ? titlesView(doc, say) : nothing}
    <p class="table-card__foot">${doc.ready ? footText(doc, say) : say("hall.reading")} <a class="table-card__past" href=${`/s/${seat}/history?board=${board}`} aria-label=${say("hall.history_of", { table: name })}>${say("history.open")}</a></p>
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
      const { title = "" } = /** @type {import("../model/records.js").Group} */ (branch.item);
      return html`<li class="table-card__title" ?data-empty=${title === ""}><span dir="auto">${title || say("board.untitled")}</span><span class="count">${say("board.sheets", { n: notesUnder(branch) })}</span></li>`;
    })}
  </ul>`;
}

/** How many of a table's people have its board open somewhere. @param {TableCard} card */
export const presentAt = ({ doc, seated }) => new Set(doc.people.map((person) => person.seat).filter((seat) => seated.includes(seat))).size;

/**
 * @param {Doc} doc
 * @param {Say} say
 */
function footText(doc, say) {
  const { tally } = outline(doc.view);
  const groups = doc.view.all("group").filter((group) => !group.withdrawn);
  const untitled = groups.filter((group) => (group.title ?? "") === "").length;
  return [
    say("hall.notes", { n: tally.written - tally.withdrawn }),
    tally.islands > 0 ? say("hall.islands", { n: tally.islands }) : "",
    tally.lone > 0 ? say("hall.lone", { n: tally.lone }) : "",
    tally.islands > 0 && tally.loose > 0 ? say("hall.loose", { n: tally.loose }) : "",
    untitled > 0 ? say("hall.untitled", { n: untitled }) : "",
  ].filter((part) => part !== "").join("・");
}
