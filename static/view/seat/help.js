/** 「たすけて」: what to do, in plain words, on one page without scrolling; where it does not fit, it begins at its top. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";

/** @typedef {import("../../lib/words.js").Say} Say */

/** On a phone there is no Ctrl to speak of. */
const hasKeys = () => !window.matchMedia("(pointer: coarse)").matches;

/**
 * @param {Say} say
 * @param {() => void} [keys] to those of the board, and to the switch for its letters; absent: there is no board yet
 */
export function helpView(say, keys) {
  return html`<dialog class="dialog dialog--wide" id="help" aria-labelledby="help-title">
    <form method="dialog">
      <h2 class="dialog__title" id="help-title" tabindex="-1" autofocus>${say("help.title")}</h2>
      <div class="dialog__body help help--seat">
        <section>
          <h3>${say("help.write")}</h3>
          <ol>
            <li><span>${say("help.write_1")}</span></li>
            <li><span>${say(hasKeys() ? "help.write_2" : "help.write_2_touch")}</span></li>
            <li><span>${say("help.write_3")}</span></li>
          </ol>
        </section>
        <section>
          <h3>${say("help.mend")}</h3>
          <p>${say("help.mend_text")}</p>
        </section>
        <section>
          <h3>${say("help.read")}</h3>
          <p>${say("help.read_text")}</p>
        </section>
        <section>
          <h3>${say("help.vote")}</h3>
          <p>${say("help.vote_text")}</p>
        </section>
        <section>
          <h3>${say("help.survey")}</h3>
          <p>${say("help.survey_text")}</p>
        </section>
        <section>
          <h3>${say("help.safe")}</h3>
          <p>${say("help.safe_text")}</p>
        </section>
        <section>
          <h3>${say("help.stuck")}</h3>
          <p>${say("help.stuck_text")}</p>
        </section>
      </div>
      <div class="dialog__acts">${keys && hasKeys() ? html`<button class="button" @click=${keys}>${say("howto.keys")}</button>` : nothing}<button class="button button--main">${say("help.close")}</button></div>
    </form>
  </dialog>`;
}

/** Opens it; the browser keeps the focus inside and gives it back. */
export const openHelp = () => {
  const dialog = document.getElementById("help");
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
};
