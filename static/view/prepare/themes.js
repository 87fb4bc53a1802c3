/** Further themes of the workshop: each has a board at every table. Saved as they are written; see op_theme.go. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { checkLine } from "../../lib/text.js";
import { editTheme, moveTheme } from "../../model/ops.js";
import { furtherThemes } from "../../model/themes.js";
import { postTheme, withdrawTheme } from "./api.js";
import { valueOf } from "../seat/box.js";

/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {ReturnType<typeof makeThemes>} Themes */

/** @param {{hall: import("../../sync/doc.js").Doc, boot: import("../../sync/boot.js").Boot, changed: () => void}} parts */
export function makeThemes({ hall, boot, changed }) {
  /** What is wrong with a theme: a key, by its id; "": with the one that shall be added. @type {Map<string, string>} */
  const problems = new Map();
  const self = { hall, problems, busy: false, add, edit, withdraw };
  return self;

  /** The server makes the boards. @param {string} text */
  async function add(text) {
    const found = clean(text, "");
    if (found === "" || self.busy) return;
    await asked("", () => postTheme(boot.workshop, found));
  }

  /** What cannot be saved stays in its box, and it is said why. @param {import("../../model/records.js").Theme} theme @param {string} text */
  function edit(theme, text) {
    const found = clean(text, theme.id);
    if (found !== "" && found !== theme.text) hall.send(editTheme(theme.id, found));
  }

  /** @param {string} theme */
  async function withdraw(theme) {
    if (!self.busy) await asked(theme, () => withdrawTheme(boot.workshop, theme));
  }

  /** @param {string} theme @param {() => Promise<import("./api.js").Answer>} call */
  async function asked(theme, call) {
    self.busy = true;
    problems.delete(theme);
    changed();
    const answer = await call();
    self.busy = false;
    if (!answer.ok) problems.set(theme, answer.code === "exists" ? "themes.in_use" : answer.code === "network" ? "prepare.refused.network" : `refusal.${answer.code}`);
    changed();
  }

  /** @param {string} text @param {string} theme @returns {string} "" after the reason is shown */
  function clean(text, theme) {
    const most = boot.limits.themeChars;
    const { text: found, problem } = checkLine(text, { chars: most, bytes: most * 32 });
    if (problem === "") problems.delete(theme);
    else problems.set(theme, found === "" ? "prepare.theme_empty" : `refusal.${problem}`);
    changed();
    return problem === "" ? found : "";
  }
}

/**
 * @param {Themes} themes
 * @param {Say} say
 */
export function themesView(themes, say) {
  const list = furtherThemes(themes.hall.view);
  return html`<div class="themes-edit">
    ${repeat(list, (theme) => theme.id, (theme, at) => themeView(theme, { at, list, themes, say }))}
    <button type="button" class="button button--small" ?disabled=${themes.busy} @click=${() => themes.add(say("themes.new", { n: list.length + 2 }))}>${say("themes.add")}</button>
    ${problemView("", themes, say)}
  </div>`;
}

/**
 * @param {import("../../model/records.js").Theme} theme
 * @param {{at: number, list: readonly import("../../model/records.js").Theme[], themes: Themes, say: Say}} place
 */
function themeView(theme, { at, list, themes, say }) {
  const n = at + 2;
  const id = `theme-${theme.id}`;
  return html`<div class="field">
    <label class="field__label" for=${id}>${say("themes.nth", { n })}</label>
    <textarea class="input" id=${id} rows="2" aria-invalid=${themes.problems.has(theme.id) ? "true" : nothing} .value=${live(theme.text)} @change=${(/** @type {Event} */ e) => themes.edit(theme, valueOf(e))}></textarea>
    ${problemView(theme.id, themes, say)}
    <div class="buttons">
      ${at > 0 ? html`<button type="button" class="button button--quiet button--small" aria-label=${say("themes.up_of", { n })} @click=${() => themes.hall.send(moveTheme(theme.id, list[at - 1]?.id))}>${say("agenda.up")}</button>` : nothing}
      <button type="button" class="button button--quiet button--small" aria-label=${say("themes.withdraw_of", { n })} ?disabled=${themes.busy} @click=${() => themes.withdraw(theme.id)}>${say("agenda.withdraw")}</button>
    </div>
  </div>`;
}

/**
 * @param {string} theme
 * @param {Themes} themes
 * @param {Say} say
 */
const problemView = (theme, { problems }, say) => (problems.has(theme) ? html`<p class="field__error" role="alert">${say(problems.get(theme) ?? "")}</p>` : nothing);
