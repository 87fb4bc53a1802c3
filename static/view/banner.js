/** What everybody must know of the place where their words are kept, in one sentence, where they look. */
import { html, nothing } from "../vendor/lit-html/lit-html.js";

/**
 * @param {import("../sync/doc.js").Doc} doc
 * @param {import("../sync/client.js").Client} client
 * @param {import("../lib/words.js").Say} say
 */
export function bannerView(doc, client, say) {
  if (doc.readOnly && !client.ended) return html`<div class="notice banner" data-kind="warn" role="alert"><p>${say("banner.readonly")}</p></div>`;
  const { role } = client.me;
  if (doc.status.space === "low" && (role === "facilitator" || role === "organiser")) {
    return html`<div class="notice banner" data-kind="info" role="status"><p>${say("banner.space")}</p></div>`;
  }
  return nothing;
}
