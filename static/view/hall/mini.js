/**
 * The tiny picture of a table's sheet: how much is there, and how far it is gathered. Not to be read, so it is hidden from readers.
 * It keeps the islands' places and the number of their notes; sizes are this picture's own, because real ones depend on texts and screens.
 */
import { html, svg } from "../../vendor/lit-html/lit-html.js";
import { PAGE, spread } from "../../model/layout.js";
import { outline } from "../../model/outline.js";
import { isPrivate } from "../../model/phase.js";

/** @typedef {import("../../model/state.js").State} State */
/** @typedef {import("../../model/records.js").Note} Note */
/** @typedef {import("../../model/outline.js").Branch} Branch */
/** @typedef {{id: string, x: number, y: number, w: number, h: number, notes: readonly Note[], cols: number, island: boolean}} Shape */

const NOTE = 88;
const STEP = 100;
const AIR = 26;
/** More shapes than this are a tint of colour at this size, and drawing them costs time on every change. */
const MOST = 60;
/** Notes nobody has laid anywhere lie in rows at the lower edge; while people write that is all there is to see. */
const IN_ROW = 15;
const ROWS = 5;

/** @param {State} state */
export function miniView(state) {
  const { items, lone, loose } = outline(state);
  const hidden = isPrivate(state.board?.phase ?? "prepare");
  const islands = hidden ? [] : items.filter((branch) => branch.kind === "group").map(islandShape);
  const free = hidden ? [] : [...lone, ...loose].filter((note) => note.at).map(noteShape);
  const shapes = spread([...islands, ...free].slice(0, MOST), PAGE).laid;
  const waiting = loose.filter((note) => hidden || !note.at).slice(0, IN_ROW * ROWS);
  const drawn = /** @type {Shape[]} */ (shapes);
  const height = Math.max(PAGE.h, ...drawn.map((shape) => shape.y + shape.h + AIR)) + Math.ceil(waiting.length / IN_ROW) * STEP * (drawn.length > 0 ? 1 : 0);
  return html`<svg viewBox=${`0 0 ${Math.max(PAGE.w, ...drawn.map((shape) => shape.x + shape.w + AIR))} ${height}`} preserveAspectRatio="xMidYMid meet" aria-hidden="true">
    ${drawn.map(shapeView)} ${waiting.map((note, i) => paper(note, AIR + (i % IN_ROW) * STEP, height - STEP - AIR / 2 - Math.floor(i / IN_ROW) * STEP))}
  </svg>`;
}

/**
 * @param {Branch} branch
 * @returns {Shape}
 */
function islandShape(branch) {
  const notes = notesOf(branch).slice(0, 30);
  const cols = Math.max(2, Math.ceil(Math.sqrt(notes.length * 1.6)));
  const rows = Math.max(1, Math.ceil(notes.length / cols));
  const at = ("at" in branch.item ? branch.item.at : undefined) ?? { x: AIR, y: AIR };
  return { id: branch.item.id, ...at, w: cols * STEP + 2 * AIR, h: rows * STEP + 3 * AIR, notes, cols, island: true };
}

/**
 * @param {Note} note
 * @returns {Shape}
 */
const noteShape = (note) => ({ id: note.id, ...(note.at ?? { x: AIR, y: AIR }), w: NOTE, h: NOTE, notes: [note], cols: 1, island: false });

/** @param {Shape} shape */
function shapeView({ x, y, w, h, notes, cols, island }) {
  if (!island) return notes.map((note) => paper(note, x, y));
  return svg`<rect class="mini__island" data-level="1" x=${x} y=${y} width=${w} height=${h} rx="36"></rect>
    ${notes.map((note, i) => paper(note, x + AIR + (i % cols) * STEP, y + 2 * AIR + Math.floor(i / cols) * STEP))}`;
}

/**
 * @param {Branch} branch
 * @returns {Note[]}
 */
const notesOf = (branch) => branch.members.flatMap((member) => (member.kind === "note" ? [/** @type {Note} */ (member.item)] : notesOf(member)));

/**
 * @param {Note} note
 * @param {number} x
 * @param {number} y
 */
const paper = (note, x, y) => svg`<rect class="mini__note" data-side=${note.side ?? ""} x=${x} y=${y} width=${NOTE} height=${NOTE} rx="8"></rect>`;
