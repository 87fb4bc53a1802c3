/**
 * What goes on paper: which number a note has, and how much room its words need. Pure, without DOM.
 *
 * The numbers follow the reading order, so that the same board gives the same numbers on the labels, on the island sheets and
 * again tomorrow; a note that moves gets another number, which is why each label also says where it lay.
 */
import { chars } from "../lib/text.js";

/**
 * @typedef {import("./records.js").Note} Note
 * @typedef {{note: Note, n: number, island: string, lone: boolean}} Label island: title of the top island it lies in; empty: none
 * @typedef {{item: {id: string, title?: string | undefined}, members: readonly Twig[], kind: string}} Twig
 * @typedef {"half" | "wide" | "small" | "dense"} Room half: half a line of labels, 16 points. wide: a whole one. small: a whole
 *   one in 10 points. dense: and without the writer's line breaks
 */

/**
 * @param {{branches: readonly unknown[], allLone: readonly Note[], loose: readonly Note[]}} scene
 * @returns {Label[]} every note that lies open to these eyes, in reading order
 */
export function labelsOf(scene) {
  /** @type {Label[]} */
  const labels = [];
  const put = (/** @type {Note} */ note, island = "", lone = false) => labels.push({ note, n: labels.length + 1, island, lone });
  const visit = (/** @type {Twig} */ twig, /** @type {string} */ island) => {
    if (twig.kind === "note") put(/** @type {Note} */ (/** @type {unknown} */ (twig.item)), island);
    twig.members.forEach((m) => visit(m, island));
  };
  /** @type {readonly Twig[]} */ (scene.branches).forEach((twig) => visit(twig, twig.item.title ?? ""));
  scene.allLone.forEach((note) => put(note, "", true));
  scene.loose.forEach((note) => put(note));
  return labels;
}

/** Letters to a line and lines to a label, at 16 points on half a page of A4 less its margins and edges; then wider; then smaller. */
/** @type {readonly {room: Room, letters: number, lines: number}[]} */
const ROOMS = [
  { room: "half", letters: 13, lines: 10 },
  { room: "wide", letters: 29, lines: 24 },
  { room: "small", letters: 46, lines: 36 },
];

/**
 * The largest letters in which a label stays on one page.
 * @param {string} text
 * @returns {Room}
 */
export function roomFor(text) {
  const lines = text.split("\n").map(chars);
  const fits = ROOMS.find(({ letters, lines: most }) => lines.reduce((sum, n) => sum + Math.max(1, Math.ceil(n / letters)), 0) <= most);
  return fits?.room ?? "dense";
}

/**
 * Labels by lines of the page: two halves, or one wide one.
 * @param {readonly Label[]} labels
 * @returns {{label: Label, room: Room}[][]}
 */
export function rowsOf(labels) {
  /** @type {{label: Label, room: Room}[][]} */
  const rows = [];
  for (const label of labels) {
    const one = { label, room: roomFor(label.note.text ?? "") };
    const last = rows.at(-1);
    if (one.room === "half" && last?.length === 1 && last[0]?.room === "half") last.push(one);
    else rows.push([one]);
  }
  return rows;
}
