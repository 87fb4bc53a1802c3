/** The words that stand already for a title card: what people propose, and what it said before. One press takes one. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import * as ops from "../../model/ops.js";
import { wordingsOf } from "../../model/wording.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {(text: string) => void} Take */

/**
 * @param {Desk} desk
 * @param {string} group
 * @param {Take} [take] absent: they may be read here, not taken
 */
export function proposalsView(desk, group, take) {
  const { say } = desk;
  const wordings = wordingsOf(desk.doc.view, group);
  const now = desk.doc.view.group(group)?.title;
  if (wordings.length === 0) return take ? nothing : html`<p class="titling__before">${say("titling.no_proposals")}</p>`;
  return html`<section class="words" aria-labelledby="titling-proposals">
    <h3 class="words__heading" id="titling-proposals">${say("titling.proposals")} <span class="count">${say("titling.n_proposals", { n: wordings.length })}</span></h3>
    <ul class="words__list">
      ${repeat(
        wordings,
        (w) => w.id,
        (w) => {
          const mine = desk.isMine(w.author);
          return html`<li class="words__one">
            <p class="words__text" dir="auto">${w.text}</p>
            ${whoView(desk, w.author)}
            ${w.text === now ? html`<span class="words__who">${say("titling.is_now")}</span>` : take ? html`<button class="button" type="button" aria-label=${say("titling.take_of", { text: w.text })} @click=${() => take(w.text)}>${say("titling.take")}</button>` : nothing}
            ${mine && desk.may("wording.withdraw", true)
              ? html`<button class="button button--quiet" type="button" aria-label=${say("seat.withdraw_of", { text: w.text })} @click=${() => desk.send([ops.withdrawWording(w.id)])}>${say("seat.withdraw")}</button>`
              : nothing}
          </li>`;
        },
      )}
    </ul>
  </section>`;
}

/**
 * What the card said before, the newest first.
 * @param {Desk} desk
 * @param {string} group
 * @param {Take} take
 */
export function earlierView(desk, group, take) {
  const { say } = desk;
  const now = desk.doc.view.group(group);
  const seen = new Set([now?.title ?? ""]);
  const earlier = [...(now?.earlier ?? [])].reverse().filter(({ text }) => !seen.has(text) && seen.add(text));
  if (earlier.length === 0) return nothing;
  return html`<details class="words" ?open=${earlier.length <= 2}>
    <summary class="words__heading">${say("titling.earlier")} <span class="count">${say("titling.n_earlier", { n: earlier.length })}</span></summary>
    <ul class="words__list">
      ${earlier.map(
        (e) =>
          html`<li class="words__one">
            <p class="words__text" dir="auto">${e.text}</p>
            ${whoView(desk, e.author)}
            <button class="button" type="button" aria-label=${say("titling.back_to_of", { text: e.text })} @click=${() => take(e.text)}>${say("titling.back_to")}</button>
          </li>`,
      )}
    </ul>
  </details>`;
}

/** @param {Desk} desk @param {string | undefined} author */
function whoView(desk, author) {
  const name = desk.client.hall.view.seat(author ?? "")?.name;
  return name ? html`<span class="words__who">${desk.say("titling.by", { name })}</span>` : nothing;
}
