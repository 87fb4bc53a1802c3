/**
 * What the person must hear: refusals, each with the words that were refused and a way on, until they close it; and short
 * notices that go by themselves. See css/dialog.css.
 */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { copyText } from "../../editor/copying.js";
import { nameOf } from "../../editor/names.js";
import { describe } from "../../model/describe.js";
import * as ops from "../../model/ops.js";
import { mayTryAgain, reasonOf } from "../refused.js";
import { nextOf, undoLast } from "./bar.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("../../sync/doc.js").Refusal} Refusal */

/** @param {Desk} desk */
export function toastsView(desk) {
  const { saidNow: notice, say } = desk;
  return html`<div class="toasts">
    ${repeat(
      desk.doc.refusals.slice(-3),
      (r) => r.id,
      (r) => refusalView(desk, r),
    )}
    <div role="status">
      ${notice
        ? html`<p class="toast" data-kind=${notice.kind === "info" ? nothing : notice.kind}>
            <span>${notice.text}</span>${notice.undo && nextOf(desk, "undoable")
              ? html`<button class="button button--small" type="button" @click=${() => undoLast(desk)}>${say("board.undo_short")}</button>`
              : nothing}
          </p>`
        : nothing}
    </div>
  </div>`;
}

/**
 * @param {Desk} desk
 * @param {Refusal} refusal
 */
function refusalView(desk, refusal) {
  const { say, doc } = desk;
  const text = wordsOf(refusal);
  return html`<div class="toast toast--refusal" data-kind="error" role="alert">
    <div>
      ${nameView(desk, refusal)}
      <p>${say(reasonOf(say, doc, refusal))}</p>
      ${text ? html`<p class="toast__kept" dir="auto">${say("board.kept", { text })}</p>` : nothing}
    </div>
    <div class="buttons">
      ${wayOn(desk, refusal, text)} ${text ? html`<button class="button button--small" type="button" @click=${() => copy(desk, text)}>${say("board.copy")}</button>` : nothing}
      <button class="button button--small" type="button" @click=${() => doc.dismiss(refusal.id)}>${say("board.close")}</button>
    </div>
  </div>`;
}

/**
 * What it was that was refused, in the words of the undo button. Words somebody typed are shown below, and name themselves.
 * @param {Desk} desk
 * @param {Refusal} refusal
 */
function nameView(desk, refusal) {
  const { op } = refusal;
  const [first] = ops.touched(op);
  const { key, params } = describe(op.type === "undo" ? (desk.doc.turnedBy(refusal) ?? { op: "" }) : { op: op.type, what: first && desk.doc.view.item(first) ? nameOf(desk, first) : "" });
  return wordsOf({ op }) || !desk.say.has(key) ? nothing : html`<p><b>${desk.say(key, params)}</b></p>`;
}

/** The words somebody typed, whatever the op. @param {Pick<Refusal, "op">} refusal */
function wordsOf({ op }) {
  const { text, title } = op.body;
  return typeof text === "string" ? text : typeof title === "string" ? title : "";
}

/**
 * Words that met another's change are shown beside it, not pressed through; the words of a note that is gone may be a new one;
 * the rest may be tried again.
 * @param {Desk} desk
 * @param {Refusal} refusal
 * @param {string} text
 */
function wayOn(desk, refusal, text) {
  const { say, doc } = desk;
  const button = (/** @type {string} */ word, /** @type {() => void} */ act) => html`<button class="button button--small button--main" type="button" @click=${act}>${say(word)}</button>`;
  const reopen = refusal.code === "changed" ? panelFor(desk, refusal, text) : undefined;
  if (reopen) {
    return button("board.look_again", () => {
      doc.dismiss(refusal.id);
      desk.open(reopen);
    });
  }
  // Seals are laid anew by a look at what is there now, never by sending the old ones again.
  if (refusal.op.type === "ballot.set") return nothing;
  if (refusal.code === "gone" && refusal.op.type === "note.edit" && desk.may("note.edit", true)) {
    return button("board.as_new", () => {
      doc.dismiss(refusal.id);
      desk.send([ops.addInstead(text, String(refusal.op.body["note"]))]);
    });
  }
  return mayTryAgain(doc, refusal) ? button("board.again", () => doc.retry(refusal.id)) : nothing;
}

/**
 * The dialog again, begun from what the board says now, with the refused words in its box.
 * @param {Desk} desk
 * @param {Refusal} refusal
 * @param {string} kept
 * @returns {import("../../editor/desk.js").Panel | undefined}
 */
function panelFor({ doc }, { op }, kept) {
  const group = doc.view.group(String(op.body["group"] ?? ""));
  if (op.type === "group.title" && group && !group.withdrawn) return { what: "title", base: group, fresh: false, kept };
  const note = doc.view.note(String(op.body["note"] ?? ""));
  if (note && !note.withdrawn) return { what: "text", sort: "note", base: note, group: note.group ?? "", kept };
  const statement = doc.view.statement(String(op.body["statement"] ?? ""));
  if (statement && !statement.withdrawn) return { what: "text", sort: "statement", base: statement, group: statement.group ?? "", kept };
  return undefined;
}

/**
 * @param {Desk} desk
 * @param {string} text
 */
async function copy(desk, text) {
  const copied = await copyText(text);
  desk.note(copied ? "good" : "warn", desk.say(copied ? "board.copied" : "board.not_copied"));
}
