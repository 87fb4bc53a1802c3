/** The menu of the sheet itself: coming closer, tidying, an empty island, another sheet. Opened from the ledger, or on bare paper. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { addSheet, drawIsland, isLastEmpty, overSheets, takeSheet, tidy, tidyOver } from "../../editor/paper.js";
import { spreadOut, spreading } from "../../editor/spreading.js";
import { FIT, STEP } from "../../editor/zoom.js";
import { walkItems } from "./menu.js";
import { vars } from "../vars.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {Extract<import("../../editor/desk.js").Panel, {what: "paper"}>} PaperPanel */
/** @typedef {{label: string, n?: number, key?: string, apart?: boolean, act: () => void}} Line */

/**
 * @param {Desk} desk
 * @param {PaperPanel} panel
 */
export function paperView(desk, panel) {
  const { say } = desk;
  const onKey = (/** @type {KeyboardEvent} */ e) => {
    if (!walkItems(e, () => desk.open(undefined))) return;
    e.preventDefault();
    e.stopPropagation();
  };
  return html`<div class="menu" role="menu" aria-label=${say("board.paper_menu")} data-over=${panel.y} ${vars({ "--x": panel.x, "--y": panel.y })} @keydown=${onKey}>
    <p class="menu__heading" aria-hidden="true">${say("board.sheet")}</p>
    ${linesOf(desk, panel).map(
      (line) =>
        html`${line.apart ? html`<hr class="menu__rule" />` : nothing}<button class="menu__item" type="button" role="menuitem" tabindex="-1" @click=${line.act}>
            ${say(line.label, { n: line.n ?? 0 })}${line.key && desk.letters ? html`<kbd class="menu__key" aria-hidden="true">${line.key}</kbd>` : nothing}
          </button>`,
    )}
  </div>`;
}

/**
 * @param {Desk} desk
 * @param {PaperPanel} panel
 * @returns {Line[]}
 */
function linesOf(desk, { at }) {
  /** @type {Line[]} */
  const lines = [];
  const places = desk.mode === "sheet" && desk.may("items.place") ? spreading(desk) : [];
  if (places.length > 0) lines.push({ label: "menu.spread", n: places.length, act: () => spreadOut(desk, places) });
  if (desk.may("group.add")) lines.push({ label: "menu.island", act: () => drawIsland(desk, at) });
  if (desk.mode === "sheet" && desk.may("items.place") && desk.shown.lying.length > 0) lines.push({ label: "menu.tidy", act: () => tidy(desk) });
  const dealing = desk.mode === "sheet" && desk.may("items.place") && desk.may("sheet.count") ? overSheets(desk) : [];
  if (dealing.length > 0) lines.push({ label: "menu.tidy_over", n: dealing.length, act: () => tidyOver(desk, dealing) });
  if (desk.may("sheet.count") && desk.sheets < desk.mostSheets) lines.push({ label: "menu.sheet_more", act: () => addSheet(desk) });
  if (desk.may("sheet.count") && isLastEmpty(desk)) lines.push({ label: "menu.sheet_less", act: () => takeSheet(desk) });
  return desk.mode === "sheet" ? [...lines, ...nearer(desk)] : lines;
}

/** @param {Desk} desk @returns {Line[]} */
function nearer(desk) {
  const go = (/** @type {() => void} */ way) => () => {
    desk.open(undefined);
    way();
  };
  /** @type {Line[]} */
  const lines = [{ label: "board.closer", key: "+", apart: true, act: go(() => desk.zooming?.step(STEP)) }];
  if (desk.zoom > FIT) lines.push({ label: "board.whole", key: "0", act: go(() => desk.zooming?.fit()) });
  return lines;
}

/**
 * Over the paper, while one has come closer.
 * @param {Desk} desk
 */
export function zoomView(desk) {
  const { say, zooming } = desk;
  if (desk.zoom <= FIT || desk.mode !== "sheet" || desk.lens) return nothing;
  const button = (/** @type {string} */ key, /** @type {() => void} */ act) => html`<button class="button button--small" type="button" @click=${act}>${say(key)}</button>`;
  return html`<div class="zoom" role="group" aria-label=${say("board.zoom")}>
    ${button("board.away", () => zooming?.step(1 / STEP))} ${button("board.closer", () => zooming?.step(STEP))} ${button("board.whole", () => zooming?.fit())}
  </div>`;
}

/**
 * The paper's menu without a mouse.
 * @param {Desk} desk
 */
export function paperButton(desk) {
  // The list has no picture to come closer to or to tidy, but an island is drawn from there as well.
  if (desk.mode !== "sheet" && !desk.may("group.add")) return nothing;
  const open = (/** @type {MouseEvent} */ e) => {
    const box = /** @type {HTMLElement} */ (e.currentTarget).getBoundingClientRect();
    desk.open({ what: "paper", x: box.left, y: box.top });
  };
  return html`<button class="button button--small" type="button" aria-haspopup="menu" @click=${open}>${desk.say("board.paper")}</button>`;
}
