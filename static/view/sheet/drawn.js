/**
 * The picture of the relations, once it is known where they go: bands of paper, the lines on them, then all words, so that no line
 * goes through a word.
 */
import { html, nothing, svg } from "../../vendor/lit-html/lit-html.js";
import { floating } from "../../model/labels.js";
import { pathOf, touches } from "../../model/relations.js";
import { goTo, openLink } from "../../editor/relating.js";
import { casings } from "../relating/casing.js";
import { headSize, heads, labelOf, sentenceOf, sizeOf, strokes, tipsOf } from "../relating/words.js";

/**
 * @typedef {import("../../editor/desk.js").Desk} Desk
 * @typedef {import("../../model/records.js").Link} Link
 * @typedef {import("../../model/relations.js").Drawn} Drawn
 * @typedef {import("../../model/route.js").Box} Box
 * @typedef {import("./lines.js").Flag} Flag
 * @typedef {Drawn & {link: Link, near: boolean, meaning: Link["meaning"], d: string, size: number}} Line near: it ends at what is in hand; d: its way; size: of its heads
 */

/** So many words at most lie over other things while something is in hand. */
const FLOATING = 8;

/**
 * @param {Desk} desk
 * @param {readonly Link[]} links
 * @param {import("./lines.js").Picture} picture
 * @param {boolean} here the hand is on something of the board
 */
export function pictureView(desk, links, picture, here) {
  const { flags, font, w, h } = picture;
  const hand = desk.selected.size > 0 ? [...desk.selected] : desk.current ? [desk.current] : [];
  const byId = new Map(links.map((l) => [l.id, l]));
  const isNear = (/** @type {Link} */ l) => hand.some((id) => touches(desk.doc.view, l.from, id) || touches(desk.doc.view, l.to, id));
  const lines = waysOf(picture).flatMap((line) => {
    const link = byId.get(line.id);
    return link ? [{ ...line, link, near: isNear(link), meaning: link.meaning }] : [];
  });
  const flag = (/** @type {Flag} */ box) => {
    const link = byId.get(box.id);
    return link ? wordView(desk, link, box, { words: box.words, full: box.full, font, name: "line__flag", away: box.away }) : nothing;
  };
  const floats = here ? floatsOf(desk, lines, hand, picture) : [];
  const over = new Set(floats.map((box) => box.id));
  const words = lines.map((line) => (over.has(line.id) ? nothing : labelView(desk, line, font)));
  return html`<svg class="lines__picture" width=${w} height=${h} viewBox=${`0 0 ${w} ${h}`}>${bandsOf(picture, lines)}${lines.map((line) => lineView(desk, line))}${words}${flags.map(flag)}${floats.map((box) => floatView(desk, byId.get(box.id), box, font))}</svg>`;
}

/**
 * The words of lines in hand which have no room of their own.
 * @param {Desk} desk
 * @param {readonly Line[]} lines
 * @param {readonly string[]} hand
 * @param {import("./lines.js").Picture} picture
 */
function floatsOf({ say }, lines, hand, { boxes, font, w, h }) {
  const near = lines.filter((line) => line.near && line.points.length > 1);
  const lost = near.filter((line) => !line.label || line.short);
  const taken = [...boxes.filter((box) => hand.includes(box.id)), ...lines.flatMap((line) => (line.label && !lost.includes(line) ? [line.label] : []))];
  const sizes = new Map(lost.map((line) => [line.id, sizeOf(labelOf(line.link, say), font)]));
  return floating(lost.slice(0, FLOATING), (line) => sizes.get(line.id) ?? { w: 0, h: 0 }, taken, { w, h });
}

/**
 * @param {Desk} desk
 * @param {Link | undefined} link
 * @param {Box} box
 * @param {number} font
 */
function floatView(desk, link, box, font) {
  if (!link) return nothing;
  return wordView(desk, link, box, { words: labelOf(link, desk.say), full: sentenceOf(desk.doc.view, desk.say, link), font, name: "line__label line__label--near line__label--over" });
}

/** A picture stands while hands move over it: what is worked out from it is worked out once. @type {WeakMap<import("./lines.js").Picture, (Drawn & {d: string, size: number})[]>} */
const ways = new WeakMap();
/** @type {WeakMap<import("./lines.js").Picture, {of: string, bands: ReturnType<typeof casings>}>} of: what they were made from */
const laid = new WeakMap();

/** @param {import("./lines.js").Picture} picture */
function waysOf(picture) {
  const made = ways.get(picture) ?? picture.lines.map((line) => ({ ...line, d: pathOf(line.points), size: headSize(line.points, picture.size) }));
  ways.set(picture, made);
  return made;
}

/** @param {import("./lines.js").Picture} picture @param {readonly Line[]} lines */
function bandsOf(picture, lines) {
  const of = lines.map(({ id, meaning }) => `${id} ${meaning}`).join();
  const known = laid.get(picture);
  if (known?.of === of) return known.bands;
  const bands = casings(lines.filter(isDrawn));
  laid.set(picture, { of, bands });
  return bands;
}

/** @param {Pick<Line, "points">} line */
const isDrawn = ({ points }) => points.length > 1;

/**
 * @param {Desk} desk
 * @param {Line} line
 */
function lineView(desk, { link, points, near, d, size }) {
  if (!isDrawn({ points })) return nothing;
  const { end, start } = tipsOf(points);
  return svg`<g class="line" data-link=${link.id} data-meaning=${link.meaning} ?data-near=${near} @click=${(/** @type {Event} */ e) => pressed(e, desk, link)} @pointerdown=${stay}>
    <title>${sentenceOf(desk.doc.view, desk.say, link)}</title>
    <path class="line__hit" d=${d} />
    ${strokes(link.meaning, d)}${heads(link.meaning, end, start, size)}
  </g>`;
}

/**
 * @param {Desk} desk
 * @param {Line} line
 * @param {number} font
 */
function labelView(desk, { link, label, short, near }, font) {
  if (!label) return nothing;
  const words = short ? desk.say(`relation.sign.${link.meaning}`) : labelOf(link, desk.say);
  return wordView(desk, link, label, { words, full: sentenceOf(desk.doc.view, desk.say, link), font, name: near ? "line__label line__label--near" : "line__label" });
}

/**
 * Who may not change a line presses it to read it: small windows have no room for the words of many lines.
 * @param {Event} e
 * @param {Desk} desk
 * @param {Link} link
 * @param {string} [away]
 */
function pressed(e, desk, link, away) {
  e.stopPropagation();
  if (away) goTo(desk, away);
  else if (desk.may("link.edit") || link.proposed) openLink(desk, link.id);
  else desk.note("info", sentenceOf(desk.doc.view, desk.say, link));
}

/** A press on a line is not a press on the sheet below it. @param {Event} e */
const stay = (e) => e.stopPropagation();

/**
 * @param {Desk} desk
 * @param {Link} link
 * @param {Box} box
 * @param {{words: string, full: string, font: number, name: string, away?: string}} how full: told to a hand that rests on it; away: a flag leads there
 */
function wordView(desk, link, { x, y, w, h }, { words, full, font, name, away }) {
  return svg`<g class=${name} data-of=${link.id} @click=${(/** @type {Event} */ e) => pressed(e, desk, link, away)} @pointerdown=${stay}><title>${full}</title><rect x=${x} y=${y} width=${w} height=${h} rx=${h / 2} /><text x=${x + w / 2} y=${y + h / 2} font-size=${font}>${words}</text></g>`;
}
