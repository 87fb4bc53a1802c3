/** Predictions for the workshop's own document: the preparing page saves as one types. See predict.js. */
import { checkLine } from "../lib/text.js";
import { orderBetween } from "./order.js";

/** @typedef {import("./predict.js").Effect} Effect */

const ANY = { chars: Infinity, bytes: Infinity };
/** @param {string} typed */
const lineOf = (typed) => checkLine(typed, ANY).text;

/** @type {Readonly<Record<string, Effect>>} */
export const hall = {
  "workshop.edit": (trial, { facts }) => {
    const { id, code, doorClosed } = trial.workshop();
    trial.put("workshop", { id, ...facts, ...(code && { code }), ...(doorClosed && { doorClosed }) });
  },
  "door.close": (trial, { closed }) => {
    const { doorClosed: _, ...rest } = trial.workshop();
    trial.put("workshop", { ...rest, ...(closed && { doorClosed: true }) });
  },
  "table.edit": (trial, { table, name }) => trial.put("table", { ...trial.live("table", table), name: lineOf(name) }),
  "seat.add": (trial, { seat, name, side, table, role }) => {
    if (trial.get("seat", seat)) return;
    const order = orderBetween(trial.lastSeat(table ?? ""), "");
    trial.put("seat", { id: seat, name: lineOf(name), ...(side && { side }), ...(table && { table }), role, order });
  },
  "seat.edit": (trial, { seat, name, side, table, role }) => {
    const { order } = trial.live("seat", seat);
    trial.put("seat", { id: seat, name: lineOf(name), ...(side && { side }), ...(table && { table }), role, order });
  },
  "seat.withdraw": (trial, { seat }) => trial.put("seat", { ...trial.live("seat", seat), withdrawn: true }),
};
