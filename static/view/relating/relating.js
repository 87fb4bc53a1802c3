/** つなぐ: two things, a meaning, and the sentence they make, which is read before the line is drawn. See css/relations.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { checkLine } from "../../lib/text.js";
import { MEANINGS, isDirected } from "../../model/relations.js";
import { changedMeanwhile, fits, isThere, makeLink, relates, takeEnd, withdrawLink } from "../../editor/relating.js";
import { closeButton, closedView, dialogView, mainButton } from "../dialog.js";
import { meaningDrawing, sentenceOf, wordsOf } from "./words.js";
import { choicesOf, slotList } from "./pick.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("../../editor/relating.js").RelatePanel} RelatePanel */
/** @typedef {import("../../model/records.js").Meaning} Meaning */

/**
 * @param {Desk} desk
 * @param {RelatePanel} panel
 */
export function relatingView(desk, panel) {
  const { say } = desk;
  const close = () => desk.open(undefined);
  const gone = endsGone(desk, panel);
  const may = panel.link ? desk.may("link.edit") : relates(desk) !== "";
  const proposes = !panel.link && relates(desk) === "proposes";
  const [title, act] = panel.link ? ["relation.edit_title", "relation.edit_do"] : proposes ? ["relation.propose_title", "relation.propose_do"] : ["relation.title", "relation.do"];
  const body = gone
    ? html`<p class="notice" data-kind="warn" role="status">${say("relation.ends_gone")}</p>`
    : html`${closedView(say, may)}${slotsView(desk, panel)}${panel.slot ? slotList(desk, panel) : detailsView(desk, panel)}`;
  return dialogView({
    title: say(title),
    body,
    acts: html`${panel.link && desk.may("link.withdraw")
      ? html`<button class="button button--danger relate__away" type="button" @click=${() => withdrawLink(desk, panel.link ?? "", sentence(desk, panel))}>${say("relation.withdraw")}</button>`
      : nothing}${closeButton(say("board.stop"), close)}${may && !panel.slot && !gone && panel.meaning && !isThere(desk, panel) ? mainButton(say(act)) : nothing}`,
    close: () => desk.panel === panel && close(),
    wide: panel.slot === "" && !gone,
    submit: (dialog) => (may ? send(desk, panel, dialog) : undefined),
  });
}

/** Somebody took an end off the board, or the line itself. @param {Desk} desk @param {RelatePanel} panel */
function endsGone({ doc }, { from, to, link }) {
  const lost = (/** @type {string} */ id) => id !== "" && (doc.view.item(id)?.withdrawn ?? doc.view.item(id) === undefined);
  return lost(from) || lost(to) || (link !== undefined && (doc.view.get("link", link)?.withdrawn ?? false));
}

/**
 * The two ends side by side; each can be chosen anew.
 * @param {Desk} desk
 * @param {RelatePanel} panel
 */
function slotsView(desk, panel) {
  const { say } = desk;
  const slot = (/** @type {"from" | "to"} */ which) => {
    const id = panel[which];
    const choose = () => {
      panel.slot = panel.slot === which && id ? "" : which;
      panel.filter = "";
      desk.redraw();
    };
    return html`<button class="relate__slot" type="button" aria-expanded=${panel.slot === which} ?disabled=${isAnswer(panel)} @click=${choose}>
      <span class="relate__nth">${say(which === "from" ? "relation.first" : "relation.second")}</span>
      <span class="relate__what" dir="auto">${id ? wordsOf(desk.doc.view, say, id) : say("relation.none_yet")}</span>
    </button>`;
  };
  return html`<div class="relate__slots">${slot("from")}${slot("to")}</div>`;
}

/** A line that says what a proposal answers: it is one or it is none, whatever its ends. @param {RelatePanel} panel */
const isAnswer = ({ link, meaning }) => link !== undefined && meaning === "answers";

/**
 * @param {Desk} desk
 * @param {RelatePanel} panel
 */
function detailsView(desk, panel) {
  const { say } = desk;
  const turn = () => {
    [panel.from, panel.to] = [panel.to, panel.from];
    desk.redraw();
  };
  const typed = (/** @type {InputEvent} */ e) => {
    panel.label = /** @type {HTMLInputElement} */ (e.currentTarget).value;
    delete panel.problem;
    desk.redraw();
  };
  const there = isThere(desk, panel);
  return html`<div class="relate__details">${isAnswer(panel) ? nothing : meaningsView(desk, panel)}<div>
    ${changedView(desk, panel)}
    <div class="relate__says">
      <p class="relate__sentence" role="status" data-empty=${panel.meaning === ""}>${panel.meaning ? sentence(desk, panel) : say("relation.choose_meaning")}</p>
      ${panel.meaning && isDirected(panel.meaning) && !isAnswer(panel) ? html`<button class="button button--small" type="button" @click=${turn}>${say("relation.turn")}</button>` : nothing}
    </div>
    ${there ? html`<p class="notice" data-kind="info" role="status">${say(there === "proposed" ? "relation.there_proposed" : "relation.there")}</p>` : nothing}
    <div class="field">
      <label class="field__label" for="relate-label">${say("relation.label")}</label>
      <input class="input" id="relate-label" type="text" autocomplete="off" .value=${panel.label} @input=${typed} />
      ${panel.problem ? html`<p class="field__error" role="alert">${say(panel.problem)}</p>` : nothing}
    </div></div></div>`;
}

/** Somebody else has changed the line while it lay open here. @param {Desk} desk @param {RelatePanel} panel */
function changedView(desk, panel) {
  const now = changedMeanwhile(desk, panel);
  return now ? html`<p class="notice" data-kind="warn" role="status">${desk.say("relation.changed", { sentence: sentenceOf(desk.doc.view, desk.say, now) })}</p>` : nothing;
}

/**
 * @param {Desk} desk
 * @param {RelatePanel} panel
 */
function meaningsView(desk, panel) {
  const { say } = desk;
  // Who draws says of a proposal itself what it answers; who proposes says it here.
  const meanings = relates(desk) === "proposes" ? [...MEANINGS, /** @type {Meaning} */ ("answers")] : MEANINGS;
  const begin = panel.meaning || MEANINGS[0];
  const one = (/** @type {Meaning} */ meaning) => {
    const choose = () => {
      panel.meaning = meaning;
      desk.redraw();
    };
    return html`<label class="relate__meaning"
      ><input type="radio" name="meaning" value=${meaning} ?autofocus=${meaning === begin} .checked=${panel.meaning === meaning} @change=${choose} />${meaningDrawing(meaning)}<b>${say(`relation.meaning.${meaning}`)}</b
      ><span class="relate__hint">${say(`relation.hint.${meaning}`)}</span></label
    >`;
  };
  return html`<fieldset class="relate__meanings">
    <legend class="field__label">${say("relation.which")}</legend>
    ${meanings.map(one)}
  </fieldset>`;
}

/** @param {Desk} desk @param {RelatePanel} panel */
function sentence(desk, { from, to, meaning, label }) {
  return sentenceOf(desk.doc.view, desk.say, { from, to, meaning: meaning || "related", label: label.trim() });
}

/**
 * @param {Desk} desk
 * @param {RelatePanel} panel
 * @param {HTMLDialogElement} dialog
 */
function send(desk, panel, dialog) {
  if (panel.slot) return chooseFirst(desk, panel);
  if (!panel.meaning || isThere(desk, panel) || !fits(desk, panel.from, panel.to)) return;
  const typed = dialog.querySelector("#relate-label");
  const { labelChars: chars, noteBytes: bytes } = desk.boot.limits;
  const { text, problem } = checkLine(typed instanceof HTMLInputElement ? typed.value : panel.label, { chars, bytes });
  if (text !== "" && problem) {
    panel.problem = problem === "too_big" ? "relation.label_long" : `refusal.${problem}`;
    return desk.redraw();
  }
  panel.label = text;
  makeLink(desk, panel, text, sentence(desk, panel));
}

/** Ctrl+Enter in the search box takes the first that was found. @param {Desk} desk @param {RelatePanel} panel */
function chooseFirst(desk, panel) {
  const [first] = choicesOf(desk, panel);
  if (first) takeEnd(desk, panel, first.id);
}
