/** 「伝える」: a few words to the tables, and who has read the last ones. */
import { html, nothing, render } from "../../vendor/lit-html/lit-html.js";
import { checkText } from "../../lib/text.js";
import { heardBy, messagesOf } from "../../model/agenda.js";
import { sendMessage, withdrawMessage } from "../../model/ops.js";
import { closeButton, dialogView, mainButton } from "../dialog.js";

/** @typedef {import("./steer.js").Steer} Steer */

/** As many as are still of use. */
const SHOWN = 3;

/**
 * @param {Pick<Steer, "say" | "hall" | "all">} hall
 * @param {readonly import("./cards.js").TableCard[]} to
 * @param {number} most letters
 */
export function askMessage({ say, hall, all }, to, most) {
  const root = document.body.appendChild(document.createElement("div"));
  let problem = "";
  const close = () => root.remove();
  const names = to.length === all.length ? say("message.to_all") : to.map((card) => card.name).join("、");
  const submit = (/** @type {HTMLDialogElement} */ dialog) => {
    const found = checkText(dialog.querySelector("textarea")?.value ?? "", { chars: most, bytes: most * 32 });
    problem = found.problem && (found.text === "" ? "board.text_empty" : `refusal.${found.problem}`);
    if (problem) {
      draw();
      return;
    }
    hall.send(sendMessage(found.text, to.length === all.length ? [] : [...new Set(to.map((card) => card.id))]));
    dialog.close();
  };
  const draw = () =>
    render(
      dialogView({
        title: say("message.title"),
        body: html`<p>${say("message.to", { names })}</p>
          <div class="field">
            <label class="field__label" for="message-text">${say("message.label")}</label>
            <textarea class="input" id="message-text" rows="3"></textarea>
            ${problem ? html`<p class="field__error" role="alert">${say(problem)}</p>` : nothing}
          </div>`,
        acts: html`${closeButton(say("prepare.cancel"), close)}${mainButton(say("message.send"))}`,
        close,
        submit,
      }),
      root,
    );
  draw();
  root.querySelector("dialog")?.showModal();
  root.querySelector("textarea")?.focus();
}

/** @param {Pick<Steer, "say" | "hall">} steer */
export function saidView({ say, hall }) {
  const list = messagesOf(hall.view).slice(0, SHOWN);
  if (list.length === 0) return nothing;
  return html`<ul class="said" aria-label=${say("message.said")}>
    ${list.map((message) => {
      const heard = heardBy(hall.view, message);
      const seen = heard.filter((seat) => message.seen?.includes(seat)).length;
      return html`<li class="said__one"><span class="said__text" dir="auto">${message.text}</span> <span>${say("message.seen", { n: seen, all: heard.length })}</span>
        <button type="button" class="button button--small" @click=${() => hall.send(withdrawMessage(message.id))}>${say("message.withdraw")}</button></li>`;
    })}
  </ul>`;
}
