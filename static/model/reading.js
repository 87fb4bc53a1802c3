/**
 * 読み上げ in facts: what is being read, what is left, what was read. Notes not read yet are veiled for others, so that only their
 * number is known; whose they are, the server alone knows until they are read.
 */
import { byOrder } from "./state.js";

/**
 * @typedef {import("./records.js").Note} Note
 * @typedef {import("./state.js").State} State
 */

/**
 * @param {State} state
 * @returns {Note | undefined} the note before the whole table now
 */
export function noteRead(state) {
  const note = state.note(state.board?.reading ?? "");
  return note && !note.withdrawn && !note.veiled ? note : undefined;
}

/**
 * @param {State} state
 * @returns {{left: number, read: number}} notes of the table; left: not read aloud yet
 */
export function readCounts(state) {
  const live = state.all("note").filter((note) => !note.withdrawn);
  const read = live.filter((note) => note.read).length;
  return { left: live.length - read, read };
}

/**
 * @param {State} state
 * @param {string} seat
 * @returns {Note[]} what this seat wrote and nobody has heard yet, in order
 */
export function unreadOf(state, seat) {
  const notes = state.all("note").filter((note) => seat !== "" && note.author === seat && !note.withdrawn && !note.read);
  return notes.sort(byOrder);
}

/**
 * @param {State} state
 * @param {string} seat
 * @returns {number} how many of this seat's notes were read
 */
export function readOf(state, seat) {
  return state.all("note").filter((note) => note.author === seat && note.read && !note.withdrawn).length;
}
