/**
 * 講評 and what the tables' presenters said: written down by who steers, or by who leads the table. Half-written words outlive
 * a closed lid; what meets another's words comes back, with those beside it. See css/closing.css.
 */
import { html, nothing, render } from "../../vendor/lit-html/lit-html.js";
import { checkLine, checkText } from "../../lib/text.js";
import { writeRemark } from "../../model/ops_closing.js";
import { closeButton, dialogView, mainButton } from "../dialog.js";
import { halfOf } from "../seat/half.js";

/**
 * @typedef {import("../../lib/words.js").Say} Say
 * @typedef {import("../../sync/client.js").Client} Client
 * @typedef {{id: string, name: string}} Target of a remark: a table, or (id empty) the host
 * @typedef {{client: Client, say: Say, limits: import("../../sync/boot.js").Limits}} Remarking
 */

/** @param {import("../../model/state.js").State} hall @param {string} table */
export const remarkAt = (hall, table) => hall.get("remark", table || (hall.workshop?.id ?? ""));

/** The host, and every table. @param {Remarking} remarking @returns {Target[]} */
export const allTargets = ({ client, say }) => [{ id: "", name: say("remark.host") }, ...client.hall.view.tables().map((table) => ({ id: table.id, name: say("remark.of_table", { table: table.name }) }))];

/**
 * @param {Remarking} remarking
 * @param {readonly Target[]} targets the first of them is shown
 */
export function askRemark(remarking, targets) {
  const { client, say, limits } = remarking;
  const root = document.body.appendChild(document.createElement("div"));
  let target = targets[0] ?? { id: "", name: "" };
  /** What the words in the box were made from. */
  let base = "";
  let problem = "";
  const half = () => halfOf(client, `remark:${target.id}`);
  const close = () => root.remove();
  const box = () => /** @type {HTMLTextAreaElement} */ (root.querySelector("textarea"));
  const speaker = () => /** @type {HTMLInputElement} */ (root.querySelector("#remark-speaker"));
  const begin = () => {
    const now = remarkAt(client.hall.view, target.id);
    base = now?.text ?? "";
    box().value = base;
    speaker().value = now?.speaker ?? "";
    void half()
      .bring(box(), base)
      .then((found) => found && (base = found.base));
  };
  const turn = (/** @type {Event} */ e) => {
    target = targets.find(({ id }) => id === /** @type {HTMLSelectElement} */ (e.currentTarget).value) ?? target;
    problem = "";
    draw();
    begin();
  };
  const submit = () => {
    const { noteChars, noteBytes, fieldChars } = limits;
    const text = checkText(box().value, { chars: noteChars, bytes: noteBytes });
    const name = checkLine(speaker().value, { chars: fieldChars, bytes: fieldChars * 32 });
    const wrong = (text.text !== "" && text.problem) || (name.text !== "" && name.problem);
    problem = wrong ? `refusal.${wrong}` : "";
    const sent = wrong ? null : client.hall.send(writeRemark({ table: target.id, speaker: name.text, base, text: text.text }));
    if (!wrong && sent === null) problem = "refusal.full";
    if (problem) {
      draw();
      return;
    }
    half().clear();
    root.querySelector("dialog")?.close();
  };
  const draw = () =>
    render(
      dialogView({
        title: say(targets.length > 1 ? "remark.title" : "remark.title_table"),
        body: html`${targets.length > 1
            ? html`<label class="field"><span class="field__label">${say("remark.whose")}</span><select class="input" @change=${turn}>${targets.map(({ id, name }) => html`<option value=${id} ?selected=${id === target.id}>${name}</option>`)}</select></label>`
            : nothing}
          <div class="field"><label class="field__label" for="remark-speaker">${say("remark.speaker")}</label><input class="input" id="remark-speaker" autocomplete="off" /></div>
          <div class="field">
            <label class="field__label" for="remark-text">${say("remark.text")}</label>
            <textarea class="input" id="remark-text" rows="7" @input=${() => half().save(box().value, base)}></textarea>
            ${problem ? html`<p class="field__error" role="alert">${say(problem)}</p>` : nothing}
          </div>
          <p class="card__text">${say("remark.how")}</p>`,
        acts: html`${closeButton(say("prepare.cancel"), () => root.querySelector("dialog")?.close())}${mainButton(say("remark.save"))}`,
        close,
        submit,
        wide: true,
      }),
      root,
    );
  draw();
  root.querySelector("dialog")?.showModal();
  begin();
  (targets.length > 1 ? root.querySelector("select") : speaker())?.focus();
}

/**
 * Words that met another's: they are shown, beside what stands there now, and can be written once more.
 * @param {Remarking} remarking
 */
export function remarkRefusals(remarking) {
  const { client, say } = remarking;
  return client.hall.refusals
    .filter((refusal) => refusal.op.type === "remark.write")
    .map((refusal) => {
      const { table = "", text } = refusal.op.body;
      const again = () => {
        client.hall.dismiss(refusal.id);
        halfOf(client, `remark:${table}`).save(String(text), remarkAt(client.hall.view, table)?.text ?? "");
        askRemark(remarking, [allTargets(remarking).find(({ id }) => id === table) ?? { id: table, name: "" }]);
      };
      return html`<div class="notice" data-kind="error" role="alert">
        <p>${say(refusal.key)}</p>
        <p dir="auto">${text}</p>
        <div class="buttons"><button type="button" class="button button--small" @click=${again}>${say("board.look_again")}</button> <button type="button" class="button button--small" @click=${() => client.hall.dismiss(refusal.id)}>${say("seat.understood")}</button></div>
      </div>`;
    });
}
