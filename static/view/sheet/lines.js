/**
 * The relations drawn on the sheet: one picture over the islands, for the eye only; who listens has the sentences. Where the
 * lines go is worked out anew only when something lies elsewhere; see model/relations.js and css/relations.css.
 *
 * Trap: positions are in pixels of the sheet's world, before its scaling. They come from the boxes on the screen divided by the
 * scale there, so that whatever magnifies the world magnifies the lines with it.
 */
import { html, nothing, render } from "../../vendor/lit-html/lit-html.js";
import { flagsOf } from "../../model/labels.js";
import { cardOf, drawing } from "../../model/relations.js";
import { path } from "../../model/outline.js";
import { pictureView } from "./drawn.js";
import { labelOf, sizeOf, wordsOf } from "../relating/words.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("../../model/records.js").Link} Link */
/** @typedef {import("../../model/relations.js").Drawn} Drawn */
/** @typedef {import("../../model/relations.js").Wire} Wire */
/** @typedef {import("../../model/route.js").Box} Box */
/** away: the end that is elsewhere; full: all that could be said. @typedef {Box & {words: string, full: string, away: string}} Flag */
/** boxes: of all things between which lines pass. @typedef {{lines: Drawn[], flags: Flag[], boxes: readonly Box[], font: number, size: number, w: number, h: number}} Picture */

/** Islands with more in them are crossed without looking: nobody could follow a line between so many notes. */
const CROWD = 40;

/** A board with no more on it than this is looked through for bare paper on all its islands. */
const LOOKED_THROUGH = 400;

/** Where the lines go: an element of the sheet that is never drawn by anybody else. */
export const linesHost = () => html`<li class="lines" role="none" aria-hidden="true"></li>`;

/** So long, in milliseconds, lines are worked out before the hands have their turn again. */
const SLICE = 4;

/**
 * @typedef {object} Task a picture to work out
 * @property {string} key tells one from another
 * @property {string} frame only on the same paper a picture can stand while the next is worked out
 * @property {readonly Wire[]} wires
 * @property {import("../../model/relations.js").Ground} ground
 * @property {ReadonlyMap<string, {long: string, short: string, away: string}>} away by the ids of the lines that lead off the sheet
 * @property {number} font
 */

export class Lines {
  constructor() {
    /** @private @type {unknown[]} what the picture was made from */
    this.made = [];
    /** @private @type {Picture | undefined} */
    this.picture = undefined;
    /** @private @type {Task | undefined} what is shown, or will be */
    this.wanted = undefined;
    /** @private @type {{task: Task, steps: Generator<undefined, Drawn[], undefined>} | undefined} what is being worked out */
    this.job = undefined;
    /** @private @type {Map<string, import("../../model/route.js").Field>} */
    this.fields = new Map();
    /** @private @type {() => void} */
    this.paint = () => {};
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
      [this.made, this.wanted, this.job, this.picture] = [[], undefined, undefined, undefined];
      render(nothing, host);
      return;
    }
    // Nothing is measured while these are the same: that would lay out the whole board at each drawing.
    const from = [desk.doc.view, desk.ground.laid, desk.closed, desk.sheet, world.childElementCount, host, world.parentElement?.style.getPropertyValue("--scale")];
    this.paint = () => {
      host.toggleAttribute("data-going", this.job !== undefined);
      render(this.picture ? pictureView(desk, links, this.picture, handOn(root)) : nothing, host);
    };
    if (!this.wanted || from.some((v, i) => v !== this.made[i])) {
      this.made = from;
      this.want(taskOf(world, desk, links));
    }
    this.paint();
  }

  /** @private @param {Task} task */
  want(task) {
    if (task.frame !== this.wanted?.frame) [this.picture, this.job] = [undefined, undefined];
    else if (task.key === this.wanted.key) return;
    this.wanted = task;
    if (!this.job) this.begin(task);
  }

  /** @private @param {Task} task */
  begin(task) {
    this.job = { task, steps: drawing(task.wires, task.ground, this.fields) };
    this.go();
  }

  /**
   * A slice of the work. What is on the way is finished before what is wanted since then is begun: or a board that changes all the
   * time would never see its lines.
   * @private
   */
  go() {
    const { job } = this;
    if (!job) return;
    for (const end = performance.now() + SLICE; ; ) {
      const step = job.steps.next();
      if (step.done) return this.finish(job.task, step.value);
      if (performance.now() > end) break;
    }
    requestAnimationFrame(() => {
      if (this.job !== job) return;
      this.go();
      if (this.job !== job) this.paint();
    });
  }

  /** @private @param {Task} task @param {Drawn[]} lines */
  finish({ key, wires, ground, away, font }, lines) {
    const sized = (/** @type {Wire} */ { id }) => ({ long: sizeOf(away.get(id)?.long ?? "", font), short: sizeOf(away.get(id)?.short ?? "", font) });
    const flags = flagsOf(wires, ground, lines, sized).map(({ short, ...box }) => {
      const told = away.get(box.id);
      return { ...box, words: (short ? told?.short : told?.long) ?? "", full: told?.long ?? "", away: told?.away ?? "" };
    });
    this.picture = { lines, flags, boxes: [...ground.boxes.values()].flat(), font, size: ground.unit, ...ground.page };
    this.job = undefined;
    if (this.wanted && this.wanted.key !== key) this.begin(this.wanted);
  }
}

/** @param {HTMLElement} root @returns {boolean} the hand is on something of the board */
function handOn(root) {
  const { activeElement } = document;
  return root.contains(activeElement) && activeElement?.closest(".sheet [data-id]") !== null;
}

/**
 * @param {HTMLElement} world
 * @param {Desk} desk
 * @param {readonly Link[]} links
 * @returns {Task}
 */
function taskOf(world, desk, links) {
  const scale = world.getBoundingClientRect().width / (world.offsetWidth || 1) || 1;
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 18;
  const font = Math.max(0.778 * rem, (0.722 * rem) / scale);
  const page = { w: world.offsetWidth, h: world.offsetHeight };
  const { boxes, words, chain } = measured(world, desk, links, scale);
  const wires = links.map((link) => wireOf(link, desk, chain, font));
  const away = new Map(wires.flatMap((wire, i) => (wire.from.length > 0 && wire.to.length > 0 ? [] : [[wire.id, flagOf(desk, /** @type {Link} */ (links[i]), wire.from.length === 0)]])));
  const ground = { boxes, words, page, unit: Math.max(1, 0.85 / scale) };
  const key = JSON.stringify([wires, [...boxes], words, page, scale, font, [...away]]);
  return { key, frame: JSON.stringify([desk.sheet, page.w, scale]), wires, ground, away, font };
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
    const [x, y, w, h] = [r.left - origin.left, r.top - origin.top, r.width, r.height].map((v) => Math.round((10 * v) / scale) / 10);
    const box = /** @type {Box} */ ({ id, x, y, w, h });
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
  const ends = new Set(links.flatMap((l) => [...chain(l.from), ...chain(l.to)]));
  /** @type {Map<string, Box[]>} */
  const boxes = new Map([["", desk.scene.lying.flatMap((b) => listed(b.item.id))]]);
  /** @type {Set<string>} islands of which all that lies in them is known */
  const open = new Set();
  for (const holder of new Set(links.flatMap((l) => [l.from, l.to]).flatMap((id) => chain(id).slice(0, -1)))) {
    const members = desk.scene.byId.get(holder)?.members ?? [];
    const crowded = members.length > CROWD;
    if (!crowded) open.add(holder);
    boxes.set(holder, [...headOf(holder), ...members.filter((m) => !crowded || ends.has(m.item.id)).flatMap((m) => listed(m.item.id))]);
  }
  /** @param {string} id @returns {Box[]} */
  function listed(id) {
    const element = elements.get(id);
    return element ? [boxOf(element, id)] : [];
  }
  /** @param {string} id @returns {Box[]} its title card with the buttons beside it */
  function headOf(id) {
    const parts = [...(elements.get(id)?.querySelector(".island__head")?.children ?? [])].map((part, i) => boxOf(part, `${cardOf(id)} ${i}`)).filter((box) => box.w > 0);
    const [first] = parts;
    if (!first) return [];
    const [x, y, right, bottom] = parts.reduce(([l, t, r, b], p) => [Math.min(l, p.x), Math.min(t, p.y), Math.max(r, p.x + p.w), Math.max(b, p.y + p.h)], [first.x, first.y, 0, 0]);
    return [{ id: cardOf(id), x, y, w: right - x, h: bottom - y }];
  }
  const words = [...boxes.values()].flat().filter((box) => !open.has(box.id));
  /** @type {(box: Box) => Box[]} */
  const within = (box) => {
    const members = desk.scene.byId.get(box.id)?.members ?? [];
    const shown = members.length <= CROWD ? members.flatMap((m) => listed(m.item.id)) : [];
    return members.length > 0 && shown.length === members.length ? [...headOf(box.id), ...shown.flatMap(within)] : [box];
  };
  return { boxes, words: elements.size <= LOOKED_THROUGH ? words.flatMap(within) : words, chain };
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
 * @param {Desk} desk
 * @param {Link} link
 * @param {boolean} comes from elsewhere
 * @returns {{long: string, short: string, away: string}}
 */
function flagOf({ doc, say }, link, comes) {
  const away = comes ? link.from : link.to;
  const key = comes ? "from" : "to";
  const what = wordsOf(doc.view, say, away, 8);
  const top = path(doc.view, away)[0] ?? doc.view.item(away);
  const n = top?.at ? Math.floor(top.at.x / 1600) + 1 : 0;
  if (n > 0) return { long: say(`relation.flag_${key}_sheet`, { what, n }), short: say(`relation.flag_${key}_short`, { n }), away };
  return { long: say(`relation.flag_${key}`, { what }), short: say(`relation.flag_${key}`, { what: wordsOf(doc.view, say, away, 3) }), away };
}
