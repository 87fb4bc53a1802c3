/**
 * What things are called in the sentences that tell of them: by their first words.
 */
import { cut } from "../lib/text.js";

/** @typedef {import("./desk.js").Desk} Desk */

/**
 * The first words of an item.
 * @param {Desk} desk
 * @param {string} id
 */
export function nameOf(desk, id) {
  const { view } = desk.doc;
  const words = view.group(id)?.title ?? view.note(id)?.text ?? view.statement(id)?.text ?? "";
  return cut(words.replace(/\s+/gu, " "), 14) || desk.say("board.untitled");
}

/**
 * @param {Desk} desk
 * @param {readonly string[]} ids
 */
export function namesOf(desk, ids) {
  const [first] = ids;
  if (!first) return "";
  return ids.length === 1 ? nameOf(desk, first) : desk.say("board.and_others", { what: nameOf(desk, first), n: ids.length - 1 });
}
