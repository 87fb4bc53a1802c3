/** 「表札の案を出す」: a participant's words for a title card, for the table to take up. The coordinator sees them beside the box. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { isBareNoun } from "../../editor/noun.js";
import { checkLine } from "../../lib/text.js";
import * as ops from "../../model/ops.js";
import { closeButton, closedView, dialogView, mainButton } from "../dialog.js";
import { halfOf } from "./half.js";
import { membersOf, wordsOf } from "../titling/asks.js";
import { proposalsView } from "../titling/words.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {Extract<import("../../editor/desk.js").Panel, {what: "wording"}>} ProposePanel */

/**
 * @param {Desk} desk
 * @param {ProposePanel} panel
 */
export function proposingView(desk, panel) {
  const { say } = desk;
  const now = desk.doc.view.group(panel.base.id);
  const may = desk.may("wording.propose", true);
  const body = html`${closedView(say, may)}<div class="titling">
    <section>
      <div class="titling__card">
        <textarea class="titling__text" aria-label=${say("proposing.label")} aria-describedby="title-hint" rows="2" @input=${(/** @type {InputEvent} */ e) => typed(desk, panel, e)}></textarea>
      </div>
      <div id="title-hint">
        ${panel.problem ? html`<p class="field__error" role="alert">${say(panel.problem)}</p>` : nothing} ${!now || now.withdrawn ? html`<p class="notice" data-kind="warn">${say("board.title_gone")}</p>` : nothing}
        ${panel.draft && isBareNoun(panel.draft) ? html`<p class="hint" role="status">${say("board.title_bare")}</p>` : html`<p class="titling__before">${say("board.title_how")}</p>`}
      </div>
      ${now?.title ? html`<p>${say("proposing.now", { title: now.title })}</p>` : nothing} ${proposalsView(desk, panel.base.id)}
    </section>
    <section>
      <h3>${say("board.title_members")}</h3>
      <ul class="titling__asks">
        ${membersOf(desk, panel.base.id).map((m) => html`<li class="titling__ask" data-side=${m.kind === "note" ? (m.item.side ?? "") : ""} data-kind=${m.kind}><p class="titling__member" dir="auto">${wordsOf(m, say)}</p></li>`)}
      </ul>
    </section>
  </div>`;
  return dialogView({
    title: say("proposing.title"),
    body,
    wide: true,
    acts: html`${closeButton(say("board.stop"), () => desk.open(undefined))}${may ? mainButton(say("proposing.do")) : nothing}`,
    close: () => desk.panel === panel && desk.open(undefined),
    submit: (dialog) => (may ? propose(desk, panel, dialog) : undefined),
  });
}

/** Where a half-written proposal is kept over a closed lid. @param {Desk} desk @param {ProposePanel} panel */
const boxOf = (desk, panel) => halfOf(desk.client, `propose:${panel.base.id}`);

/**
 * @param {Desk} desk
 * @param {ProposePanel} panel
 * @param {InputEvent} e
 */
function typed(desk, panel, e) {
  panel.draft = /** @type {HTMLTextAreaElement} */ (e.currentTarget).value;
  delete panel.problem;
  boxOf(desk, panel).save(panel.draft, "");
  desk.redraw();
}

/**
 * @param {Desk} desk
 * @param {ProposePanel} panel
 * @param {HTMLDialogElement} dialog
 */
export async function beginProposing(desk, panel, dialog) {
  const box = dialog.querySelector("textarea");
  if (!box) return;
  box.focus();
  if (!(await boxOf(desk, panel).bring(box, ""))) return;
  panel.draft = box.value;
  desk.redraw();
}

/**
 * @param {Desk} desk
 * @param {ProposePanel} panel
 * @param {HTMLDialogElement} dialog
 */
function propose(desk, panel, dialog) {
  const { titleChars, noteBytes } = desk.boot.limits;
  const { text, problem } = checkLine(dialog.querySelector("textarea")?.value ?? "", { chars: titleChars, bytes: noteBytes });
  if (problem) {
    panel.problem = problem === "too_big" ? "board.title_long" : text.trim() === "" ? "board.text_empty" : "refusal.bad_text";
    return desk.redraw();
  }
  if (!desk.send([ops.proposeWording(panel.base.id, text)])) return;
  boxOf(desk, panel).clear();
  desk.panel = undefined;
  desk.note("good", desk.say("proposing.said"));
}
