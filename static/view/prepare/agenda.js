/** 「進行表」: the steps of the evening, saved as they are written. A template fills an empty one; everything in it can be changed. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { checkLine, checkText, wholeNumber } from "../../lib/text.js";
import { agendaOf } from "../../model/agenda.js";
import { addStep, editStep, moveStep, withdrawStep } from "../../model/ops.js";
import { PHASES } from "../../model/phase.js";
import { topicsOf } from "../../model/themes.js";
import { postTheme, themeIn } from "./api.js";
import { keepView, ownTemplatesView } from "./templates.js";
import { valueOf } from "../seat/box.js";

/**
 * @typedef {import("../../lib/words.js").Say} Say
 * @typedef {import("../../model/records.js").AgendaStep} AgendaStep
 * @typedef {import("../../model/records.js").Phase} Phase
 * @typedef {{hall: import("../../sync/doc.js").Doc, boot: import("../../sync/boot.js").Boot, say: Say, problems: Map<string, Wrong>, redraw: () => void, templates: import("./templates.js").Templates}} Agenda problems: by the step's id
 */

/** A step as somebody would have it, and what is wrong with it: a key; typed: what stands in the box for the minutes. @typedef {{key: string, step: AgendaStep, typed: string}} Wrong */
/** @typedef {{phase: Phase, minutes: number, words: string, theme?: number, reseat?: boolean}} Planned words: in the catalogue under agenda.TEMPLATE; theme: 1 is the second */

/** @param {readonly (readonly [Phase, number])[]} list @param {number} [theme] @returns {Planned[]} */
const plan = (list, theme = 0) => list.map(([phase, minutes]) => ({ phase, minutes, words: phase, theme }));

/** @type {readonly (readonly [Phase, number])[]} */
const KIZUNA = [["write", 15], ["gather", 20], ["title", 15], ["present", 10]];

/** @type {Record<string, Planned[]>} */
const TEMPLATES = {
  kj: plan([["prepare", 10], ["write", 15], ["read", 20], ["gather", 25], ["title", 20], ["relate", 10], ["vote", 5], ["present", 15]]),
  kizuna: [...plan([["prepare", 15]]), ...plan(KIZUNA), ...plan(KIZUNA, 1)],
  cafe: [
    ...plan([["prepare", 10], ["write", 10]]),
    { phase: "read", minutes: 15, words: "read" },
    { phase: "read", minutes: 20, words: "second", reseat: true },
    { phase: "read", minutes: 20, words: "third", reseat: true },
    { phase: "read", minutes: 20, words: "fourth", reseat: true },
    ...plan([["gather", 15], ["title", 10], ["present", 15]]),
  ],
  reflection: plan([["prepare", 5], ["write", 10], ["read", 15], ["gather", 15], ["present", 10]]),
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
    <div class="buttons"><button type="button" class="button" @click=${() => hall.send(addStep({ name: say("agenda.new"), minutes: 10, phase: "gather", ...themeAfter(steps) }))}>${say("agenda.add")}</button></div>
    ${steps.length > 0 ? keepView(agenda.templates, say) : nothing}
  </section>`;
}

/** @param {Agenda} agenda */
function templatesView(agenda) {
  const { say } = agenda;
  return html`<p class="card__text">${say("agenda.none")}</p>
    <div class="buttons">${Object.keys(TEMPLATES).map((name) => html`<button type="button" class="button" @click=${() => fill(name, agenda)}>${say(`agenda.template.${name}`)}</button>`)}</div>
    ${ownTemplatesView(agenda.templates, say)}`;
}

/**
 * A template of several themes makes those that are lacking; their words are written afterwards.
 * @param {string} name
 * @param {Agenda} agenda
 */
async function fill(name, { hall, boot, say }) {
  const steps = TEMPLATES[name] ?? [];
  const themes = topicsOf(hall.view).map((topic) => topic.id);
  while (steps.some(({ theme = 0 }) => theme >= themes.length)) {
    const made = themeIn(await postTheme(boot.workshop, say("themes.new", { n: themes.length + 1 })));
    if (made === "") return; // nothing was filled in, and the buttons are there still
    themes.push(made);
  }
  for (const { phase, minutes, words, theme = 0, reseat } of steps) {
    const phaseName = say(`phase.${phase}`);
    const named = words === phase ? phaseName : say(`agenda.${name}.${words}_name`);
    const themeId = themes[theme] ?? "";
    hall.send(addStep({ name: named, minutes, phase, script: say(`agenda.${name}.${words}`), ...(themeId && { themeId }), ...(reseat && { reseat }) }));
  }
}

/**
 * @param {AgendaStep} kept
 * @param {number} at
 * @param {readonly AgendaStep[]} steps
 * @param {Agenda} agenda
 */
function stepView(kept, at, steps, agenda) {
  const { hall, say, problems } = agenda;
  const wrong = problems.get(kept.id);
  const step = wrong?.step ?? kept;
  const typed = wrong?.typed ?? String(step.minutes);
  const id = (/** @type {string} */ field) => `step-${field}-${step.id}`;
  const change = (/** @type {Partial<AgendaStep>} */ part, minutes = typed) => edit({ ...step, ...part, minutes: wholeNumber(minutes) }, minutes, agenda);
  const about = (/** @type {boolean} */ it) => (wrong && it ? "true" : nothing);
  const ofMinutes = wrong?.key === MINUTES_WRONG;
  return html`<li class="agenda-step">
    <div class="agenda-step__facts">
      <label class="field"><span class="field__label">${say("agenda.name")}</span><input class="input" id=${id("name")} autocomplete="off" aria-invalid=${about(!ofMinutes)} aria-describedby=${wrong ? id("wrong") : nothing} .value=${live(step.name)} @change=${(/** @type {Event} */ e) => change({ name: valueOf(e) })} /></label>
      <label class="field agenda-step__minutes"><span class="field__label">${say("agenda.minutes_label")}</span><input class="input" id=${id("minutes")} inputmode="numeric" autocomplete="off" aria-invalid=${about(ofMinutes)} aria-describedby=${wrong ? id("wrong") : nothing} .value=${live(typed)} @change=${(/** @type {Event} */ e) => change({}, valueOf(e))} /></label>
      <label class="field"><span class="field__label">${say("agenda.phase")}</span>${phaseView(step, say, change)}</label>
      ${themeView(step, agenda, change)}
    </div>
    ${wrong ? html`<p class="field__error" id=${id("wrong")} role="alert">${say(wrong.key)}</p>` : nothing}
    <details class="agenda-step__more"><summary><span class="agenda-step__said">${step.reseat ? html`<b>${say("agenda.reseat_mark")}</b> ` : nothing}${step.script ? say("agenda.said", { text: step.script }) : say("agenda.said_none")}</span></summary>
      <label class="field"><span class="field__label">${say("agenda.script")}</span><textarea class="input" rows="2" .value=${live(step.script ?? "")} @change=${(/** @type {Event} */ e) => change({ script: valueOf(e) })}></textarea></label>
      <div class="buttons">
        <label class="check"><input type="checkbox" .checked=${live(step.reseat ?? false)} @change=${() => change({ reseat: !step.reseat })} /> ${say("agenda.reseat")}</label>
        ${at > 0 ? html`<button type="button" class="button button--quiet button--small" aria-label=${say("agenda.up_of", { step: step.name })} @click=${() => hall.send(moveStep(step.id, steps[at - 1]?.id))}>${say("agenda.up")}</button>` : nothing}
        ${at < steps.length - 1 ? html`<button type="button" class="button button--quiet button--small" aria-label=${say("agenda.down_of", { step: step.name })} @click=${() => hall.send(moveStep(step.id, steps[at + 2]?.id))}>${say("agenda.down")}</button>` : nothing}
        <button type="button" class="button button--quiet button--small" aria-label=${say("agenda.withdraw_of", { step: step.name })} @click=${() => hall.send(withdrawStep(step.id))}>${say("agenda.withdraw")}</button>
      </div>
    </details>
  </li>`;
}

/** What comes next is about the same theme. @param {readonly AgendaStep[]} steps */
const themeAfter = (steps) => {
  const themeId = steps.at(-1)?.themeId;
  return themeId ? { themeId } : {};
};

/**
 * Which theme the step is about, where there are several.
 * @param {AgendaStep} step
 * @param {Agenda} agenda
 * @param {(part: Partial<AgendaStep>) => void} change
 */
function themeView(step, { hall, say }, change) {
  const topics = topicsOf(hall.view);
  if (topics.length < 2) return nothing;
  const choose = (/** @type {Event} */ e) => change({ themeId: /** @type {HTMLSelectElement} */ (e.currentTarget).value });
  return html`<label class="field agenda-step__theme"><span class="field__label">${say("agenda.theme")}</span><select class="input" @change=${choose}>
    ${topics.map(({ id, n, text }) => html`<option value=${id} ?selected=${id === (step.themeId ?? "")}>${say("themes.choice", { n, theme: text })}</option>`)}
  </select></label>`;
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

const MINUTES_WRONG = "agenda.minutes_wrong";

/**
 * What cannot be saved stays in its box, and it is said why.
 * @param {AgendaStep} step
 * @param {string} typed the minutes
 * @param {Agenda} agenda
 */
function edit(step, typed, { hall, boot, problems, redraw }) {
  const { nameChars, planChars, stepMinutes } = boot.limits;
  const name = checkLine(step.name, { chars: nameChars, bytes: nameChars * 32 });
  const script = checkText(step.script ?? "", { chars: planChars, bytes: boot.limits.noteBytes });
  const fits = Number.isInteger(step.minutes) && step.minutes >= 1 && step.minutes <= stepMinutes;
  const problem = name.text === "" ? "agenda.name_empty" : name.problem ? "prepare.name_long" : !fits ? MINUTES_WRONG : script.text !== "" && script.problem ? `refusal.${script.problem}` : "";
  if (problem) problems.set(step.id, { key: problem, step, typed });
  else {
    problems.delete(step.id);
    hall.send(editStep({ ...step, name: name.text, script: script.text }));
  }
  redraw();
}
