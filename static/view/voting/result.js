/** What the rounds came to, and what can follow: open once more, seals from paper, the next round. And one's own seals over the board. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { confirmsNothing } from "../../lib/ime.js";
import { wholeNumber } from "../../lib/text.js";
import { handCount, reopenRound } from "../../model/ops.js";
import { closedRounds, openRoundOf, placesOf } from "../../model/voting.js";
import { ballotView } from "./ballot.js";
import { chartView, roundName, wordsOn } from "./chart.js";
import { beginRound } from "./strip.js";
import { closeButton, closedView, dialogView, mainButton } from "../dialog.js";

/**
 * @typedef {import("../../editor/desk.js").Desk} Desk
 * @typedef {import("../../editor/desk.js").Panel} Panel
 * @typedef {import("../../model/records.js").Round} Round
 */

/**
 * @param {Desk} desk
 * @param {{round: string} & Panel} panel
 */
export function votesView(desk, panel) {
  const { say, doc } = desk;
  const rounds = closedRounds(doc.view);
  const round = doc.view.get("round", panel.round);
  const close = () => desk.open(undefined);
  const show = (/** @type {string} */ id) => () => {
    panel.round = id;
    desk.redraw();
  };
  const tabs = html`<div class="switch" role="group" aria-label=${say("voting.rounds")}>${rounds.map((r) => html`<button type="button" aria-pressed=${r.id === panel.round} @click=${show(r.id)}>${roundName(doc.view, say, r)}</button>`)}</div>`;
  return dialogView({
    title: round ? say("voting.result_of", { round: roundName(doc.view, say, round) }) : say("voting.heading"),
    body: html`${rounds.length > 1 ? tabs : nothing}${resultView(desk, round)}`,
    // The hand begins where it can do no harm: one press too many must not open a round again.
    acts: html`${round && !round.open && !round.withdrawn ? followView(desk, round) : nothing}<button class="button" type="button" autofocus @click=${close}>${say("board.close")}</button>`,
    close: () => desk.panel === panel && close(),
    wide: true,
  });
}

/**
 * @param {Desk} desk
 * @param {Round | undefined} round
 */
function resultView({ say, doc }, round) {
  if (!round || round.withdrawn) return html`<p>${say("voting.is_withdrawn")}</p>`;
  if (round.open) return html`<p role="status">${say(doc.markOf(round.id) === "saved" ? "voting.is_open" : "voting.closing")}</p>`;
  return chartView({ view: doc.view, say, round });
}

/**
 * @param {Desk} desk
 * @param {Round} round
 */
function followView(desk, round) {
  const { say, doc } = desk;
  const last = closedRounds(doc.view).at(-1)?.id === round.id;
  const free = !openRoundOf(doc.view);
  const reopen = () => {
    if (!desk.send([reopenRound(round.id)])) return;
    desk.tell("voting.said_reopened", { round: roundName(doc.view, say, round) });
    desk.open(undefined);
  };
  const button = (/** @type {string} */ words, /** @type {() => void} */ act) => html`<button class="button" type="button" @click=${act}>${words}</button>`;
  return html`${last && free && desk.may("round.reopen") ? button(say("voting.reopen"), reopen) : nothing}
  ${desk.may("round.hand") ? button(say("voting.hand"), () => countByHand(desk, round)) : nothing}
  ${last && free && desk.may("round.open") ? button(say("voting.begin_next"), () => beginRound(desk, round)) : nothing}`;
}

/** @typedef {Extract<Panel, {what: "hand"}>} HandPanel */

/** What was typed and neither entered nor given up: Esc, or a press beside the dialog, costs nobody a count. @type {WeakMap<Desk, HandPanel>} */
const halfCounted = new WeakMap();

/** @param {Desk} desk @param {Round} round */
function countByHand(desk, round) {
  const half = halfCounted.get(desk);
  const base = round.hand ?? [];
  desk.open(half?.round === round.id ? half : { what: "hand", round: round.id, base, counts: new Map(base.map((c) => [c.item, String(c.n)])) });
}

/**
 * Seals counted on paper: a number for each thing, added to those of the screens.
 * @param {Desk} desk
 * @param {HandPanel} panel
 */
export function handView(desk, panel) {
  const { say, doc } = desk;
  const round = doc.view.get("round", panel.round);
  const back = () => {
    halfCounted.delete(desk);
    desk.open({ what: "votes", round: panel.round });
  };
  const type = (/** @type {string} */ id) => (/** @type {Event} */ e) => {
    panel.counts.set(id, /** @type {HTMLInputElement} */ (e.currentTarget).value);
    panel.problem = "";
    halfCounted.set(desk, panel);
  };
  if (round) meetCounts(panel, round.hand ?? []);
  const places = new Map(round ? placesOf(doc.view, round).map((p) => [p.id, p]) : []);
  const items = (round?.items ?? []).filter((id) => !places.get(id)?.gone || panel.counts.has(id));
  const may = desk.may("round.hand");
  const body = html`${closedView(say, may)}<p>${say("voting.hand_how")}</p>
    <ul class="hand-list">
      ${items.map(
        (id, i) =>
          html`<li class="hand-list__one">
            <label for=${`hand-${i}`} dir="auto">${wordsOn(doc.view, say, id)}</label><span class="count">${say("voting.on_screen", { n: places.get(id)?.here ?? 0 })}</span
            >${panel.met?.has(id) ? html`<span class="field__error">${say("voting.hand_met", { n: panel.base.find((c) => c.item === id)?.n ?? 0 })}</span>` : nothing}<input class="input input--short" id=${`hand-${i}`} inputmode="numeric" placeholder="0" .value=${panel.counts.get(id) ?? ""} @input=${type(id)} />
          </li>`,
      )}
    </ul>
    <div role="status">${panel.problem ? html`<p class="field__error">${say(panel.problem, { n: desk.boot.limits.handSeals })}</p>` : nothing}</div>`;
  return dialogView({
    title: say("voting.hand"),
    body,
    acts: html`${closeButton(say("board.stop"), back)}${may ? mainButton(say("voting.hand_do")) : nothing}`,
    close: () => desk.panel === panel && desk.open(undefined),
    submit: () => (may ? enter(desk, panel) : undefined),
    keys: onCounting,
  });
}

/**
 * As in a table: Enter and the arrows go from number to number; after the last Enter comes to the button.
 * @param {KeyboardEvent} e
 */
function onCounting(e) {
  const way = { Enter: e.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[e.key];
  if (!way || confirmsNothing(e) || e.ctrlKey || e.altKey || e.metaKey || !(e.target instanceof HTMLInputElement)) return;
  const all = [...(e.target.closest("ul")?.querySelectorAll("input") ?? [])];
  const to = all[all.indexOf(e.target) + way] ?? (e.key === "Enter" && way > 0 ? e.target.form?.querySelector("[type=submit]") : undefined);
  if (to instanceof HTMLElement) to.focus();
  if (to instanceof HTMLInputElement) to.select();
  e.preventDefault();
}

/**
 * Somebody else counts for the same round: where my hand has typed nothing theirs stands; where both have, theirs is shown beside.
 * @param {HandPanel} panel
 * @param {readonly import("../../model/records.js").Count[]} now
 */
function meetCounts(panel, now) {
  if (now === panel.base) return;
  const numbers = (/** @type {readonly import("../../model/records.js").Count[]} */ counts) => new Map(counts.map(({ item, n }) => [item, n]));
  const [was, is] = [numbers(panel.base), numbers(now)];
  for (const id of new Set([...was.keys(), ...is.keys()])) {
    const [before, theirs, mine] = [was.get(id) ?? 0, is.get(id) ?? 0, wholeNumber(panel.counts.get(id) || "0")];
    if (theirs === before || mine === theirs) continue;
    if (mine === before) panel.counts.set(id, theirs === 0 ? "" : String(theirs));
    else panel.met = new Set([...(panel.met ?? []), id]);
  }
  panel.base = now;
}

/**
 * @param {Desk} desk
 * @param {HandPanel} panel
 */
function enter(desk, panel) {
  const typed = [...panel.counts].map(([item, text]) => ({ item, n: text.trim() === "" ? 0 : wholeNumber(text) }));
  if (typed.some(({ n }) => !Number.isInteger(n) || n < 0 || n > desk.boot.limits.handSeals)) {
    panel.problem = "voting.bad_hand";
    return desk.redraw();
  }
  if (!desk.send([handCount(panel.round, typed.filter(({ n }) => n > 0), panel.base)])) return;
  halfCounted.delete(desk);
  desk.tell("voting.said_hand");
  desk.open({ what: "votes", round: panel.round });
}

/**
 * Who leads a table lays their own seals over the board.
 * @param {Desk} desk
 * @param {{round: string} & Panel} panel
 */
export function ballotDialog(desk, panel) {
  const { say, doc, client } = desk;
  const round = doc.view.get("round", panel.round);
  const close = () => desk.open(undefined);
  const open = round && round.open && !round.withdrawn;
  return dialogView({
    title: say("voting.lay_mine"),
    body: open ? ballotView({ doc, say, me: client.me.id, redraw: desk.redraw }, round) : html`<p>${say("voting.is_closed")}</p>`,
    acts: closeButton(say("board.close"), close),
    close: () => desk.panel === panel && close(),
  });
}
