/**
 * Several sheets (模造紙) side by side: the second begins where the first ends. Stored is one place on all of them; shown is one
 * sheet at a time. Mirrors board/op_sheet.go.
 */
import { PAGE } from "./layout.js";

/** @typedef {import("./layout.js").Point} Point */

/** @param {import("./records.js").Board | null} board */
export const sheetsOf = (board) => Math.max(1, board?.sheets ?? 1);

/**
 * The sheet a place lies on, from 0; beyond the last one is on the last.
 * @param {Point | undefined} at
 * @param {number} sheets
 */
export const sheetAt = (at, sheets) => Math.min(sheets - 1, Math.max(0, Math.floor((at?.x ?? 0) / PAGE.w)));

/** Of all sheets, as seen on one of them. @param {Point} at @param {number} sheet @returns {Point} */
export const ontoSheet = (at, sheet) => ({ x: at.x - sheet * PAGE.w, y: at.y });

/**
 * From one sheet to all of them; what would lie beside it lies at its edge.
 * @param {Point} at
 * @param {number} sheet
 * @returns {Point}
 */
export const fromSheet = (at, sheet) => ({ x: sheet * PAGE.w + Math.min(PAGE.w - 1, Math.max(0, at.x)), y: Math.max(0, at.y) });
