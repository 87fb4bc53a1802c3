/** Tables from text: a roster pasted from a mail or a sheet. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { postTables, remarksIn, tablesIn } from "./api.js";
import { rosterLines } from "./roster.js";
import { valueOf } from "../seat/box.js";

/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {import("./api.js").Remark} Remark */
/** @typedef {ReturnType<typeof makePaste>} Paste */

/**
 * @param {{workshop: string, post: (workshop: string, text: string) => Promise<import("./api.js").Answer>, changed: () => void}} parts
 */
export function makePaste({ workshop, post, changed }) {
  const self = { text: "", busy: false, problem: "", made: 0, remarks: /** @type {Remark[]} */ ([]), type, send };
  return self;

  /** @param {string} text */
  function type(text) {
    Object.assign(self, { text, problem: "", made: 0, remarks: [] });
    changed();
  }

  /** @param {string} text what to send instead of the box */
  async function send(text = self.text) {
    if (self.busy || text.trim() === "") return;
    self.busy = true;
    changed();
    const answer = await post(workshop, text);
    self.busy = false;
    // Only what was sent leaves the box: the button for a single table sends a name of its own.
    if (answer.ok) Object.assign(self, { text: text === self.text ? "" : self.text, problem: "", made: tablesIn(answer.body), remarks: remarksIn(answer.body) });
    else self.problem = answer.code;
    changed();
  }
}

/** @param {string} workshop @param {() => void} changed */
export const rosterPaste = (workshop, changed) => makePaste({ workshop, post: postTables, changed });

/**
 * @param {Paste} paste
 * @param {Say} say
 */
export function rosterView(paste, say) {
  const lines = rosterLines(paste.text);
  return html`<div class="field">
    <label class="field__label" for="roster">${say("prepare.roster")}</label>
    <p class="field__hint" id="roster-hint">${say("prepare.roster_hint")}</p>
    <textarea class="input input--tall" id="roster" aria-describedby="roster-hint" .value=${live(paste.text)} @input=${(/** @type {Event} */ e) => paste.type(valueOf(e))}></textarea>
    ${lines.length > 0 ? html`<ul class="people" aria-label=${say("prepare.roster_preview")}>${lines.map((line) => lineView(line, say))}</ul>` : nothing}
    ${outcomeView(paste, say)}
    <div class="buttons"><button type="button" class="button button--main" ?disabled=${paste.busy} @click=${() => paste.send()}>${lines.length > 0 ? say("prepare.roster_go_n", { n: lines.length }) : say("prepare.roster_go")}</button></div>
  </div>`;
}

/**
 * @param {import("./roster.js").Line} line
 * @param {Say} say
 */
const lineView = (line, say) => html`<li class="person">
  <b>${line.name}</b><span class="person__name">${line.people.map((one, i) => html`${i > 0 ? "、" : nothing}${one.name}${one.side ? html` <span class="side" data-side=${one.side} aria-hidden="true">${say(`side.mark.${one.side}`)}</span><span class="visually-hidden">${say(`side.${one.side}`)}</span>` : nothing}`)}</span>
  <span class="person__role">${line.leader ? say("prepare.roster_leader", { n: line.people.length, name: line.leader }) : say("prepare.roster_people", { n: line.people.length })}</span>
</li>`;

/**
 * @param {Paste} paste
 * @param {Say} say
 */
const outcomeView = (paste, say) => {
  if (paste.problem) return html`<div class="notice" data-kind="error" role="alert"><p>${why(paste.problem, say)}</p><p>${say("prepare.kept")}</p></div>`;
  if (paste.made === 0) return nothing;
  return html`<div class="notice" data-kind="good" role="status"><p>${say("prepare.made", { n: paste.made })}</p></div>
    ${paste.remarks.length === 0 ? nothing : html`<div class="notice" data-kind="warn"><p>${say("prepare.remarks")}</p><ul class="people">${paste.remarks.map((remark) => remarkView(remark, say))}</ul></div>`}`;
};

/**
 * The sentence for a refused text; some codes mean something plainer here than on a board.
 * @param {string} code
 * @param {Say} say
 */
export const why = (code, say) => (say.has(`prepare.refused.${code}`) ? say(`prepare.refused.${code}`) : say(`refusal.${code}`));

/**
 * @param {Remark} remark
 * @param {Say} say
 */
export const remarkView = (remark, say) => html`<li><b>${remark.line === 0 ? remark.text : remark.text ? say("prepare.remark", { n: remark.line, text: remark.text }) : say("prepare.remark_line", { n: remark.line })}</b> ${say.has(remark.key) ? say(remark.key) : nothing}</li>`;
