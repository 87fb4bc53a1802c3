/** How many notes a board and a person can still take: told in good time, so that nobody's last words are refused. */

/** @typedef {import("./state.js").State} State */
/** @typedef {{notes?: number, notesAuthor?: number}} Limits as board.Limits: all notes count, those taken back too */

/** From here on it is told. */
const FULL = 0.9;

/**
 * Another program wrote more than a board may hold: it can be read, a piece at a time, and taken home.
 * @param {State} state
 * @param {Limits} limits
 */
export const isTooLarge = (state, { notes = Infinity }) => state.count("note") > notes;

/**
 * @param {State} state
 * @param {Limits} limits
 * @param {string} me a seat; empty: for the board alone
 * @returns {{whose: "board" | "mine", n: number} | undefined} undefined: there is room enough
 */
export function roomLeft(state, { notes = Infinity, notesAuthor = Infinity }, me) {
  const all = state.count("note");
  if (all > notes) return undefined; // nothing more is taken, and that is said elsewhere
  if (all >= notes * FULL) return { whose: "board", n: Math.max(0, notes - all) };
  // Who has written that many has written no more than all.
  if (!me || all < notesAuthor * FULL) return undefined;
  const mine = state.those(by(me)).size;
  return mine >= notesAuthor * FULL ? { whose: "mine", n: Math.max(0, notesAuthor - mine) } : undefined;
}

/** @type {Map<string, import("./state.js").Question<"note">>} one object for one author */
const authors = new Map();

/** @param {string} me */
function by(me) {
  let question = authors.get(me);
  if (!question) authors.set(me, (question = { kind: "note", is: (note) => note.author === me }));
  return question;
}
