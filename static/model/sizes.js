/**
 * How large things on the sheet will be, guessed without drawing them: pure arithmetic with the lengths of note.css, island.css,
 * sheet.css and board.css, all in rem, so that a person's text size changes nothing here. The picture itself is measured afterwards
 * (view/sheet/fit.js); the guess saves drawing a big board at thirty scales to find the one that fits.
 *
 * Trap: a length changed in those files must be changed here too, or the first picture takes a try or two more. It is never
 * wrong for that: what is shown is always what was measured.
 */
import { paragraphs } from "../lib/text_width.js";

/**
 * @typedef {import("./layout.js").Size} Size
 * @typedef {import("./layout.js").Rung} Rung
 * @typedef {import("./layout.js").Block} Block
 * @typedef {import("./picture.js").Inner} Inner
 * @typedef {import("./outline.js").Branch} Branch
 */

/** A sheet unit in rem: --unit of tokens.css. */
export const UNIT = 0.0355;
const NOTE = { w: 9.778, gap: 0.667, border: 0.111 };
/** Least size of a note's text, of a title card and of what a mouse needs, on the screen. */
const LEAST = 0.667;
const LEGIBLE = 0.889;
const TARGET = 1.5;

/** Islands and title cards with little air. @param {Rung} rung */
const isTight = ({ density }) => density === "small" || density === "dense";

/** Letters of the words that stand where a title card is missing. */
const UNTITLED = 6;

/** @type {Inner} */
const NONE = { name: "", ids: new Set() };

/** @type {WeakMap<Branch, Map<string, {w: number, h: number, size: Size}>>} a branch never changes; w, h: of the columns it was reckoned with */
const known = new WeakMap();

/** @type {{rung: Rung | undefined, inner: Inner, open: string, closed: string}} all of a board is asked for at one rung, and names take longer to write than most is to look up */
let asked = { rung: undefined, inner: NONE, open: "", closed: "" };

/**
 * @param {Branch} branch what lies on the sheet
 * @param {Rung} rung
 * @param {boolean} closed shown as a pile, whatever it is
 * @param {(group: string) => Block | undefined} blockOf
 * @param {Inner} [inner] islands in it that are shown as piles
 * @returns {Size} in sheet units
 */
export function guess(branch, rung, closed, blockOf, inner = NONE) {
  const { w = 0, h = 0 } = blockOf(branch.item.id) ?? {};
  if (asked.rung !== rung || asked.inner !== inner) {
    const name = `${rung.density} ${rung.scale} ${rung.wide} ${inner.name} ${inner.cut?.name}`;
    asked = { rung, inner, open: name, closed: `${name} closed` };
  }
  const name = closed ? asked.closed : asked.open;
  let sizes = known.get(branch);
  if (!sizes) known.set(branch, (sizes = new Map()));
  const before = sizes.get(name);
  if (before?.w === w && before.h === h) return before.size;
  const size = units(sizeOf(branch, rung, closed, blockOf, Infinity, inner));
  sizes.set(name, { w, h, size });
  return size;
}

/**
 * As `guess`, but never kept: for columns that are only tried.
 * @param {Branch} branch
 * @param {Rung} rung
 * @param {boolean} closed
 * @param {(group: string) => Block | undefined} blockOf
 * @param {Inner} inner
 * @returns {Size} in rem
 */
export const reckon = (branch, rung, closed, blockOf, inner) => sizeOf(branch, rung, closed, blockOf, Infinity, inner);

/** @param {Size} size in rem @returns {Size} */
export function units({ w, h }) {
  return { w: Math.ceil(w / UNIT), h: Math.ceil(h / UNIT) };
}

/**
 * @param {Branch} branch
 * @param {Rung} rung
 * @param {boolean} closed
 * @param {(group: string) => Block | undefined} blockOf
 * @param {number} room the width it may have, in rem
 * @param {Inner} inner
 * @returns {Size} in rem
 */
function sizeOf(branch, rung, closed, blockOf, room, inner) {
  switch (branch.kind) {
    case "note":
      return noteIn(branch, rung);
    case "group":
      return islandSize(branch, rung, closed || inner.ids.has(branch.item.id), blockOf, room, inner);
    default:
      return statementSize(/** @type {import("./records.js").Statement} */ (branch.item), rung, room);
  }
}

/** @type {WeakMap<Branch, {rung: Rung, size: Size}>} */
const last = new WeakMap();

/** Whoever tries columns asks for the same note at the same rung a hundred times. @param {Branch} branch @param {Rung} rung @returns {Size} */
function noteIn(branch, rung) {
  const before = last.get(branch);
  if (before?.rung === rung) return before.size;
  const size = noteSize(/** @type {import("./records.js").Note} */ (branch.item), rung);
  last.set(branch, { rung, size });
  return size;
}

/**
 * @param {import("./records.js").Note} note
 * @param {Rung} rung
 * @returns {Size}
 */
function noteSize(note, { density, scale }) {
  if (density === "paper") return { w: Math.max(2.667, TARGET / scale), h: Math.max(2.2, 1.34 / scale) };
  if (density === "small") return smallNote(note.text ?? "", scale);
  if (density === "dense") return denseNote(note.text ?? "", scale);
  const lines = linesOf(note.text ?? "", (NOTE.w - NOTE.border - 1.333) / LEGIBLE);
  return { w: NOTE.w, h: Math.max(5.333, NOTE.border + 0.778 + 1.556 + lines * LEGIBLE * 1.5) };
}

/**
 * The mark and the dots stand in the last line of the text, or, where that is full, below it.
 * @param {string} text
 * @param {number} scale
 * @returns {Size}
 */
function smallNote(text, scale) {
  const letter = Math.max(LEGIBLE, LEAST / scale);
  const dots = Math.max(TARGET, TARGET / scale);
  const w = NOTE.w + 0.222;
  const room = (w - NOTE.border - 0.667) / letter;
  const long = (paragraphs(text).at(-1) ?? 0) + 1.8;
  const lines = linesOf(text, room) - Math.max(1, Math.ceil((long - 1.8) / Math.floor(room))) + Math.max(1, Math.ceil(long / Math.floor(room)));
  const left = room - (long % Math.floor(room));
  const below = left >= dots / letter ? Math.max(0, dots - 0.111 - letter * 1.35) : dots - 0.111;
  return { w, h: NOTE.border + 0.333 + lines * letter * 1.35 + below };
}

/**
 * The mark stands behind the last word, and nothing else takes room.
 * @param {string} text
 * @param {number} scale
 * @returns {Size}
 */
function denseNote(text, scale) {
  const letter = Math.max(LEGIBLE, LEAST / scale);
  const w = NOTE.w + 0.222;
  const room = Math.floor((w - NOTE.border - 0.556) / letter);
  const long = paragraphs(text);
  const lines = long.reduce((sum, one, i) => sum + Math.max(1, Math.ceil((i === long.length - 1 ? one + 1.8 : one) / room)), 0);
  return { w, h: Math.max(TARGET / scale, NOTE.border + 0.333 + lines * letter * 1.3) };
}

/**
 * @param {import("./records.js").Statement} statement
 * @param {Rung} rung
 * @param {number} room
 * @returns {Size}
 */
function statementSize(statement, { scale }, room) {
  const letter = Math.max(1, LEAST / scale);
  const widest = room === Infinity ? 16 : room;
  const long = Math.max(...paragraphs(statement.text)) * letter + 0.444 + TARGET / scale + 2 * letter;
  const w = Math.min(long, widest);
  return { w: room === Infinity ? w : room, h: 0.667 + Math.ceil(long / (w - 0.444)) * Math.max(letter * 1.45, TARGET / scale) };
}

/**
 * @param {Branch} branch
 * @param {Rung} rung
 * @param {boolean} closed
 * @param {(group: string) => Block | undefined} blockOf
 * @param {number} room
 * @param {Inner} inner
 * @returns {Size}
 */
function islandSize(branch, rung, closed, blockOf, room, inner) {
  const group = /** @type {import("./records.js").Group} */ (branch.item);
  const within = branch.level > 1;
  const folded = closed || group.folded === true;
  const small = isTight(rung);
  const frame = frameOf(within, rung);
  const gap = gapIn(rung);
  const widest = Math.min(room, within ? innerWidest(blockOf(group.id), rung) : widestOf(blockOf(group.id), rung, folded)) - frame;
  const members = folded ? [] : branch.members.map((m) => sizeOf(m, rung, false, blockOf, widest, inner));
  const head = headOf(group.title ?? "", within, rung, folded);
  const row = members.reduce((sum, m) => sum + m.w + gap, -gap);
  const w = Math.min(widest, Math.max(head.w, row));
  const flow = folded ? 0 : (small ? 0.389 : within ? 0.556 : 0.667) + Math.max(1, rowsOf(members, w, gap));
  const pile = folded ? 0.556 : 0;
  return { w: w + frame + pile, h: head.high(w) + flow + frame + pile };
}

/** The edge and the padding of an island, on both sides together. @param {boolean} within @param {Rung} rung */
function frameOf(within, rung) {
  return (isTight(rung) ? (within ? 0.667 : 1) : within ? 1.111 : 1.556) + (within ? 0.167 : 0.222);
}

/** Between two things in an island. @param {Rung} rung */
export const gapIn = (rung) => (isTight(rung) ? 0.444 : NOTE.gap);

/** @param {Block | undefined} block @param {Rung} rung @param {boolean} folded */
function widestOf(block, rung, folded) {
  const { scale } = rung;
  const { cols, deep } = block ?? { cols: 3, deep: 0 };
  const page = (rung.wide ?? Infinity) * UNIT;
  if (rung.density === "paper") return Math.min(page, Math.max(cols * 3.333 + 2 + deep * 1.5, 18 / scale, 17));
  const notes = columnsWide(cols, deep);
  return Math.min(page, isTight(rung) ? Math.max(notes, (folded ? 17 : 14) / scale) : notes);
}

/** An island inside is as wide as its own columns, but as bare paper. @param {Block | undefined} block @param {Rung} rung */
function innerWidest(block, { density }) {
  const { cols, deep } = block ?? { cols: 3, deep: 0 };
  return density === "paper" ? Infinity : columnsWide(cols, deep);
}

/** @param {number} cols @param {number} deep */
function columnsWide(cols, deep) {
  return cols * (NOTE.w + NOTE.gap) - NOTE.gap + 2 + deep * 1.5;
}

/**
 * The columns with which so wide a row has room in an island; see columnsWide.
 * @param {number} row in rem
 * @param {number} deep
 * @param {boolean} within
 * @param {Rung} rung
 */
export function columnsFor(row, deep, within, rung) {
  const cols = (row + frameOf(within, rung) + NOTE.gap - 2 - deep * 1.5) / (NOTE.w + NOTE.gap);
  return Math.max(1, Math.ceil(cols * 20) / 20);
}

/**
 * The title card with its count, and the two buttons beside it.
 * @param {string} title
 * @param {boolean} within
 * @param {Rung} rung
 * @param {boolean} folded
 * @returns {{w: number, high: (w: number) => number}}
 */
function headOf(title, within, rung, folded) {
  const { scale } = rung;
  const letter = Math.max(within ? 0.944 : 1.111, LEGIBLE / scale);
  const count = 0.5 + 2.2 * Math.max(0.833, LEAST / scale);
  const card = isTight(rung) ? { w: 1.5, h: 0.222 } : within ? { w: 1.556, h: 0.333 } : { w: 2, h: 0.667 };
  const button = Math.max(TARGET, TARGET / scale);
  // The word that opens it large stands only where its notes cannot be read.
  const lens = within || !(folded || rung.density === "paper") ? 0 : 0.222 + (folded ? 5.4 : 4.4) * Math.max(0.722, LEAST / scale);
  const beside = button + 0.222 + lens;
  const words = Math.max(...paragraphs(title), title ? 0 : UNTITLED) * letter + count;
  const widest = Math.max(30, (rung.density === "paper" ? 14 : 24) / scale);
  const w = Math.min(widest, words + card.w) + beside;
  const high = (/** @type {number} */ room) => {
    const line = Math.max(3 * letter, Math.min(widest, room - beside) - card.w);
    return Math.max(button, Math.ceil(words / line) * letter * 1.4 + card.h);
  };
  return { w, high };
}

/**
 * How high members lie in rows of a width; in a row all are as high as the highest.
 * @param {readonly Size[]} members
 * @param {number} room
 * @param {number} gap
 */
function rowsOf(members, room, gap) {
  let [x, y, row] = [0, 0, 0];
  for (const m of members) {
    if (x > 0 && x + m.w > room + 0.01) [x, y, row] = [0, y + row + gap, 0];
    row = Math.max(row, m.h);
    x += m.w + gap;
  }
  return y + row;
}

/**
 * @param {string} text
 * @param {number} room in letters
 */
function linesOf(text, room) {
  return paragraphs(text).reduce((sum, long) => sum + Math.max(1, Math.ceil(long / Math.floor(room))), 0);
}
