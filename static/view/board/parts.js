/** The parts of a table's board side by side: tray, strips, sheet or list, ledger, and what lies over them. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { bannerView } from "../banner.js";
import { findingView } from "./finding.js";
import { PIECE } from "../../editor/pieces.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { partOf } from "../sheet/beneath.js";
import { BESIDE, drawnOf } from "../sheet/growing.js";
import { ledgerView } from "./ledger.js";
import { lensView } from "./lens.js";
import { lookOf } from "./look.js";
import { outlineView } from "./outline.js";
import { overView } from "./over.js";
import { zoomView } from "./papering.js";
import { pieceView } from "./pieces.js";
import { isReading, stageView } from "./reading.js";
import { relatingStrip } from "../relating/strip.js";
import { relationsPart } from "../relating/list.js";
import { sheetView } from "../sheet/sheet.js";
import { closingStrip } from "../survey/board.js";
import { trayView } from "./tray.js";
import { votesPart, votingStrip } from "../voting/strip.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** nth: which of the sheets drawn so far is shown; beneath: the one that will take its place. @typedef {{nth: number, beneath: import("../sheet/beneath.js").Paper | undefined}} Papers */

/** How many rows have to be drawn of a long list: of a board too large never more than stand in a piece. @param {Desk} desk @param {number} rows */
export const inPiece = (desk, rows) => (desk.tooLarge ? Math.min(rows, PIECE) : rows);

/** @type {Readonly<Record<"full" | "bare" | "none", string>>} */
const TRAYS = { full: "", bare: " board--bare", none: " board--plain" };

/** @param {Desk} desk @param {boolean} beside @returns {string} the classes of the board as a whole */
export const boardClass = (desk, beside) => `board${beside ? " board--beside" : ""}${TRAYS[trayOf(desk)]}${!beside && isReading(desk) ? " board--reading" : ""}`;

/**
 * The list has the notes of the tray too. An empty tray is narrow, so that the sheet has the room; where nobody may fill it,
 * there is none.
 * @param {Desk} desk
 */
function trayOf(desk) {
  const { tray, lone, veiled } = desk.scene;
  if (desk.mode === "list" && !desk.lens) return "none";
  if (tray.length + lone.length + veiled > 0) return "full";
  return desk.may("items.move") ? "bare" : "none";
}

/**
 * @param {Desk} desk
 * @param {{beside: boolean, most: number, bare: boolean, long: boolean, papers: Papers}} how beside: beside a seat's box, without a bar, so the ledger has the
 *   switch; most: so many notes of each list are drawn by now; bare: without what lies on the sheet; long: the sheet is longer than its room
 */
export function boardView(desk, { beside, most, bare, long, papers }) {
  const look = lookOf(desk);
  const { scene } = desk;
  const mayMove = desk.may("items.move");
  // Beside a seat's box the seat says it, except while the board is all there is.
  const told = beside && desk.doc.view.board?.phase !== "present" ? nothing : bannerView(desk.doc, desk.client, desk.say);
  const banner = stripsView(told, relatingStrip(desk), votingStrip(desk), closingStrip(desk));
  const tray = trayOf(desk) === "none" ? nothing : trayView({ tray: scene.tray, lone: scene.lone, laid: scene.allLone.length - scene.lone.length, veiled: scene.veiled, islands: scene.tally.islands, mayMove, most }, look);
  return html`${!beside && isReading(desk) ? stageView(desk) : nothing}${tray}
    <section class="desk" aria-label=${desk.say("board.sheet")} ?data-list=${desk.mode === "list"} ?data-banner=${banner !== nothing}>
      ${banner} ${zoomView(desk)}
      <div class="desk__room" ?data-list=${desk.mode === "list"} ?hidden=${desk.lens !== ""}>${roomView(desk, look, { most, bare, long, papers })}</div>
      ${desk.lens ? lensView(desk, look) : nothing} ${findingView(desk)} ${ledgerView(desk, beside)}
    </section>
    <div class="over">${overView(desk)}</div>`;
}

/** What stands above the sheet: what the machine has to say, and what there is to do. @param {unknown[]} strips */
function stripsView(...strips) {
  return strips.every((s) => s === nothing) ? nothing : html`<div class="desk__strips">${strips}</div>`;
}

/**
 * @param {Desk} desk
 * @param {import("./note.js").Look} look
 * @param {{most: number, bare: boolean, long: boolean, papers: Papers}} how
 */
function roomView(desk, look, { most, bare, long, papers: { nth, beneath } }) {
  const { scene, say } = desk;
  if (desk.lens) return nothing;
  if (desk.mode === "list") {
    if (desk.tooLarge) return pieceView(desk, look, most);
    return outlineView({ branches: scene.branches, islands: scene.tally.islands, lone: scene.allLone, loose: scene.loose, gone: scene.gone, veiled: scene.veiled, most }, look, isReading(desk) ? nothing : html`${relationsPart(desk)}${votesPart(desk)}`);
  }
  const phase = desk.doc.view.board?.phase ?? "prepare";
  const empty = say(emptyKey(phase, desk));
  const lying = bare ? [] : drawnOf(desk, { most: most * BESIDE, long });
  const readOnly = !desk.may("items.move");
  const sheets = [{ nth, look, sheet: { lying, busy: lying.length < desk.shown.lying.length } }];
  if (beneath && !bare) sheets.push({ nth: beneath.nth, look: lookOf(desk, { ...beneath, current: "" }), sheet: { lying: partOf(beneath, desk.shown.lying), busy: true } });
  return html`${repeat(sheets, (s) => s.nth, (s) => sheetView({ ...s.sheet, readOnly, empty, nth: s.nth, beneath: s.nth !== nth }, s.look))}`;
}

/**
 * What an empty sheet says: what will happen here, or what to do with it.
 * @param {string} phase
 * @param {Desk} desk
 */
function emptyKey(phase, desk) {
  if (phase === "prepare" && desk.scene.tally.written === 0) return "board.sheet_empty_prepare";
  if (desk.may("items.move")) return "board.sheet_empty_move";
  return phase === "write" || phase === "prepare" ? "board.sheet_empty_write" : "board.sheet_empty";
}
