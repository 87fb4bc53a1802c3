/**
 * How many columns islands usually have: for the shape of each, and for the sheet they lie on. Pure; it knows nothing of a window,
 * only how things will probably lie at scale 1. The server does the same (server/export/layout/columns.go, run against the same
 * vectors).
 */
import { GAP } from "./layout.js";
import { leastWidth } from "./packing.js";

/** @typedef {import("./layout.js").Size} Size */

/**
 * @typedef {{cols: number, deep: number, w: number, h: number}} Block an island as it will probably lie: its columns, how many
 *   islands deep it is inside, and its size in px at scale 1
 */
const CELL = { w: 176, h: 112, gap: 12 };
const FRAME = { w: 32, h: 84 };
/** A title card: a letter, a further line, and what stands beside its words. */
const CARD = { letter: 18, line: 25, beside: 90 };
/** What island.css gives an island beyond its columns: once, and for each level inside. */
const SLACK = { once: 36, deep: 27 };
/**
 * How much wider than high islands are made: those that hold notes, and those round islands.
 * @typedef {{flat: number, round: number}} Shape
 */
/** Islands look best, and fit best, when they are about as much wider than high as the sheet is; one that holds islands grows higher as its texts are held legible, so it begins as a wide one. */
export const WIDE = { flat: 1.5, round: 2.2 };
/** Where several hold islands of their own they stand side by side: as wide ones they would lie one above the other, and paper stay empty beside them. */
export const BESIDE = { flat: 1.5, round: 0.9 };
/** What else is tried where there are few islands, and how each is made decides whether all have room. */
const OTHERS = [WIDE, BESIDE, { flat: 0.7, round: 2.2 }, { flat: 0.7, round: 0.9 }, { flat: 1.5, round: 0.5 }, { flat: 1.5, round: 4 }, { flat: 2.6, round: 0.7 }, { flat: 2.6, round: 2.2 }];
/** The sheet in the window of an office laptop: as many times wider than high. */
const WINDOW = 1.85;
/** A page that a small laptop shows at full size, with some paper to spare: with room for all nobody's columns change as islands come. */
const ROOMY = 900;
/** Another shape must be worth it, or one note more would change all columns. */
const WORTH = 0.94;
const MOST_COLS = 8;
/** Of an island round islands: about as wide as the sheet on an office laptop, where texts are as small as they may be. */
const MOST_COLS_ROUND = 9;

/**
 * Columns of an island: of all there may be, the ones that give the most compact shape without wasting paper.
 * @param {readonly (Block | undefined)[]} members in reading order; undefined for a note, a sentence or a closed pile
 * @param {number} letters length of its title
 * @param {Shape} [wanted]
 * @returns {Block}
 */
export function columnsOf(members, letters, wanted = WIDE) {
  const deep = members.reduce((d, m) => Math.max(d, m ? m.deep + 1 : 0), 0);
  const least = members.reduce((w, m) => Math.max(w, m?.cols ?? 1), letters > 8 ? 2 : 1);
  const most = members.reduce((w, m) => w + (m?.cols ?? 1), 1);
  const shape = deep === 0 ? wanted.flat : wanted.round;
  const limit = deep === 0 ? MOST_COLS : MOST_COLS_ROUND;
  /** @type {{block: Block, cost: number} | undefined} */
  let best;
  for (let cols = least; cols <= Math.max(least, Math.min(limit, most)); cols++) {
    const room = cols * (CELL.w + CELL.gap) - CELL.gap + SLACK.once + SLACK.deep * deep - FRAME.w;
    const flow = flowed(members, room);
    const card = cardOf(letters, room);
    const block = { cols: deep === 0 ? cols : Math.min(cols, Math.max(least, columnsFor(flow.w, deep))), deep, w: Math.max(flow.w, card.w) + FRAME.w, h: flow.h + card.h + FRAME.h };
    const wide = Math.log(block.w / block.h / shape);
    const cost = block.w * block.h * (1 + (wide > 0 ? 0.2 : 0.6) * Math.abs(wide));
    if (!best || cost < best.cost) best = { block, cost };
  }
  return best?.block ?? { cols: least, deep, ...FRAME };
}

/**
 * An island round islands is only as wide as they stand; columns of notes would leave a strip of it empty.
 * @param {number} width of what it holds
 * @param {number} deep
 */
function columnsFor(width, deep) {
  const cols = (width + FRAME.w - SLACK.once - SLACK.deep * deep + CELL.gap) / (CELL.w + CELL.gap);
  return Math.ceil(cols * 20) / 20;
}

/**
 * What a title card takes: its width, and its height beyond the first line.
 * @param {number} letters
 * @param {number} room
 * @returns {Size}
 */
function cardOf(letters, room) {
  const long = letters * CARD.letter;
  const lines = Math.max(1, Math.ceil(long / (room - CARD.beside)));
  return { w: Math.min(room, long + CARD.beside), h: (lines - 1) * CARD.line };
}

/**
 * The shape of islands with which everything can be laid on the smallest page. It depends on the board alone, so that all eyes
 * at a table see the same columns, as long as their windows leave room with them (cutting.js).
 * @param {Shape} usual
 * @param {(shape: Shape) => readonly (readonly (Block | undefined)[])[]} lying what lies on each of the sheets; undefined for a note
 * @returns {Shape}
 */
export function shapeOf(usual, lying) {
  const pageFor = (/** @type {Shape} */ shape) => lying(shape).reduce((most, blocks) => Math.max(most, leastWidth(blocks.map((b) => ({ w: b?.w ?? CELL.w, h: b?.h ?? CELL.h })), WINDOW, GAP)), 0);
  const page = pageFor(usual);
  if (page <= ROOMY) return usual;
  let best = { shape: usual, width: page * WORTH };
  for (const shape of OTHERS) {
    const width = shape === usual ? Infinity : pageFor(shape);
    if (width < best.width) best = { shape, width };
  }
  return best.shape;
}

/**
 * How members lie in rows of a width, as a wrapping flex box lays them.
 * @param {readonly (Block | undefined)[]} members
 * @param {number} room
 * @returns {Size}
 */
function flowed(members, room) {
  let [x, y, row, widest] = [0, 0, 0, 0];
  for (const m of members) {
    const w = Math.min(room, m?.w ?? CELL.w);
    if (x > 0 && x + w > room) [x, y, row] = [0, y + row + CELL.gap, 0];
    row = Math.max(row, m?.h ?? CELL.h);
    widest = Math.max(widest, x + w);
    x += w + CELL.gap;
  }
  return { w: widest, h: y + row };
}
