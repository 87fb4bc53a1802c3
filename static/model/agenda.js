/** Where a hall is in its evening: the agenda, where each table is in it, what was said to whom, who asks for somebody. */
import { byOrder } from "./state.js";

/**
 * @typedef {import("./records.js").AgendaStep} AgendaStep
 * @typedef {import("./records.js").Course} Course
 * @typedef {import("./records.js").Message} Message
 * @typedef {import("./state.js").State} State
 */

const MINUTE = 60_000;

/** @param {State} hall @returns {AgendaStep[]} in order */
export const agendaOf = (hall) =>
  hall
    .all("step")
    .filter((step) => !step.withdrawn)
    .sort(byOrder);

/** @param {State} hall @param {string} table @returns {{course: Course, step: AgendaStep} | undefined} */
export function stepOf(hall, table) {
  const course = hall.get("course", table);
  const step = course && hall.get("step", course.step);
  return step && { course, step };
}

/** An answer is a moment under way: fifteen minutes that were just given are fifteen and not sixteen. */
const UNDERWAY = 2000;

/** Whole minutes, the begun one counted; 0 or less: the time is over. @param {Course} course @param {number} now the server's @returns {number} */
export const minutesLeft = ({ ends }, now) => Math.ceil((ends - now - UNDERWAY) / MINUTE);

/** @param {number} since @param {number} now @returns {number} whole minutes that have passed */
export const minutesSince = (since, now) => Math.max(0, Math.floor((now - since) / MINUTE));

/** @param {State} hall @returns {Message[]} those that stand, the newest first */
export const messagesOf = (hall) =>
  hall
    .all("message")
    .filter((message) => !message.withdrawn)
    .sort((a, b) => b.at - a.at);

/**
 * What somebody has been told and not said yet that they read it.
 * @param {State} hall
 * @param {{id: string, table?: string}} me
 * @returns {Message[]}
 */
export const unreadBy = (hall, me) => messagesOf(hall).filter((message) => isFor(message, me.table) && !message.seen?.includes(me.id));

/** @param {Message} message @param {string | undefined} table */
const isFor = ({ tables }, table) => !tables?.length || (table !== undefined && tables.includes(table));

/** Whom a message went to: those who sit at its tables. @param {State} hall @param {Message} message @returns {string[]} seats */
export const heardBy = (hall, message) =>
  hall
    .tables()
    .filter((table) => isFor(message, table.id))
    .flatMap((table) => hall.seats(table.id).map((seat) => seat.id));

/** Who of a table has a hand up, the longest first. @param {State} hall @param {string} table @returns {{seat: import("./records.js").Seat, since: number}[]} */
export const handsAt = (hall, table) =>
  hall
    .seats(table)
    .map((seat) => ({ seat, since: hall.get("sign", seat.id)?.hand ?? 0 }))
    .filter(({ since }) => since > 0)
    .sort((a, b) => a.since - b.since);

/** How many of a table have written all they wanted. @param {State} hall @param {string} table @param {string} board */
export const doneAt = (hall, table, board) => hall.seats(table).filter((seat) => hall.get("sign", seat.id)?.done === board).length;
