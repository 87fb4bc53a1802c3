/**
 * The wire: every message between browser and server, both ways. The twin of server/room/wire.go.
 *
 * What comes from the server is unknown until `parse` has looked at it. Sorts of messages are only ever added, so one that is
 * not known is passed over, and so is one that is malformed: the gap it leaves is noticed by its number, and healed.
 */
import { hasShape, isBoolean, isCount, isFilled, isNumber, isString, listOf, optional, parseJSON } from "../lib/guard.js";
import { isDiff, isRecord } from "../model/records.js";

export const VERSION = 2;

/**
 * @typedef {import("../model/records.js").Change} Change
 * @typedef {import("../model/ops.js").Op} Op
 * @typedef {import("../model/state.js").Snapshot} Snapshot
 */
/** One of the receiver's own entries that can be undone; or an undo that can be redone, by the name of what it would bring back. @typedef {{seq: number, op: string, what?: string}} Undoable */
/** @typedef {{kind: string, value: import("../model/records.js").AnyRecord}} Kept */
/** author absent: held back. body absent: held back. @typedef {{epoch: string, seq: number, id: string, author?: string, as?: string, time: number, op: {type: string, body?: Record<string, any>}, change: Change}} Entry */
/** @typedef {{seat: string, doing?: string}} Person */

/** @typedef {{t: "welcome", v: number, now: number}} Welcome */
/** @typedef {{t: "snapshot", doc: string, snapshot: Snapshot, own?: Kept[], digest: string, undo: Undoable[], redo?: Undoable[]}} SnapshotMessage own: records that only the receiver sees so; they take the place of those in the snapshot, which is the same for many */
/** @typedef {{t: "resumed", doc: string, epoch: string, seq: number, digest: string, undo: Undoable[], redo?: Undoable[]}} Resumed */
/** @typedef {{t: "entries", doc: string, entries: Entry[]}} Entries */
/** @typedef {{t: "ack", doc: string, id: string, seq: number}} Ack */
/** @typedef {{t: "refused", doc?: string, id?: string, code: string, say: string}} RefusedMessage */
/** @typedef {{t: "people", doc: string, people: Person[]}} People */
/** @typedef {{t: "digest", doc: string, seq: number, digest: string}} Digest */
/** @typedef {{t: "standing", doc: string, readOnly: boolean, why?: string, space?: string}} Standing why: "large", it holds more than a board may and takes nothing for good; absent, the storage takes nothing just now. space: "low", told to those who steer: the disk is nearly full */
/** @typedef {Welcome | SnapshotMessage | Resumed | Entries | Ack | RefusedMessage | People | Digest | Standing} Message */

const word = optional(isString);
/** @param {unknown} v @returns {v is Undoable} */
const isUndoable = (v) => hasShape(v, { seq: isCount, op: isFilled, what: word });
/** @param {unknown} v @returns {v is Person} */
const isPerson = (v) => hasShape(v, { seat: isFilled, doing: word });
/** @param {unknown} v @returns {v is Kept} */
const isKept = (v) => hasShape(v, { kind: isFilled }) && isRecord(v["kind"], v["value"]);
/** @param {unknown} v @returns {v is {type: string}} */
const isOp = (v) => hasShape(v, { type: isFilled, body: optional((b) => hasShape(b, {})) });
/** @param {unknown} v @returns {v is Entry} */
export const isEntry = (v) =>
  hasShape(v, { epoch: isString, seq: isCount, id: isFilled, author: word, as: word, time: isNumber, op: isOp, change: listOf(isDiff) });
/** @param {unknown} v */
const isSnapshot = (v) => hasShape(v, { epoch: isString, seq: isCount, records: listOf(isKept) });

/** Absent from an older server. */
const steps = optional(listOf(isUndoable));

/** @type {Readonly<Record<string, Record<string, (v: unknown) => boolean>>>} */
const shapes = {
  welcome: { v: isCount, now: isNumber },
  snapshot: { doc: isFilled, snapshot: isSnapshot, own: optional(listOf(isKept)), digest: isString, undo: listOf(isUndoable), redo: steps },
  resumed: { doc: isFilled, epoch: isString, seq: isCount, digest: isString, undo: listOf(isUndoable), redo: steps },
  entries: { doc: isFilled, entries: listOf(isEntry) },
  ack: { doc: isFilled, id: isFilled, seq: isCount },
  refused: { doc: word, id: word, code: isFilled, say: isString },
  people: { doc: isFilled, people: listOf(isPerson) },
  digest: { doc: isFilled, seq: isCount, digest: isString },
  standing: { doc: isFilled, readOnly: isBoolean, why: word, space: word },
};

/**
 * @param {unknown} text a frame, as it came
 * @returns {Message | null}
 */
export function parse(text) {
  const value = isString(text) ? parseJSON(text) : undefined;
  if (!hasShape(value, { t: isFilled })) return null;
  const sort = String(value["t"]);
  const shape = Object.hasOwn(shapes, sort) ? shapes[sort] : undefined;
  return shape && hasShape(value, shape) ? /** @type {Message} */ (/** @type {unknown} */ (value)) : null;
}

/** @param {string} seat */
export const hello = (seat) => JSON.stringify({ t: "hello", v: VERSION, as: seat });
/**
 * @param {string} doc
 * @param {{epoch: string, seq: number}} [since] what is here already; absent: everything is wanted
 */
export const open = (doc, since) => JSON.stringify({ t: "open", doc, ...since });
/** @param {string} doc */
export const shut = (doc) => JSON.stringify({ t: "shut", doc });
/** @param {string} doc @param {string} id @param {Op} op */
export const op = (doc, id, { type, body }) => JSON.stringify({ t: "op", doc, id, op: { type, body } });
/** @param {string} doc @param {string} doing */
export const doing = (doc, doing) => JSON.stringify({ t: "doing", doc, ...(doing && { doing }) });

/**
 * What the end of a socket means. comeBack: try again by itself; fresh: what is here may no longer be ours to see, begin from
 * a snapshot; slowly: we were too much; key: why it is over for good (`ended.<key>` in the catalogue).
 * @typedef {{comeBack: true, fresh?: boolean, slowly?: boolean} | {comeBack: false, key: "expired" | "removed" | "reload" | "bad" | "stopped"}} Closing
 */

/** @type {ReadonlyMap<number, Closing>} */
const closings = new Map([
  [4401, { comeBack: false, key: "expired" }], // the session is not known: through the door again
  [4408, { comeBack: true }], // our line could not keep up
  [4409, { comeBack: true, fresh: true }], // our seat has changed, and with it what we may see
  [4429, { comeBack: true, slowly: true }],
  [4500, { comeBack: false, key: "bad" }],
  [4503, { comeBack: false, key: "removed" }],
  [4526, { comeBack: false, key: "reload" }],
]);

/**
 * @param {number} code
 * @returns {Closing} for codes not known: below 4500 come back, from there on do not
 */
export function closing(code) {
  return closings.get(code) ?? (code >= 4500 ? { comeBack: false, key: "stopped" } : { comeBack: true });
}
