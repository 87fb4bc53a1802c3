/** What lies over the board, one at a time: the menu or a dialog; and the short messages. */
import { html } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { withdraw } from "../../editor/withdrawing.js";
import { namesOf } from "../../editor/names.js";
import { answersView, unansweredView } from "./answering.js";
import { beginChoosing, choosingView } from "./choosing.js";
import { closeButton, dialogView } from "../dialog.js";
import { goneView } from "./gone.js";
import { hidingView } from "./hiding.js";
import { helpView } from "./help.js";
import { lineageView } from "./lineage.js";
import { menuView, placeMenu } from "./menu.js";
import { moreView } from "./more.js";
import { movingView } from "./moving.js";
import { narrativeView } from "../narrative/narrative.js";
import { paperView } from "./papering.js";
import { phasingView } from "./phasing.js";
import { beginProposing, proposingView } from "../seat/proposing.js";
import { relatingView } from "../relating/relating.js";
import { linksView } from "../relating/list.js";
import { nextSize, sizeNow } from "../seat/size.js";
import { tagsDialog } from "../tags/board.js";
import { surveyDialog } from "../survey/board.js";
import { beginTitling, meetTitle, titlingView } from "../titling/titling.js";
import { toastsView } from "./toasts.js";
import { ballotDialog, handView, votesView } from "../voting/result.js";
import { roundView, unroundView } from "../voting/round.js";
import { beginWriting, meetText, writingView } from "./writing.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("../../editor/desk.js").Panel} Panel */

/** @param {Desk} desk */
export function overView(desk) {
  // Keyed by the panel itself: another dialog of the same sort is another element, with an empty box.
  return html`${repeat(
      desk.panel ? [desk.panel] : [],
      (p) => p,
      (p) => panelView(desk, p),
    )}${toastsView(desk)}
    <p class="visually-hidden" role="status">${desk.said}</p>
    <div class="scrim"></div>`;
}

/**
 * @param {Desk} desk
 * @param {Panel} panel
 */
function panelView(desk, panel) {
  switch (panel.what) {
    case "menu":
      return menuView(desk, panel);
    case "paper":
      return paperView(desk, panel);
    case "more":
      return moreView(desk, panel);
    case "move":
      return movingView(desk, panel);
    case "title":
      return titlingView(desk, panel);
    case "wording":
      return proposingView(desk, panel);
    case "text":
      return writingView(desk, panel);
    case "phase":
      return phasingView(desk, panel);
    case "help":
      return helpView(desk, sizeView(desk));
    case "withdraw":
      return withdrawView(desk, panel);
    case "hide":
      return hidingView(desk, panel);
    case "gone":
      return goneView(desk, panel);
    case "choose":
      return choosingView(desk, panel);
    case "relate":
      return relatingView(desk, panel);
    case "links":
      return linksView(desk, panel);
    case "source":
      return lineageView(desk, panel);
    case "answers":
      return answersView(desk, panel);
    case "unanswered":
      return unansweredView(desk, panel);
    case "narrative":
      return narrativeView(desk, panel);
    case "round":
      return roundView(desk, panel);
    case "unround":
      return unroundView(desk, panel);
    case "votes":
      return votesView(desk, panel);
    case "hand":
      return handView(desk, panel);
    case "ballot":
      return ballotDialog(desk, panel);
    case "survey":
      return surveyDialog(desk, panel);
    case "tags":
      return tagsDialog(desk, panel);
  }
}

/** @param {Desk} desk */
function sizeView(desk) {
  const bigger = () => {
    nextSize();
    desk.redraw();
  };
  return html`<p><button class="button" type="button" @click=${bigger}>${desk.say(`seat.size.${sizeNow()}`)}</button></p>`;
}

/**
 * @param {Desk} desk
 * @param {Extract<Panel, {what: "withdraw"}>} panel
 */
function withdrawView(desk, panel) {
  const { say } = desk;
  const close = () => desk.open(undefined);
  return dialogView({
    title: say("board.withdraw_title", { n: panel.ids.length }),
    body: html`<p>${say("board.withdraw_text", { what: namesOf(desk, panel.ids) })}</p>`,
    acts: html`${closeButton(say("board.stop"), close)}<button class="button button--danger" type="submit">${say("board.withdraw_do")}</button>`,
    close: () => desk.panel === panel && close(),
    submit: () => withdraw(desk, panel.ids),
  });
}

/**
 * After each drawing: opens what was drawn for the first time.
 * @param {Desk} desk
 * @param {HTMLElement} over
 * @param {import("./modal.js").Modal} modal
 */
export function settleOver(desk, over, modal) {
  const { panel } = desk;
  const dialog = over.querySelector("dialog");
  if (modal.settle(dialog) && dialog) {
    if (panel?.what === "title") void beginTitling(desk, panel, dialog);
    else if (panel?.what === "wording") void beginProposing(desk, panel, dialog);
    else if (panel?.what === "text") void beginWriting(desk, panel, dialog);
    else if (panel?.what === "choose") void beginChoosing(desk, panel, dialog);
  }
  // What had the focus went with the step before: the next one begins where it says so.
  if (dialog?.open && isLost(dialog)) window.setTimeout(() => isLost(dialog) && focusOn(beginningOf(dialog)));
  if (panel?.what === "title") meetTitle(desk, panel);
  else if (panel?.what === "text") meetText(desk, panel);
  const menu = over.querySelector(".menu");
  if (menu instanceof HTMLElement && menu.dataset["open"] === undefined) {
    menu.dataset["open"] = "";
    placeMenu(menu);
  }
  if (!panel) desk.doc.doing("");
}

/** For a moment it is nowhere while it goes from one box to the next, too. @param {HTMLDialogElement} dialog */
function isLost(dialog) {
  const here = document.activeElement;
  return dialog.isConnected && (here === document.body || here === dialog);
}

/** Where it says so; else the first thing in it that can be used. @param {HTMLDialogElement} dialog */
function beginningOf(dialog) {
  return dialog.querySelector("[autofocus]") ?? dialog.querySelector(".dialog__body :is(a[href], button, input, select, textarea):not(:disabled)");
}

/** @param {Element | null} element */
function focusOn(element) {
  if (element instanceof HTMLElement) element.focus();
}
