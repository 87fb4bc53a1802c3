/** The themes of a workshop, and which board a table works on now: the twin of board/records_themes.go. */
import { byOrder } from "./state.js";

/**
 * @typedef {import("./records.js").Assignment} Assignment
 * @typedef {import("./records.js").Theme} Theme
 * @typedef {import("./state.js").State} State
 */
/** n: from 1, as people count them. id: "" for the workshop's own. @typedef {{id: string, n: number, text: string}} Topic */

/** @param {State} hall @returns {Theme[]} those beside the workshop's own, in order */
export const furtherThemes = (hall) =>
  hall
    .all("theme")
    .filter((theme) => !theme.withdrawn)
    .sort(byOrder);

/** @param {State} hall @returns {Topic[]} all, the workshop's own first */
export const topicsOf = (hall) => [{ id: "", text: hall.workshop?.theme ?? "" }, ...furtherThemes(hall)].map(({ id, text }, at) => ({ id, text, n: at + 1 }));

/** The board a table has for a theme; of one it has none for, its first. @param {State} hall @param {string} table @param {string} theme @returns {Assignment | undefined} */
export function boardFor(hall, table, theme) {
  const list = hall.assignments(table);
  return list.find((work) => (work.themeId ?? "") === theme) ?? list[0];
}

/** The board a table works on now. @param {State} hall @param {string} table @returns {Assignment | undefined} */
export const worksOn = (hall, table) => boardFor(hall, table, hall.table(table)?.themeId ?? "");

/**
 * The boards of a table with what each is about, in order; one where there is nothing to choose from.
 * @param {State} hall
 * @param {string} table
 * @returns {{board: string, topic: Topic, now: boolean}[]}
 */
export function worksOf(hall, table) {
  const now = worksOn(hall, table)?.id;
  const topics = topicsOf(hall);
  return hall.assignments(table).flatMap(({ id, theme, themeId = "" }) => {
    const topic = topics.find((one) => one.id === themeId);
    return topic ? [{ board: id, topic: { ...topic, text: theme }, now: id === now }] : [];
  });
}
