/**
 * The box of one addition. It is the browser's, and never drawn over: its text is set when it appears, and after that only by
 * the person and by news that can stand beside what they typed.
 */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { ref } from "../../vendor/lit-html/directives/ref.js";
import { checkText } from "../../lib/text.js";
import { browserClock } from "../../lib/clock.js";
import * as ops from "../../model/ops.js";
import { InHand } from "../../sync/meeting.js";
import { halfOf } from "../seat/half.js";

/**
 * @typedef {import("../../editor/desk.js").Desk} Desk
 * @typedef {import("../../model/records.js").Passage} Passage
 * @typedef {import("./narrative.js").NarrativePanel} NarrativePanel
 * @typedef {{box: HTMLTextAreaElement, hand: InHand, problem: string}} Hand
 */

/** Who pauses so long has finished a thought: it is sent though the box still has the focus (ms). */
const PAUSE = 4000;

/**
 * @param {Desk} desk
 * @param {NarrativePanel} panel
 * @param {Passage} passage
 * @param {number} at
 */
export function additionView(desk, panel, passage, at) {
  const { say } = desk;
  const hands = (panel.hands ??= new Map());
  const id = `passage-${passage.id}`;
  const hand = hands.get(passage.id);
  if (hand) meet(hand, passage);
  const appear = (/** @type {Element | undefined} */ element) => {
    if (element instanceof HTMLTextAreaElement && hands.get(passage.id)?.box !== element) begin(desk, panel, passage, element);
  };
  return html`<div class="field narrative__addition">
    <label class="field__label" for=${id}>${say(at === 0 ? "narrative.label_first" : "narrative.label")}</label>
    <div class="narrative__brackets"><textarea class="input" id=${id} rows="1" data-keep ${ref(appear)} @input=${(/** @type {InputEvent} */ e) => typed(desk, panel, passage.id, e.isComposing)} @compositionend=${() => typed(desk, panel, passage.id, false)} @change=${() => send(desk, panel, passage.id)}></textarea></div>
    ${hand?.problem ? html`<p class="field__error" role="alert">${say(hand.problem)}</p>` : nothing}
    ${hand?.hand.state === "clash" ? html`<p class="notice" data-kind="warn" role="status">${say("board.edit_changed", { text: hand.hand.theirs ?? "" })}</p>` : nothing}
    ${rivalsView(desk, passage)}
  </div>`;
}

/** Several wrote at once where only one text can stand: one press takes one. @param {Desk} desk @param {Passage} passage */
function rivalsView(desk, passage) {
  const rivals = passage.rivals ?? [];
  if (rivals.length === 0) return nothing;
  const take = (/** @type {string} */ text) => {
    settle(desk, passage, text);
    desk.redraw();
  };
  return html`<p class="notice" data-kind="warn" role="status">${desk.say("narrative.rivals")}</p>
    <ul class="narrative__rivals">
    ${[{ text: passage.text ?? "" }, ...rivals].map(({ text }) => html`<li><span dir="auto">${desk.say("narrative.brackets", { text })}</span> <button class="button button--small" type="button" @click=${() => take(text)}>${desk.say("choose.take")}</button></li>`)}
    </ul>`;
}

/**
 * A passage has no choice between texts on the server; one with the chosen text takes its place, and the old one with all its
 * wordings can be brought back by undo.
 * @param {Desk} desk
 * @param {Passage} passage
 * @param {string} text
 */
function settle(desk, passage, text) {
  const passages = desk.doc.view.passages();
  const next = passages[passages.findIndex((p) => p.id === passage.id) + 1];
  const added = ops.addPassage(passage.item, next?.id);
  const fresh = { id: String(added.body["passage"]), item: passage.item, order: "" };
  desk.send([ops.withdrawPassage(passage.id), added, ...(text ? [ops.editPassage(fresh, text)] : [])]);
}

/** @param {Hand} hand @param {Passage} passage */
function meet({ hand }, passage) {
  hand.news(passage.withdrawn ? undefined : (passage.text ?? ""));
}

/**
 * The time is over, or the board is locked, while somebody writes: their box stays, with the words they are in the middle of.
 * @param {NarrativePanel} panel
 * @param {string} id
 */
export function isInHand(panel, id) {
  const held = panel.hands?.get(id);
  return held !== undefined && (document.activeElement === held.box || held.box.value !== held.hand.base);
}

/** Half-written words live as long as in every other box. @param {Desk} desk @param {string} id */
const halfBox = (desk, id) => halfOf(desk.client, `passage:${id}`);

/**
 * @param {Desk} desk
 * @param {NarrativePanel} panel
 * @param {Passage} passage
 * @param {HTMLTextAreaElement} box
 */
function begin(desk, panel, passage, box) {
  const text = passage.text ?? "";
  box.value = text;
  grow(box);
  const hold = (/** @type {string} */ base) => {
    panel.hands?.get(passage.id)?.hand.stop();
    const hand = new InHand({ box, base, fits: (t) => t === "" || problemOf(desk, t) === "", changed: () => changed(desk, box), clock: browserClock });
    panel.hands?.set(passage.id, { box, hand, problem: "" });
    return hand;
  };
  hold(text);
  void halfBox(desk, passage.id).bring(box, text).then((half) => {
    if (!half) return;
    grow(box);
    hold(half.base).news(text);
  });
}

/** @param {Desk} desk @param {HTMLTextAreaElement} box */
function changed(desk, box) {
  grow(box);
  desk.redraw();
}

/** As high as its words. @param {HTMLTextAreaElement} box */
function grow(box) {
  box.rows = Math.min(8, Math.max(1, box.value.split("\n").length));
}

/** @param {Desk} desk @param {string} text @returns {string} a key, or nothing */
function problemOf(desk, text) {
  const { noteChars: chars, noteBytes: bytes } = desk.boot.limits;
  const { problem } = checkText(text, { chars, bytes });
  return problem && `refusal.${problem}`;
}

/**
 * @param {Desk} desk
 * @param {NarrativePanel} panel
 * @param {string} id
 * @param {boolean} composing while a word is being converted it is not said yet
 */
function typed(desk, panel, id, composing) {
  const hand = panel.hands?.get(id);
  if (!hand) return;
  grow(hand.box);
  halfBox(desk, id).save(hand.box.value, hand.hand.base);
  window.clearTimeout(panel.pause);
  if (!composing) panel.pause = window.setTimeout(() => send(desk, panel, id), PAUSE);
}

/**
 * @param {Desk} desk
 * @param {NarrativePanel} panel
 * @param {string} id
 */
function send(desk, panel, id) {
  const held = panel.hands?.get(id);
  if (!held || !desk.may("passage.edit")) return;
  const empty = held.box.value.trim() === "";
  const { noteChars: chars, noteBytes: bytes } = desk.boot.limits;
  const { text, problem } = empty ? { text: "", problem: "" } : checkText(held.box.value, { chars, bytes });
  held.problem = problem && `refusal.${problem}`;
  if (problem) return desk.redraw();
  const passage = desk.doc.view.get("passage", id);
  if (!passage || passage.withdrawn || text === held.hand.base) return desk.redraw();
  if (!desk.send([ops.editPassage({ ...passage, text: held.hand.base }, text)])) return;
  halfBox(desk, id).clear();
  desk.tell("narrative.said_saved");
  desk.redraw();
}

/** What is written and not sent yet goes; the boxes are closed. @param {Desk} desk @param {NarrativePanel} panel */
export function stopBoxes(desk, panel) {
  window.clearTimeout(panel.pause);
  for (const id of [...(panel.hands?.keys() ?? [])]) send(desk, panel, id);
  panel.hands?.forEach(({ hand }) => hand.stop());
  panel.hands?.clear();
}
