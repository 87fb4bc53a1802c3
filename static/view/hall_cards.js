/** A card for each table: where it stands, who is there, what lies on its sheet. */
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { repeat } from "../vendor/lit-html/directives/repeat.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { outline } from "../model/outline.js";
import { miniView } from "./hall_mini.js";

/** @typedef {import("../lib/words.js").Say} Say */
/** @typedef {import("../sync/doc.js").Doc} Doc */
/** @typedef {{id: string, board: string, name: string, doc: Doc, seated: readonly string[]}} TableCard seated: the seats of the table */
/** @typedef {{say: Say, seat: string, chosen: ReadonlySet<string>, choose: (board: string, on: boolean) => void}} Cards seat: of the person who looks */

/**
 * @param {readonly TableCard[]} list
 * @param {Cards} cards
 */
export function cardsView(list, cards) {
  return repeat(list, (card) => card.board, (card) => cardView(card, cards));
}

/**
 * @param {TableCard} card
 * @param {Cards} cards
 */
function cardView(card, { say, seat, chosen, choose }) {
  const { doc, name, board } = card;
  const phase = doc.view.board?.phase ?? "prepare";
  const change = (/** @type {Event} */ event) => choose(board, event.currentTarget instanceof HTMLInputElement && event.currentTarget.checked);
  return html`<article class="table-card" aria-label=${name} ?data-selected=${chosen.has(board)}>
    <header class="table-card__head">
      <label><input type="checkbox" .checked=${live(chosen.has(board))} @change=${change} /> <b>${name}</b></label>
      <span>${say(`phase.${phase}`)}</span>
      <span class="table-card__people" title=${say("hall.present")}>${say("hall.people", { here: presentAt(card), all: card.seated.length })}</span>
    </header>
    <a class="table-card__mini" href=${`/s/${seat}/board?board=${board}`} aria-label=${say("hall.open_board", { table: name })}>${doc.ready ? miniView(doc.view) : nothing}</a>
    <p class="table-card__foot">${doc.ready ? footText(doc, say) : say("hall.reading")} <a class="table-card__past" href=${`/s/${seat}/history?board=${board}`} aria-label=${say("hall.history_of", { table: name })}>${say("history.open")}</a></p>
  </article>`;
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
