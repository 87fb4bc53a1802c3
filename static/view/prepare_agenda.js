/** 「進行表」: the steps of the evening, saved as they are written. A template fills an empty one; everything in it can be changed. */
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { repeat } from "../vendor/lit-html/directives/repeat.js";
import { checkLine, checkText } from "../lib/text.js";
import { agendaOf } from "../model/agenda.js";
import { addStep, editStep, moveStep, withdrawStep } from "../model/ops.js";
import { PHASES } from "../model/phase.js";
import { valueOf } from "./seat_box.js";

/**
 * @typedef {import("../lib/words.js").Say} Say
 * @typedef {import("../model/records.js").AgendaStep} AgendaStep
 * @typedef {import("../model/records.js").Phase} Phase
 * @typedef {{hall: import("../sync/doc.js").Doc, boot: import("../sync/boot.js").Boot, say: Say, problems: Map<string, string>, redraw: () => void}} Agenda problems: key of what is wrong with a step's name, by its id
 */

/** Minutes by phase. Their names and what is said at them stand in the catalogue: agenda.TEMPLATE.PHASE. @type {Record<string, readonly (readonly [Phase, number])[]>} */
const TEMPLATES = {
  kj: [["prepare", 10], ["write", 15], ["read", 20], ["gather", 25], ["title", 20], ["relate", 10], ["vote", 5], ["present", 15]],
  kizuna: [["prepare", 15], ["write", 20], ["gather", 30], ["title", 25], ["present", 20]],
  reflection: [["prepare", 5], ["write", 10], ["read", 15], ["gather", 15], ["present", 10]],
};

/** @param {Agenda} agenda */
export function agendaView(agenda) {
  const { hall, say } = agenda;
  const steps = agendaOf(hall.view);
  const minutes = steps.reduce((sum, step) => sum + step.minutes, 0);
  return html`<section class="card" aria-labelledby="agenda-title">
    <h2 class="card__title" id="agenda-title"><span class="card__number" aria-hidden="true">3</span>${say("agenda.title")}</h2>
    ${steps.length === 0 ? templatesView(agenda) : html`<p class="card__text">${say("agenda.sum", { n: steps.length, minutes })}</p>`}
    <ol class="agenda-edit">${repeat(steps, (step) => step.id, (step, at) => stepView(step, at, steps, agenda))}</ol>
    <div class="buttons"><button type="button" class="button" @click=${() => hall.send(addStep({ name: say("agenda.new"), minutes: 10, phase: "gather" }))}>${say("agenda.add")}</button></div>
  </section>`;
}

/** @param {Agenda} agenda */
function templatesView({ hall, say }) {
  const fill = (/** @type {string} */ name) => {
    for (const [phase, minutes] of TEMPLATES[name] ?? []) hall.send(addStep({ name: say(`phase.${phase}`), minutes, phase, script: say(`agenda.${name}.${phase}`) }));
  };
  return html`<p class="card__text">${say("agenda.none")}</p>
    <div class="buttons">${Object.keys(TEMPLATES).map((name) => html`<button type="button" class="button" @click=${() => fill(name)}>${say(`agenda.template.${name}`)}</button>`)}</div>`;
}

/**
 * @param {AgendaStep} step
 * @param {number} at
 * @param {readonly AgendaStep[]} steps
 * @param {Agenda} agenda
 */
function stepView(step, at, steps, agenda) {
  const { hall, say, problems } = agenda;
  const id = (/** @type {string} */ field) => `step-${field}-${step.id}`;
  const change = (/** @type {Partial<AgendaStep>} */ part) => edit({ ...step, ...part }, agenda);
  const problem = problems.get(step.id);
  return html`<li class="agenda-step">
    <div class="agenda-step__facts">
      <label class="field"><span class="field__label">${say("agenda.name")}</span><input class="input" id=${id("name")} autocomplete="off" aria-invalid=${problem ? "true" : nothing} .value=${live(step.name)} @change=${(/** @type {Event} */ e) => change({ name: valueOf(e) })} /></label>
      <label class="field agenda-step__minutes"><span class="field__label">${say("agenda.minutes_label")}</span><input class="input" type="number" min="1" max=${agenda.boot.limits.stepMinutes} .value=${live(String(step.minutes))} @change=${(/** @type {Event} */ e) => change({ minutes: Number(valueOf(e)) })} /></label>
      <label class="field"><span class="field__label">${say("agenda.phase")}</span>${phaseView(step, say, change)}</label>
    </div>
    ${problem ? html`<p class="field__error" role="alert">${say(problem)}</p>` : nothing}
    <label class="field"><span class="field__label">${say("agenda.script")}</span><textarea class="input" rows="2" .value=${live(step.script ?? "")} @change=${(/** @type {Event} */ e) => change({ script: valueOf(e) })}></textarea></label>
    <div class="buttons">
      ${at > 0 ? html`<button type="button" class="button button--quiet button--small" aria-label=${say("agenda.up_of", { step: step.name })} @click=${() => hall.send(moveStep(step.id, steps[at - 1]?.id))}>${say("agenda.up")}</button>` : nothing}
      ${at < steps.length - 1 ? html`<button type="button" class="button button--quiet button--small" aria-label=${say("agenda.down_of", { step: step.name })} @click=${() => hall.send(moveStep(step.id, steps[at + 2]?.id))}>${say("agenda.down")}</button>` : nothing}
      <button type="button" class="button button--quiet button--small" aria-label=${say("agenda.withdraw_of", { step: step.name })} @click=${() => hall.send(withdrawStep(step.id))}>${say("agenda.withdraw")}</button>
    </div>
  </li>`;
}

/**
 * @param {AgendaStep} step
 * @param {Say} say
 * @param {(part: Partial<AgendaStep>) => void} change
 */
function phaseView(step, say, change) {
  const choose = (/** @type {Event} */ e) => change({ phase: /** @type {Phase} */ (/** @type {HTMLSelectElement} */ (e.currentTarget).value) });
  return html`<select class="input" @change=${choose}>
    ${PHASES.map((phase) => html`<option value=${phase} ?selected=${phase === step.phase}>${say(`phase.${phase}`)}</option>`)}
  </select>`;
}

/**
 * What cannot be saved stays in its box, and it is said why.
 * @param {AgendaStep} step
 * @param {Agenda} agenda
 */
function edit(step, { hall, boot, problems, redraw }) {
  const { nameChars, planChars, stepMinutes } = boot.limits;
  const name = checkLine(step.name, { chars: nameChars, bytes: nameChars * 32 });
  const script = checkText(step.script ?? "", { chars: planChars, bytes: boot.limits.noteBytes });
  const fits = Number.isInteger(step.minutes) && step.minutes >= 1 && step.minutes <= stepMinutes;
  const problem = name.text === "" ? "agenda.name_empty" : name.problem ? "prepare.name_long" : !fits ? "agenda.minutes_wrong" : script.text !== "" && script.problem ? `refusal.${script.problem}` : "";
  if (problem) problems.set(step.id, problem);
  else {
    problems.delete(step.id);
    hall.send(editStep({ id: step.id, name: name.text, minutes: step.minutes, phase: step.phase, script: script.text }));
  }
  redraw();
}
