/** 「ここを見て」 from the hall: all screens, or those of the chosen tables, go to one board, and back by one press. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { lookHere, showBoard } from "../../model/ops.js";
import { ask } from "../form/ask.js";

/**
 * @typedef {import("./cards.js").TableCard} TableCard
 * @typedef {import("../../sync/doc.js").Doc} Doc
 * @typedef {{say: import("../../lib/words.js").Say, hall: Doc, all: readonly TableCard[], chosen: ReadonlySet<string>}} Parts
 */

/** @param {Parts} parts @param {TableCard} card */
export async function bringAll(parts, card) {
  const { say, hall, all, chosen } = parts;
  const tables = chosen.size === 0 ? [] : all.filter((one) => chosen.has(one.board)).map((one) => one.id);
  const text = tables.length === 0 ? say("look.ask_all", { table: card.name }) : say("look.ask_some", { table: card.name, n: tables.length });
  if (!(await ask({ title: say("look.ask_title", { table: card.name }), text, yes: say("look.do"), no: say("board.stop") }))) return;
  letGo(parts);
  card.doc.send(showBoard(true, tables));
  // Nobody is sent to a board before it may be read.
  const off = card.doc.onChange(() => {
    if (card.doc.shadow.state.board?.shown !== true) return;
    off();
    hall.send(lookHere(card.board, tables));
  });
}

/** @param {Parts} parts */
function letGo({ hall, all }) {
  if (hall.view.workshop?.look) hall.send(lookHere(""));
  for (const { doc } of all) if (doc.view.board?.shown) doc.send(showBoard(false));
}

/** As long as the screens are somewhere: where, and the way back. @param {Parts} parts */
export function lookingView(parts) {
  const { say, hall, all } = parts;
  const look = hall.view.workshop?.look ?? "";
  if (look === "") return nothing;
  const name = all.find((card) => card.board === look)?.name ?? "";
  return html`<div class="notice" data-kind="info" role="status">
    <p>${say("look.on", { table: name })}</p>
    <div class="buttons"><button type="button" class="button button--main button--small" @click=${() => letGo(parts)}>${say("look.end")}</button></div>
  </div>`;
}
