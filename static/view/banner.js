/** What everybody must know of the place where their words are kept, in one sentence, where they look. */
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { messagesView } from "./messages.js";

/** @typedef {{key: string, kind: "warn" | "info"}} Word */

/**
 * @param {import("../sync/doc.js").Doc} doc
 * @param {import("../sync/client.js").Client} client
 * @param {import("../lib/words.js").Say} say
 */
export function bannerView(doc, client, say) {
  const word = client.ended ? undefined : wordFor(doc, client);
  const messages = client.ended ? nothing : messagesView(client, say);
  if (!word) return messages;
  return html`<div class="notice banner" data-kind=${word.kind} role=${word.kind === "warn" ? "alert" : "status"}><p>${say(word.key)}</p></div>
    ${messages}`;
}

/**
 * One at a time: what hinders most comes first.
 * @param {import("../sync/doc.js").Doc} doc
 * @param {import("../sync/client.js").Client} client
 * @returns {Word | undefined}
 */
function wordFor(doc, client) {
  const { status } = doc;
  const cutOff = status.state === "offline" || status.state === "unsent";
  const { role } = client.me;
  const steers = role === "facilitator" || role === "organiser";
  if (doc.large) return { key: "banner.large", kind: "info" };
  if (doc.readOnly) return { key: steers || role === "coordinator" ? "banner.readonly_staff" : "banner.readonly", kind: "warn" };
  if (doc.view.board?.locked && !steers) return { key: "banner.locked", kind: "info" };
  if (status.full) return { key: "banner.full", kind: "warn" };
  if (client.trouble === "portal") return { key: "banner.portal", kind: "warn" };
  if (client.trouble === "proxy") return { key: "banner.proxy", kind: "warn" };
  if (cutOff && status.n > 0 && !client.lasting) return { key: "banner.fleeting", kind: "warn" };
  return status.space === "low" && steers ? { key: "banner.space", kind: "info" } : undefined;
}
