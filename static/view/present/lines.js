/**
 * The relations on the projector: lines between the title cards of the overview, wherever they stand there; and under an
 * island, what it has to do with others, in sentences.
 */
import { html, nothing, render, svg } from "../../vendor/lit-html/lit-html.js";
import { drawn, linksOf, pathOf } from "../../model/relations.js";
import { path } from "../../model/outline.js";
import { casings } from "../relating/casing.js";
import { headSize, heads, labelOf, sentenceOf, sizeOf, strokes, tipsOf } from "../relating/words.js";

/**
 * @typedef {import("../../model/state.js").State} State
 * @typedef {import("../../lib/words.js").Say} Say
 * @typedef {import("../../model/records.js").Link} Link
 */

/** The words of lines are smaller than those of the cards, or few of them would find room; but for the back row not below so many px. */
const WORDS = 0.8;
const LEAST_FONT = 16;

/** So much larger than on a sheet are heads for the back row. */
const CARD_UNIT = 1.2;

/** Where the lines go: over the cards, drawn by nobody else. */
export const cardLinesHost = () => html`<div class="card-lines" aria-hidden="true"></div>`;

/**
 * @param {HTMLElement} page holds cards with data-card, and the host
 * @param {State} view
 * @param {Say} say
 */
export function drawCardLines(page, view, say) {
  const host = page.querySelector(".card-lines");
  if (!(host instanceof HTMLElement)) return;
  const origin = host.getBoundingClientRect();
  const scale = origin.width / (host.offsetWidth || 1) || 1;
  const cards = [...page.querySelectorAll("[data-card]")].map((e) => {
    const r = e.getBoundingClientRect();
    return { id: /** @type {HTMLElement} */ (e).dataset["card"] ?? "", x: (r.left - origin.left) / scale, y: (r.top - origin.top) / scale, w: r.width / scale, h: r.height / scale };
  });
  const shown = new Set(cards.map((c) => c.id));
  const links = between(view, shown);
  const usual = parseFloat(getComputedStyle(host).fontSize) || 18;
  const font = Math.max(usual * WORDS, Math.min(usual, LEAST_FONT));
  const wires = links.map(({ link, from, to }) => ({ id: link.id, from: [from], to: [to], label: sizeOf(labelOf(link, say), font), sign: { w: font * 1.7, h: font * 1.7 } }));
  const lines = drawn(wires, { boxes: new Map([["", cards]]), words: cards, page: { w: host.offsetWidth, h: Math.max(host.offsetHeight, page.scrollHeight) }, unit: CARD_UNIT });
  const ways = lines.flatMap(({ points }, i) => {
    const { link } = /** @type {{link: Link}} */ (links[i]);
    return points.length < 2 ? [] : [{ id: link.id, meaning: link.meaning, d: pathOf(points), points, size: headSize(points, CARD_UNIT) }];
  });
  render(links.length === 0 ? nothing : html`<svg class="lines__picture" width=${host.offsetWidth} height=${host.offsetHeight}>${casings(ways)}${ways.map(lineView)}${lines.map((line, i) => labelView(/** @type {{link: Link}} */ (links[i]).link, line, font, say))}</svg>`, host);
}

/**
 * Each line between the cards that hold its ends; one of several that say the same.
 * @param {State} view
 * @param {ReadonlySet<string>} shown
 * @returns {{link: Link, from: string, to: string}[]}
 */
function between(view, shown) {
  const top = (/** @type {string} */ id) => path(view, id)[0]?.id ?? id;
  const said = new Set();
  return view.links().flatMap((link) => {
    const [from, to] = [top(link.from), top(link.to)];
    const key = `${from} ${to} ${link.meaning} ${link.label ?? ""}`;
    if (from === to || !shown.has(from) || !shown.has(to) || said.has(key)) return [];
    said.add(key);
    return [{ link, from, to }];
  });
}

/** @param {import("../relating/casing.js").Cased & {id: string}} line */
function lineView({ id, meaning, d, points, size }) {
  const { end, start } = tipsOf(points);
  return svg`<g class="line" data-link=${id} data-meaning=${meaning}>${strokes(meaning, d)}${heads(meaning, end, start, size)}</g>`;
}

/**
 * @param {Link} link
 * @param {import("../../model/relations.js").Drawn} line
 * @param {number} font
 * @param {Say} say
 */
function labelView(link, { label, short }, font, say) {
  if (!label) return nothing;
  return svg`<g class="line__label" data-of=${link.id}><rect x=${label.x} y=${label.y} width=${label.w} height=${label.h} rx=${label.h / 2} /><text x=${label.x + label.w / 2} y=${label.y + label.h / 2} font-size=${font}>${short ? say(`relation.sign.${link.meaning}`) : labelOf(link, say)}</text></g>`;
}

/**
 * @param {State} view
 * @param {Say} say
 * @param {string} island
 */
export function islandSentences(view, say, island) {
  const links = linksOf(view, island);
  if (links.length === 0) return nothing;
  return html`<ul class="present__relations" aria-label=${say("relation.heading")}>
    ${links.map((l) => html`<li dir="auto">${sentenceOf(view, say, l)}</li>`)}
  </ul>`;
}
