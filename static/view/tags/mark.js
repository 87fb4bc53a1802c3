/** 横串の札 on an island or a lone note: small words on its lower edge, for those who lay them. See css/closing.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";

/** @param {readonly string[]} names @param {import("../../lib/words.js").Say} say */
export function tagMarks(names, say) {
  if (names.length === 0) return nothing;
  return html`<span class="tag-marks" title=${names.join("\n")}><span class="visually-hidden">${say("tags.on")}</span>${names.map((name) => html`<span class="tag-mark" dir="auto">${name}</span>`)}</span>`;
}
