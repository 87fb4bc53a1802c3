/**
 * Notes added one after the other, by whoever leads: what somebody says sentence by sentence, or a list pasted from elsewhere.
 * The dialog stays, and so does whose notes they are.
 */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { checkText, linesOf } from "../../lib/text.js";
import { writeNotes } from "../../editor/writing.js";
import { closeButton, mainButton } from "../dialog.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("./writing.js").TextPanel} TextPanel */

/** @param {TextPanel} panel */
const adds = ({ base, sort }) => base === undefined && sort === "note";

/** Only a paste: whoever types a second line knows what it is. @param {TextPanel} panel @param {InputEvent} e */
export function meetLines(panel, { inputType }) {
  const lines = linesOf(panel.draft ?? "");
  if (lines.length < 2 || !adds(panel)) delete panel.lines;
  else if (panel.lines || inputType === "insertFromPaste" || inputType === "insertFromDrop") panel.lines = lines;
}

/** What was put out, and what a paste of many lines is. @param {Desk} desk @param {TextPanel} panel */
export function addingView({ say }, { lines, out }) {
  return html`<div role="status">
    ${out && !lines ? html`<p class="notice" data-kind="good">${say("board.write_out", { n: out })}</p>` : nothing}
    ${lines ? html`<p class="notice" data-kind="info">${say("seat.split", { n: lines.length })}</p>` : nothing}
  </div>`;
}

/**
 * @param {Desk} desk
 * @param {TextPanel} panel
 * @param {() => void} leave
 * @param {() => void} keep what is half written, as it is now
 */
export function addingActs(desk, panel, leave, keep) {
  const { say } = desk;
  const { lines } = panel;
  const stop = closeButton(say(panel.out && !panel.draft ? "board.close" : "board.stop"), leave);
  const whole = () => {
    delete panel.lines;
    desk.redraw();
  };
  const next = (/** @type {Event} */ e) => {
    const box = boxIn(e);
    putOut(desk, panel, [box?.value ?? ""], box);
    keep();
  };
  if (lines) return html`${stop}${closeButton(say("seat.split_no"), whole)}${mainButton(say("seat.split_go", { n: lines.length }))}`;
  return html`${stop}<button class="button" type="button" @click=${next}>${say("board.write_next")}</button>${mainButton(say("board.write_do"))}`;
}

/** @param {Event} e @returns {HTMLTextAreaElement | null} */
const boxIn = (e) => /** @type {Element} */ (e.currentTarget).closest("dialog")?.querySelector("textarea") ?? null;

/**
 * The texts become notes; what did not is in the box afterwards.
 * @param {Desk} desk
 * @param {TextPanel} panel
 * @param {readonly string[]} typed
 * @param {HTMLTextAreaElement | null} box
 * @returns {boolean} whether all of them did
 */
export function putOut(desk, panel, typed, box) {
  const { noteChars: most, noteBytes: bytes } = desk.boot.limits;
  const found = typed.map((one) => checkText(one, { chars: most, bytes }));
  const wrong = found.findIndex(({ problem }) => problem !== "");
  const good = found.slice(0, wrong < 0 ? found.length : wrong).map(({ text }) => text);
  const n = writeNotes(desk, panel, good);
  const rest = typed.slice(n).join("\n");
  panel.out = (panel.out ?? 0) + n;
  panel.draft = rest;
  delete panel.lines;
  delete panel.problem;
  if (wrong >= 0 && n === good.length) panel.problem = found[wrong]?.text === "" ? "board.text_empty" : `refusal.${found[wrong]?.problem}`;
  if (box) box.value = rest;
  box?.focus();
  desk.redraw();
  return rest === "" && wrong < 0;
}
