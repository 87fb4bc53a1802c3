/** 「わたしも」: one's own mark on another's note, instead of the same sentence once more; and who said so. See css/reading.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";

/** @typedef {import("../../model/records.js").Note} Note */
/** @typedef {import("../../lib/words.js").Say} Say */

/**
 * @param {Say} say
 * @param {Note} note
 * @param {string} me
 * @param {(on: boolean) => void} set
 * @param {string} more classes
 */
export function echoButton(say, note, me, set, more) {
  const on = (note.echoes ?? []).includes(me);
  return html`<button class=${`button echo ${more}`} type="button" aria-pressed=${on} @click=${() => set(!on)}><span class="echo__mark" aria-hidden="true">${say(on ? "echo.mark_on" : "echo.mark_off")}</span>${say("echo.me_too")}</button>`;
}

/**
 * How many said so, and who.
 * @param {Say} say
 * @param {Note} note
 * @param {(seat: string) => string} nameOf
 */
export function echoesView(say, { echoes = [] }, nameOf) {
  if (echoes.length === 0) return html`<p class="echoes" role="status"></p>`;
  const names = echoes.map(nameOf).filter((name) => name !== "");
  return html`<p class="echoes" role="status"><b>${say("echo.count", { n: echoes.length })}</b>${names.length > 0 ? html` <span class="echoes__who">${names.join("、")}</span>` : nothing}</p>`;
}

/**
 * The same in one word, for the foot of a note on the sheet and in the list.
 * @param {Note} note
 * @param {{say: Say, nameOf: (seat: string) => string}} look
 */
export function echoMark({ echoes = [] }, { say, nameOf }) {
  if (echoes.length === 0) return nothing;
  const names = echoes.map(nameOf).filter((name) => name !== "").join("、");
  return html`<span class="note__echo" title=${names || nothing}>${say("echo.count", { n: echoes.length })}</span>`;
}
