/** What the server put into the page for the module to begin with. */
import { hasShape, isBoolean, isFilled, isObject, isString, listOf, optional, parseJSON } from "../lib/guard.js";

/**
 * @typedef {{id: string, name: string, side?: import("../model/records.js").Side, role: import("../model/records.js").Role, table?: string}} Me
 * @typedef {{id: string, table: string, theme: string, name: string, now?: boolean}} BoardLine a board one may open; name: its table's; now: the one it works on
 * @typedef {Record<"noteChars" | "noteBytes" | "titleChars" | "labelChars" | "nameChars" | "themeChars" | "messageChars" | "planChars" | "stepMinutes" | "questions" | "options" | "surveyTold" | "tags" | "fieldChars" | "notes" | "notesAuthor" | "batch" | "depth" | "coordinate" | "sheets" | "seals" | "handSeals" | "photos" | "photoBytes" | "photoHours", number>} Limits
 * @typedef {{
 *   seat: Me | null, workshop: string, board: string, boards: BoardLine[], limits: Limits,
 *   rights: import("../model/rights.js").Rights, phases: import("../model/records.js").Phase[],
 *   texts: Record<string, string>, join?: {code: string, url: string}, beside?: {id: string, name: string}[], plays?: boolean,
 * }} Boot
 */

/** @param {unknown} v @returns {v is string} */
const isText = (v) => isString(v);
/** @param {unknown} v */
const isSeat = (v) => v === null || hasShape(v, { id: isFilled, name: isString, side: optional(isString), role: isFilled, table: optional(isString) });
/** @param {unknown} v @returns {v is BoardLine} */
const isBoardLine = (v) => hasShape(v, { id: isFilled, table: isString, theme: isString, name: isString, now: optional(isBoolean) });
/** @param {unknown} v */
const isJoin = (v) => hasShape(v, { code: isString, url: isString });
/** @param {unknown} v */
const isTexts = (v) => isObject(v) && Object.values(v).every(isText);
/** @param {unknown} v */
const isRights = (v) => isObject(v) && Object.values(v).every(isTexts);

const shape = {
  seat: isSeat, workshop: isFilled, board: optional(isString), boards: listOf(isBoardLine), limits: isObject,
  rights: isRights, phases: listOf(isText), texts: isTexts, join: optional(isJoin), beside: optional(listOf((v) => hasShape(v, { id: isFilled, name: isString }))),
};

/**
 * @param {Document} page
 * @returns {Boot}
 */
export function readBoot(page) {
  return asBoot(parseJSON(page.getElementById("boot")?.textContent ?? ""));
}

/**
 * @param {unknown} value
 * @returns {Boot}
 */
export function asBoot(value) {
  if (!hasShape(value, shape)) throw new Error("the page has no sound boot data");
  return /** @type {Boot} */ (/** @type {unknown} */ ({ ...value, board: value["board"] ?? "" }));
}
