/** Above the sheet while the table chooses: how far it is, and what comes next. See css/voting.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { closeRound } from "../../model/ops.js";
import { bestOf, closedRounds, openRoundOf, votersOf } from "../../model/voting.js";
import { chartView, roundName } from "./chart.js";

/**
 * @typedef {import("../../editor/desk.js").Desk} Desk
 * @typedef {import("../../model/records.js").Round} Round
 */

/** @param {Desk} desk */
export function votingStrip(desk) {
  const open = openRoundOf(desk.doc.view);
  const choosing = desk.doc.view.board?.phase === "vote";
  if (!choosing && !open) return nothing;
  const leads = desk.may("round.open");
  if (!open && !leads && closedRounds(desk.doc.view).length === 0) return nothing;
  return html`<div class="strip" role="group" aria-label=${desk.say("voting.strip")}>${!open ? closedStrip(desk, leads) : choosing ? openStrip(desk, open) : leftStrip(desk, open)}</div>`;
}

/**
 * Nothing of how it stands: who sees the first seals would follow them.
 * @param {Desk} desk
 * @param {Round} round
 */
function openStrip(desk, round) {
  const { say, doc } = desk;
  return html`<p class="strip__say">${say("voting.so_far", { round: roundName(doc.view, say, round), ...turnout(desk, round) })}</p>
    ${desk.may("ballot.set", true) && desk.client.me?.role === "coordinator" && !round.without ? button(say("voting.lay_mine"), () => desk.open({ what: "ballot", round: round.id })) : nothing}
    ${desk.may("round.withdraw") ? button(say("voting.withdraw"), () => desk.open({ what: "unround", round: round.id })) : nothing}
    ${closingView(desk, round)}`;
}

/** @param {Desk} desk @param {Round} round */
function closingView(desk, round) {
  const { say, doc } = desk;
  const close = () => {
    if (!desk.send([closeRound(round.id)])) return;
    desk.tell("voting.said_closed", { round: roundName(doc.view, say, round) });
    desk.open({ what: "votes", round: round.id });
  };
  return desk.may("round.close") ? html`<button class="button button--small button--main" type="button" @click=${close}>${say("voting.close")}</button>` : nothing;
}

/**
 * The table has gone elsewhere over an open round: nobody is to forget that seals lie there.
 * @param {Desk} desk
 * @param {Round} round
 */
function leftStrip(desk, round) {
  const { say, doc } = desk;
  return html`<p class="strip__say">${say("voting.left_open", { round: roundName(doc.view, say, round) })}</p>
    ${closingView(desk, round)}`;
}

/**
 * What leaving the time to choose does to a round that is open.
 * @param {Desk} desk
 * @param {import("../../model/records.js").Phase} to
 * @returns {string} nothing, where none is open
 */
export function leavingSaid(desk, to) {
  const { say, doc } = desk;
  const open = doc.view.board?.phase === "vote" ? openRoundOf(doc.view) : undefined;
  if (!open || to === "vote") return "";
  const round = roundName(doc.view, say, open);
  return to === "present" ? say("voting.leave_counts", { round, ...turnout(desk, open) }) : say("voting.leave_stays", { round });
}

/**
 * How many have laid seals, of those who have a seat at this table.
 * @param {Desk} desk
 * @param {Round} round
 */
export function turnout({ doc, client, boot }, round) {
  const hall = client.hall.view;
  const here = boot.boards.find((b) => b.id === boot.board);
  const table = hall.get("assignment", boot.board)?.table ?? here?.table ?? client.me?.table ?? "";
  const seated = hall.seats(table).filter((seat) => !seat.absent).length;
  const n = votersOf(doc.view, round.id);
  return { n, of: Math.max(n, seated) };
}

/**
 * @param {Desk} desk
 * @param {boolean} leads
 */
function closedStrip(desk, leads) {
  const { say, doc } = desk;
  const last = closedRounds(doc.view).at(-1);
  const begin = () => beginRound(desk, last);
  return html`<p class="strip__say">${say(last ? "voting.between" : leads ? "voting.not_yet_lead" : "voting.not_yet")}</p>
    ${last ? button(say("voting.results"), () => desk.open({ what: "votes", round: last.id })) : nothing}
    ${leads ? html`<button class="button button--small button--main" type="button" aria-haspopup="dialog" @click=${begin}>${say(last ? "voting.begin_next" : "voting.begin")}</button>` : nothing}`;
}

/** @param {string} words @param {() => void} act */
const button = (words, act) => html`<button class="button button--small" type="button" aria-haspopup="dialog" @click=${act}>${words}</button>`;

/**
 * The dialog for a new round: on top-level islands and lone notes, or on the best of the round before.
 * @param {Desk} desk
 * @param {Round} [after]
 */
export function beginRound(desk, after) {
  const { view } = desk.doc;
  const { branches, allLone } = desk.scene;
  const first = [...branches.filter((b) => b.kind === "group").map((b) => b.item.id), ...allLone.map((n) => n.id)];
  const chosen = after ? bestOf(view, after) : [];
  const best = chosen.length > 1 ? chosen : []; // between one thing nobody chooses
  desk.open({
    what: "round",
    title: desk.say("voting.nth", { n: view.rounds().length + 1 }),
    seals: String(after?.seals ?? 3),
    most: after?.most ? String(after.most) : "",
    ...(after?.without && { without: true }),
    ticks: new Set(best.length > 0 ? best : first),
    ...(after && best.length > 0 && { after: after.id }),
  });
}

/** In other times, and below the sheet: what was chosen is one press away. @param {Desk} desk */
export function votesButton(desk) {
  const { view } = desk.doc;
  const last = closedRounds(view).at(-1);
  if (!last || view.board?.phase === "vote") return nothing;
  return html`<button class="button button--small" type="button" aria-haspopup="dialog" @click=${() => desk.open({ what: "votes", round: last.id })}>${desk.say("voting.results")}</button>`;
}

/** In the list: every round that was closed, the last one first. @param {Desk} desk */
export function votesPart({ doc, say }) {
  const rounds = closedRounds(doc.view).reverse();
  if (rounds.length === 0) return nothing;
  return html`<section class="outline__part outline__votes" aria-labelledby="list-votes">
    <h2 class="outline__heading" id="list-votes">${say("voting.heading")}</h2>
    ${rounds.map((round) => html`<h3>${roundName(doc.view, say, round)}</h3>${chartView({ view: doc.view, say, round })}`)}
  </section>`;
}
