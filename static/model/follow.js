/** その後: which islands and notes are followed up, and what is said of them. Pure. */
import { outline } from "./outline.js";

/**
 * @typedef {import("./records.js").Follow} Follow
 * @typedef {import("./state.js").State} State
 * @typedef {{id: string, words: string, level: number, proposal: boolean, notes: readonly string[], follow: Follow}} Followable words: "" of an island without a title; notes: what lies in it
 */

/** As in board.FollowStates, in the order in which they are offered. */
export const FOLLOW_STATES = ["considered", "planned", "partly", "done", "passed", "declined"];

/** @type {readonly ("office" | "answer" | "reason" | "when")[]} */
export const FOLLOW_TEXTS = ["office", "answer", "reason", "when"];

/** Every island, every lone note, and every proposal, in reading order. @param {State} view @returns {Followable[]} */
export function followablesOf(view) {
  const { items, lone } = outline(view);
  return [...items.flatMap((branch) => within(branch, 1)), ...lone.filter((note) => !note.veiled).map((note) => noteOf(note, 1))];
}

/** @param {import("./outline.js").Branch} branch @param {number} level @returns {Followable[]} */
function within({ kind, item, members }, level) {
  if (kind === "note") {
    const note = /** @type {import("./records.js").Note} */ (item);
    return note.proposal ? [noteOf(note, level)] : [];
  }
  if (kind !== "group") return [];
  const island = /** @type {import("./records.js").Group} */ (item);
  const notes = members.flatMap((member) => (member.kind === "note" ? [/** @type {import("./records.js").Note} */ (member.item).text ?? ""] : []));
  return [{ id: island.id, words: lineOf(island.title), level, proposal: island.proposal === true, notes, follow: island.follow ?? {} }, ...members.flatMap((member) => within(member, level + 1))];
}

/** @param {import("./records.js").Note} note @param {number} level @returns {Followable} */
const noteOf = (note, level) => ({ id: note.id, words: lineOf(note.text), level, proposal: note.proposal === true, notes: [], follow: note.follow ?? {} });

/** @param {string} [text] */
const lineOf = (text) => (text ?? "").replace(/\s+/gu, " ").trim();

/** @param {Follow} follow @returns {Follow} without what is empty, as the server keeps it */
export function tidied(follow) {
  /** @type {Follow} */
  const out = {};
  for (const field of FOLLOW_TEXTS) {
    const text = (follow[field] ?? "").trim();
    if (text !== "") out[field] = text;
  }
  if (follow.state) out.state = follow.state;
  else if (Object.keys(out).length > 0) out.state = "considered"; // whoever writes has begun
  return out;
}

/** @param {Follow} a @param {Follow} b */
export const sameFollow = (a, b) => [...FOLLOW_TEXTS, /** @type {const} */ ("state")].every((field) => (a[field] ?? "") === (b[field] ?? ""));

/** What keeps it from being saved: a key, or nothing. @param {Follow} follow */
export const lackOf = (follow) => (follow.state === "declined" && !(follow.reason ?? "").trim() ? "follow.reason_needed" : "");
