/** 「参加のしかた」と「渡すリンク」: what people need to get in, always in sight and ready to print. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { copyText } from "../../editor/copying.js";
import { addSeat, closeDoor } from "../../model/ops.js";
import { ask } from "../form/ask.js";
import { renewLink } from "./api.js";
import { canPrint, PAPERS } from "./papers.js";

/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {import("../../sync/doc.js").Doc} Doc */
/** @typedef {import("./api.js").Links} Links */
/** @typedef {import("./api.js").TableLinks} TableLinks */
/** @typedef {{hall: Doc, say: Say, links: Links | null, copied: string, tellCopied: (url: string, done: boolean) => void, workshop: string, renewed: () => void, print: (paper: import("./papers.js").Paper) => void}} Door copied: the address last copied */

/** @param {Door} door */
export function doorView(door) {
  const { say, links, hall } = door;
  const closed = hall.view.workshop?.doorClosed ?? false;
  return html`<section class="card" aria-labelledby="door-title">
      <h2 class="card__title" id="door-title">${say("prepare.door")}</h2>
      ${closed ? html`<p class="notice" data-kind="warn">${say("prepare.door_closed")}</p>` : nothing}
      ${links ? wayIn(links, door) : html`<p class="card__text">${say("page.opening")}</p>`}
      <div class="buttons">
        ${PAPERS.filter((paper) => canPrint(paper, door)).map((paper) => html`<button type="button" class="button button--small" ?disabled=${!links} @click=${() => door.print(paper)}>${say(`prepare.print.${paper}`)}</button>`)}
        <button type="button" class="button" @click=${() => hall.send(closeDoor(!closed))}>${closed ? say("prepare.door_open") : say("prepare.door_close")}</button>
      </div>
    </section>
    ${links ? linksView(links, door) : nothing}`;
}

/**
 * @param {Links} links
 * @param {Door} door
 */
const wayIn = (links, door) => html`<p class="code">${links.code}</p>
  <div class="qr"><img src=${links.qr} alt=${door.say("prepare.qr")} width="240" height="240" /></div>
  <div>${linkRow(door.say("prepare.join_url"), links.join, door)}</div>`;

/**
 * @param {Links} links
 * @param {Door} door
 */
function linksView(links, door) {
  const { say } = door;
  return html`<section class="card" aria-labelledby="links-title">
    <h2 class="card__title" id="links-title">${say("prepare.links")}</h2>
    <p class="card__text">${say("prepare.links_text")}</p>
    <div>
      ${linkRow(say("role.facilitator"), links.facilitator, door, facilitatorSeat(door))}
      ${links.tables.map((table) => (table.coordinator ? linkRow(say("prepare.link_of", { table: tableName(table, door), name: leaderName(table, door) }), table.coordinator, door, leader(table, door)?.id) : nothing))}
    </div>
    ${observerLinks(links, door)} ${links.tables.map((table) => seatLinks(table, door))}
  </section>`;
}

/**
 * Who only looks on: a link for as many people as one likes to give it to.
 * @param {Links} links
 * @param {Door} door
 */
function observerLinks({ observers }, door) {
  const { say, hall } = door;
  if (observers.length === 0) return html`<div class="buttons"><button type="button" class="button button--small" @click=${() => hall.send(addSeat({ name: say("role.observer"), role: "observer" }))}>${say("prepare.observers")}</button></div>`;
  return html`<div>${observers.map((link) => linkRow(say("role.observer"), link.url, door, link.seat))}</div>
    <p class="card__text">${say("prepare.observers_text")}</p>`;
}

/** @param {TableLinks} table @param {Door} door */
const tableName = (table, { hall }) => hall.view.table(table.table)?.name ?? "";

/** @param {TableLinks} table @param {Door} door */
const leader = (table, { hall }) => hall.view.seats(table.table).find((seat) => seat.role === "coordinator");

/** @param {TableLinks} table @param {Door} door */
const leaderName = (table, door) => leader(table, door)?.name ?? "";

/** @param {Door} door */
const facilitatorSeat = ({ hall }) => hall.view.seats("").find((seat) => seat.role === "facilitator")?.id;

/**
 * @param {TableLinks} table
 * @param {Door} door
 */
function seatLinks(table, door) {
  const { say, hall } = door;
  const seats = table.seats.flatMap((link) => {
    const seat = hall.view.seat(link.seat);
    return seat && !seat.withdrawn && seat.role === "participant" ? [{ id: seat.id, name: seat.name, url: link.url }] : [];
  });
  if (seats.length === 0) return nothing;
  return html`<details class="seat-links">
    <summary>${say("prepare.seat_links", { table: tableName(table, door) })}</summary>
    <div>${seats.map((seat) => linkRow(seat.name, seat.url, door, seat.id))}</div>
  </details>`;
}

/**
 * @param {string} name
 * @param {string} url
 * @param {Door} door
 * @param {string} [seat] whose link it is, so that it can be made anew
 */
function linkRow(name, url, door, seat) {
  const { say, copied, tellCopied } = door;
  const copy = async (/** @type {Event} */ event) => {
    const row = event.currentTarget instanceof HTMLElement ? event.currentTarget.closest(".link-row") : null;
    const done = await copyText(url);
    // Where no page may copy, the address is left selected, so that Ctrl+C does the rest.
    if (!done) getSelection()?.selectAllChildren(row?.querySelector(".link-row__url") ?? document.body);
    tellCopied(url, done);
  };
  return html`<div class="link-row">
    <span class="link-row__name">${name}</span><span class="link-row__url">${url}</span>
    <button type="button" class="button button--small" aria-label=${copied === url ? say("prepare.copied") : say("prepare.copy_of", { name })} @click=${copy}>${copied === url ? say("prepare.copied") : say("prepare.copy")}</button>
    ${seat ? html`<button type="button" class="button button--small" aria-label=${say("prepare.renew_of", { name })} @click=${() => renew(seat, name, door)}>${say("prepare.renew")}</button>` : nothing}
  </div>`;
}

/**
 * Cards that are printed with the present link open nothing any more, so it is asked once.
 * @param {string} seat
 * @param {string} name
 * @param {Door} door
 */
async function renew(seat, name, { say, workshop, renewed }) {
  const yes = await ask({ title: say("prepare.renew_ask", { name }), text: say("prepare.renew_text"), yes: say("prepare.renew"), no: say("prepare.cancel") });
  if (!yes) return;
  await renewLink(workshop, seat);
  renewed();
}
