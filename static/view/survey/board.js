/** Above the sheet at the evening's end: for who leads the table, the way to their own answers and to what the presenter said. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { cut } from "../../lib/text.js";
import { answerOf, isOpen } from "../../model/survey.js";
import { closeButton, dialogView } from "../dialog.js";
import { askRemark, remarkAt, remarkRefusals } from "./remark.js";
import { makeAnswering, surveyView } from "./answer.js";

/**
 * @typedef {import("../../editor/desk.js").Desk} Desk
 * @typedef {Extract<import("../../editor/desk.js").Panel, {what: "survey"}>} SurveyPanel
 */

/** One for each desk: what is half answered there. @type {WeakMap<Desk, import("./answer.js").Answering>} */
const answerings = new WeakMap();

/** @param {Desk} desk */
function answeringOf(desk) {
  const known = answerings.get(desk);
  if (known) return known;
  const made = makeAnswering({ client: desk.client, say: desk.say, chars: desk.boot.limits.planChars, redraw: () => desk.redraw() });
  answerings.set(desk, made);
  void made.load();
  return made;
}

/** @param {Desk} desk */
export function closingStrip(desk) {
  const { client, doc } = desk;
  const asks = isOpen(client.hall.view);
  const presents = doc.view.board?.phase === "present";
  if (client.me?.role !== "coordinator" || !(asks || presents)) return nothing;
  return html`${asks ? surveyStrip(desk) : nothing}${presents ? remarkStrip(desk) : nothing}`;
}

/** What the table's presenter said, written down. @param {Desk} desk */
function remarkStrip({ client, say, boot }) {
  const remarking = { client, say, limits: boot.limits };
  const table = client.me?.table ?? "";
  const written = remarkAt(client.hall.view, table)?.text ?? "";
  return html`<div class="strip" role="group" aria-label=${say("remark.title_table")}>
    <p class="strip__say" dir="auto">${written ? say("remark.strip_done", { text: cut(written.replace(/\s+/gu, " "), 30) }) : say("remark.strip")}</p>
    <button class="button button--small" type="button" aria-haspopup="dialog" @click=${() => askRemark(remarking, [{ id: table, name: "" }])}>${say(written ? "remark.edit_table" : "remark.open_table")}</button>
    ${remarkRefusals(remarking)}
  </div>`;
}

/** @param {Desk} desk */
function surveyStrip(desk) {
  const { client, say } = desk;
  const answered = (answerOf(client.hall.view, client.me.id)?.replies?.length ?? 0) > 0;
  return html`<div class="strip" role="group" aria-label=${say("survey.title")}>
    <p class="strip__say">${say(answered ? "survey.strip_thanks" : "survey.strip")}</p>
    <button class=${answered ? "button button--small" : "button button--small button--main"} type="button" aria-haspopup="dialog" @click=${() => desk.open({ what: "survey" })}>${say(answered ? "survey.again" : "survey.answer")}</button>
  </div>`;
}

/** @param {Desk} desk @param {SurveyPanel} panel */
export function surveyDialog(desk, panel) {
  const close = () => desk.open(undefined);
  return dialogView({
    title: desk.say("survey.dialog"),
    body: surveyView(answeringOf(desk), true),
    acts: closeButton(desk.say("board.close"), close),
    close: () => desk.panel === panel && close(),
    submit: () => answeringOf(desk).send(),
    wide: true,
  });
}
