/** ほかの操作: on a telephone the window shows the board, and what has no room beside it waits here. See css/dialog.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { redoView, stepView, waysView } from "./bar.js";
import { closeButton, dialogView } from "../dialog.js";
import { factsOf } from "./facts.js";
import { seldomView, sentenceView } from "./ledger.js";
import { themesView } from "./themes.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {Extract<import("../../editor/desk.js").Panel, {what: "more"}>} MorePanel */

/**
 * @param {Desk} desk
 * @param {MorePanel} panel
 */
export function moreView(desk, panel) {
  const close = () => desk.open(undefined);
  // Whatever was pressed has opened something else in its place, or has no more to do with it.
  const done = (/** @type {Event} */ e) => e.target !== e.currentTarget && desk.panel === panel && close();
  const board = panel.beside ? nothing : html`${themesView(desk)} ${stepView(desk)} ${waysView(desk, factsOf(desk))}`;
  return dialogView({
    title: desk.say("board.more"),
    body: html`<div class="more" @click=${done}>${redoView(desk)} ${board} ${seldomView(desk)} ${sentenceView(desk)}</div>`,
    acts: closeButton(desk.say("board.close"), close),
    close: () => desk.panel === panel && close(),
  });
}
