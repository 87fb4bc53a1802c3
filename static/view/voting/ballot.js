/**
 * One's own seals: large cards, each with a way to lay a seal and to take one off. The same on the seat and, for who leads a
 * table, in a dialog over the board. Every press is the whole ballot, so that two open tabs never lay more than there is.
 */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { confirmsNothing } from "../../lib/ime.js";
import { cut } from "../../lib/text.js";
import { setBallot } from "../../model/ops.js";
import { ballotOf, hindrance, laidBy, notesIn, sealsIn, sumOf, withSeal } from "../../model/voting.js";
import { roundName, wordsOn } from "./chart.js";

/**
 * @typedef {import("../../lib/words.js").Say} Say
 * @typedef {import("../../sync/doc.js").Doc} Doc
 * @typedef {import("../../model/records.js").Round} Round
 * @typedef {{doc: Doc, say: Say, me: string, redraw: () => void}} Voter
 * @typedef {{voter: Voter, round: Round, laid: ReadonlyMap<string, number>}} Hand
 */

/** What this tab said and laid last, by document: the rest is the document's. @type {WeakMap<Doc, {round: string, laid: string, said: string}>} */
const lasts = new WeakMap();

/** @param {Doc} doc @param {Round} round */
function lastOf(doc, round) {
  const last = lasts.get(doc);
  if (last?.round === round.id) return last;
  const fresh = { round: round.id, laid: "", said: "" };
  lasts.set(doc, fresh);
  return fresh;
}

/**
 * @param {Voter} voter
 * @param {Round} round an open one
 */
export function ballotView(voter, round) {
  const { doc, say, me } = voter;
  const { view } = doc;
  const ballot = ballotOf(view, round.id, me);
  const laid = laidBy(view, round, ballot);
  const hand = { voter, round, laid };
  return html`<section class="ballot" aria-label=${say("voting.ballot")} @keydown=${(/** @type {KeyboardEvent} */ e) => onKey(hand, e)}>
    <h2 class="ballot__title" tabindex="-1">${say("voting.lay", { round: roundName(view, say, round), n: sealsIn(view, round) })}</h2>
    <p class="ballot__how">${say("voting.how")}${round.most && round.most < round.seals ? ` ${say("voting.how_most", { n: round.most })}` : ""}</p>
    <p class="ballot__how">${say("voting.secret")}</p>
    ${leftView(hand, ballot?.id)}
    <ul class="ballot__list">
      ${repeat(
        round.items,
        (id) => id,
        (id) => cardView(hand, id, (ballot?.marks ?? []).find((m) => m.item === id)?.n ?? 0),
      )}
    </ul>
  </section>`;
}

/**
 * How many are left, as dots and in words, whether they are saved, and what the last press came to.
 * @param {Hand} hand
 * @param {string | undefined} ballot
 */
function leftView({ voter, round, laid }, ballot) {
  const { doc, say } = voter;
  const used = sumOf(laid);
  const seals = sealsIn(doc.view, round);
  const left = Math.max(0, seals - used);
  const mark = ballot ? doc.markOf(ballot) : "";
  const last = lastOf(doc, round);
  const elsewhere = last.laid !== "" && mark === "saved" && last.laid !== wordOf(laid);
  return html`<div class="ballot__left" role="status" data-none=${left === 0}>
    <p>
      <span class="dots" aria-hidden="true">${Array.from({ length: Math.max(seals, used) }, (_, i) => html`<span class="dots__one" ?data-laid=${i < used}></span>`)}</span>
      <b>${left === 0 ? say("voting.left_none") : say("voting.left", { n: left })}</b>
      ${mark ? html`<span class="ballot__saved" data-state=${mark}>${say(STATES[mark])}</span>` : nothing}
    </p>
    <p class="ballot__keys">${say("voting.keys")}</p>
    ${last.said ? html`<p class="ballot__said">${say(last.said, { n: round.most ?? round.seals })}</p>` : nothing} ${elsewhere ? html`<p class="ballot__said">${say("voting.elsewhere")}</p>` : nothing}
  </div>`;
}

const STATES = { saved: "voting.state.saved", saving: "voting.state.saving", unsent: "voting.state.unsent" };
const WHY = { none_left: "voting.why.none_left", most_here: "voting.why.most_here", nothing_here: "voting.why.nothing_here" };

/** @param {ReadonlyMap<string, number>} laid */
const wordOf = (laid) => JSON.stringify([...laid].sort());

/**
 * @param {Hand} hand
 * @param {string} id
 * @param {number} had seals laid on it, also while it is withdrawn
 */
function cardView(hand, id, had) {
  const { voter, round, laid } = hand;
  const { say, doc } = voter;
  const item = doc.view.item(id);
  const words = wordsOn(doc.view, say, id);
  if (!item || item.withdrawn) {
    return html`<li class="ballot__card" data-gone>
      <p class="ballot__what" dir="auto">${words}</p>
      <p>${say("voting.gone")}${had > 0 ? ` ${say("voting.gone_back", { n: had })}` : ""}</p>
    </li>`;
  }
  const n = laid.get(id) ?? 0; // where nothing lies nothing is taken off: Tab goes by, and a hand that is there stays
  const what = cut(words, 24);
  return html`<li class="ballot__card" data-item=${id} data-laid=${n} data-kind=${doc.view.kindOf(id) ?? nothing}>
    <p class="ballot__what" dir="auto">${words}</p>
    ${withinView(hand, id)}
    <div class="ballot__row" role="group" aria-label=${what}>
      <button class="button ballot__less" type="button" tabindex=${n === 0 ? -1 : nothing} aria-disabled=${n === 0} aria-label=${say("voting.take_of", { what })} @click=${() => lay(hand, id, -1)}>${say("voting.take")}</button>
      <span class="ballot__n"><span class="dots" aria-hidden="true">${Array.from({ length: n }, () => html`<span class="dots__one" data-laid></span>`)}</span><span class=${n === 0 ? "visually-hidden" : "ballot__count"}>${say("voting.n", { n })}</span></span>
      <button class="button button--main ballot__more" type="button" aria-disabled=${hindrance(round, laid, id) !== ""} aria-label=${say("voting.lay_on", { what })} @click=${() => lay(hand, id, 1)}>${say("voting.put")}</button>
    </div>
  </li>`;
}

/** Who chooses an island may look at what lies in it. @param {Hand} hand @param {string} id */
function withinView({ voter }, id) {
  const { doc, say } = voter;
  if (!doc.view.group(id)) return nothing;
  const notes = notesIn(doc.view, id).filter((note) => !note.veiled);
  if (notes.length === 0) return nothing;
  return html`<details class="ballot__within">
    <summary>${say("voting.within", { n: notes.length })}</summary>
    <ul>
      ${notes.map((note) => html`<li dir="auto">${note.text ?? ""}</li>`)}
    </ul>
  </details>`;
}

/**
 * One seal more or less. What cannot be done is said, not hidden: a button that vanished would take the hand's place with it.
 * @param {Hand} hand
 * @param {string} id
 * @param {1 | -1} step
 */
function lay({ voter, round }, id, step) {
  const { doc, me, redraw } = voter;
  // As it is now, not as it was drawn: another tab may have laid seals between.
  const laid = laidBy(doc.view, round, ballotOf(doc.view, round.id, me));
  const last = lastOf(doc, round);
  const why = step === 1 ? hindrance(round, laid, id) : (laid.get(id) ?? 0) === 0 ? "nothing_here" : "";
  last.said = why ? WHY[why] : "";
  if (!why) {
    const marks = withSeal(laid, id, step);
    last.laid = wordOf(new Map(marks.map((m) => [m.item, m.n])));
    if (doc.send(setBallot(doc.view, round.id, marks, me)) === null) last.said = "refusal.full";
  }
  redraw();
}

/** ↑ ↓ go from card to card, → or + lays a seal, ← or − takes one off. @type {Readonly<Record<string, 1 | -1>>} */
const STEPS = { ArrowRight: 1, "+": 1, ArrowLeft: -1, "-": -1 };
/** @type {Readonly<Record<string, 1 | -1>>} */
const WAYS = { ArrowDown: 1, ArrowUp: -1 };

/**
 * @param {Hand} hand
 * @param {KeyboardEvent} e
 */
function onKey(hand, e) {
  const button = e.target instanceof Element ? e.target.closest(".ballot__less, .ballot__more") : null;
  const card = button?.closest("[data-item]");
  if (!button || !card || confirmsNothing(e) || e.ctrlKey || e.altKey || e.metaKey) return;
  const step = STEPS[e.key];
  const way = WAYS[e.key];
  if (step === undefined && way === undefined) return;
  e.preventDefault();
  e.stopPropagation();
  if (step !== undefined) lay(hand, card.getAttribute("data-item") ?? "", step);
  if (way !== undefined) focusIn(beside(card, way), button.matches(".ballot__less") ? ".ballot__less" : ".ballot__more");
}

/** @param {Element} card @param {1 | -1} way */
function beside(card, way) {
  const all = [...(card.parentElement?.querySelectorAll("[data-item]") ?? [])];
  return all[all.indexOf(card) + way];
}

/** @param {Element | undefined} card @param {string} which */
function focusIn(card, which) {
  const to = card?.querySelector(which);
  if (to instanceof HTMLElement) to.focus();
}
