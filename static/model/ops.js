/**
 * Ops: what a person wants, as the server reads it (board/op_*.go). Each function makes one; new things get their id here, so
 * that they can be shown before the server has heard of them.
 *
 * An edit takes the record the writer began from: if somebody changed it since, the server overwrites nothing.
 */
import { newID } from "../lib/ids.js";

/**
 * @typedef {import("./records.js").Group} Group
 * @typedef {import("./records.js").Note} Note
 * @typedef {import("./records.js").Phase} Phase
 * @typedef {import("./records.js").Point} Point
 * @typedef {import("./records.js").Role} Role
 * @typedef {import("./records.js").Side} Side
 * @typedef {import("./records.js").Statement} Statement
 */
/** Where items shall lie; before: a sibling, absent for the end. @typedef {{group?: string, before?: string, at?: Point}} Target */
/** @typedef {{type: string, body: Record<string, any>}} Op */

/** @param {string} [before] @returns {Target} the tray: for notes only */
export const tray = (before) => withBefore({}, before);
/** @param {Point} at @param {string} [before] @returns {Target} */
export const onSheet = (at, before) => withBefore({ at: { x: Math.round(at.x), y: Math.round(at.y) } }, before);
/** @param {string} group @param {string} [before] @returns {Target} */
export const inGroup = (group, before) => withBefore({ group }, before);

/** Members that are empty are absent: the server refuses null. @param {Target} to @param {string | undefined} before */
const withBefore = (to, before) => (before ? { ...to, before } : to);

/** @param {string} text @param {Target} [to] @returns {Op} */
export const addNote = (text, to = {}) => op("note.add", { note: newID(), text, to });
/** The words of an edit whose note was withdrawn meanwhile, as a new note. @param {string} text @param {string} instead the withdrawn note @returns {Op} */
export const addInstead = (text, instead) => op("note.add", { note: newID(), text, instead });
/** @param {Note} note as the writer saw it @param {string} text @returns {Op} */
export const editNote = (note, text) => op("note.edit", { note: note.id, base: note.text ?? "", text });
/** @param {string} note @returns {Op} */
export const withdrawNote = (note) => op("note.withdraw", { note });
/** @param {string} note @returns {Op} */
export const restoreNote = (note) => op("note.restore", { note });
/** @param {string} note @param {boolean} lone @returns {Op} */
export const loneNote = (note, lone) => op("note.lone", { note, lone });
/** @param {readonly string[]} items @param {Target} to @returns {Op} */
export const moveItems = (items, to) => op("items.move", { items: [...items], to });

/** @param {{title?: string, items?: readonly string[], to: Target}} island @returns {Op} */
export function addGroup({ title = "", items = [], to }) {
  return op("group.add", { group: newID(), ...(title && { title }), ...(items.length > 0 && { items: [...items] }), to });
}
/** @param {Group} group as the writer saw it @param {string} title @returns {Op} */
export const titleGroup = (group, title) => op("group.title", { group: group.id, base: group.title ?? "", title });
/** @param {string} group @param {boolean} folded @returns {Op} */
export const foldGroup = (group, folded) => op("group.fold", { group, folded });
/** @param {string} group @returns {Op} */
export const dissolveGroup = (group) => op("group.dissolve", { group });

/** Brings a dissolved island back. @param {string} group @returns {Op} */
export const restoreGroup = (group) => op("group.restore", { group });

/** @param {string} text @param {Target} to @returns {Op} */
export const addStatement = (text, to) => op("statement.add", { statement: newID(), text, to });
/** @param {Statement} statement as the writer saw it @param {string} text @returns {Op} */
export const editStatement = (statement, text) =>
  op("statement.edit", { statement: statement.id, base: statement.text, text });
/** @param {string} statement @returns {Op} */
export const withdrawStatement = (statement) => op("statement.withdraw", { statement });

/** @param {string} statement @returns {Op} */
export const restoreStatement = (statement) => op("statement.restore", { statement });
/**
 * Ends a contest of wordings: text is the item's from now on.
 * @param {{id: string, rivals?: readonly import("./records.js").Rival[]}} item as the person saw it: what came since stays and waits
 * @param {string} text
 * @returns {Op}
 */
export const chooseText = (item, text) =>
  op("text.choose", { item: item.id, ...(text && { text }), rivals: (item.rivals ?? []).map((r) => r.text) });

/** @param {Phase} phase @returns {Op} */
export const setPhase = (phase) => op("phase.set", { phase });
/** @param {boolean} open participants may gather too @returns {Op} */
export const openHand = (open) => op("board.hand", { open });
/** Takes the board back to what it was after an entry. @param {number} seq @returns {Op} */
export const restoreBoard = (seq) => op("board.restore", { to: seq });
/** @param {number} seq @returns {Op} */
export const undoOf = (seq) => op("undo", { of: seq });

/** @param {{title: string, theme: string, date?: string, place?: string, host?: string}} facts @returns {Op} */
export const editWorkshop = (facts) => op("workshop.edit", { facts });
/** @param {boolean} closed @returns {Op} */
export const closeDoor = (closed) => op("door.close", { closed });
/** @param {string} table @param {string} name @returns {Op} */
export const editTable = (table, name) => op("table.edit", { table, name });

/** @typedef {{name: string, side?: Side | "", table?: string, role: Role}} Person */
/** @param {Person} person @returns {Op} */
export const addSeat = (person) => op("seat.add", { seat: newID(), ...personBody(person) });
/** @param {Person & {id: string}} person @returns {Op} */
export const editSeat = (person) => op("seat.edit", { seat: person.id, ...personBody(person) });
/** @param {string} seat @returns {Op} */
export const withdrawSeat = (seat) => op("seat.withdraw", { seat });

/** @param {Person} person */
const personBody = ({ name, side, table, role }) => ({ name, ...(side && { side }), ...(table && { table }), role });

/** @param {string} type @param {Record<string, any>} body @returns {Op} */
const op = (type, body) => ({ type, body });

/**
 * The ids of what an op is about, for marking them as not saved yet.
 * @param {Op} what
 * @returns {string[]}
 */
export function touched({ body }) {
  const single = [body["note"], body["group"], body["statement"], body["seat"], body["table"], body["item"]];
  const many = Array.isArray(body["items"]) ? body["items"] : [];
  return [...single, ...many].filter((id) => typeof id === "string");
}
