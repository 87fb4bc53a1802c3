/**
 * Texts as the server judges and keeps them: the twin of board/text.go, run against the same vectors. A person hears of a
 * limit while typing, and what the screen shows before the server has answered is what the server will say.
 *
 * Trap: "characters" are what a reader counts (grapheme clusters), never .length. A family emoji is one.
 */

/** What turns the reading direction; it would turn the line round it as well. */
const BIDI = /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/gu;
const LINE_ENDS = /\r\n|[\r\u0085\u2028\u2029]/gu;
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u;
/** What stands before the lines of a list. */
const BULLET = /^[\s\u3000]*[・･•●○◯*＊\-－–—][\s\u3000]*/u;
const HALF_PAIR = /\p{Surrogate}/u;
const EDGES = /^\p{White_Space}+|\p{White_Space}+$/gu;
/** Hangul fillers and the empty Braille cell: letters to Unicode, nothing to the eye. */
const BLANK = /^[\p{White_Space}\p{Cf}\u115f\u1160\u3164\uffa0\u2800]*$/u;

/** Each code unit is a character by itself: kana without combining marks, common kanji, punctuation, ASCII. */
const PLAIN = /^[\x20-\x7e\u3001-\u3029\u3030-\u3098\u309b-\u30ff\u4e00-\u9fff\uff01-\uff9d]*$/u;

const segmenter = typeof Intl.Segmenter === "function" ? new Intl.Segmenter("ja", { granularity: "grapheme" }) : undefined;

/**
 * The user-perceived characters of a text. Where the browser cannot tell them (Firefox before 125), code points: longer, so
 * that the server never finds more than we did.
 * @param {string} text
 * @returns {string[]}
 */
export function split(text) {
  return segmenter ? Array.from(segmenter.segment(text), (part) => part.segment) : Array.from(text);
}

/**
 * @param {string} text
 * @returns {number} user-perceived characters
 */
export function chars(text) {
  // Most texts are short, and no text has more clusters than code units: nothing is cut up to find that out.
  return split(text).length;
}

/**
 * @param {string} text
 * @param {number} most characters
 * @returns {string} the text, or its first characters with 「…」
 */
export function cut(text, most) {
  if (text.length <= most) return text;
  // Most texts are letters that stand for themselves; telling clusters apart is slow, and a board has thousands.
  if (PLAIN.test(text)) return `${text.slice(0, most)}…`;
  const parts = split(text);
  return parts.length <= most ? text : `${parts.slice(0, most).join("")}…`;
}

/**
 * A number as Japanese hands type it, full-width digits too. A box of type "number" takes those away without a word.
 * @param {string} text
 * @returns {number} not a number where it is no whole one
 */
export function wholeNumber(text) {
  const plain = text.normalize("NFKC").trim();
  return /^\d+$/u.test(plain) ? Number(plain) : NaN;
}

/**
 * @param {string} text
 * @returns {boolean} nothing in it can be seen
 */
export function isBlank(text) {
  return BLANK.test(text);
}

/** @typedef {{chars: number, bytes: number}} Most what a text may hold: characters and bytes of UTF-8 */
/** @typedef {"" | "bad_text" | "too_big"} Problem the code by which the server would refuse it */

/**
 * A text of several lines (a note, a statement) as the server will keep it.
 * @param {string} typed
 * @param {Most} most
 * @returns {{text: string, problem: Problem}}
 */
export function checkText(typed, most) {
  const text = typed.replace(LINE_ENDS, "\n").replace(EDGES, "");
  if (CONTROLS.test(text) || HALF_PAIR.test(text) || isBlank(text)) return { text, problem: "bad_text" };
  const tooBig = new TextEncoder().encode(text).length > most.bytes || (text.length > most.chars && chars(text) > most.chars);
  return { text, problem: tooBig ? "too_big" : "" };
}

/**
 * A text of one line (a name, a title). The empty line is a problem here; who allows it asks before.
 * @param {string} typed
 * @param {Most} most
 * @returns {{text: string, problem: Problem}}
 */
export function checkLine(typed, most) {
  const { text, problem } = checkText(typed.replace(BIDI, ""), most);
  return { text: text.replace(/[\n\t]/gu, " "), problem };
}

/**
 * The lines of a pasted text that could be notes of their own, without their bullets.
 * @param {string} text
 */
export const linesOf = (text) =>
  text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/u)
    .map((line) => line.replace(BULLET, "").trim())
    .filter((line) => line !== "");
