/** 表札 on the seat: the islands, the one the table speaks of first, each with the way to propose words for its title card. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { cut } from "../../lib/text.js";
import { homelessWordings, islandsToTitle, wordingsOf } from "../../model/wording.js";

/** @typedef {import("./page.js").Seat} Seat */

/** @param {Seat} seat */
export function wordingView(seat) {
  const { say, doc } = seat;
  if (doc.view.board?.phase !== "title" || !seat.board || !doc.allowed("wording.propose", { own: true })) return becameView(seat);
  const inHand = new Set(doc.people.flatMap((p) => (p.seat !== seat.seat && p.doing && doc.view.group(p.doing) ? [p.doing] : [])));
  const islands = islandsToTitle(doc.view, inHand);
  return html`<section class="mine" aria-labelledby="wording-heading">
    <h2 class="mine__heading" id="wording-heading">${say("proposing.title")}</h2>
    <p class="hint">${say(islands.length > 0 ? "proposing.how" : "proposing.no_islands")}</p>
    <ul class="mine__list">
      ${homelessView(seat)}
      ${repeat(
        islands,
        (i) => i.group.id,
        (i) => rowView(seat, i),
      )}
    </ul>
  </section>`;
}

/** When the time for title cards is over: what became of one's own words. @param {Seat} page */
function becameView(page) {
  const { say, doc, board, seat } = page;
  if (!board) return nothing;
  const told = islandsToTitle(doc.view, new Set()).flatMap(({ group }) => wordingsOf(doc.view, group.id).filter((w) => w.author === seat).map((w) => ({ ...w, title: group.title ?? "" })));
  if (told.length === 0 && homelessWordings(page.doc.view, page.seat).length === 0) return nothing;
  return html`<section class="mine" aria-labelledby="wording-heading">
    <h2 class="mine__heading" id="wording-heading">${say("proposing.mine")}</h2>
    <ul class="mine__list">${repeat(told, (w) => w.id, (w) => html`<li class="mine__row wording"><p class="mine__text" dir="auto">${w.title || say("board.no_title")}</p>
      <p class="wording__state wording__mine" role="status" dir="auto">${say(stateOf(w.text, w.title), { text: cut(w.text, 40) })}</p></li>`)}${homelessView(page)}</ul>
  </section>`;
}

/** An island that was dissolved takes nobody's words with it unsaid. @param {Seat} seat */
const homelessView = ({ say, doc, seat }) =>
  repeat(
    homelessWordings(doc.view, seat),
    (w) => w.id,
    (w) => html`<li class="mine__row wording" data-gone=""><p class="wording__state wording__mine" role="status" dir="auto">${say("proposing.mine_gone", { text: cut(w.text, 40) })}</p></li>`,
  );

/** @param {string} text @param {string | undefined} title */
function stateOf(text, title) {
  if (!title) return "proposing.mine_waits";
  return text === title ? "proposing.mine_taken" : "proposing.mine_kept";
}

/**
 * @param {Seat} seat
 * @param {ReturnType<typeof islandsToTitle>[number]} island
 */
function rowView({ say, doc, propose, seat }, { group, inHand, first }) {
  const wordings = wordingsOf(doc.view, group.id);
  const n = wordings.length;
  const what = group.title || (first ? say("proposing.with", { what: cut(first, 20) }) : say("board.no_title"));
  return html`<li class="mine__row wording" data-id-of=${group.id} ?data-in-hand=${inHand}>
    <p class="mine__text" dir="auto">${what}</p>
    <span class="wording__state">${inHand ? html`<b>${say("proposing.in_hand")}</b> ` : nothing}${n > 0 ? say("titling.n_proposals", { n }) : group.title ? nothing : say("board.no_title")}</span>
    <div class="buttons"><button class="button" type="button" aria-label=${say("proposing.open_of", { what })} @click=${() => propose(group.id)}>${say("proposing.open")}</button></div>
    ${repeat(
      wordings.filter((w) => w.author === seat),
      (w) => w.id,
      (w) => html`<p class="wording__state wording__mine" role="status" dir="auto">${say(stateOf(w.text, group.title), { text: cut(w.text, 40) })}</p>`,
    )}
  </li>`;
}
