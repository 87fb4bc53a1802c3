/** One question before something that cannot be taken back by the same button. */
import { html, nothing, render } from "../../vendor/lit-html/lit-html.js";

/**
 * Opens a dialog and waits for the answer; closing it in any other way is a no.
 * @param {{title: string, text: string, yes: string, no: string, danger?: boolean, body?: unknown, wide?: boolean}} question body: what is to be seen before one answers
 * @returns {Promise<boolean>}
 */
export function ask({ title, text, yes, no, danger = false, body = nothing, wide = false }) {
  const dialog = document.createElement("dialog");
  dialog.className = wide ? "dialog dialog--wide" : "dialog";
  dialog.setAttribute("aria-labelledby", "ask-title");
  render(
    html`<form method="dialog">
      <h2 class="dialog__title" id="ask-title">${title}</h2>
      <div class="dialog__body">${text ? html`<p>${text}</p>` : nothing}${body}</div>
      <div class="dialog__acts">
        <button class="button" value="no">${no}</button>
        <button class=${danger ? "button button--danger" : "button button--main"} value="yes">${yes}</button>
      </div>
    </form>`,
    dialog,
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      answer(dialog.returnValue === "yes");
    });
  });
}
