/**
 * A board in its one reading order: the twin of board/outline.go, run against the same vectors. The sheet, the list and every
 * report show the same things in this order.
 *
 * It works on what a participant may see as well: a veiled note is counted without its text.
 */
import { inOrder } from "./state.js";

/**
 * @typedef {import("./records.js").Group} Group
 * @typedef {import("./records.js").Item} Item
 * @typedef {import("./records.js").ItemKind} ItemKind
 * @typedef {import("./records.js").Note} Note
 * @typedef {import("./state.js").State} State
 */
/** An item with what lies in it; level 1 is the top. @typedef {{item: Item, kind: ItemKind, level: number, members: readonly Branch[]}} Branch */
/**
 * The ledger: written = grouped + lone + loose + withdrawn + hidden, always. islands: top-level ones.
 * @typedef {{written: number, grouped: number, lone: number, loose: number, withdrawn: number, hidden: number, islands: number}} Tally
 */
/** items: top-level islands and statements. @typedef {{items: readonly Branch[], lone: readonly Note[], loose: readonly Note[], gone: readonly Note[], tally: Tally}} Outline */

/** Deeper is a damaged board: the server nests at most eight. */
const DEEPEST = 9;

/** @type {import("./state.js").Question<"note">} */
const GONE = { kind: "note", is: (n) => n.withdrawn === true && !n.hidden };
/** @type {import("./state.js").Question<"note">} */
const HIDDEN = { kind: "note", is: (n) => n.hidden !== undefined };

/** @type {WeakMap<State, Outline>} a state never changes, so neither does its outline */
const known = new WeakMap();

/**
 * @param {State} state
 * @returns {Outline}
 */
export function outline(state) {
  const before = known.get(state);
  if (before) return before;
  const made = make(state);
  known.set(state, made);
  return made;
}

/** @type {WeakMap<readonly Item[], Pick<Outline, "items" | "lone" | "loose">>} what was last made of a list of the top level: most changes are inside islands and leave it as it is */
const tops = new WeakMap();
/** @type {WeakMap<ReadonlyMap<string, Note>, readonly Note[]>} what is gone, in its order */
const sorted = new WeakMap();

/**
 * @param {State} state
 * @returns {Outline}
 */
function make(state) {
  const { items, lone, loose } = topOf(state);
  const withdrawn = state.those(GONE);
  const gone = sorted.get(withdrawn) ?? inOrder([...withdrawn.values()]);
  sorted.set(withdrawn, gone);
  return {
    items, lone, loose, gone,
    tally: {
      written: state.count("note"),
      grouped: items.reduce((sum, b) => sum + notesUnder(b), 0),
      lone: lone.length,
      loose: loose.length,
      withdrawn: gone.length,
      hidden: state.those(HIDDEN).size,
      islands: items.filter((b) => b.kind === "group").length,
    },
  };
}

/** @param {State} state the very same lists as before where nothing in them changed, so that `===` tells */
function topOf(state) {
  const list = state.members("");
  const before = tops.get(list);
  const items = before ? before.items.map(({ item }) => branch(state, item, 1)) : [];
  if (before && items.every((b, i) => b === before.items[i])) return before;
  const made = before ? { ...before, items } : sortedOut(list.map((item) => branch(state, item, 1)));
  tops.set(list, made);
  return made;
}

/** @param {readonly Branch[]} top */
function sortedOut(top) {
  const notes = top.filter((b) => b.kind === "note").map((b) => /** @type {Note} */ (b.item));
  return { items: top.filter((b) => b.kind !== "note"), lone: notes.filter((n) => n.lone), loose: notes.filter((n) => !n.lone) };
}

/** @type {WeakMap<Item, Branch>} the branch last made of a record: as long as nothing in it changes it is the same */
const branches = new WeakMap();
/** @type {readonly Item[]} */
const NONE_HERE = [];

/** @type {WeakMap<Branch, {list: readonly Item[], groups: readonly Branch[]}>} what an island's branch was made from, and the islands in it */
const sources = new WeakMap();

/**
 * @param {State} state
 * @param {Item} item
 * @param {number} level
 * @returns {Branch} the very one as before where nothing in it changed, so that `===` tells
 */
function branch(state, item, level) {
  const before = branches.get(item);
  if (before?.kind === "note" && before.level === level) return before; // most of a board, and nothing lies in one
  const kind = before?.kind ?? /** @type {ItemKind} */ (state.kindOf(item.id));
  const list = kind === "group" && level < DEEPEST ? state.members(item.id) : NONE_HERE;
  // The same list of the same records: only islands can hold anything new.
  if (before?.level === level && stands(state, before, list)) return before;
  const members = list.map((m) => branch(state, m, level + 1));
  const made = { item, kind, level, members };
  branches.set(item, made);
  sources.set(made, { list, groups: members.filter((m) => m.kind === "group") });
  return made;
}

/** @param {State} state @param {Branch} before @param {readonly Item[]} list */
function stands(state, before, list) {
  const source = sources.get(before);
  return source?.list === list && source.groups.every((g) => branch(state, g.item, g.level) === g);
}

/** @type {WeakMap<Branch, number>} a branch never changes */
const counts = new WeakMap();

/**
 * @param {Branch} b
 * @returns {number} notes in it at any depth
 */
export function notesUnder(b) {
  if (b.kind !== "group") return 0;
  let count = counts.get(b);
  if (count === undefined) counts.set(b, (count = b.members.reduce((sum, m) => sum + (m.kind === "note" ? 1 : notesUnder(m)), 0)));
  return count;
}

/**
 * The islands round an item, the outermost first.
 * @param {State} state
 * @param {string} itemId
 * @returns {Group[]}
 */
export function path(state, itemId) {
  /** @type {Group[]} */
  const found = [];
  let up = state.group(state.item(itemId)?.group ?? "");
  while (up && found.length < DEEPEST) {
    found.unshift(up);
    up = state.group(up.group ?? "");
  }
  return found;
}

/**
 * @param {State} state
 * @param {string} group
 * @param {string} ancestor
 * @returns {boolean} the group lies in the ancestor, at any depth, or is it
 */
export function inside(state, group, ancestor) {
  return group !== "" && (group === ancestor || path(state, group).some((g) => g.id === ancestor));
}
