/** Finding things on a board: by their words, and by what they are. Pure; results come in reading order. */
import { outline } from "./outline.js";
import { foldedOf, says } from "./fold.js";
import { unanswered } from "./issues.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./records.js").Item} Item
 * @typedef {import("./records.js").ItemKind} ItemKind
 * @typedef {"all" | "title" | "loose" | "lone" | "proposal" | "unanswered" | "gone"} Where
 * @typedef {{words: string, side?: string, author?: string, where?: Where}} Query side: "none" for notes whose side is not known; empty or absent: any
 * @typedef {{id: string, kind: ItemKind, item: Item, gone: boolean}} Hit
 */

/** What one may look among, in the order in which it is offered. @type {readonly Where[]} */
export const WHERES = ["all", "title", "loose", "lone", "proposal", "unanswered", "gone"];

/**
 * @param {State} state as this person may see it: what is veiled is never found
 * @param {Query} query
 * @returns {Hit[]} nothing for a query that asks nothing
 */
export function find(state, query) {
  if (asksNothing(query)) return [];
  return candidates(state, query.where ?? "all").filter((hit) => fits(hit, query));
}

/** @param {Query} query */
export function asksNothing({ words, side, author, where }) {
  return words.trim() === "" && !side && !author && (where ?? "all") === "all";
}

/**
 * @param {State} state
 * @param {Where} where
 * @returns {Hit[]}
 */
function candidates(state, where) {
  const o = outline(state);
  const hit = (/** @type {ItemKind} */ kind) => (/** @type {Item} */ item) => ({ id: item.id, kind, item, gone: item.withdrawn === true });
  const notes = (/** @type {readonly import("./records.js").Note[]} */ list) => list.filter((n) => !n.veiled).map(hit("note"));
  if (where === "gone") return notes(o.gone);
  if (where === "loose") return notes(o.loose);
  if (where === "lone") return notes(o.lone);
  if (where === "unanswered") return unanswered(state).map((b) => hit(b.kind)(b.item));
  /** @type {Hit[]} */
  const lying = [];
  const visit = (/** @type {import("./outline.js").Branch} */ b) => {
    lying.push(hit(b.kind)(b.item));
    b.members.forEach(visit);
  };
  o.items.forEach(visit);
  const all = [...lying, ...notes(o.lone), ...notes(o.loose)];
  if (where === "title") return all.filter((h) => h.kind === "group");
  if (where === "proposal") return all.filter((h) => "proposal" in h.item && h.item.proposal);
  return all;
}

/**
 * @param {Hit} hit
 * @param {Query} query
 */
function fits({ kind, item }, { words, side, author }) {
  if (side && (kind !== "note" || (/** @type {import("./records.js").Note} */ (item).side ?? "none") !== side)) return false;
  if (author && (kind === "group" || /** @type {import("./records.js").Note} */ (item).author !== author)) return false;
  return words.trim() === "" || says(foldedOf(item, wordsOf(item)), words);
}

/** @param {Item} item @returns {string} a title card's words, or a note's */
export function wordsOf(item) {
  return ("title" in item ? item.title : /** @type {import("./records.js").Note} */ (item).text) ?? "";
}
