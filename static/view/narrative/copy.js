/** The narrative to read in one go, and to take along: additions in brackets, the board's own words as they are. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { ownWords, toldApart } from "../../model/narrative.js";
import { copyText } from "../../editor/copying.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("../../model/records.js").Passage} Passage */

/**
 * @param {Desk} desk
 * @param {readonly Passage[]} passages
 */
export function copyView(desk, passages) {
  const { say } = desk;
  const parts = passages.map((p) => partOf(desk, p));
  const copy = async () => {
    const done = await copyText(parts.map((p) => `${p.added}${p.title}${p.words}`).join("\n"));
    desk.note(done ? "good" : "warn", say(done ? "board.copied" : "board.not_copied"));
  };
  return html`<div class="narrative__whole">
      ${parts.map((p) => html`<p dir="auto">${p.added ? html`<span class="narrative__added">${p.added}</span>` : nothing}${p.title ? html`<b>${p.title}</b>` : nothing}${p.words}</p>`)}
    </div>
    <p><button class="button" type="button" @click=${copy}>${say("board.copy")}</button></p>`;
}

/** @param {Desk} desk @param {Passage} passage */
function partOf({ scene, say, doc }, passage) {
  const branch = scene.byId.get(passage.item);
  const own = branch ? ownWords(branch, toldApart(doc.view)) : { title: "", words: "" };
  return { added: passage.text ? say("narrative.brackets", { text: passage.text.replace(/\s*\n\s*/gu, " ") }) : "", ...own };
}
