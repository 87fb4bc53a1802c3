/** The dialog that opens a round of choosing: what may be chosen, with how many seals. And the one that takes a round away. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { wholeNumber } from "../../lib/text.js";
import { openRound, withdrawRound } from "../../model/ops.js";
import { placesOf } from "../../model/voting.js";
import { closeButton, dialogView, mainButton } from "../dialog.js";
import { roundName, wordsOn } from "./chart.js";

/**
 * @typedef {import("../../editor/desk.js").Desk} Desk
 * @typedef {import("../../editor/desk.js").Panel} Panel
 * @typedef {Extract<Panel, {what: "round"}>} RoundPanel
 * @typedef {import("../../editor/scene.js").Branch} Branch
 */

/**
 * @param {Desk} desk
 * @param {RoundPanel} panel
 */
export function roundView(desk, panel) {
  const { say } = desk;
  const close = () => desk.open(undefined);
  const seals = sealsOf(panel);
  const limits = desk.boot.limits;
  const typed = (/** @type {"title" | "seals" | "most"} */ member) => (/** @type {Event} */ e) => {
    panel[member] = /** @type {HTMLInputElement} */ (e.currentTarget).value;
    panel.problem = "";
    desk.redraw();
  };
  const lead = (/** @type {Event} */ e) => {
    panel.without = !(/** @type {HTMLInputElement} */ (e.currentTarget).checked);
    desk.redraw();
  };
  const body = html`<div class="round__facts">
      <div class="field">
        <label class="field__label" for="round-title">${say("voting.name")}</label>
        <input class="input" id="round-title" maxlength=${limits.titleChars} .value=${panel.title} @input=${typed("title")} />
      </div>
      <div class="field">
        <label class="field__label" for="round-seals">${say("voting.seals_each")}</label>
        <input class="input input--short" id="round-seals" inputmode="numeric" .value=${panel.seals} @input=${typed("seals")} />
      </div>
      <div class="field">
        <label class="field__label" for="round-most">${say("voting.most_on_one")}</label>
        <select class="input" id="round-most" .value=${panel.most} @change=${typed("most")}>
          <option value="" ?selected=${panel.most === ""}>${say("voting.most_any")}</option>
          ${Array.from({ length: Math.max(0, Math.min(seals || 0, limits.seals) - 1) }, (_, i) => String(i + 1)).map((n) => html`<option value=${n} ?selected=${panel.most === n}>${say("voting.n", { n })}</option>`)}
        </select>
      </div>
    </div>
    <div role="status">${fewerView(desk, panel)}</div>
    <label class="check"><input type="checkbox" .checked=${!panel.without} @change=${lead} /><span>${say("voting.lead_lays")}</span></label>
    ${candidatesView(desk, panel)}
    <div role="status">${panel.problem ? html`<p class="field__error">${say(panel.problem, { n: limits.seals })}</p>` : nothing}</div>`;
  return dialogView({
    title: say(panel.after ? "voting.begin_next" : "voting.begin"),
    body,
    acts: html`${closeButton(say("board.stop"), close)}${mainButton(say("voting.begin_do", { n: panel.ticks.size }))}`,
    close: () => desk.panel === panel && close(),
    submit: () => begin(desk, panel),
    wide: true,
  });
}

/** @param {RoundPanel} panel @returns {number} not a number where nothing sensible is typed */
const sealsOf = (panel) => wholeNumber(panel.seals);

/** Few things that take only so many seals each: some would never leave the hand. @param {Desk} desk @param {RoundPanel} panel */
function fewerView({ say }, panel) {
  const most = Number(panel.most);
  const n = most * panel.ticks.size;
  return most > 0 && n > 0 && n < sealsOf(panel) ? html`<p class="field__hint">${say("voting.fewer", { most, n })}</p>` : nothing;
}

/**
 * What may be chosen, in reading order; islands within islands, and the notes in them, where somebody asks for them.
 * @param {Desk} desk
 * @param {RoundPanel} panel
 */
function candidatesView(desk, panel) {
  const { say, doc, scene } = desk;
  const after = panel.after ? doc.view.get("round", panel.after) : undefined;
  const before = new Map(after ? placesOf(doc.view, after).map((p) => [p.id, p.n]) : []);
  const toggle = (/** @type {string} */ id) => () => {
    if (!panel.ticks.delete(id)) panel.ticks.add(id);
    panel.problem = "";
    desk.redraw();
  };
  const row = (/** @type {string} */ id, /** @type {number} */ level) =>
    html`<li>
      <label class="check round__one" data-kind=${doc.view.kindOf(id) ?? nothing} data-level=${Math.min(level, 8)}
        ><input type="checkbox" .checked=${panel.ticks.has(id)} @change=${toggle(id)} /><span dir="auto">${wordsOn(doc.view, say, id)}</span>${before.has(id) ? html`<span class="count">${say("voting.n", { n: before.get(id) ?? 0 })}</span>` : nothing}</label
      >
    </li>`;
  /** @type {(b: Branch) => unknown[]} */
  const tree = (b) => (b.kind === "statement" || (b.kind === "note" && !panel.notes && b.level > 1) ? [] : [row(b.item.id, b.level), ...b.members.map((m) => tree(/** @type {Branch} */ (m)))]);
  const more = () => {
    panel.notes = !panel.notes;
    desk.redraw();
  };
  return html`<fieldset class="round__what">
    <legend class="field__label">${say("voting.between_what", { n: panel.ticks.size })}</legend>
    <p class="field__hint">${after ? say("voting.best_ticked", { round: roundName(doc.view, say, after) }) : say("voting.top_ticked")}</p>
    <ul class="round__list">
      ${scene.branches.map(tree)} ${scene.allLone.map((note) => row(note.id, 1))} ${panel.notes ? scene.loose.map((note) => row(note.id, 1)) : nothing}
    </ul>
    <button class="button button--small" type="button" aria-pressed=${panel.notes ?? false} @click=${more}>${say("voting.notes_too")}</button>
  </fieldset>`;
}

/**
 * @param {Desk} desk
 * @param {RoundPanel} panel
 */
function begin(desk, panel) {
  const { view } = desk.doc;
  const seals = sealsOf(panel);
  const items = [...panel.ticks].filter((id) => view.item(id) && !view.item(id)?.withdrawn);
  // In the order in which they are read, whatever the order of the ticks.
  const order = readingOrder(desk);
  items.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  panel.problem = !(seals >= 1 && seals <= desk.boot.limits.seals) ? "voting.bad_seals" : items.length < 2 ? "voting.too_few" : view.rounds().some((r) => r.open) ? "voting.another_open" : "";
  if (panel.problem) return desk.redraw();
  const most = Math.min(Number(panel.most) || 0, seals);
  const title = panel.title.trim();
  if (!desk.send([openRound({ ...(title && { title }), seals, ...(most > 0 && { most }), ...(panel.without && { without: true }), items })])) return;
  desk.tell("voting.said_open", { n: items.length });
  desk.open(undefined);
}

/** @param {Desk} desk @returns {Map<string, number>} */
function readingOrder({ scene }) {
  /** @type {Map<string, number>} */
  const order = new Map();
  const visit = (/** @type {Branch} */ b) => {
    order.set(b.item.id, order.size);
    b.members.forEach((m) => visit(/** @type {Branch} */ (m)));
  };
  scene.branches.forEach(visit);
  [...scene.allLone, ...scene.loose].forEach((note) => order.set(note.id, order.size));
  return order;
}

/**
 * @param {Desk} desk
 * @param {{round: string} & Panel} panel
 */
export function unroundView(desk, panel) {
  const { say, doc } = desk;
  const close = () => desk.open(undefined);
  const round = doc.view.get("round", panel.round);
  return dialogView({
    title: say("voting.withdraw"),
    body: html`<p>${say("voting.withdraw_text", { round: round ? roundName(doc.view, say, round) : "" })}</p>`,
    acts: html`${closeButton(say("board.stop"), close)}<button class="button button--danger" type="submit">${say("voting.withdraw_do")}</button>`,
    close: () => desk.panel === panel && close(),
    submit: () => {
      if (round && !round.withdrawn && !desk.send([withdrawRound(round.id)])) return;
      desk.tell("voting.said_withdrawn");
      close();
    },
  });
}
