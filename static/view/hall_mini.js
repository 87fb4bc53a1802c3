/** The tiny picture of a table's sheet: how much is there, and how far it is gathered. Not to be read, so it is hidden from readers. */
import { nothing, svg, html } from "../vendor/lit-html/lit-html.js";
import { notesUnder, outline } from "../model/outline.js";

/** @typedef {import("../model/state.js").State} State */
/** @typedef {import("../model/records.js").Note} Note */
/** @typedef {{x: number, y: number}} Point */
/** @typedef {import("../model/outline.js").Branch} Branch */

const NOTE = 64;
const STEP = 80;
const ROOM = 36;
/** Loose notes lie in rows at the lower edge; while people write that is all there is to see. */
const PILES = 19;
const MOST_IN_TRAY = 6;
/** More islands than this are a tint of colour at this size, and drawing them costs time on every change. */
const MOST = 60;

/** @param {State} state */
export function miniView(state) {
  const { items, lone, loose } = outline(state);
  const islands = items.filter((branch) => branch.kind === "group").slice(0, MOST);
  const free = [...lone, ...loose].filter((note) => note.at).slice(0, MOST);
  const tray = loose.filter((note) => !note.at).slice(0, PILES * MOST_IN_TRAY);
  return html`<svg viewBox="0 0 1600 1000" preserveAspectRatio="xMidYMid meet" aria-hidden="true">
    ${islands.map(islandView)} ${free.map((note) => paper(note, note.at ?? { x: 0, y: 0 }))}
    ${tray.map((note, i) => paper(note, { x: 40 + (i % PILES) * STEP, y: 916 - Math.floor(i / PILES) * STEP }))}
  </svg>`;
}

/** @param {Branch} branch */
function islandView(branch) {
  const at = "at" in branch.item ? branch.item.at : undefined;
  if (!at) return nothing;
  const notes = notesOf(branch).slice(0, 24);
  const cols = Math.max(2, Math.min(5, Math.ceil(Math.sqrt(notesUnder(branch) * 1.5))));
  const rows = Math.max(1, Math.ceil(notes.length / cols));
  return svg`<rect class="mini__island" data-level="1" x=${at.x} y=${at.y} width=${cols * STEP + ROOM} height=${rows * STEP + 2 * ROOM} rx="36"></rect>
    ${notes.map((note, i) => paper(note, { x: at.x + ROOM / 2 + (i % cols) * STEP, y: at.y + 1.5 * ROOM + Math.floor(i / cols) * STEP }))}`;
}

/**
 * @param {Branch} branch
 * @returns {Note[]}
 */
const notesOf = (branch) => branch.members.flatMap((member) => (member.kind === "note" ? [/** @type {Note} */ (member.item)] : notesOf(member)));

/**
 * @param {Note} note
 * @param {Point} at
 */
const paper = (note, at) => svg`<rect class="mini__note" data-side=${note.side ?? ""} x=${at.x} y=${at.y} width=${NOTE} height=${NOTE} rx="6"></rect>`;
