/** Walking along the board by keys, item by item or from island to island, and taking with one what one walks over. */

/** @typedef {import("../../editor/desk.js").Desk} Desk */

/** @param {Desk} desk @param {number} step as the desk has it */
export function walkTo(desk, step) {
  desk.step(step);
  return true;
}

/** From island to island: a long one is not walked through note by note. @param {Desk} desk @param {1 | -1} way */
export function leap(desk, way) {
  const at = desk.order.indexOf(desk.current);
  const ahead = way > 0 ? desk.order.slice(at + 1) : desk.order.slice(0, Math.max(at, 0)).reverse();
  const to = ahead.find((id) => desk.scene.byId.get(id)?.kind === "group");
  if (!to) return true;
  desk.current = to;
  desk.wants = true;
  desk.redraw();
  return true;
}

/** As far as one walks with Shift held, from where it began. @param {Desk} desk @param {1 | -1} way */
export function extend(desk, way) {
  if (!desk.selected.has(desk.current)) desk.anchor = desk.current;
  const to = desk.order[desk.order.indexOf(desk.current) + way];
  if (!to) return true;
  desk.selected.clear();
  desk.wants = true;
  desk.pressTo(to);
  return true;
}
