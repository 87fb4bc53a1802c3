/**
 * The records as they come over the wire: the twin of board/records.go. Members that are empty are absent. Nobody changes a
 * record: a new one takes its place, so that `===` tells whether anything is new.
 */
import { hasShape, isBoolean, isFilled, isNumber, isString, listOf, optional } from "../lib/guard.js";

/** @typedef {"citizen" | "staff" | "other"} Side absent: not known */
/** @typedef {"participant" | "coordinator" | "facilitator" | "organiser" | "observer"} Role */
/** @typedef {"prepare" | "write" | "gather" | "title" | "present"} Phase */
/** @typedef {{x: number, y: number}} Point in sheet units */

/** @typedef {{id: string, title: string, theme: string, date?: string, place?: string, host?: string, code?: string, doorClosed?: boolean}} Workshop */
/** @typedef {{id: string, name: string, order: string, withdrawn?: boolean}} Table */
/** @typedef {{id: string, name: string, side?: Side, table?: string, role: Role, order: string, withdrawn?: boolean}} Seat */
/** @typedef {{id: string, table: string, theme: string, order: string}} Assignment its id is the board's */
/** @typedef {{id: string, workshop: string, table: string, phase: Phase, openHand?: boolean}} Board */

/** @typedef {{group?: string, order?: string, at?: Point}} Place in a group; or at the top level on the sheet (at) or in the tray */
/** Another wording, written at the same time: both stand until a person has chosen. @typedef {{text: string, author?: string}} Rival */
/**
 * A 付箋. A veiled one exists, but its text, author and place are not for these eyes.
 * @typedef {{id: string, text?: string, author?: string, side?: Side, rivals?: readonly Rival[], lone?: boolean, instead?: string, withdrawn?: boolean, veiled?: boolean} & Place} Note
 */
/** held: what lay in it when it was dissolved. @typedef {{id: string, title?: string, rivals?: readonly Rival[], folded?: boolean, withdrawn?: boolean, held?: readonly string[]} & Place} Group a 島 */
/** @typedef {{id: string, text: string, author?: string, rivals?: readonly Rival[], withdrawn?: boolean} & Place} Statement a ひとこと */

/** @typedef {Note | Group | Statement} Item */
/** @typedef {"note" | "group" | "statement"} ItemKind */
/** @typedef {Workshop | Table | Seat | Assignment | Board | Item} AnyRecord */
/**
 * @typedef {object} ByKind
 * @property {Workshop} workshop
 * @property {Table} table
 * @property {Seat} seat
 * @property {Assignment} assignment
 * @property {Board} board
 * @property {Note} note
 * @property {Group} group
 * @property {Statement} statement
 */
/** @typedef {keyof ByKind} Kind */

/** One record's part of a change; after absent: the record ends. @typedef {{kind: string, id: string, before?: AnyRecord, after?: AnyRecord}} Diff */
/** @typedef {readonly Diff[]} Change */

/** @type {readonly ItemKind[]} */
export const ITEM_KINDS = ["note", "group", "statement"];

const flag = optional(isBoolean);
const word = optional(isString);
/** @param {unknown} v */
const isPoint = (v) => hasShape(v, { x: isNumber, y: isNumber });
const rivals = optional(listOf((v) => hasShape(v, { text: isFilled, author: word })));
const place = { group: word, order: word, at: optional(isPoint) };

/** @type {Record<Kind, Record<string, (v: unknown) => boolean>>} */
const shapes = {
  workshop: { id: isFilled, title: isString, theme: isString, date: word, place: word, host: word, code: word, doorClosed: flag },
  table: { id: isFilled, name: isString, order: isString, withdrawn: flag },
  seat: { id: isFilled, name: isString, side: word, table: word, role: isString, order: isString, withdrawn: flag },
  assignment: { id: isFilled, table: isString, theme: isString, order: isString },
  board: { id: isFilled, workshop: isString, table: isString, phase: isString, openHand: flag },
  note: { id: isFilled, text: word, author: word, side: word, rivals, lone: flag, instead: word, withdrawn: flag, veiled: flag, ...place },
  group: { id: isFilled, title: word, rivals, folded: flag, withdrawn: flag, held: optional(listOf(isFilled)), ...place },
  statement: { id: isFilled, text: isString, author: word, rivals, withdrawn: flag, ...place },
};

/**
 * Whether a value is a record of its kind. Kinds are only ever added: one of a newer server is let pass as long as it has an
 * id, because it belongs to the digest; nothing here shows it.
 * @param {unknown} kind
 * @param {unknown} value
 * @returns {value is AnyRecord}
 */
export function isRecord(kind, value) {
  if (!isFilled(kind)) return false;
  const shape = Object.hasOwn(shapes, kind) ? shapes[/** @type {Kind} */ (kind)] : { id: isFilled };
  return hasShape(value, shape);
}

/**
 * @param {unknown} v
 * @returns {v is Diff}
 */
export function isDiff(v) {
  return (
    hasShape(v, { kind: isFilled, id: isFilled }) &&
    (v.before === undefined || isRecord(v.kind, v.before)) &&
    (v.after === undefined || isRecord(v.kind, v.after))
  );
}
