/** 提案 → 課題: what could be answered, and which issues no proposal answers yet. Pure. */
import { outline, path } from "./outline.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./outline.js").Branch} Branch
 */

/**
 * What could be answered: top-level islands and lone notes that are no proposals.
 * @param {State} state
 * @returns {Branch[]} in reading order, lone notes last
 */
export function issues(state) {
  const { items, lone } = outline(state);
  const notes = lone.filter((n) => !n.veiled).map((item) => /** @type {Branch} */ ({ item, kind: "note", level: 1, members: [] }));
  return [...items.filter((b) => b.kind === "group"), ...notes].filter((b) => !isProposal(b.item));
}

/** @param {import("./records.js").Item} item */
export function isProposal(item) {
  return "proposal" in item && item.proposal === true;
}

/**
 * The issues that no proposal answers: neither they nor anything in them.
 * @param {State} state
 * @returns {Branch[]}
 */
export function unanswered(state) {
  const answered = new Set();
  for (const link of state.links()) {
    if (link.meaning !== "answers") continue;
    answered.add(link.to);
    path(state, link.to).forEach((g) => answered.add(g.id));
  }
  return issues(state).filter((b) => !answered.has(b.item.id));
}
