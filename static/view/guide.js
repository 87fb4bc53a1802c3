/** 「たすけて」 of the pages for those who organise: a few steps under the bar. The pages that the server writes have the same (html/parts.html). */
import { html } from "../vendor/lit-html/lit-html.js";

/**
 * @param {import("../lib/words.js").Say} say
 * @param {"hall" | "prepare" | "masks" | "follow" | "photos"} page
 */
export function guideView(say, page) {
  const steps = [];
  for (let n = 1; say.has(`guide.${page}_${n}`); n++) steps.push(say(`guide.${page}_${n}`));
  return html`<details class="guide"><summary class="button">${say("guide.open")}</summary><ol class="guide__text">${steps.map((step) => html`<li>${step}</li>`)}</ol></details>`;
}

/** A press beside it or Esc puts it away, as with all that lies over a page. */
export function tendGuide() {
  const open = () => document.querySelector("details.guide[open]");
  document.addEventListener("keydown", (e) => {
    const guide = open();
    if (e.key !== "Escape" || e.isComposing || !guide) return;
    const inside = guide.contains(document.activeElement);
    guide.removeAttribute("open");
    if (inside) guide.querySelector("summary")?.focus();
  });
  document.addEventListener("click", (e) => {
    const guide = open();
    if (guide && e.target instanceof Node && !guide.contains(e.target)) guide.removeAttribute("open");
  });
}
