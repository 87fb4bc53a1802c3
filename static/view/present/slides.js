/**
 * What is shown one after the other on the projector, made anew from the board as it is. A slide is known by what it shows, not
 * by its number: so that who presents stays where they are while others write. Pure.
 */
import { ownWords, toldApart } from "../../model/narrative.js";
import { unanswered } from "../../model/issues.js";
import { closedRounds } from "../../model/voting.js";

/**
 * @typedef {import("../../editor/scene.js").Scene} Scene
 * @typedef {import("../../editor/scene.js").Branch} Branch
 * @typedef {import("../../model/state.js").State} State
 * @typedef {Extract<Branch, {kind: "group"}>} Island
 * @typedef {import("../../model/records.js").Item} Item
 *
 * part, of: the how many-eth piece of something long. trail: the islands round it, the outermost first.
 * @typedef {{kind: "overview", shown: readonly Branch[]} | {kind: "island", island: Island, trail: readonly Island[], members: readonly Branch[]}
 *   | {kind: "answers", rows: readonly {proposal: string, issues: readonly string[]}[]} | {kind: "open", issues: readonly string[]}
 *   | {kind: "votes", round: import("../../model/records.js").Round, from: number, many: number}
 *   | {kind: "story", passages: readonly {added: string, title: string, words: string}[]}
 *   | {kind: "lone", members: readonly Branch[]}} Body
 * @typedef {{id: string, part: number, of: number} & Body} Slide
 */

/** As many title cards at once whose sentences can still be read; of more, a back row would see beginnings only. */
const CARDS = 36;
/** As many lines of letters as a back row can read at 1366×768: a note is its lines and the paper round them. */
const ROOM = 44;
const LINE = 14;
/** Rows of a list in large type. */
const ANSWERS = 5;
const ISSUES = 7;
const BARS = 6;
/** Letters of the narrative. */
const LETTERS = 420;

/**
 * @param {State} state
 * @param {Scene} scene
 * @returns {Slide[]}
 */
export function slidesOf(state, scene) {
  const islands = scene.branches.flatMap((b) => (b.kind === "group" ? islandSlides(b, []) : []));
  const lone = scene.allLone.map((item) => /** @type {Branch} */ ({ item, kind: "note", level: 1, members: [] }));
  return [
    ...overviews(scene),
    ...islands,
    ...pieces("lone", packed(lone), (members) => ({ kind: "lone", members })),
    ...pieces("answers", chunks(answersIn(state), ANSWERS), (rows) => ({ kind: "answers", rows })),
    ...pieces("open", chunks(openIssues(state), ISSUES), (issues) => ({ kind: "open", issues })),
    ...closedRounds(state).flatMap((round) => pieces(`votes ${round.id}`, chunks([...round.items.keys()], BARS), (rows) => ({ kind: "votes", round, from: rows[0] ?? 0, many: rows.length }))),
    ...pieces("story", storyIn(state, scene), (passages) => ({ kind: "story", passages })),
  ];
}

/**
 * All title cards at once, or, of very many, as few even portions as can be read. Sentences stand below the cards: between them
 * lines and their names would cover the words.
 * @param {Scene} scene
 * @returns {Slide[]} at least one
 */
function overviews({ branches }) {
  const cards = chunks(branches.filter((b) => b.kind === "group"), CARDS);
  const sentences = branches.filter((b) => b.kind === "statement");
  const all = cards.length === 0 ? [sentences] : cards.map((some, i) => (i === cards.length - 1 ? [...some, ...sentences] : some));
  return all.map((shown, i) => ({ id: i === 0 ? "overview" : `overview ${i + 1}`, kind: "overview", part: i + 1, of: all.length, shown }));
}

/**
 * @template T
 * @param {string} id
 * @param {readonly T[]} list
 * @param {(piece: T, i: number) => Body} make
 * @returns {Slide[]}
 */
function pieces(id, list, make) {
  return list.map((piece, i) => ({ ...make(piece, i), id: `${id} ${i + 1}`, part: i + 1, of: list.length }));
}

/**
 * An island whole, where it can be read so; else its notes in portions, and each large island within on slides of its own.
 * @param {Island} island
 * @param {readonly Island[]} trail
 * @returns {Slide[]}
 */
function islandSlides(island, trail) {
  /** @type {(members: readonly Branch[]) => Body} */
  const make = (members) => ({ kind: "island", island, trail, members });
  if (weigh(island) <= ROOM) return pieces(island.item.id, [island.members], make);
  const large = island.members.filter((m) => m.kind === "group" && weigh(m) > ROOM / 2);
  const own = island.members.filter((m) => !large.includes(m));
  const inner = large.flatMap((m) => (m.kind === "group" ? islandSlides(m, [...trail, island]) : []));
  return [...pieces(island.item.id, own.length > 0 ? packed(own) : [], make), ...inner];
}

/** @param {Branch} b @returns {number} */
function weigh(b) {
  if (b.kind === "group") return 2.5 + 1.5 * Math.max(1, Math.ceil((b.item.title ?? "").length / LINE)) + b.members.reduce((sum, m) => sum + weigh(/** @type {Branch} */ (m)), 0);
  return 1.5 + Math.max(1, Math.ceil((b.item.text ?? "").length / LINE));
}

/**
 * In portions of about the same size, in their order.
 * @param {readonly Branch[]} list
 * @returns {Branch[][]}
 */
function packed(list) {
  const all = list.reduce((sum, b) => sum + weigh(b), 0);
  const n = Math.ceil(all / ROOM);
  /** @type {Branch[][]} */
  const portions = Array.from({ length: n }, () => []);
  let before = 0;
  for (const b of list) {
    const middle = before + weigh(b) / 2;
    portions[Math.min(n - 1, Math.floor((middle * n) / all))]?.push(b);
    before += weigh(b);
  }
  return portions.filter((portion) => portion.length > 0);
}

/**
 * @template T
 * @param {readonly T[]} list
 * @param {number} size
 * @returns {T[][]}
 */
function chunks(list, size) {
  const n = Math.ceil(list.length / size);
  const even = Math.ceil(list.length / Math.max(1, n));
  return Array.from({ length: n }, (_, i) => list.slice(i * even, (i + 1) * even));
}

/**
 * Proposals with what they answer, in the order of their links; proposals that answer nothing last.
 * @param {State} state
 */
function answersIn(state) {
  /** @type {Map<string, string[]>} */
  const rows = new Map();
  for (const { from, to } of state.links().filter((l) => l.meaning === "answers")) rows.set(from, [...(rows.get(from) ?? []), to]);
  for (const item of [...state.all("group"), ...state.all("note")]) if (item.proposal && !item.withdrawn && !rows.has(item.id)) rows.set(item.id, []);
  return [...rows].map(([proposal, issues]) => ({ proposal, issues }));
}

/**
 * Nothing is unanswered where nobody has begun to answer.
 * @param {State} state
 * @returns {string[]}
 */
function openIssues(state) {
  return state.links().some((l) => l.meaning === "answers") ? unanswered(state).map((b) => b.item.id) : [];
}

/**
 * @param {State} state
 * @param {Scene} scene
 */
function storyIn(state, scene) {
  const apart = toldApart(state);
  const told = state.passages().flatMap((p) => {
    const branch = scene.byId.get(p.item);
    const { title, words } = branch ? ownWords(branch, apart) : { title: "", words: "" };
    return sentences(words).map((part, i) => (i === 0 ? { added: p.text ?? "", title, words: part } : { added: "", title: "", words: part }));
  });
  /** @type {(typeof told)[]} */
  const portions = [];
  let letters = Infinity;
  for (const one of told) {
    const n = one.added.length + one.title.length + one.words.length;
    if (letters + n > LETTERS) {
      portions.push([]);
      letters = 0;
    }
    portions.at(-1)?.push(one);
    letters += n;
  }
  return portions;
}

/**
 * The words of a large island in portions that fit a slide, cut where sentences end.
 * @param {string} words
 * @returns {string[]} at least one
 */
function sentences(words) {
  const portions = [""];
  for (const one of words.match(/[^。]*(?:。|$)/gu) ?? []) {
    const last = portions.length - 1;
    if ((portions[last] ?? "").length + one.length > LETTERS && portions[last] !== "") portions.push(one);
    else portions[last] += one;
  }
  return portions;
}

/**
 * Where to stand when the slide that was shown is there no more: on the nearest one before it.
 * @param {readonly string[]} before
 * @param {string} at
 * @param {readonly string[]} now
 * @returns {string}
 */
export function stay(before, at, now) {
  if (now.includes(at)) return at;
  const lives = new Set(now);
  const earlier = before.slice(0, Math.max(0, before.indexOf(at))).reverse();
  return earlier.find((id) => lives.has(id)) ?? now[0] ?? "";
}
