/** 「何について話しますか」: the facts of the event, saved as they are written. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { checkLine, checkText } from "../../lib/text.js";
import { editWorkshop } from "../../model/ops.js";
import { valueOf } from "../seat/box.js";

/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {import("../../sync/doc.js").Doc} Doc */
/** @typedef {import("../../sync/boot.js").Boot} Boot */
/** @typedef {"theme" | "title" | "date" | "place" | "host" | "purpose" | "rules" | "published" | "names" | "keptUntil"} Field */
/** @typedef {ReturnType<typeof makeFacts>} Facts */

const FIELDS = /** @type {const} */ (["theme", "title", "date", "place", "host", "purpose", "rules", "published", "names", "keptUntil"]);
/** How names may be published: the words are in the catalogue. */
const NAMES = ["", "full", "surname", "marks", "none"];
/** @type {Record<Field, {label: string, hint: string, empty: string}>} keys; hint and empty "" where there is none */
const WORDS = {
  theme: { label: "facts.theme", hint: "facts.theme_hint", empty: "prepare.theme_empty" },
  title: { label: "facts.title", hint: "facts.title_hint", empty: "prepare.title_empty" },
  date: { label: "facts.date", hint: "", empty: "" },
  place: { label: "facts.place", hint: "", empty: "" },
  host: { label: "facts.host", hint: "", empty: "" },
  purpose: { label: "facts.purpose", hint: "", empty: "" },
  rules: { label: "facts.rules", hint: "facts.rules_hint", empty: "" },
  published: { label: "policy.published", hint: "facts.published_hint", empty: "" },
  names: { label: "policy.names", hint: "", empty: "" },
  keptUntil: { label: "policy.kept", hint: "facts.kept_hint", empty: "" },
};
/** Long enough to be a pause in typing, short enough that nobody closes the lid before. */
const PAUSE = 700;

/**
 * Holds what was typed until the workshop says the same; only then a change from elsewhere may show in the box again.
 * @param {{hall: Doc, boot: Boot, changed: () => void}} parts
 */
export function makeFacts({ hall, boot, changed }) {
  /** @type {Map<Field, string>} */
  const typed = new Map();
  /** @type {Map<Field, string>} codes */
  const problems = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {boolean | undefined} what was pressed, until the workshop says the same */
  let clock;
  /** @type {string} the facts last sent, so that a pause without a change sends nothing */
  let sent = "";
  return { value, problem: (/** @type {Field} */ field) => problems.get(field) ?? "", type, save, standing, turnClock, get showsClock() { return showsClock(); }, get full() { return sent === "full"; } };

  /** Whether what stands in the boxes is what the workshop knows: "" if so, "saving" while it is on its way, "refused" where it cannot be. */
  function standing() {
    if (problems.size > 0 || sent === "full") return "refused";
    return FIELDS.some((field) => value(field) !== known(field)) ? "saving" : "";
  }

  /** @param {Field} field */
  function known(field) {
    return hall.view.workshop?.[field] ?? "";
  }

  /** @param {Field} field */
  function value(field) {
    if (typed.get(field) === known(field)) typed.delete(field);
    return typed.get(field) ?? known(field);
  }

  /**
   * @param {Field} field
   * @param {string} text
   */
  function type(field, text) {
    typed.set(field, text);
    problems.delete(field);
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
    changed();
  }

  function save() {
    clearTimeout(timer);
    const facts = { theme: line("theme"), title: line("title"), date: value("date"), place: line("place"), host: line("host"), purpose: text("purpose"), rules: text("rules"), published: text("published"), names: value("names"), keptUntil: value("keptUntil"), showsClock: clock ?? hall.view.workshop?.showsClock ?? false };
    const same = FIELDS.every((field) => facts[field] === known(field)) && facts.showsClock === (hall.view.workshop?.showsClock ?? false);
    if (problems.size > 0 || same || JSON.stringify(facts) === sent) return changed();
    sent = hall.send(editWorkshop(facts)) === null ? "full" : JSON.stringify(facts);
    changed();
  }

  /** Who writes sees how long, too, or no more. */
  function turnClock() {
    clock = !showsClock();
    save();
  }

  function showsClock() {
    const known = hall.view.workshop?.showsClock ?? false;
    if (clock === known) clock = undefined;
    return clock ?? known;
  }

  /** @param {"purpose" | "rules" | "published"} field */
  function text(field) {
    const found = checkText(value(field), { chars: boot.limits.planChars, bytes: boot.limits.noteBytes });
    if (found.problem !== "" && found.text !== "") problems.set(field, found.problem);
    return found.text;
  }

  /** @param {"theme" | "title" | "place" | "host"} field */
  function line(field) {
    const most = { theme: boot.limits.themeChars, title: boot.limits.titleChars, place: boot.limits.fieldChars, host: boot.limits.fieldChars }[field];
    const found = checkLine(value(field), { chars: most, bytes: most * 32 });
    const mayBeEmpty = field === "place" || field === "host";
    if (found.problem !== "" && !(mayBeEmpty && found.text === "")) problems.set(field, found.text === "" ? "empty" : found.problem);
    return found.text;
  }
}

/**
 * @param {Facts} facts
 * @param {unknown} themes the further ones
 * @param {Say} say
 */
export function factsView(facts, themes, say) {
  return html`<section class="card" aria-labelledby="facts-title">
    <h2 class="card__title" id="facts-title"><span class="card__number" aria-hidden="true">1</span>${say("prepare.facts")}</h2>
    ${fieldView("theme", facts, say)} ${themes} ${fieldView("title", facts, say)}
    <div class="prepare__pair">${fieldView("date", facts, say)} ${fieldView("place", facts, say)} ${fieldView("host", facts, say)}</div>
    <details class="field"><summary>${say("facts.more")}</summary>
      ${fieldView("purpose", facts, say)} ${fieldView("rules", facts, say)}
      <label class="check"><input type="checkbox" .checked=${live(facts.showsClock)} @change=${facts.turnClock} /> ${say("facts.shows_clock")}</label>
    </details>
    <details class="field" ?open=${facts.value("names") !== "" || facts.value("published") !== ""}><summary>${say("facts.policy")}</summary>
      <p class="card__text">${say("facts.policy_text")}</p>
      ${fieldView("published", facts, say)}
      <div class="prepare__pair">${fieldView("names", facts, say)} ${fieldView("keptUntil", facts, say)}</div>
    </details>
    ${facts.full ? html`<p class="field__error" role="alert">${say("refusal.full")}</p>` : nothing}
  </section>`;
}

/**
 * @param {Field} field
 * @param {Facts} facts
 * @param {Say} say
 */
function fieldView(field, facts, say) {
  const words = WORDS[field];
  const problem = facts.problem(field);
  return html`<div class="field">
    <label class="field__label" for=${field}>${say(words.label)}</label>
    ${words.hint ? html`<p class="field__hint" id=${`${field}-hint`}>${say(words.hint)}</p>` : nothing} ${inputView(field, facts, problem, say)}
    ${problem ? html`<p class="field__error" id=${`${field}-error`} role="alert">${say(problem === "empty" ? words.empty : `refusal.${problem}`)}</p>` : nothing}
  </div>`;
}

/**
 * @param {Field} field
 * @param {Facts} facts
 * @param {string} problem
 * @param {Say} say
 */
function inputView(field, facts, problem, say) {
  const typing = (/** @type {Event} */ event) => facts.type(field, valueOf(event));
  const text = live(facts.value(field));
  const about = [WORDS[field].hint ? `${field}-hint` : "", problem ? `${field}-error` : ""].join(" ").trim() || nothing;
  const wrong = problem ? "true" : nothing;
  if (field === "names") return html`<select class="input" id="names" @change=${(/** @type {Event} */ e) => chosen(facts, e)}>${NAMES.map((one) => html`<option value=${one} ?selected=${one === facts.value("names")}>${say(`policy.names.${one || "open"}`)}</option>`)}</select>`;
  if (field === "theme" || field === "purpose" || field === "rules" || field === "published") return html`<textarea class="input" id=${field} rows=${field === "theme" ? 2 : 3} aria-invalid=${wrong} aria-describedby=${about} .value=${text} @input=${typing} @change=${facts.save}></textarea>`;
  return html`<input class="input" id=${field} type=${field === "date" || field === "keptUntil" ? "date" : "text"} aria-invalid=${wrong} aria-describedby=${about} .value=${text} @input=${typing} @change=${facts.save} />`;
}

/** @param {Facts} facts @param {Event} event */
function chosen(facts, { currentTarget }) {
  if (!(currentTarget instanceof HTMLSelectElement)) return;
  facts.type("names", currentTarget.value);
  facts.save();
}
