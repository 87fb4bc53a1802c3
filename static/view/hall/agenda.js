/** The 進行表 in the hall: where the tables are in it, one press to bring them on, three minutes more, and the facilitator's own clock. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { agendaOf, minutesLeft, stepOf } from "../../model/agenda.js";
import { boardFor, topicsOf } from "../../model/themes.js";
import { extendStep, lockBoard, seatsBack, takeStep } from "../../model/ops.js";
import { ask } from "../form/ask.js";
import { closingActs, closingView } from "./closing.js";
import { HERE, YES, aim, bring, hidesView, phaseText, phasesView, sealsSaid, wayTo, wayToPhase } from "./steer.js";
import { leftWords } from "../seat/signs.js";
import { askSeating, moveAll, roundsOf } from "../prepare/seating.js";

/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {import("../../model/records.js").AgendaStep} AgendaStep */
/** @typedef {import("./cards.js").TableCard} TableCard */
/** @typedef {import("./steer.js").Steer} Steer */

const MORE = 3;

/** @param {Steer} steer */
export function agendaView(steer) {
  const { say, hall, all, chosen, clear } = steer;
  const steps = agendaOf(hall.view);
  const names = aim(steer).map((card) => card.name).join("、");
  return html`<nav class="agenda" aria-label=${say("hall.steer")}>
    <p class="clock" aria-label=${say("hall.clock")}>${timeText(steer.now())}</p>
    <p class="card__text">${chosen.size === 0 ? say("hall.aim_all", { n: all.length }) : say("hall.aim_some", { names })}</p>
    ${chosen.size > 0 ? html`<button type="button" class="button button--small" @click=${clear}>${say("hall.aim_clear")}</button>` : nothing}
    ${steps.length === 0 ? phasesView(steer) : stepsView(steps, steer)}
    <p class="card__text">${say("hall.steer_hint")}</p>
    <div class="agenda__foot">
      <div class="agenda__acts">
        <button type="button" class="button button--small" @click=${() => steer.openMessage()}>${say("hall.message")}</button>
        ${lockView(steer)} ${steer.more} ${closingActs(steer)}
      </div>
      ${closingView(steer)}
    </div>
  </nav>`;
}

/** @param {number} ms */
const timeText = (ms) => new Date(ms).toLocaleTimeString("ja-JP", { hour: "2-digit", minute: "2-digit" });

/**
 * @param {readonly AgendaStep[]} steps
 * @param {Steer} steer
 */
function stepsView(steps, steer) {
  const { say, hall } = steer;
  const begun = aim(steer).filter((card) => stepOf(hall.view, card.id));
  return html`<ol class="agenda__list">${steps.map((step, at) => html`${aboutTheme(step, steps[at - 1], steer)}${stepView(step, steer)}`)}</ol>
    ${begun.length > 0 ? html`<button type="button" class="button button--small" @click=${() => hall.send(extendStep(MORE, tablesOf(begun)))}>${say("hall.more", { n: MORE })}</button>` : nothing}
    <details class="agenda__phases"><summary>${say("hall.phases_only")}</summary>${phasesView(steer)}</details>`;
}

/**
 * Where the agenda comes to another theme.
 * @param {AgendaStep} step
 * @param {AgendaStep | undefined} before
 * @param {Steer} steer
 */
function aboutTheme(step, before, { say, hall }) {
  const topics = topicsOf(hall.view);
  const topic = topics.find((one) => one.id === (step.themeId ?? ""));
  if (topics.length < 2 || !topic || (before && before.themeId === step.themeId)) return nothing;
  return html`<li class="agenda__about" title=${topic.text}>${say("themes.one", { n: topic.n })}</li>`;
}

/** @param {readonly TableCard[]} cards @returns {string[]} their tables, each once */
const tablesOf = (cards) => [...new Set(cards.map((card) => card.id))];

/**
 * @param {AgendaStep} step
 * @param {Steer} steer
 */
function stepView(step, steer) {
  const { say, hall, all } = steer;
  const aimed = aim(steer);
  const isHere = (/** @type {TableCard} */ card) => stepOf(hall.view, card.id)?.step.id === step.id;
  const here = all.filter(isHere);
  const done = aimed.length > 0 && aimed.every(isHere);
  const course = here[0] && stepOf(hall.view, here[0].id)?.course;
  return html`<li aria-current=${done ? "step" : nothing} title=${step.script ?? nothing}>
    <span>${step.name}<small class="agenda__time">${done && course ? leftWords(say, minutesLeft(course, steer.now())) : say("agenda.minutes", { n: step.minutes })}</small></span>
    <span>${here.length > 0 ? say("hall.in_phase", { n: here.length }) : ""}</span>
    ${step.reseat && here.length > 0 && roundsOf(hall.view) > 0 && !hall.readOnly ? html`<button type="button" class="button button--small" @click=${() => takeBack(step, here, steer)}>${say("seating.back")}</button>` : nothing}
    ${done || aimed.length === 0 || hall.readOnly ? nothing : html`<button type="button" class="button button--small" aria-label=${say(STEP_TO[wayToStep(step, aimed, steer)], { step: step.name })} @click=${() => take(step, steer)}>${say(HERE[wayToStep(step, aimed, steer)])}</button>`}
  </li>`;
}

const STEP_TO = { on: "hall.step_to", back: "hall.step_back_to", both: "hall.step_here" };
const STEP_ASK = { on: "hall.step_ask", back: "hall.step_back_ask", both: "hall.step_both_ask" };

/** @param {AgendaStep} step @param {readonly TableCard[]} cards @param {Steer} steer */
function wayToStep({ id }, cards, { hall }) {
  const order = agendaOf(hall.view).map((step) => step.id);
  // Who has not begun is before the first.
  return wayTo(order.indexOf(id), cards.map((card) => order.indexOf(stepOf(hall.view, card.id)?.step.id ?? "")));
}

/**
 * What comes with a step: what is said then, and, where it brings them there, the other theme. Who goes back has heard what is said
 * then, and is told what going back means.
 * @param {AgendaStep} step
 * @param {readonly TableCard[]} moving
 * @param {Steer} steer
 */
function aboutView(step, moving, steer) {
  const { say, hall } = steer;
  const text = wayToStep(step, moving, steer) === "back" ? backText(step, moving, say) : step.script || phaseText(step.phase, moving, say);
  const turns = moving.some((card) => (hall.view.table(card.id)?.themeId ?? "") !== (step.themeId ?? ""));
  const topic = topicsOf(hall.view).find((one) => one.id === (step.themeId ?? ""));
  const hides = turns ? "" : hidesView(step.phase, moving, say);
  const seals = turns ? "" : sealsSaid(step.phase, moving, say);
  return [turns && topic ? say("themes.turns", { n: topic.n, theme: topic.text }) : "", text, hides, seals].filter((part) => part !== "").join(" ");
}

/** Two steps may be of one phase. @param {AgendaStep} step @param {readonly TableCard[]} moving @param {Steer["say"]} say */
const backText = ({ name, phase }, moving, say) => (wayToPhase(phase, moving) === "back" ? phaseText(phase, moving, say) : say("hall.step_back_text", { step: name }));

/**
 * Everybody's screen changes with it, so it is asked once.
 * @param {AgendaStep} step
 * @param {Steer} steer
 */
async function take(step, steer) {
  const { say, hall } = steer;
  const moving = aim(steer).filter((card) => stepOf(hall.view, card.id)?.step.id !== step.id);
  const names = moving.map((card) => card.name).join("、");
  const way = wayToStep(step, moving, steer);
  const title = say(STEP_ASK[way], { names, step: step.name });
  if (!(await ready(step, moving, steer))) return;
  // Who comes back to a step sits already as it had them sit.
  if (step.reseat && moving.length > 1 && way !== "back") {
    const seats = await askSeating(steer, { mode: "change", tables: tablesOf(moving), title, text: aboutView(step, moving, steer) });
    if (!seats) return;
    for (const card of moving) setTo(step, card, steer);
    moveAll(steer, seats, true);
  } else if (!(await ask({ title, text: aboutView(step, moving, steer), yes: say(YES[way]), no: say("prepare.cancel") }))) return;
  else for (const card of moving) setTo(step, card, steer);
  hall.send(takeStep(step.id, tablesOf(moving)));
  steer.clear();
}

/**
 * A 席替え is taken back with its step: everybody sits where they sat, at the step before.
 * @param {AgendaStep} step
 * @param {readonly TableCard[]} here the tables that are at it
 * @param {Steer} steer
 */
async function takeBack(step, here, steer) {
  const { say, hall } = steer;
  const steps = agendaOf(hall.view);
  const before = steps[steps.findIndex(({ id }) => id === step.id) - 1];
  const round = roundsOf(hall.view);
  const text = [say("seating.back_text"), before ? say("seating.back_step", { step: before.name }) : ""].filter((part) => part !== "").join(" ");
  if (!(await ready(before ?? step, here, steer))) return;
  if (!(await ask({ title: say("seating.back_ask"), text, yes: say("seating.back_yes"), no: say("prepare.cancel") }))) return;
  if (before) for (const card of here) setTo(before, card, steer);
  hall.send(seatsBack(round));
  if (before) hall.send(takeStep(before.id, tablesOf(here)));
  steer.clear();
}

/** So long it is waited for boards that are on their way. */
const BOARDS_WAIT = 8000;

/**
 * Nobody is sent to a board that is not there yet: it is waited for, and refused with a word where it does not come.
 * @param {AgendaStep} step
 * @param {readonly TableCard[]} cards
 * @param {Steer} steer
 */
async function ready(step, cards, steer) {
  const { say } = steer;
  const boards = Promise.all(cards.map((card) => targetOf(step, card, steer).whenReady));
  const late = new Promise((resolve) => setTimeout(() => resolve(undefined), BOARDS_WAIT));
  if ((await Promise.race([boards, late])) !== undefined) return true;
  await ask({ title: say("hall.not_ready"), text: say("hall.not_ready_text"), yes: say("seat.understood"), no: say("prepare.cancel") });
  return false;
}

/** The board a step brings a table to. @param {AgendaStep} step @param {TableCard} card @param {Steer} steer */
function targetOf(step, card, { hall, open }) {
  const target = boardFor(hall.view, card.id, step.themeId ?? "")?.id ?? card.board;
  return target === card.board ? card.doc : open(target);
}

/**
 * The board a table is brought to is in the step's phase before anybody comes.
 * @param {AgendaStep} step
 * @param {TableCard} card
 * @param {Steer} steer
 */
function setTo(step, card, steer) {
  const doc = targetOf(step, card, steer);
  if (doc.view.board?.phase !== step.phase) bring(doc, step.phase);
}

/** @param {Steer} steer */
function lockView(steer) {
  const { say } = steer;
  const aimed = aim(steer);
  const locked = aimed.length > 0 && aimed.every((card) => card.doc.view.board?.locked);
  const turn = () => {
    for (const { doc } of aimed) if ((doc.view.board?.locked ?? false) === locked) doc.send(lockBoard(!locked));
  };
  return html`<button type="button" class="button button--small" aria-pressed=${locked} @click=${turn}>${say(locked ? "hall.unlock" : "hall.lock")}</button>`;
}
