/** What a person shows without a word: a raised hand; that they have written all they wanted. And how long the step still takes, where the workshop says so. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { minutesLeft, stepOf } from "../../model/agenda.js";
import { finishWriting, raiseHand } from "../../model/ops.js";

/** @typedef {import("./page.js").Seat} Seat */

/** @param {Seat} seat @param {string} phase */
export function signsView(seat, phase) {
  if (!seat.tableID) return nothing;
  return html`<div class="signs">${handView(seat)} ${phase === "write" ? doneView(seat) : nothing} ${clockView(seat)}</div>`;
}

/** @param {Seat} seat */
function handView({ say, client, seat }) {
  const up = (client.hall.view.get("sign", seat)?.hand ?? 0) > 0;
  return html`<button type="button" class="button" aria-pressed=${up} @click=${() => client.hall.send(raiseHand(seat, !up))}>${say(up ? "seat.hand_down" : "seat.hand_up")}</button>
    ${up ? html`<span role="status">${say("seat.hand_is_up")}</span>` : nothing}`;
}

/** @param {Seat} seat */
function doneView({ say, client, seat, doc }) {
  const done = client.hall.view.get("sign", seat)?.done === doc.id;
  return html`<button type="button" class="button" aria-pressed=${done} @click=${() => client.hall.send(finishWriting(seat, doc.id, !done))}>${say(done ? "seat.done_take_back" : "seat.done")}</button>
    ${done ? html`<span role="status">${say("seat.done_said")}</span>` : nothing}`;
}

/** @param {Seat} seat */
function clockView({ say, client, tableID, now }) {
  if (!client.hall.view.workshop?.showsClock) return nothing;
  const at = stepOf(client.hall.view, tableID);
  return at ? html`<span class="signs__clock">${leftWords(say, minutesLeft(at.course, now()))}</span>` : nothing;
}

/** @param {import("../../lib/words.js").Say} say @param {number} left whole minutes */
export const leftWords = (say, left) => (left > 0 ? say("agenda.left", { n: left }) : say("agenda.over"));
