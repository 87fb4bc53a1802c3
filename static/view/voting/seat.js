/** 選ぶ on the seat: wait, lay one's seals, and see what came of it. See css/voting.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { ballotOf, closedRounds, laidBy, openRoundOf } from "../../model/voting.js";
import { ballotView } from "./ballot.js";
import { chartView, roundName } from "./chart.js";

/** @param {import("../seat/page.js").Seat} seat */
export function votingView({ doc, client, say, redraw }) {
  const { view } = doc;
  const me = client.me?.id ?? "";
  const open = openRoundOf(view);
  const last = closedRounds(view).at(-1);
  if (open) return doc.allowed("ballot.set", { own: true }) ? ballotView({ doc, say, me, redraw }, open) : html`<p>${say("voting.is_open")}</p>`;
  if (!last) return html`<p class="ballot__how">${say("voting.not_yet")}</p>`;
  return html`<section class="ballot" aria-labelledby="ballot-result">
    <h2 class="ballot__title" id="ballot-result">${say("voting.result_of", { round: roundName(view, say, last) })}</h2>
    ${chartView({ view, say, round: last, mine: laidBy(view, last, ballotOf(view, last.id, me)) })}
    ${view.board?.phase === "vote" ? html`<p class="ballot__how">${say("voting.wait_next")}</p>` : nothing}
  </section>`;
}
