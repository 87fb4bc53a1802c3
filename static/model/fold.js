/**
 * Letters as a person who looks for something means them: ひらがな and カタカナ, full and half width, capitals, composed and
 * decomposed marks, and all the lines that are typed for a long vowel or a wave are the same; blanks do not count.
 *
 * Only for comparing. What is stored and shown stays as it was written.
 */

/** U+30A1–U+30F6 and the two marks of iteration stand 0x60 behind their hiragana. */
const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/gu;
const LINES = /[\u30fc\u2010-\u2015\u2212\u301c~\u2500\u2053\u3030-]/gu;
/** ゛ and ゜ standing alone (U+309B, U+309C): NFKC would part them from their letter with a blank and never join them again. */
const VOICED = /\u309b/gu;
const HALF_VOICED = /\u309c/gu;
/** Blanks of every width, and what has no width at all. */
const UNSEEN = /[\s\u200b-\u200f\u2060-\u2064\ufeff\u00ad\ufe00-\ufe0f]/gu;

/**
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  return text
    .replace(VOICED, "\u3099")
    .replace(HALF_VOICED, "\u309a")
    .normalize("NFKC")
    .toLowerCase()
    .replace(KATAKANA, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60))
    .replace(LINES, "ー")
    .replace(UNSEEN, "");
}

/** @type {WeakMap<object, string>} a record never changes, so neither do its folded words */
const known = new WeakMap();

/**
 * The folded words of a record, made once.
 * @param {object} record
 * @param {string} words
 */
export function foldedOf(record, words) {
  const before = known.get(record);
  if (before !== undefined) return before;
  const folded = fold(words);
  known.set(record, folded);
  return folded;
}

/**
 * Whether a text says all the words somebody looks for, in any order.
 * @param {string} folded
 * @param {string} query as it was typed
 */
export function says(folded, query) {
  return query
    .split(/[\s\u3000]+/u)
    .map(fold)
    .every((word) => folded.includes(word));
}
