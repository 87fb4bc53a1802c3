/** 全体会: the title cards of chosen tables laid on the board of all, and the way to it. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { outline } from "../../model/outline.js";
import { ask } from "../form/ask.js";
import { postCards } from "../prepare/api.js";

/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {import("../../sync/doc.js").Doc} Doc */
/** @typedef {import("./cards.js").TableCard} TableCard */
/** @typedef {{said: string, problem: string}} Joint said, problem: keys of what came of the last press; empty: nothing to say */

/** How many title cards a table could give. @param {TableCard} card */
const titlesAt = ({ doc }) => outline(doc.view).items.filter((branch) => branch.kind === "group" && (/** @type {import("../../model/records.js").Group} */ (branch.item).title ?? "") !== "").length;

/**
 * @param {Joint} state
 * @param {{say: Say, workshop: string, all: readonly TableCard[], redraw: () => void}} of
 */
export function jointButton(state, of) {
  const { say, all } = of;
  if (all.length === 0) return nothing;
  return html`<button type="button" class="button button--small" aria-haspopup="dialog" @click=${() => gather(state, of)}>${say("joint.lay")}</button>
    ${state.problem ? html`<p class="notice" data-kind="error" role="alert">${say(state.problem)}</p>` : nothing}
    ${state.said ? html`<span class="card__text" role="status">${say(state.said)}</span>` : nothing}`;
}

/**
 * @param {Joint} state
 * @param {{say: Say, workshop: string, all: readonly TableCard[], redraw: () => void}} of
 */
async function gather(state, { say, workshop, all, redraw }) {
  const chosen = new Set(all.filter((card) => titlesAt(card) > 0).map((card) => card.id));
  const tick = (/** @type {Event} */ e, /** @type {string} */ id) => (e.currentTarget instanceof HTMLInputElement && e.currentTarget.checked ? chosen.add(id) : chosen.delete(id));
  const body = html`<fieldset class="joint__ticks"><legend>${say("joint.tables")}</legend>
    ${all.map((card) => html`<label class="joint__tick"><input type="checkbox" ?checked=${chosen.has(card.id)} @change=${(/** @type {Event} */ e) => tick(e, card.id)} /> <b>${card.name}</b> ${say("joint.titles", { n: titlesAt(card) })}</label>`)}
  </fieldset>`;
  const yes = await ask({ title: say("joint.ask"), text: say("joint.text"), yes: say("joint.go"), no: say("prepare.cancel"), body });
  if (!yes || chosen.size === 0) return;
  const answer = await postCards(workshop, { to: "", from: "", tables: [...chosen] });
  const known = ["not_found", "network"].includes(answer.ok ? "" : answer.code);
  Object.assign(state, { said: answer.ok ? "joint.done" : "", problem: answer.ok ? "" : `joint.error.${known && !answer.ok ? answer.code : "other"}` });
  redraw();
}

/**
 * The ways to the joint boards, in the bar: the cards below are the tables'.
 * @param {readonly Doc[]} docs
 * @param {{say: Say, seat: string}} of
 */
export function jointView(docs, { say, seat }) {
  return docs.map((doc) => {
    const { tally } = outline(doc.view);
    const whole = say("joint.card", { n: tally.written - tally.withdrawn, islands: tally.islands });
    return html`<a class="button joint" href=${`/s/${seat}/board?board=${doc.id}`} title=${whole} aria-label=${whole}>${say("joint.name")} ${tally.written - tally.withdrawn}</a>`;
  });
}
