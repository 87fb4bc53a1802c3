/** Is my work safe: the one word in the bar, and the same word on each thing. */
import { html } from "../../vendor/lit-html/lit-html.js";

/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {import("../../sync/doc.js").Status} Status */

/**
 * @param {Status} status
 * @param {Say} say
 */
export function statusView(status, say) {
  const state = status.state === "offline" && status.n > 0 ? "unsent" : status.state;
  const shape = state === "offline" ? "unsent" : state;
  return html`<span class="saved" role="status" data-state=${shape}>${say(`status.${state}`, { n: status.n })}</span>`;
}

/**
 * The worst of several documents' states: what a person must know first.
 * @param {Status[]} all
 * @returns {Status}
 */
export function worstStatus(all) {
  const order = ["offline", "readonly", "unsent", "saving", "saved"];
  const n = all.reduce((sum, status) => sum + status.n, 0);
  const state = order.find((wanted) => all.some((status) => status.state === wanted)) ?? "saved";
  return /** @type {Status} */ ({ state, n });
}
