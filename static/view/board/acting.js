/** What a hand may do with one thing at the desk, whichever way it comes to it: its menu, its words, and only what the menu offers. */
import { perform } from "../../editor/deeds.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("../../editor/actions.js").Name} Name */

/**
 * @param {Desk} desk
 * @param {string} id
 * @param {{x: number, y: number}} at
 */
export function menuAt(desk, id, at) {
  const ids = desk.together(id);
  desk.current = id;
  if (desk.actions(ids).length > 0) desk.open({ what: "menu", ids, x: at.x, y: at.y });
  else desk.redraw();
}

/**
 * Only what the menu offers as well.
 * @param {Desk} desk
 * @param {Name} name
 * @param {readonly string[]} ids
 */
export function doIf(desk, name, ids) {
  if (!desk.actions(ids).some((a) => a.name === name)) return false;
  perform(desk, name, ids);
  return true;
}

/** The words of an item: a note's text, an island's title card; or else a look at it. @param {Desk} desk @param {string} id */
export function edit(desk, id) {
  return doIf(desk, "edit", [id]) || doIf(desk, "title", [id]) || doIf(desk, "large", [id]);
}
