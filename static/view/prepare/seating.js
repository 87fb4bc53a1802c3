/** Who would sit where: a proposal the server made, shown table by table, and done with one press. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { moveSeats } from "../../model/ops.js";
import { ask } from "../form/ask.js";
import { movesIn, postSeating } from "./api.js";

/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {import("../../sync/doc.js").Doc} Doc */
/** @typedef {{hall: Doc, say: Say, workshop: string, batch: number}} Room batch: how many people one op may move */
/** @typedef {import("./api.js").Proposal} Proposal */

/** How many 席替え there were, as far as is remembered. @param {import("../../model/state.js").State} view */
export const roundsOf = (view) => view.all("seat").reduce((most, seat) => (seat.withdrawn ? most : Math.max(most, (seat.been ?? []).length)), 0);

/**
 * Asks for a proposal and shows it.
 * @param {Room} room
 * @param {{mode: "change" | "even", tables: readonly string[], title: string, text: string}} plan
 * @returns {Promise<Proposal | null>} null: it was not wanted, or could not be had
 */
export async function askSeating({ hall, say, workshop }, { mode, tables, title, text }) {
  const answer = await postSeating(workshop, { mode, tables: [...tables] });
  const proposal = answer.ok ? movesIn(answer.body) : null;
  if (!proposal) {
    await ask({ title: say("seating.failed"), text: say(!answer.ok && answer.code === "slow" ? "seating.slow" : "prepare.refused.network"), yes: say("seat.understood"), no: say("prepare.cancel") });
    return null;
  }
  const none = proposal.moves.length === 0 ? say("seating.none") : proposal.again > 0 ? say("seating.again", { n: proposal.again }) : "";
  const yes = await ask({ title, text: [text, none].filter((part) => part !== "").join(" "), body: planView(hall, tables, proposal, say), yes: say(proposal.moves.length === 0 ? "hall.move_yes" : "seating.yes"), no: say("prepare.cancel"), wide: true });
  return yes ? proposal : null;
}

/**
 * The seats are moved; each batch at once, the first one remembers where all sat where it is a 席替え.
 * @param {Room} room
 * @param {Proposal} proposal
 * @param {boolean} round
 */
export function moveAll({ hall, batch }, { moves }, round) {
  for (let at = 0; at < moves.length; at += batch) hall.send(moveSeats(moves.slice(at, at + batch), round && at === 0));
}

/**
 * @param {Doc} hall
 * @param {readonly string[]} tables
 * @param {Proposal} proposal
 * @param {Say} say
 */
function planView({ view }, tables, { moves }, say) {
  const goes = new Map(moves.map(({ seat, table }) => [seat, table]));
  const wanted = view.tables().filter((table) => tables.length === 0 || tables.includes(table.id));
  const everybody = wanted.flatMap((table) => view.seats(table.id)).filter((seat) => !seat.absent);
  return html`<div class="plan">${wanted.map((table) => {
    const here = everybody.filter((seat) => (goes.get(seat.id) ?? seat.table) === table.id);
    return html`<section class="plan__table" aria-label=${table.name}><h3>${table.name} <small>${say("prepare.roster_people", { n: here.length })}</small></h3><ul>${here.map((seat) => {
      const from = goes.has(seat.id) ? view.table(seat.table ?? "")?.name : undefined;
      return html`<li data-moves=${from !== undefined}>${seat.side ? html`<span class="side" data-side=${seat.side} aria-hidden="true">${say(`side.mark.${seat.side}`)}</span>` : nothing} ${seat.name} <small>${from === undefined ? say(seat.role === "coordinator" ? "seating.stays_lead" : "seating.stays") : say("seating.from", { table: from })}</small></li>`;
    })}</ul></section>`;
  })}</div>`;
}
