/** 伏せる: words that hurt somebody or tell of a person go off all screens, with a reason; and wherever else they stand. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { hideTexts } from "../../model/ops.js";
import { saidBy, twinsOf } from "../../model/hidden.js";
import { closeButton, dialogView } from "../dialog.js";
import { valueOf } from "../seat/box.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {Extract<import("../../editor/desk.js").Panel, {what: "hide"}>} Hiding */

/** What it is mostly for: one press writes it. */
const REASONS = ["hide.reason_person", "hide.reason_hurts"];

/** @param {Desk} desk @param {Hiding} panel */
export function hidingView(desk, panel) {
  const { say } = desk;
  const { view } = desk.doc;
  const said = panel.ids.flatMap((id) => saidBy(view, id) ?? []);
  const twins = twinsOf(view, panel.ids);
  const close = () => desk.open(undefined);
  const write = (/** @type {string} */ reason) => (Object.assign(panel, { reason, problem: "" }), desk.redraw());
  const body = html`<p>${say("hide.how")}</p>
    <ul class="hide__list">${said.map(({ words }) => html`<li dir="auto">${words}</li>`)}</ul>
    ${twins.length > 0 ? twinsView(desk, panel, twins) : nothing}
    <div class="field">
      <label class="field__label" for="hide-reason">${say("hide.reason")}</label>
      <p class="field__hint" id="hide-hint">${say("hide.reason_hint")}</p>
      <div class="buttons">${REASONS.map((key) => html`<button type="button" class="button button--small" @click=${() => write(say(key))}>${say(key)}</button>`)}</div>
      <input class="input" id="hide-reason" autofocus autocomplete="off" aria-describedby="hide-hint" .value=${panel.reason} @input=${(/** @type {Event} */ e) => (panel.reason = valueOf(e))} />
      ${panel.problem ? html`<p class="field__error" role="alert">${say(panel.problem)}</p>` : nothing}
    </div>`;
  return dialogView({
    title: say("hide.title"), body,
    acts: html`${closeButton(say("board.stop"), close)}<button class="button button--danger" type="submit">${say("hide.do")}</button>`,
    close: () => desk.panel === panel && close(),
    submit: () => hide(desk, panel, twins.map(({ id }) => id)),
  });
}

/** @param {Desk} desk @param {Hiding} panel @param {readonly import("../../model/hidden.js").Said[]} twins */
function twinsView({ say, redraw }, panel, twins) {
  const change = (/** @type {Event} */ e) => ((panel.twins = e.currentTarget instanceof HTMLInputElement && e.currentTarget.checked), redraw());
  return html`<label class="check"><input type="checkbox" .checked=${panel.twins} @change=${change} /> <span>${say("hide.twins", { n: twins.length })}</span></label>
    <ul class="hide__list">${twins.map(({ kind, words }) => html`<li><b>${say(`hide.kind.${kind}`)}</b> <span dir="auto">${words}</span></li>`)}</ul>`;
}

/** @param {Desk} desk @param {Hiding} panel @param {readonly string[]} twins */
function hide(desk, panel, twins) {
  const reason = panel.reason.trim();
  if (reason === "" || reason.length > (desk.boot.limits.fieldChars ?? Infinity)) {
    panel.problem = reason === "" ? "hide.needs_reason" : "refusal.too_big";
    return desk.redraw();
  }
  const ids = panel.twins ? [...panel.ids, ...twins] : panel.ids;
  desk.panel = undefined;
  desk.selected.clear();
  if (desk.send([hideTexts(ids, reason)])) desk.tell("hide.done");
  desk.redraw();
}
