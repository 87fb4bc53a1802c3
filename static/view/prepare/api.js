/** The few things a page asks of the server over HTTP, because they touch more than one document. */

import { hasShape, isBoolean, isFilled, isNumber, isString, listOf, optional } from "../../lib/guard.js";

/** @typedef {{seat: string, url: string}} SeatLink */
/** @typedef {{table: string, coordinator: string, seats: SeatLink[]}} TableLinks */
/** @typedef {{join: string, code: string, qr: string, facilitator: string, tables: TableLinks[], observers: SeatLink[]}} Links */
/** @typedef {{ok: true, body: unknown} | {ok: false, code: string}} Answer code: "network" where nothing was heard */

/** @param {string} url @param {object} [post] @param {number} [wait] ms at most @returns {Promise<Answer>} */
const call = (url, post, wait) =>
  answered(url, post ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(post), signal: wait ? AbortSignal.timeout(wait) : null } : {});

/** A thousand people take the server a second; whoever waits much longer should hear of it and go on by hand. */
const SEATING_WAIT = 15_000;

/** @param {string} url @param {RequestInit} init @returns {Promise<Answer>} */
async function answered(url, init) {
  try {
    const answer = await fetch(url, init);
    const body = /** @type {unknown} */ (await answer.json());
    if (answer.ok) return { ok: true, body };
    return { ok: false, code: codeIn(body) };
  } catch (fault) {
    return { ok: false, code: fault instanceof DOMException && fault.name === "TimeoutError" ? "slow" : "network" };
  }
}

/** @param {unknown} body */
const codeIn = (body) => (typeof body === "object" && body !== null && "code" in body && typeof body.code === "string" ? body.code : "unknown");

/** @param {string} workshop @param {string} text a roster */
export const postTables = (workshop, text) => call(`/api/w/${workshop}/tables`, { text });

/** @param {string} workshop @param {string} text a further theme */
export const postTheme = (workshop, text) => call(`/api/w/${workshop}/themes`, { text });

/** @param {string} workshop @param {string} theme */
export const withdrawTheme = (workshop, theme) => call(`/api/w/${workshop}/themes/${theme}/withdraw`, {});

/** The id of what was made, "" where the answer tells none. @param {Answer} answer */
export const themeIn = (answer) => (answer.ok && typeof answer.body === "object" && answer.body !== null && "theme" in answer.body && typeof answer.body.theme === "string" ? answer.body.theme : "");

/** again: how many come to a table where they sat before. @typedef {{moves: {seat: string, table: string}[], again: number}} Proposal */

/** @param {string} workshop @param {{mode: "change" | "even", tables: string[]}} wish */
export const postSeating = (workshop, wish) => call(`/api/w/${workshop}/seating`, wish, SEATING_WAIT);

/** @param {unknown} body @returns {Proposal | null} */
export function movesIn(body) {
  if (!hasShape(body, { moves: listOf((v) => hasShape(v, { seat: isFilled, table: isFilled })), again: isNumber })) return null;
  return /** @type {Proposal} */ (/** @type {unknown} */ (body));
}

/** @typedef {import("../../model/people.js").Listed} Listed */

/** @param {string} workshop @param {File} file a list of people @returns {Promise<Answer>} */
export const postFile = (workshop, file) => answered(`/api/w/${workshop}/roster`, { method: "POST", body: file });

/** @param {string} workshop @param {{people: readonly Listed[], tables: readonly string[]}} list */
export const postDivide = (workshop, list) => call(`/api/w/${workshop}/divide`, list, SEATING_WAIT);

/** @param {string} workshop @param {{people: readonly Listed[]}} list */
export const postPeople = (workshop, list) => call(`/api/w/${workshop}/people`, list);

/** @param {unknown} body @returns {Listed[]} */
export function peopleIn(body) {
  const isListed = (/** @type {unknown} */ v) => hasShape(v, { name: isFilled, side: optional(isString), table: optional(isString), leads: optional(isBoolean), wishes: optional(listOf(isString)) });
  return hasShape(body, { people: listOf(isListed) }) ? /** @type {{people: Listed[]}} */ (/** @type {unknown} */ (body)).people : [];
}

/** at: each person's table, by its place in tables; granted: how many wishes of each rank come true. @typedef {{tables: string[], at: number[], granted: number[], refused: number}} Divided */
/** @param {unknown} body @returns {Divided | null} */
export function dividedIn(body) {
  if (!hasShape(body, { tables: listOf(isString), at: listOf(isNumber), granted: listOf(isNumber), refused: isNumber })) return null;
  return /** @type {Divided} */ (/** @type {unknown} */ (body));
}

/** @typedef {{id: string, name: string, steps: number, minutes: number}} Template */

/** @param {string} workshop */
export const getTemplates = (workshop) => call(`/api/w/${workshop}/templates`);
/** @param {string} workshop @param {string} name */
export const keepTemplate = (workshop, name) => call(`/api/w/${workshop}/templates`, { text: name });
/** @param {string} workshop @param {string} id */
export const useTemplate = (workshop, id) => call(`/api/w/${workshop}/templates/${id}/use`, {});
/** @param {string} workshop @param {string} id */
export const removeTemplate = (workshop, id) => call(`/api/w/${workshop}/templates/${id}/remove`, {});

/** keeps: whoever asked may keep and remove them. @param {unknown} body @returns {{list: Template[], keeps: boolean} | null} */
export function templatesIn(body) {
  const isTemplate = (/** @type {unknown} */ v) => hasShape(v, { id: isFilled, name: isFilled, steps: isNumber, minutes: isNumber });
  if (!hasShape(body, { templates: listOf(isTemplate), keeps: isBoolean })) return null;
  const { templates, keeps } = /** @type {{templates: Template[], keeps: boolean}} */ (/** @type {unknown} */ (body));
  return { list: templates, keeps };
}

/** @typedef {{head: string, use: string, first: string[]}} FoundColumn */
/** @typedef {{name: string, theme?: string, people: number, notes: number, islands: number, titles: string[], heldBy?: string}} FoundTable heldBy: the table that holds it already */
/** What was understood of a file before anything is made of it. @typedef {{tables: FoundTable[], columns: FoundColumn[], remarks: Remark[]}} Found */

/** @param {string} workshop @param {{text?: string, file?: string, name?: string, from?: string, uses?: string[], tables?: number[], look?: boolean}} what */
export const postImport = (workshop, what) => call(`/api/w/${workshop}/import`, what);

/** @param {unknown} body @returns {Found | null} */
export function foundIn(body) {
  const isTable = (/** @type {unknown} */ v) => hasShape(v, { name: isString, theme: optional(isString), people: isNumber, notes: isNumber, islands: isNumber, titles: listOf(isString), heldBy: optional(isString) });
  const isColumn = (/** @type {unknown} */ v) => hasShape(v, { head: isString, use: isFilled, first: listOf(isString) });
  if (!hasShape(body, { tables: listOf(isTable), columns: optional(listOf(isColumn)) })) return null;
  const { tables, columns } = /** @type {{tables: FoundTable[], columns?: FoundColumn[]}} */ (/** @type {unknown} */ (body));
  return { tables, columns: columns ?? [], remarks: remarksIn(body) };
}

/**
 * Opens a hall like this workshop's, with made-up people in it.
 * @param {string} workshop
 * @returns {Promise<{hall: string} | {code: string}>} where it is, or why there is none
 */
export async function postRehearsal(workshop) {
  const answer = await call(`/api/w/${workshop}/rehearsal`, { text: "" });
  if (!answer.ok) return { code: answer.code };
  const body = answer.body;
  return typeof body === "object" && body !== null && "hall" in body && typeof body.hall === "string" ? { hall: body.hall } : { code: "unknown" };
}

/**
 * Lays title cards on a board.
 * @param {string} workshop
 * @param {{to: string, from: string, tables: string[]}} which to: a board, or empty for the joint one; from: another workshop, or empty
 */
export const postCards = (workshop, which) => call(`/api/w/${workshop}/cards`, which);

/**
 * @param {string} workshop
 * @returns {Promise<{id: string, title: string, date: string}[] | null>} the other workshops of this server; null: not now
 */
export async function getEarlier(workshop) {
  const answer = await call(`/api/w/${workshop}/earlier`);
  return answer.ok && Array.isArray(answer.body) && answer.body.every(isEarlier) ? answer.body : null;
}

/**
 * @param {unknown} one
 * @returns {one is {id: string, title: string, date: string}}
 */
const isEarlier = (one) => hasShape(one, { id: isFilled, title: isString, date: isString });

/** @param {string} workshop a rehearsal: its people go home */
export const endRehearsal = (workshop) => call(`/api/w/${workshop}/rehearsal/end`, { text: "" });

/**
 * @param {string} workshop
 * @returns {Promise<Links | null>} null: not now
 */
export async function getLinks(workshop) {
  const answer = await call(`/api/w/${workshop}/links`);
  return answer.ok && areLinks(answer.body) ? answer.body : null;
}

/**
 * @param {unknown} body
 * @returns {body is Links}
 */
function areLinks(body) {
  if (typeof body !== "object" || body === null) return false;
  const links = /** @type {Record<string, unknown>} */ (body);
  return ["join", "code", "qr", "facilitator"].every((key) => typeof links[key] === "string") && Array.isArray(links["tables"]) && Array.isArray(links["observers"]);
}

/** @typedef {{id: string, seat: string, name: string, role: import("../../model/records.js").Role, table: string, agent: string, seen: number, here: boolean, own: boolean}} Device a browser that holds a seat; seen: ms since 1970, to the day */

/**
 * @param {string} workshop
 * @returns {Promise<Device[] | null>} null: not now
 */
export async function getDevices(workshop) {
  const answer = await call(`/api/w/${workshop}/devices`);
  return answer.ok && Array.isArray(answer.body) && answer.body.every(isDevice) ? answer.body : null;
}

/**
 * @param {unknown} one
 * @returns {one is Device}
 */
const isDevice = (one) =>
  hasShape(one, { id: isFilled, seat: isFilled, name: isString, role: isFilled, table: isString, agent: isString, seen: isCount, here: isFlag, own: isFlag });

/** @param {unknown} v @returns {v is number} */
const isCount = (v) => typeof v === "number";
/** @param {unknown} v @returns {v is boolean} */
const isFlag = (v) => typeof v === "boolean";

/** @param {string} workshop @param {Device} device the seat is taken from it */
export const endDevice = (workshop, { id, seat }) => call(`/api/w/${workshop}/devices/end`, { device: id, seat });

/** @param {string} workshop @param {string} seat its present link opens nothing any more */
export const renewLink = (workshop, seat) => call(`/api/w/${workshop}/links/renew`, { seat });

/** @typedef {{line: number, key: string, text: string}} Remark a line that is on no board, or not where one would look for it */

/**
 * @param {unknown} body
 * @returns {Remark[]}
 */
export function remarksIn(body) {
  if (typeof body !== "object" || body === null || !("remarks" in body) || !Array.isArray(body.remarks)) return [];
  return body.remarks.filter((one) => typeof one?.line === "number" && typeof one?.key === "string" && typeof one?.text === "string");
}

/** How many tables an answer tells of. @param {unknown} body */
export const tablesIn = (body) => (typeof body === "object" && body !== null && "tables" in body && Array.isArray(body.tables) ? body.tables.length : 0);
