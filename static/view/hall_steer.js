/** The phases of an evening, how many tables are in each, and one press to bring all or the chosen ones on. */
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { PHASES } from "../model/phase.js";
import { setPhase } from "../model/ops.js";
import { ask } from "./form_ask.js";

/** @typedef {import("../lib/words.js").Say} Say */
/** @typedef {import("../model/records.js").Phase} Phase */
/** @typedef {import("./hall_cards.js").TableCard} TableCard */
/** @typedef {{say: Say, hall: import("../sync/doc.js").Doc, all: readonly TableCard[], chosen: ReadonlySet<string>, clear: () => void, now: () => number, openMessage: () => void}} Steer now: the server's time */

/** @param {Steer} steer */
export const phasesView = (steer) => html`<ol class="agenda__list">${PHASES.map((phase) => phaseView(phase, steer))}</ol>`;

/** The tables a press is meant for: the chosen ones, or all. @param {Pick<Steer, "all" | "chosen">} steer */
export const aim = ({ all, chosen }) => (chosen.size === 0 ? all : all.filter((card) => chosen.has(card.board)));

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
 * Everybody's screen changes with it, so it is asked once.
 * @param {Phase} phase
 * @param {Steer} steer
 */
async function move(phase, steer) {
  const { say } = steer;
  const moving = aim(steer).filter((card) => phaseOf(card) !== phase);
  const names = moving.map((card) => card.name).join("、");
  const yes = await ask({ title: say("hall.move_ask", { names, phase: say(`phase.${phase}`) }), text: say(`hall.phase_text.${phase}`), yes: say("hall.move_yes"), no: say("prepare.cancel") });
  if (!yes) return;
  for (const card of moving) card.doc.send(setPhase(phase));
  steer.clear();
}
