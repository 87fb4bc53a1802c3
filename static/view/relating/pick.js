/** What a line can lead to, to choose from by its words: islands as they lie in each other, and notes. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { fits, onTheSheet, takeEnd } from "../../editor/relating.js";
import { confirmsNothing } from "../../lib/ime.js";
import { fold } from "../../model/fold.js";
import { wordsOf } from "./words.js";
import { vars } from "../vars.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("../../editor/relating.js").RelatePanel} RelatePanel */
/** @typedef {import("../../editor/scene.js").Branch} Branch */
/** @typedef {{id: string, kind: "group" | "note", level: number, words: string}} Choice */

/** So many are shown at once; the search finds the rest. */
const SHOWN = 60;

/**
 * @param {Desk} desk
 * @param {RelatePanel} panel
 * @returns {Choice[]}
 */
export function choicesOf(desk, panel) {
  const other = panel.slot === "from" ? panel.to : panel.from;
  const wanted = fold(panel.filter);
  return everything(desk)
    .filter((c) => (other === "" || fits(desk, other, c.id)) && (wanted === "" ? c.kind === "group" || c.level === 1 : fold(c.words).includes(wanted)))
    .slice(0, SHOWN);
}

/** @param {Desk} desk @returns {Choice[]} in reading order, notes outside islands last */
export function everything({ scene, doc, say }) {
  /** @type {Choice[]} */
  const found = [];
  const visit = (/** @type {Branch} */ b) => {
    if (b.kind !== "statement" && !(b.kind === "note" && b.item.veiled)) found.push({ id: b.item.id, kind: b.kind, level: b.level, words: wordsOf(doc.view, say, b.item.id) });
    b.members.forEach((m) => visit(/** @type {Branch} */ (m)));
  };
  scene.branches.forEach(visit);
  for (const note of [...scene.allLone, ...scene.loose]) visit({ item: note, kind: "note", level: 1, members: [] });
  return found;
}

/**
 * @param {Desk} desk
 * @param {RelatePanel} panel
 */
export function slotList(desk, panel) {
  const { say } = desk;
  const choices = choicesOf(desk, panel);
  const filter = (/** @type {InputEvent} */ e) => {
    panel.filter = /** @type {HTMLInputElement} */ (e.currentTarget).value;
    desk.redraw();
  };
  const search = (/** @type {KeyboardEvent} */ e) => {
    const [first] = choices;
    if (first && panel.filter && e.key === "Enter" && !confirmsNothing(e)) takeEnd(desk, panel, first.id);
    else walk(e);
  };
  return html`<div class="relate__search">
      <div class="field">
        <label class="field__label" for="relate-filter">${say(panel.slot === "from" ? "relation.pick_first" : "relation.pick_second")}</label>
        <input class="input" id="relate-filter" type="search" autofocus autocomplete="off" placeholder=${say("relation.pick_search")} .value=${panel.filter} @input=${filter} @keydown=${search} />
      </div>
      ${desk.mode === "sheet" && !desk.lens ? html`<button class="button" type="button" @click=${() => onTheSheet(desk, panel)}>${say("relation.on_sheet")}</button>` : nothing}
    </div>
    ${choices.length === 0 ? html`<p class="hint" role="status">${say(panel.filter ? "relation.no_match" : "relation.nothing")}</p>` : nothing}
    <ul class="picks relate__picks" @keydown=${walk}>
      ${choices.map((c) => choiceView(desk, panel, c))}
    </ul>`;
}

/**
 * @param {Desk} desk
 * @param {RelatePanel} panel
 * @param {Choice} choice
 */
function choiceView(desk, panel, { id, kind, level, words }) {
  const depth = panel.filter === "" ? level : 1;
  return html`<li>
    <button class="pick" type="button" data-kind=${kind} data-level=${kind === "group" ? Math.min(level, 8) : nothing} ${vars({ "--depth": depth })} @click=${() => takeEnd(desk, panel, id)}>
      <span dir="auto">${words}</span>${kind === "note" ? html`<span class="count">${desk.say("relation.a_note")}</span>` : nothing}
    </button>
  </li>`;
}

/** Arrows walk the list, from the search box too. @param {KeyboardEvent} e */
function walk(e) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
  if (!step || e.isComposing) return;
  const here = /** @type {Element} */ (e.currentTarget);
  const picks = [...(here.closest("dialog")?.querySelectorAll(".pick") ?? [])];
  const to = picks[picks.indexOf(/** @type {Element} */ (e.target)) + step];
  if (to instanceof HTMLElement) to.focus();
  e.preventDefault();
  e.stopPropagation();
}
