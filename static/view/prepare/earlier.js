/** 前の催しの表札から始める (累積KJ): title cards of an earlier workshop laid on a table's board, each knowing whose it was. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { worksOf } from "../../model/themes.js";
import { getEarlier, postCards } from "./api.js";

/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {{list: {id: string, title: string, date: string}[] | null, from: string, to: string, said: string, problem: string, busy: boolean, n: number}} Earlier list: null until it was looked at; said, problem: keys */
/** @typedef {{hall: import("../../sync/doc.js").Doc, say: Say, workshop: string, redraw: () => void}} Of */

/** @returns {Earlier} */
export const makeEarlier = () => ({ list: null, from: "", to: "", said: "", problem: "", busy: false, n: 0 });

/** @param {Earlier} state @param {Of} of */
export function earlierView(state, of) {
  const { say, workshop, redraw } = of;
  const look = async (/** @type {Event} */ event) => {
    if (state.list !== null || !(event.currentTarget instanceof HTMLDetailsElement) || !event.currentTarget.open) return;
    const list = await getEarlier(workshop);
    Object.assign(state, { list, problem: list === null ? "earlier.error.network" : "" });
    redraw();
  };
  return html`<details class="card" @toggle=${look}>
    <summary>${say("earlier.heading")}</summary>
    <div class="form"><p class="card__text">${say("earlier.text")}</p>
    ${state.problem ? html`<p class="notice" data-kind="error" role="alert">${say(state.problem)}</p>` : nothing}
    ${state.said ? html`<p class="notice" data-kind="info" role="status">${say(state.said, { n: state.n })}</p>` : nothing}
    ${state.list === null ? nothing : state.list.length === 0 ? html`<p class="card__text">${say("earlier.none")}</p>` : choiceView(state, state.list, of)}</div>
  </details>`;
}

/**
 * @param {Earlier} state
 * @param {{id: string, title: string, date: string}[]} list
 * @param {Of} of
 */
function choiceView(state, list, of) {
  const { say, hall } = of;
  const boards = hall.view.tables().flatMap((table) => worksOf(hall.view, table.id).map(({ board, topic }) => ({ id: board, words: worksOf(hall.view, table.id).length > 1 ? say("earlier.board", { table: table.name, n: topic.n }) : table.name })));
  const workshops = list.map(({ id, title, date }) => ({ id, words: date ? say("earlier.dated", { title, date }) : title }));
  return html`<div class="prepare__pair">
      ${selectView("earlier-from", say("earlier.from"), workshops, state.from, (id) => ((state.from = id), of.redraw()))}
      ${selectView("earlier-to", say("earlier.to"), boards, state.to, (id) => ((state.to = id), of.redraw()))}
    </div>
    <div class="buttons"><button type="button" class="button" ?disabled=${state.busy || !state.from || !state.to} @click=${() => lay(state, of)}>${say("earlier.go")}</button></div>`;
}

/**
 * @param {string} id
 * @param {string} label
 * @param {{id: string, words: string}[]} options
 * @param {string} value
 * @param {(id: string) => void} choose
 */
const selectView = (id, label, options, value, choose) => html`<div class="field">
  <label class="field__label" for=${id}>${label}</label>
  <select class="input" id=${id} @change=${(/** @type {Event} */ e) => e.currentTarget instanceof HTMLSelectElement && choose(e.currentTarget.value)}>
    <option value="" ?selected=${value === ""}></option>
    ${options.map((one) => html`<option value=${one.id} ?selected=${one.id === value}>${one.words}</option>`)}
  </select>
</div>`;

/** @param {Earlier} state @param {Of} of */
async function lay(state, { workshop, redraw }) {
  Object.assign(state, { busy: true, said: "", problem: "" });
  redraw();
  const answer = await postCards(workshop, { to: state.to, from: state.from, tables: [] });
  const code = answer.ok ? "" : ["not_found", "network"].includes(answer.code) ? answer.code : "other";
  const n = answer.ok && typeof answer.body === "object" && answer.body !== null && "cards" in answer.body ? Number(answer.body.cards) : 0;
  Object.assign(state, { busy: false, n, said: answer.ok ? "earlier.done" : "", problem: code ? `earlier.error.${code}` : "" });
  redraw();
}
