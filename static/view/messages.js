/** What those who steer the hall say to the tables: told gently, until the person says that they have read it. */
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { unreadBy } from "../model/agenda.js";
import { readMessage } from "../model/ops.js";

/**
 * @param {import("../sync/client.js").Client} client
 * @param {import("../lib/words.js").Say} say
 */
export function messagesView(client, say) {
  const { me, hall } = client;
  if (!me || me.role === "facilitator" || me.role === "organiser") return nothing;
  const list = unreadBy(hall.view, me);
  if (list.length === 0) return nothing;
  return html`<div role="status"><ul class="messages">
    ${list.map(
      (message) => html`<li class="notice message" data-kind="info">
        <p><b>${say("message.from")}</b></p>
        <p class="message__text" dir="auto">${message.text}</p>
        <button type="button" class="button" @click=${() => hall.send(readMessage(message.id))}>${say("message.read")}</button>
      </li>`,
    )}
  </ul></div>`;
}
