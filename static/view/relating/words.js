/** Relations in words and signs: the one sentence a line makes, wherever it is read. */
import { html, nothing, svg } from "../../vendor/lit-html/lit-html.js";
import { cut, split } from "../../lib/text.js";
import { lengthOf } from "../../model/labels.js";
import { MEANINGS } from "../../model/relations.js";

/**
 * @typedef {import("../../lib/words.js").Say} Say
 * @typedef {import("../../model/state.js").State} State
 * @typedef {import("../../model/records.js").Meaning} Meaning
 */

/**
 * An item's words in one line, as they stand in a sentence.
 * @param {State} view
 * @param {Say} say
 * @param {string} id
 * @param {number} [most] letters
 */
export function wordsOf(view, say, id, most = 60) {
  const item = view.item(id);
  const text = item && "text" in item ? (item.text ?? "") : (view.group(id)?.title ?? "");
  const line = text.replace(/\s*\n\s*/gu, " ").replace(/[。．]+$/u, "").trim();
  return line === "" ? say("board.untitled") : cut(line, most);
}

/**
 * 『異動が問題』が『職員の意識が低い』を招いている
 * @param {State} view
 * @param {Say} say
 * @param {{from: string, to: string, meaning: Meaning, label?: string | undefined}} link
 * @param {number} [most]
 * @returns {string}
 */
export function sentenceOf(view, say, { from, to, meaning, label }, most) {
  const sentence = say(`relation.says.${meaning}`, { from: wordsOf(view, say, from, most), to: wordsOf(view, say, to, most) });
  return label ? say("relation.says_label", { sentence, label }) : sentence;
}

/**
 * A meaning as it is drawn, small; the same strokes as on the sheet.
 * @param {Meaning} meaning
 * @param {number} [long] of the line
 */
export function meaningDrawing(meaning, long = 40) {
  const end = 12 + long;
  return html`<svg class="meaning" data-meaning=${meaning} viewBox=${`0 0 ${end + 12} 20`} width=${end + 12} height="20" aria-hidden="true">${strokes(meaning, `M12 10L${end} 10`)}${heads(meaning, { x: end, y: 10, turn: 0 }, { x: 12, y: 10, turn: 180 }, 1)}</svg>`;
}

/**
 * What the strokes of some lines mean: where lines lie close together not each of them has room for its word.
 * @param {readonly import("../../model/records.js").Link[]} links
 * @param {Say} say
 * @returns {unknown} nothing without lines
 */
export function legendView(links, say) {
  const drawn = new Set(links.map((l) => l.meaning));
  if (drawn.size === 0) return nothing;
  const shown = [...MEANINGS, /** @type {const} */ ("answers")].filter((meaning) => drawn.has(meaning));
  return html`<ul class="legend" aria-label=${say("relation.legend")}>
    ${shown.map((meaning) => html`<li>${meaningDrawing(meaning, 32)}${say(`relation.meaning.${meaning}`)}</li>`)}
  </ul>`;
}

/**
 * @param {Meaning} meaning
 * @param {string} d
 */
export function strokes(meaning, d) {
  // 「同じ」 is a double line: a broad one, and paper on it.
  return meaning === "same" ? svg`<path class="line__stroke" d=${d} /><path class="line__core" d=${d} />` : svg`<path class="line__stroke" d=${d} />`;
}

/** @typedef {{x: number, y: number, turn: number}} Tip turn: degrees, away from the line */

/** Heads point along the line, away from it; drawn with the tip at 0. @type {Readonly<Record<string, string>>} */
const SHAPES = { arrow: "M-13 -7L0 0L-13 7Z", against: "M1 -7L-11 0L1 7", open: "M-12 -7L0 0L-12 7", dot: "M-5 0A4 4 0 1 0 3 0A4 4 0 1 0 -5 0Z" };

/** What stands at the end and at the beginning of a line, as KJ has always drawn it. @type {Readonly<Record<Meaning, readonly [string, string]>>} */
const HEADS = { causes: ["arrow", ""], mutual: ["arrow", "arrow"], opposes: ["against", "against"], same: ["", ""], related: ["dot", "dot"], answers: ["open", ""] };

/** @param {Meaning} meaning @returns {readonly [string, string]} the shapes at its end and at its beginning, empty for none */
export const headsOf = (meaning) => HEADS[meaning] ?? ["", ""];

/**
 * @param {Meaning} meaning
 * @param {Tip} end
 * @param {Tip} start
 * @param {number} size
 */
export function heads(meaning, end, start, size) {
  const one = (/** @type {string} */ shape, /** @type {Tip} */ tip) =>
    shape ? svg`<path class=${`line__head line__head--${shape}`} d=${SHAPES[shape]} transform=${`translate(${tip.x.toFixed(1)} ${tip.y.toFixed(1)}) rotate(${tip.turn.toFixed(1)}) scale(${size.toFixed(3)})`} />` : "";
  const [atEnd, atStart] = headsOf(meaning);
  return svg`${one(atEnd, end)}${one(atStart, start)}`;
}

/** A line on which both heads have room besides a piece of the line itself, at size 1. */
const LEAST_LINE = 34;

/**
 * On a short line the heads are smaller, or they would be one black thing.
 * @param {readonly {x: number, y: number}[]} points
 * @param {number} size on a long one
 */
export function headSize(points, size) {
  return size * Math.min(1, Math.max(0.5, lengthOf(points) / (LEAST_LINE * size)));
}

/** Letters of a label on the sheet; the whole of it stands in the list. */
const LETTERS = 12;

/** What stands on a line. @param {import("../../model/records.js").Link} link @param {Say} say */
export const labelOf = ({ label, meaning }, say) => (label ? cut(label, LETTERS) : say(`relation.short.${meaning}`));

/** The room that words need. Japanese letters are squares, the others about half. @param {string} words @param {number} font */
export function sizeOf(words, font) {
  const squares = split(words).reduce((sum, c) => sum + (/^[\u0020-\u00ff\uff61-\uff9f]/u.test(c) ? 0.58 : 1), 0);
  return { w: (squares + 0.9) * font, h: font * 1.55 };
}

/** @param {readonly {x: number, y: number}[]} points @returns {{end: Tip, start: Tip}} */
export function tipsOf(points) {
  return { end: tipAt(points), start: tipAt([...points].reverse()) };
}

/** @param {readonly {x: number, y: number}[]} points @returns {Tip} */
function tipAt(points) {
  const tip = /** @type {{x: number, y: number}} */ (points.at(-1));
  const before = points.at(-2) ?? tip;
  return { x: tip.x, y: tip.y, turn: (Math.atan2(tip.y - before.y, tip.x - before.x) * 180) / Math.PI };
}
