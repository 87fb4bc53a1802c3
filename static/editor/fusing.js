/**
 * 核融合法, for a title card that will not come: from each note the few words that are its core; then two of them into one
 * sentence, and that with the next, until one is left. Pure: each step gives a new Fusing, so that every step can be gone back.
 */

import { hasShape, isNumber, isString, listOf } from "../lib/guard.js";

/**
 * parts: the words of each note, apart. marked: of each note, which of them belong to its core. pool: what is still to be put
 * together, in order; empty while words are being marked. before: the pools of the steps behind.
 * @typedef {{
 *   ids: readonly string[], parts: ReadonlyMap<string, readonly string[]>, marked: ReadonlyMap<string, ReadonlySet<number>>,
 *   pool: readonly string[], pair: readonly number[], before: readonly (readonly string[])[],
 * }} Fusing
 */

const HIRAGANA_ONLY = /^[\p{Script=Hiragana}ー]+$/u;
const MARKS_ONLY = /^[\p{P}\p{S}\p{White_Space}]+$/u;

/**
 * A sentence in pieces one can point at: a word with the particles behind it, roughly what is taught as 文節. Where the browser
 * has no dictionary the stretches between punctuation do.
 * @param {string} text
 * @returns {string[]} put together again they are the text
 */
export function pieces(text) {
  const words = typeof Intl.Segmenter === "function" ? Array.from(new Intl.Segmenter("ja", { granularity: "word" }).segment(text), (s) => s.segment) : text.split(/(?<=[、。，．,.!?！？\s])/u);
  /** @type {string[]} */
  const found = [];
  for (const word of words) {
    const last = found.length - 1;
    const joins = last >= 0 && (MARKS_ONLY.test(word) || HIRAGANA_ONLY.test(word)) && !/[\p{P}\n]$/u.test(found[last] ?? "");
    if (joins || (last >= 0 && MARKS_ONLY.test(word))) found[last] += word;
    else found.push(word);
  }
  return found;
}

/**
 * @param {readonly {id: string, text: string}[]} members with words
 * @returns {Fusing}
 */
export function beginFusing(members) {
  return { ids: members.map((m) => m.id), parts: new Map(members.map((m) => [m.id, pieces(m.text)])), marked: new Map(), pool: [], pair: [], before: [] };
}

/**
 * @param {Fusing} fusing
 * @param {string} id
 * @param {number} part
 * @returns {Fusing} with the piece marked, or not any more
 */
export function mark(fusing, id, part) {
  const set = new Set(fusing.marked.get(id));
  if (!set.delete(part)) set.add(part);
  return { ...fusing, marked: new Map(fusing.marked).set(id, set) };
}

/**
 * The core of a note: its marked pieces in their order, without the punctuation at their ends.
 * @param {Fusing} fusing
 * @param {string} id
 * @returns {string} empty where nothing is marked
 */
export function coreOf({ parts, marked }, id) {
  const words = (parts.get(id) ?? []).filter((_, i) => marked.get(id)?.has(i));
  return words.join("").replace(/^[\p{P}\p{White_Space}]+|[、。，．,.\p{White_Space}]+$/gu, "");
}

/** @param {Fusing} fusing @returns {string[]} */
export function coresOf(fusing) {
  return fusing.ids.map((id) => coreOf(fusing, id)).filter((core) => core !== "");
}

/** From marking to putting together: the first two lie ready. @param {Fusing} fusing @returns {Fusing} */
export function collect(fusing) {
  return { ...fusing, pool: coresOf(fusing), pair: [0, 1], before: [] };
}

/**
 * Another one for the pair: the one chosen longest ago gives way.
 * @param {Fusing} fusing
 * @param {number} at
 * @returns {Fusing}
 */
export function choosePair(fusing, at) {
  if (fusing.pair.includes(at)) return { ...fusing, pair: fusing.pair.filter((n) => n !== at) };
  return { ...fusing, pair: [...fusing.pair, at].slice(-2) };
}

/**
 * Two become one sentence, which stands where the first of them stood.
 * @param {Fusing} fusing
 * @param {string} sentence
 * @returns {Fusing}
 */
export function fuse(fusing, sentence) {
  const { pool, pair, before } = fusing;
  if (pair.length !== 2) return fusing;
  const first = Math.min(...pair);
  const next = pool.flatMap((text, i) => (i === first ? [sentence] : pair.includes(i) ? [] : [text]));
  return { ...fusing, pool: next, pair: next.length > 1 ? [0, 1] : [], before: [...before, pool] };
}

/** One step back: the pool before, or to the marking. @param {Fusing} fusing @returns {Fusing} */
export function unfuse(fusing) {
  const pool = fusing.before.at(-1) ?? [];
  return { ...fusing, pool, pair: pool.length > 1 ? [0, 1] : [], before: fusing.before.slice(0, -1) };
}

/** @param {Fusing} fusing @returns {unknown} as plain values, to be kept */
export const packedUp = ({ marked, ...rest }) => ({ ...rest, parts: [...rest.parts], marked: [...marked].map(([id, set]) => [id, [...set]]) });

const listOfWords = listOf(isString);
const pairsOf = (/** @type {(v: unknown) => boolean} */ second) => listOf(/** @type {(v: unknown) => v is any} */ ((v) => Array.isArray(v) && v.length === 2 && isString(v[0]) && second(v[1])));
const SHAPE = { ids: listOfWords, parts: pairsOf(listOfWords), marked: pairsOf(listOf(isNumber)), pool: listOfWords, pair: listOf(isNumber), before: listOf(listOfWords) };

/**
 * @param {unknown} value as packed up, perhaps by an older page
 * @returns {Fusing | undefined} undefined: nothing that can be gone on with
 */
export function unpacked(value) {
  if (!hasShape(value, SHAPE)) return undefined;
  const { ids, parts, marked, pool, pair, before } = /** @type {any} */ (value);
  return { ids, pool, pair, before, parts: new Map(parts), marked: new Map(marked.map((/** @type {[string, number[]]} */ [id, list]) => [id, new Set(list)])) };
}
