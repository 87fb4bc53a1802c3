/** The connection is over for good: why, what is safe, and the one way on. */
import { html } from "../../vendor/lit-html/lit-html.js";

/** @typedef {import("../../lib/words.js").Say} Say */

/**
 * @param {{key: string}} ended
 * @param {Say} say
 */
export function endedView(ended, say) {
  const again = ended.key === "reload" || ended.key === "bad" || ended.key === "stopped";
  return html`<section class="card card--ask" role="alert">
    <h1>${say("ended.heading")}</h1>
    <p>${say(`ended.${ended.key}`)}</p>
    <div class="buttons">
      ${again
        ? html`<button type="button" class="button button--main button--big" @click=${() => location.reload()}>${say("ended.reload_go")}</button>`
        : html`<a class="button button--main button--big" href="/">${say("page.to_home")}</a>`}
    </div>
  </section>`;
}
