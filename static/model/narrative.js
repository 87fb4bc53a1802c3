/**
 * 叙述 (B型): a picture told in a row. From the island where a person begins it goes on to a neighbour as long as there is one,
 * then back to the last fork; and what no line leads to follows in reading order. Everything is told exactly once. Pure.
 */
import { outline, path } from "./outline.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./outline.js").Branch} Branch
 */

/**
 * What is told: the islands of the top level and the lone notes.
 * @param {State} state
 * @returns {Branch[]} in reading order, lone notes last
 */
export function told(state) {
  const { items, lone } = outline(state);
  const notes = lone.filter((n) => !n.veiled).map((item) => /** @type {Branch} */ ({ item, kind: "note", level: 1, members: [] }));
  return [...items.filter((b) => b.kind === "group"), ...notes];
}

/**
 * @param {string} start where the telling begins; not there: the first in reading order
 * @param {readonly string[]} ids everything to tell, in reading order
 * @param {readonly (readonly [string, string])[]} pairs what is related to what
 * @returns {string[]} all of them, each once
 */
export function orderFrom(start, ids, pairs) {
  const rank = new Map(ids.map((id, i) => [id, i]));
  const near = neighbours(rank, pairs);
  /** @type {Set<string>} in the order of the telling */
  const done = new Set();
  const tell = (/** @type {string} */ id) => {
    // A stack of its own and no recursion: a board may have a thousand islands in one chain.
    const thread = [id];
    done.add(id);
    for (let here = thread.at(-1); here !== undefined; here = thread.at(-1)) {
      const next = near.get(here)?.find((other) => !done.has(other));
      if (next === undefined) thread.pop();
      else {
        done.add(next);
        thread.push(next);
      }
    }
  };
  for (const id of rank.has(start) ? [start, ...ids] : ids) if (!done.has(id)) tell(id);
  return [...done];
}

/**
 * Neighbours, first those to which a line leads from here, then those from which one comes; each in reading order.
 * @param {ReadonlyMap<string, number>} rank
 * @param {readonly (readonly [string, string])[]} pairs
 * @returns {Map<string, string[]>}
 */
function neighbours(rank, pairs) {
  const near = new Map([...rank.keys()].map((id) => [id, { to: /** @type {string[]} */ ([]), from: /** @type {string[]} */ ([]) }]));
  for (const [from, to] of pairs) {
    if (from === to || !rank.has(from) || !rank.has(to)) continue;
    near.get(from)?.to.push(to);
    near.get(to)?.from.push(from);
  }
  const sorted = (/** @type {string[]} */ list) => list.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
  return new Map([...near].map(([id, { to, from }]) => [id, [...sorted(to), ...sorted(from)]]));
}

/**
 * The order in which a board is told from one of its islands.
 * @param {State} state
 * @param {string} start
 * @returns {string[]}
 */
export function walkFrom(state, start) {
  const ids = told(state).map((b) => b.item.id);
  const top = (/** @type {string} */ id) => path(state, id)[0]?.id ?? id;
  return orderFrom(top(start), ids, state.links().map((l) => [top(l.from), top(l.to)]));
}

/** Ends a sentence where its writer did not; words in brackets behind one are part of it. */
const ENDED = /[。.!?！？…」』](?:[（(][^（）()]*[）)])*$/u;

/**
 * What has a step of its own: where it lies within an island by now, the island's step is silent about it. Everything is told once.
 * @param {State} state
 * @returns {ReadonlySet<string>}
 */
export const toldApart = (state) => new Set(state.passages().map((p) => p.item));

/**
 * The board's own words of one island or note, in reading order.
 * @param {Branch} branch
 * @param {ReadonlySet<string>} apart see toldApart
 * @returns {{title: string, words: string}} title: of the island, or nothing; words: what lies in it, sentence by sentence
 */
export function ownWords(branch, apart) {
  const title = branch.kind === "group" ? sentence(titleOf(branch)) : "";
  const inner = branch.kind === "group" ? textsOf(branch, apart) : [textOf(branch, apart)];
  return { title, words: inner.join("") };
}

/** @param {Branch} b @param {ReadonlySet<string>} apart @returns {string[]} */
const textsOf = (b, apart) => b.members.filter((m) => !apart.has(m.item.id)).map((m) => textOf(m, apart));

/** @param {Branch} b @param {ReadonlySet<string>} apart @returns {string} */
function textOf(b, apart) {
  if (b.kind !== "group") return "text" in b.item ? sentence(b.item.text ?? "") : "";
  return sentence(titleOf(b)) + textsOf(b, apart).join("");
}

/** @param {Branch} b */
const titleOf = (b) => ("title" in b.item ? (b.item.title ?? "") : "");

/** @param {string} text */
function sentence(text) {
  const line = text.replace(/\s*\n\s*/gu, " ").trim();
  return line === "" || ENDED.test(line) ? line : `${line}。`;
}
