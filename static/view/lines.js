/**
 * The relations drawn on the sheet: one picture over the islands, for the eye only; who listens has the sentences. Where the
 * lines go is worked out anew only when something lies elsewhere; see model/relations.js and css/relations.css.
 *
 * Trap: positions are in pixels of the sheet's world, before its scaling. They come from the boxes on the screen divided by the
 * scale there, so that whatever magnifies the world magnifies the lines with it.
 */
import { html, nothing, render, svg } from "../vendor/lit-html/lit-html.js";
import { drawn, flagsOf, pathOf, touches } from "../model/relations.js";
import { path } from "../model/outline.js";
import { goTo, openLink } from "../editor/relating.js";
import { heads, labelOf, sentenceOf, sizeOf, strokes, tipsOf, wordsOf } from "./relation_words.js";

/** @typedef {import("../editor/desk.js").Desk} Desk */
/** @typedef {import("../model/records.js").Link} Link */
/** @typedef {import("../model/relations.js").Drawn} Drawn */
/** @typedef {import("../model/relations.js").Wire} Wire */
/** @typedef {import("../model/route.js").Box} Box */
/** away: the end that is elsewhere. @typedef {Box & {words: string, away: string}} Flag */
/** @typedef {{lines: Drawn[], flags: Flag[], font: number, size: number, w: number, h: number}} Picture */

/** Islands with more in them are crossed without looking: nobody could follow a line between so many notes. */
const CROWD = 40;

/** Where the lines go: an element of the sheet that is never drawn by anybody else. */
export const linesHost = () => html`<li class="lines" role="none" aria-hidden="true"></li>`;

export class Lines {
  constructor() {
    /** @private @type {unknown[]} what the picture was made from */
    this.made = [];
    /** @private @type {Picture | undefined} */
    this.picture = undefined;
    /** How long the last working out took, in milliseconds. */
    this.took = 0;
  }

  /** @returns {boolean} there were lines when the sheet was drawn last */
  get any() {
    return this.made.length > 0;
  }

  /**
   * After the sheet was fitted.
   * @param {HTMLElement} root
   * @param {Desk} desk
   */
  draw(root, desk) {
    const links = desk.doc.view.links();
    if (links.length === 0 && this.made.length === 0) return; // a big board is not even searched
    const host = root.querySelector(".sheet .lines");
    const world = host?.parentElement;
    if (!(host instanceof HTMLElement) || !world) return;
    if (links.length === 0) {
      this.made = [];
      render(nothing, host);
      return;
    }
    // Nothing is measured while these are the same: that would lay out the whole board at each drawing.
    const from = [desk.doc.view, desk.ground.laid, desk.closed, desk.sheet, world.childElementCount, host, world.parentElement?.style.getPropertyValue("--scale")];
    if (!this.picture || from.some((v, i) => v !== this.made[i])) {
      this.made = from;
      this.picture = this.work(world, desk, links);
    }
    render(pictureView(desk, links, this.picture), host);
  }

  /**
   * @private
   * @param {HTMLElement} world
   * @param {Desk} desk
   * @param {readonly Link[]} links
   * @returns {Picture}
   */
  work(world, desk, links) {
    const scale = world.getBoundingClientRect().width / (world.offsetWidth || 1) || 1;
    const seen = measured(world, desk, links, scale);
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 18;
    const font = Math.max(0.778 * rem, (0.722 * rem) / scale);
    const wires = links.map((link) => wireOf(link, desk, seen.chain, font));
    const began = performance.now();
    const lines = drawn(wires, seen.boxes);
    const away = new Map(wires.map((wire) => [wire.id, flagWords(desk, links, wire)]));
    const flags = flagsOf(wires, seen.boxes, lines, (wire) => sizeOf(away.get(wire.id) ?? "", font)).map((box) => ({ ...box, words: away.get(box.id) ?? "", away: awayOf(links, wires, box.id) }));
    this.took = performance.now() - began;
    return { lines, flags, font, size: Math.max(1, 0.85 / scale), w: world.offsetWidth, h: world.offsetHeight };
  }
}

/**
 * What can be seen of the ends, and the things between which lines pass.
 * @param {HTMLElement} world
 * @param {Desk} desk
 * @param {readonly Link[]} links
 * @param {number} scale
 */
function measured(world, desk, links, scale) {
  const origin = world.getBoundingClientRect();
  /** @type {Map<string, Box>} */
  const known = new Map();
  const boxOf = (/** @type {Element} */ element, /** @type {string} */ id) => {
    const before = known.get(id);
    if (before) return before;
    const r = element.getBoundingClientRect();
    const box = { id, x: (r.left - origin.left) / scale, y: (r.top - origin.top) / scale, w: r.width / scale, h: r.height / scale };
    known.set(id, box);
    return box;
  };
  /** @type {Map<string, Element>} */
  const elements = new Map();
  for (const element of world.querySelectorAll("[data-id]")) elements.set(/** @type {HTMLElement} */ (element).dataset["id"] ?? "", element);
  const chain = (/** @type {string} */ id) => {
    const whole = [...path(desk.doc.view, id).map((g) => g.id), id];
    const hidden = whole.findIndex((holder) => !elements.has(holder));
    return hidden < 0 ? whole : whole.slice(0, hidden);
  };
  /** @type {Map<string, Box[]>} */
  const boxes = new Map([["", desk.scene.lying.flatMap((b) => listed(b.item.id))]]);
  const holders = new Set(links.flatMap((l) => [l.from, l.to]).flatMap((id) => chain(id).slice(0, -1)));
  for (const holder of holders) {
    const members = desk.scene.byId.get(holder)?.members ?? [];
    const ends = new Set(links.flatMap((l) => [...chain(l.from), ...chain(l.to)]));
    boxes.set(holder, members.filter((m) => members.length <= CROWD || ends.has(m.item.id)).flatMap((m) => listed(m.item.id)));
  }
  /** @param {string} id @returns {Box[]} */
  function listed(id) {
    const element = elements.get(id);
    return element ? [boxOf(element, id)] : [];
  }
  return { boxes, chain };
}

/**
 * @param {Link} link
 * @param {Desk} desk
 * @param {(id: string) => string[]} chain
 * @param {number} font px
 * @returns {Wire}
 */
function wireOf(link, { say }, chain, font) {
  return { id: link.id, from: chain(link.from), to: chain(link.to), label: sizeOf(labelOf(link, say), font), sign: { w: font * 1.7, h: font * 1.7 } };
}

/**
 * @param {readonly Link[]} links
 * @param {readonly Wire[]} wires
 * @param {string} id
 */
function awayOf(links, wires, id) {
  const link = links.find((l) => l.id === id);
  return (wires.find((w) => w.id === id)?.from.length === 0 ? link?.from : link?.to) ?? "";
}

/**
 * @param {Desk} desk
 * @param {readonly Link[]} links
 * @param {Wire} wire of which one end is elsewhere
 */
function flagWords({ doc, say }, links, wire) {
  const link = links.find((l) => l.id === wire.id);
  if (!link || (wire.from.length > 0 && wire.to.length > 0)) return "";
  const away = wire.from.length === 0 ? link.from : link.to;
  const what = wordsOf(doc.view, say, away, 8);
  const top = path(doc.view, away)[0] ?? doc.view.item(away);
  const n = top?.at ? Math.floor(top.at.x / 1600) + 1 : 0;
  const key = wire.from.length === 0 ? "from" : "to";
  return n > 0 ? say(`relation.flag_${key}_sheet`, { what, n }) : say(`relation.flag_${key}`, { what });
}

/**
 * @param {Desk} desk
 * @param {readonly Link[]} links
 * @param {Picture} picture
 */
function pictureView(desk, links, { lines, flags, font, size, w, h }) {
  const near = desk.selected.size > 0 ? [...desk.selected] : desk.current ? [desk.current] : [];
  const byId = new Map(links.map((l) => [l.id, l]));
  const isNear = (/** @type {Link} */ l) => near.some((id) => touches(desk.doc.view, l.from, id) || touches(desk.doc.view, l.to, id));
  const one = (/** @type {Drawn} */ line) => {
    const link = byId.get(line.id);
    return link ? lineView(desk, link, line, { size, near: isNear(link) }) : nothing;
  };
  const flag = (/** @type {Flag} */ box) => {
    const link = byId.get(box.id);
    return link ? labelView(desk, link, box, box.words, font, "line__flag", box.away) : nothing;
  };
  const label = (/** @type {Drawn} */ line) => {
    const link = byId.get(line.id);
    const words = link && (line.short ? desk.say(`relation.sign.${link.meaning}`) : labelOf(link, desk.say));
    return link && words && line.label ? labelView(desk, link, line.label, words, font, isNear(link) ? "line__label line__label--near" : "line__label") : nothing;
  };
  // All words after all lines: no line goes through a word.
  return html`<svg class="lines__picture" width=${w} height=${h} viewBox=${`0 0 ${w} ${h}`}>${lines.map(one)}${lines.map(label)}${flags.map(flag)}</svg>`;
}

/**
 * @param {Desk} desk
 * @param {Link} link
 * @param {Drawn} line
 * @param {{size: number, near: boolean}} how
 */
function lineView(desk, link, { points }, { size, near }) {
  if (points.length < 2) return nothing;
  const { say } = desk;
  const d = pathOf(points);
  const { end, start } = tipsOf(points);
  return svg`<g class="line" data-link=${link.id} data-meaning=${link.meaning} ?data-near=${near} @click=${(/** @type {Event} */ e) => pressed(e, desk, link)} @pointerdown=${stay}>
    <title>${sentenceOf(desk.doc.view, say, link)}</title>
    <path class="line__hit" d=${d} />
    ${strokes(link.meaning, d)}${heads(link.meaning, end, start, size)}
  </g>`;
}

/** @param {Event} e @param {Desk} desk @param {Link} link @param {string} [away] */
function pressed(e, desk, link, away) {
  e.stopPropagation();
  if (away) goTo(desk, away);
  else openLink(desk, link.id);
}

/** A press on a line is not a press on the sheet below it. @param {Event} e */
const stay = (e) => e.stopPropagation();

/**
 * @param {Desk} desk
 * @param {Link} link
 * @param {Box} box
 * @param {string} words
 * @param {number} font
 * @param {string} name
 * @param {string} [away] a flag leads there
 */
function labelView(desk, link, { x, y, w, h }, words, font, name, away) {
  return svg`<g class=${name} data-of=${link.id} @click=${(/** @type {Event} */ e) => pressed(e, desk, link, away)} @pointerdown=${stay}><rect x=${x} y=${y} width=${w} height=${h} rx=${h / 2} /><text x=${x + w / 2} y=${y + h / 2} font-size=${font}>${words}</text></g>`;
}
