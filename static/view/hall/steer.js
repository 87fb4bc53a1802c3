/** The phases of an evening, how many tables are in each, and one press to bring all or the chosen ones on. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { PHASES, isPrivate } from "../../model/phase.js";
import { topicsOf } from "../../model/themes.js";
import { closeRound, setPhase, takeTheme } from "../../model/ops.js";
import { countedBy, openRoundOf } from "../../model/voting.js";
import { ask } from "../form/ask.js";

/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {import("../../model/records.js").Phase} Phase */
/** @typedef {import("./cards.js").TableCard} TableCard */
/** @typedef {{client: import("../../sync/client.js").Client, limits: import("../../sync/boot.js").Limits, say: Say, hall: import("../../sync/doc.js").Doc, all: readonly TableCard[], chosen: ReadonlySet<string>, clear: () => void, now: () => number, openMessage: () => void, open: (board: string) => import("../../sync/doc.js").Doc, workshop: string, batch: number, more: unknown}} Steer more: what else those who steer do; now: the server's time; open: a board that no card shows yet */

/** @param {Steer} steer */
export const phasesView = (steer) => html`${themesView(steer)}<ol class="agenda__list">${PHASES.map((phase) => phaseView(phase, steer))}</ol>`;

/** Where there are several themes, the tables can be brought to each of them. @param {Steer} steer */
function themesView(steer) {
  const { say, hall } = steer;
  const topics = topicsOf(hall.view);
  if (topics.length < 2) return nothing;
  const aimed = aim(steer);
  const isAt = (/** @type {string} */ theme) => aimed.length > 0 && aimed.every((card) => themeOf(card, steer) === theme);
  return html`<ol class="agenda__list">${topics.map(({ id, n, text }) => html`<li aria-current=${isAt(id) ? "step" : nothing} title=${text}>
    <span>${say("themes.one", { n })}</span>
    ${isAt(id) || aimed.length === 0 ? nothing : html`<button type="button" class="button button--small" aria-label=${say(TURN[wayToTheme(id, aimed, steer)], { n, theme: text })} @click=${() => turn({ id, n, text }, steer)}>${say(HERE[wayToTheme(id, aimed, steer)])}</button>`}
  </li>`)}</ol>`;
}

const TURN = { on: "themes.turn_to", back: "themes.turn_back_to", both: "themes.turn_here" };

/** The word on the button. */
export const HERE = { on: "hall.here_do", back: "hall.back_do", both: "hall.there_do" };

/** @param {TableCard} card @param {Steer} steer */
const themeOf = ({ id }, { hall }) => hall.view.table(id)?.themeId ?? "";

/** @param {string} theme @param {readonly TableCard[]} cards @param {Steer} steer */
function wayToTheme(theme, cards, steer) {
  const order = topicsOf(steer.hall.view).map(({ id }) => id);
  return wayTo(order.indexOf(theme), cards.map((card) => order.indexOf(themeOf(card, steer))));
}

/**
 * @param {import("../../model/themes.js").Topic} topic
 * @param {Steer} steer
 */
async function turn({ id, n, text }, steer) {
  const { say, hall } = steer;
  const aimed = aim(steer);
  const names = aimed.map((card) => card.name).join("、");
  const way = wayToTheme(id, aimed, steer);
  const yes = await ask({ title: say(way === "on" ? "themes.turn_ask" : "themes.turn_back_ask", { names, n }), text: say("themes.turns", { n, theme: text }), yes: say(YES[way]), no: say("prepare.cancel") });
  if (!yes) return;
  hall.send(takeTheme(id, [...new Set(aimed.map((card) => card.id))]));
  steer.clear();
}

/** The tables a press is meant for: the chosen ones, or all. @param {Pick<Steer, "all" | "chosen">} steer */
export const aim = ({ all, chosen }) => (chosen.size === 0 ? all : all.filter((card) => chosen.has(card.board)));

/**
 * Whether it leads on, or back, or some on and some back: nobody is asked whether to go on who goes back.
 * @param {number} to its place in the order of the evening
 * @param {readonly number[]} from where those are who go there
 * @returns {"on" | "back" | "both"}
 */
export const wayTo = (to, from) => (from.every((at) => at < to) ? "on" : from.every((at) => at > to) ? "back" : "both");

/** @param {Phase} phase @param {readonly TableCard[]} cards */
export const wayToPhase = (phase, cards) => wayTo(PHASES.indexOf(phase), cards.map((card) => PHASES.indexOf(phaseOf(card))));

/** What is answered to the question. */
export const YES = { on: "hall.move_yes", back: "hall.move_back_yes", both: "hall.move_both_yes" };

/**
 * What a phase brings to these tables.
 * @param {Phase} phase
 * @param {readonly TableCard[]} moving
 * @param {Say} say
 */
export function phaseText(phase, moving, say) {
  return say(wayToPhase(phase, moving) === "back" ? `hall.phase_back.${phase}` : `hall.phase_text.${phase}`);
}

/** @param {TableCard} card */
const phaseOf = (card) => card.doc.view.board?.phase ?? "prepare";

/**
 * @param {Phase} phase
 * @param {Steer} steer
 */
function phaseView(phase, steer) {
  const { say, all } = steer;
  const aimed = aim(steer);
  const here = all.filter((card) => phaseOf(card) === phase).length;
  const done = aimed.length > 0 && aimed.every((card) => phaseOf(card) === phase);
  const name = say(`phase.${phase}`);
  return html`<li aria-current=${done ? "step" : nothing}>
    <span>${name}</span><span>${here > 0 ? say("hall.in_phase", { n: here }) : ""}</span>
    ${done || aimed.length === 0 || aimed.some((card) => card.doc.readOnly) ? nothing : html`<button type="button" class="button button--small" aria-label=${say("hall.move_to", { phase: name })} @click=${() => move(phase, steer)}>${say("hall.move")}</button>`}
  </li>`;
}

/**
 * A step back to writing puts out of sight what a table had laid open before it.
 * @param {Phase} phase
 * @param {readonly TableCard[]} moving
 * @param {Steer["say"]} say
 */
export const hidesView = (phase, moving, say) => (isPrivate(phase) && moving.some((card) => !isPrivate(phaseOf(card)) && phaseOf(card) !== "read") ? say("hall.hides") : "");

/**
 * What becomes of the seals of tables that leave the time to choose.
 * @param {Phase} phase
 * @param {readonly TableCard[]} moving
 * @param {Steer["say"]} say
 */
export function sealsSaid(phase, moving, say) {
  const names = moving.filter((card) => phaseOf(card) === "vote" && openRoundOf(card.doc.view)).map((card) => card.name).join("、");
  if (!names || phase === "vote") return "";
  return phase === "present" ? say("hall.seals_counted", { names }) : say("hall.seals_stay", { names });
}

/**
 * A board goes to a phase; where that ends the time to choose, its seals are counted.
 * @param {import("../../sync/doc.js").Doc} doc
 * @param {Phase} phase
 */
export function bring(doc, phase) {
  const round = countedBy(doc.view, phase);
  if (round) doc.send(closeRound(round.id));
  doc.send(setPhase(phase));
}

/**
 * Everybody's screen changes with it, so it is asked once.
 * @param {Phase} phase
 * @param {Steer} steer
 */
async function move(phase, steer) {
  const { say } = steer;
  const moving = aim(steer).filter((card) => phaseOf(card) !== phase);
  const names = moving.map((card) => card.name).join("、");
  const way = wayToPhase(phase, moving);
  const text = [phaseText(phase, moving, say), hidesView(phase, moving, say), sealsSaid(phase, moving, say)].filter((part) => part !== "").join(" ");
  const yes = await ask({ title: say("hall.move_ask", { names, phase: say(`phase.${phase}`) }), text, yes: say(YES[way]), no: say("prepare.cancel") });
  if (!yes) return;
  for (const card of moving) bring(card.doc, phase);
  steer.clear();
}
