/** What is printed before the evening: the poster for the wall, a card for each seat, a list for each table, and what the facilitator says when. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { agendaOf } from "../../model/agenda.js";
import { topicsOf } from "../../model/themes.js";
import { dayText } from "../form/day.js";

/** @typedef {"poster" | "cards" | "members" | "script"} Paper */
/** @typedef {Pick<import("./door.js").Door, "hall" | "say" | "links">} Door */

/** @type {readonly Paper[]} */
export const PAPERS = ["poster", "cards", "members", "script"];

/**
 * @param {Paper} paper
 * @param {Door} door
 */
export function paperView(paper, door) {
  if (!door.hall.view.workshop || !door.links) return nothing;
  return { poster: posterView, cards: cardsView, members: membersView, script: scriptView }[paper](door);
}

/** Whether there is anything to print. @param {Paper} paper @param {Door} door */
export function canPrint(paper, { hall }) {
  if (paper === "script") return agendaOf(hall.view).length > 0;
  return paper === "poster" || hall.view.tables().some((table) => hall.view.seats(table.id).length > 0);
}

/** Title, day and place of the event, as far as they are known. @param {Door} door */
function eventText({ hall, say }) {
  const facts = hall.view.workshop;
  return [facts?.title ?? "", facts?.date ? dayText(facts.date, say) : "", facts?.place ?? ""].filter((part) => part !== "").join(" · ");
}

/** One line to read from across the room, one code to scan from nearby. @param {Door} door */
function posterView(door) {
  const { hall, say, links } = door;
  return html`<section class="poster">
    <p>${eventText(door)}</p>
    <h1>${hall.view.workshop?.theme}</h1>
    <div class="qr"><img src=${links?.qr ?? ""} alt=${say("prepare.qr")} width="320" height="320" /></div>
    <p>${say("prepare.poster")}</p>
    <p class="code">${links?.code}</p>
    <p>${links?.join}</p>
  </section>`;
}

/**
 * A card to lie at each place: who scans it sits there at once. The facilitator's comes first: whatever happens to their laptop,
 * it brings them back.
 * @param {Door} door
 */
function cardsView({ hall, say, links }) {
  return html`<section class="seat-cards" aria-label=${say("paper.cards")}>
    <article class="seat-card">
      <div>
        <p class="seat-card__name">${say("role.facilitator")}</p>
        <p class="seat-card__hint">${say("paper.facilitator_hint")}</p>
      </div>
      <img src=${qrOf(links?.facilitator ?? "")} alt=${say("paper.facilitator_qr")} width="120" height="120" />
    </article>
    ${links?.tables.flatMap((table) =>
      table.seats.map((link) => {
        const seat = hall.view.seat(link.seat);
        if (!seat || seat.withdrawn) return nothing;
        return html`<article class="seat-card">
          <div>
            <p class="seat-card__table">${hall.view.table(table.table)?.name}</p>
            <p class="seat-card__name">${seat.name}</p>
            <p>${seat.side ? say(`side.${seat.side}`) : ""} ${seat.role === "coordinator" ? say("role.coordinator") : ""}</p>
            <p class="seat-card__hint">${say("paper.card_hint")}</p>
          </div>
          <img src=${qrOf(link.url)} alt=${say("paper.card_qr", { name: seat.name })} width="120" height="120" />
        </article>`;
      }),
    )}
  </section>`;
}

/** The picture of a link /k/… @param {string} url */
const qrOf = (url) => `/qr/k/${url.split("/").at(-1)}.svg`;

/** Who sits where, for the door and for each table. @param {Door} door */
function membersView(door) {
  const { hall, say } = door;
  return html`<section class="members" aria-label=${say("paper.members")}>
    <h1>${say("paper.members")}</h1>
    <p>${eventText(door)}</p>
    ${hall.view.tables().map(
      (table) => html`<table class="members__table">
        <caption>${table.name}</caption>
        <thead><tr><th scope="col">${say("paper.name")}</th><th scope="col">${say("paper.side")}</th><th scope="col">${say("paper.role")}</th><th scope="col">${say("paper.here")}</th></tr></thead>
        <tbody>${hall.view.seats(table.id).map((seat) => html`<tr><td>${seat.name}</td><td>${seat.side ? say(`side.${seat.side}`) : ""}</td><td>${seat.role === "coordinator" ? say("role.coordinator") : ""}</td><td>${seat.absent ? say("paper.absent") : ""}</td></tr>`)}</tbody>
      </table>`,
    )}
  </section>`;
}

/** The agenda with what is said at each step; minutes counted from the beginning. @param {Door} door */
function scriptView(door) {
  const { hall, say } = door;
  const topics = topicsOf(hall.view);
  let passed = 0;
  return html`<section class="members" aria-label=${say("paper.script")}>
    <h1>${say("paper.script")}</h1>
    <p>${eventText(door)}</p>
    <table class="members__table">
      <thead><tr><th scope="col">${say("paper.from_to")}</th><th scope="col">${say("agenda.name")}</th><th scope="col">${say("agenda.script")}</th></tr></thead>
      <tbody>
        ${agendaOf(hall.view).map((step) => {
          const from = passed;
          passed += step.minutes;
          return html`<tr><td>${say("paper.minutes", { from, to: passed })}</td><td>${step.name}<br /><small>${say(`phase.${step.phase}`)}${step.reseat ? html`・${say("agenda.reseat_mark")}` : nothing}${topics.length > 1 ? html`・${say("themes.one", { n: topics.find((one) => one.id === (step.themeId ?? ""))?.n ?? 1 })}` : nothing}</small></td><td class="members__words">${step.script ?? ""}</td></tr>`;
        })}
      </tbody>
    </table>
  </section>`;
}
