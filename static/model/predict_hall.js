/** Predictions for the workshop's own document: the preparing page saves as one types. See predict.js. */
import { checkLine, checkText } from "../lib/text.js";
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
    const { order, been, absent } = trial.live("seat", seat);
    trial.put("seat", { id: seat, name: lineOf(name), ...(side && { side }), ...(table && { table }), role, order, ...(been && { been }), ...(absent && { absent }) });
  },
  "seat.absent": (trial, { seat, absent }) => {
    const { absent: _, ...rest } = trial.live("seat", seat);
    trial.put("seat", { ...rest, ...(absent && { absent: true }) });
  },
  "seat.done": (trial, { seat, board, done }) => {
    const { done: _, ...rest } = trial.get("sign", seat) ?? { id: seat };
    trial.put("sign", { ...rest, ...(done && { done: board }) });
  },
  "theme.edit": (trial, { themeId, text }) => trial.put("theme", { ...trial.live("theme", themeId), text: lineOf(text) }),
  "agenda.edit": (trial, { step, name, minutes, phase, script, themeId, reseat }) => {
    const { order } = trial.live("step", step);
    trial.put("step", { id: step, order, name: lineOf(name), minutes, phase, ...(script && { script: checkText(script, ANY).text }), ...(themeId && { themeId }), ...(reseat && { reseat }) });
  },
  "agenda.withdraw": (trial, { step }) => trial.put("step", { ...trial.live("step", step), withdrawn: true }),
  "message.withdraw": (trial, { message }) => trial.put("message", { ...trial.live("message", message), withdrawn: true }),
  "seat.withdraw": (trial, { seat }) => trial.put("seat", { ...trial.live("seat", seat), withdrawn: true }),
};
