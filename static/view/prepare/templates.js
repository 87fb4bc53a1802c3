/** Own templates: an agenda that was prepared once is kept on this server under a name, and fills another workshop later. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { ask } from "../form/ask.js";
import { getTemplates, keepTemplate, removeTemplate, templatesIn, useTemplate } from "./api.js";
import { valueOf } from "../seat/box.js";

/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {ReturnType<typeof makeTemplates>} Templates */

/** @param {{workshop: string, say: Say, changed: () => void}} parts */
export function makeTemplates({ workshop, say, changed }) {
  const self = { list: /** @type {import("./api.js").Template[]} */ ([]), keeps: false, name: "", problem: "", kept: "", busy: false, load, type, keep, use, remove };
  return self;

  async function load() {
    await answered(getTemplates(workshop));
  }

  /** @param {string} name */
  function type(name) {
    Object.assign(self, { name, problem: "", kept: "" });
  }

  async function keep() {
    const name = self.name.trim();
    if (name === "" || self.busy) return; // a second press means the first
    if (await answered(keepTemplate(workshop, name))) Object.assign(self, { name: "", kept: name });
    changed();
  }

  /** @param {string} id */
  async function use(id) {
    await answered(useTemplate(workshop, id));
  }

  /** @param {import("./api.js").Template} template */
  async function remove(template) {
    const yes = await ask({ title: say("template.remove_ask", { name: template.name }), text: say("template.remove_text"), yes: say("template.remove"), no: say("prepare.cancel"), danger: true });
    if (yes) await answered(removeTemplate(workshop, template.id));
  }

  /** @param {Promise<import("./api.js").Answer>} call */
  async function answered(call) {
    self.busy = true;
    changed();
    const answer = await call;
    const found = answer.ok ? templatesIn(answer.body) : null;
    Object.assign(self, found, { busy: false, problem: answer.ok ? "" : answer.code });
    changed();
    return answer.ok;
  }
}

/**
 * The buttons that fill an empty agenda.
 * @param {Templates} templates
 * @param {Say} say
 */
export function ownTemplatesView(templates, say) {
  if (templates.list.length === 0) return nothing;
  return html`<h3>${say("template.own")}</h3>
    <ul class="people">${templates.list.map((one) => html`<li class="person">
      <button type="button" class="button" ?disabled=${templates.busy} @click=${() => templates.use(one.id)}>${one.name}</button>
      <span class="person__name">${say("agenda.sum", { n: one.steps, minutes: one.minutes })}</span>
      ${templates.keeps ? html`<button type="button" class="button button--quiet button--small" aria-label=${say("template.remove_of", { name: one.name })} ?disabled=${templates.busy} @click=${() => templates.remove(one)}>${say("template.remove")}</button>` : nothing}
    </li>`)}</ul>
    ${problemView(templates, say)}`;
}

/**
 * Below an agenda: keep it for the next time.
 * @param {Templates} templates
 * @param {Say} say
 */
export function keepView(templates, say) {
  if (!templates.keeps) return nothing;
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    void templates.keep();
  };
  return html`<details class="field"><summary>${say("template.keep_title")}</summary>
    <form class="field" @submit=${submit}>
      <p class="field__hint" id="template-hint">${say("template.keep_hint")}</p>
      <label class="field__label" for="template-name">${say("template.name")}</label>
      <input class="input" id="template-name" aria-describedby="template-hint" autocomplete="off" .value=${live(templates.name)} @input=${(/** @type {Event} */ e) => templates.type(valueOf(e))} />
      ${problemView(templates, say)} ${templates.kept ? html`<p class="notice" data-kind="good" role="status">${say("template.kept", { name: templates.kept })}</p>` : nothing}
      <div class="buttons"><button class="button" ?disabled=${templates.busy}>${say("template.keep")}</button></div>
    </form>
  </details>`;
}

/**
 * @param {Templates} templates
 * @param {Say} say
 */
function problemView({ problem }, say) {
  if (problem === "") return nothing;
  return html`<p class="field__error" role="alert">${say.has(`template.refused.${problem}`) ? say(`template.refused.${problem}`) : problem === "network" ? say("prepare.refused.network") : say(`refusal.${problem}`)}</p>`;
}
