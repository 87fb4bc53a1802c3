/**
 * Where what is held would land: a frame round what would take it, and a bar before what it would lie before.
 *
 * Made of bars that lie over the board from lifting to letting go and are only moved and stretched, which costs a browser next
 * to nothing. A mark on the island itself had it paint the whole sheet anew at nearly every picture of a drag, and a frame of
 * the right size had it lay out the page.
 */
import { isRow } from "./hit.js";

/** @typedef {import("./hit.js").Hit} Hit */
/** @typedef {{x: number, y: number, w: number, h: number}} Box px in the window */
/** @typedef {{frame: Box, caret: Box | undefined}} Spot */

/** So far outside of what would take it (px); below 0: inside, where there is no room round it. */
const AIR = { note: 6, island: 4, turn: 3, tray: -1, lone: -1, sheet: -2 };
/** How thick the frame and the bar are, and how far a second sheet looks out from under the first (px). */
const EDGE = 3;
const BAR = 6;
const UNDER = 5;
/** Of the frame's corners round an island, which has round ones (px), as in css/sheet.css. */
const ROUND = 14;
/** These get the frame only: a tint over a whole sheet tells nothing, and a note stays legible. */
const BARE = new Set(["sheet", "note"]);

const CORNERS = new Set(["nw", "ne", "sw", "se"]);
const PARTS = /** @type {const} */ (["ground", "top", "bottom", "left", "right", "nw", "ne", "sw", "se", "under", "beside", "caret"]);

export class Landing {
  constructor() {
    this.element = document.createElement("div");
    this.element.className = "landing";
    this.element.setAttribute("aria-hidden", "true");
    /** @private @type {Map<string, {part: HTMLElement, at: string}>} */
    this.parts = new Map();
    for (const name of PARTS) {
      const part = document.createElement("div");
      part.className = `landing__part landing__part--${name}${CORNERS.has(name) ? " landing__corner" : ""}`;
      this.parts.set(name, { part, at: "" });
      this.element.append(part);
    }
    this.show();
  }

  /**
   * Reads only; what is read is for `show`.
   * @param {Hit} hit
   * @returns {Spot}
   */
  static of({ mark, caret, target }) {
    const room = mark.parentElement?.closest(".desk__room, .lens__room, .tray");
    const within = room ? boxOf(room) : { x: 0, y: 0, w: innerWidth, h: innerHeight };
    return { frame: common(grown(boxOf(mark), AIR[target.on]), within), caret: caret && common(before(boxOf(caret)), within) };
  }

  /** @param {Hit} [hit] @param {Spot} [spot] where it is; neither: nowhere */
  show(hit, spot) {
    const bars = hit && spot ? barsOf(hit.target.on, spot) : {};
    for (const name of PARTS) this.put(name, bars[name]);
  }

  /** @private @param {string} name @param {Box | undefined} box */
  put(name, box) {
    const bar = this.parts.get(name);
    const at = box ? `translate(${box.x}px, ${box.y}px) scale(${box.w}, ${box.h})` : "scale(0)";
    if (!bar || bar.at === at) return;
    bar.at = at;
    bar.part.style.transform = at;
  }
}

/** @param {import("./drop.js").Target["on"]} on @param {Spot} spot @returns {Partial<Record<typeof PARTS[number], Box>>} */
function barsOf(on, { frame, caret }) {
  const { x, y, w, h } = frame;
  const round = on === "island" && Math.min(w, h) > 2 * ROUND ? ROUND : 0;
  const [along, down] = [w - 2 * round, h - 2 * round];
  return {
    ...(!BARE.has(on) && { ground: frame }),
    top: { x: x + round, y, w: along, h: EDGE },
    bottom: { x: x + round, y: y + h - EDGE, w: along, h: EDGE },
    left: { x, y: y + round, w: EDGE, h: down },
    right: { x: x + w - EDGE, y: y + round, w: EDGE, h: down },
    ...(round > 0 && cornersOf(frame)),
    ...(on === "note" && { under: { x: x + UNDER, y: y + h + UNDER - EDGE, w, h: EDGE }, beside: { x: x + w + UNDER - EDGE, y: y + UNDER, w: EDGE, h } }),
    ...(caret && { caret }),
  };
}

/** They have their size already. @param {Box} frame */
function cornersOf({ x, y, w, h }) {
  const [right, bottom, own] = [x + w - ROUND, y + h - ROUND, { w: 1, h: 1 }];
  return { nw: { x, y, ...own }, ne: { x: right, y, ...own }, sw: { x, y: bottom, ...own }, se: { x: right, y: bottom, ...own } };
}

/** @param {Element} element @returns {Box} */
function boxOf(element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left, y: top, w: width, h: height };
}

/** @param {Box} box @param {number} air @returns {Box} */
const grown = ({ x, y, w, h }, air) => ({ x: x - air, y: y - air, w: w + 2 * air, h: h + 2 * air });

/** Above a row, else at its left. @param {Box} box @returns {Box} */
const before = ({ x, y, w, h }) => (isRow({ width: w, height: h }) ? { x, y: y - BAR, w, h: BAR } : { x: x - BAR, y, w: BAR, h });

/** What is to be seen of a box. @param {Box} box @param {Box} room @returns {Box} */
function common(box, room) {
  const [x, y] = [Math.max(box.x, room.x), Math.max(box.y, room.y)];
  return { x, y, w: Math.max(0, Math.min(box.x + box.w, room.x + room.w) - x), h: Math.max(0, Math.min(box.y + box.h, room.y + room.h) - y) };
}
