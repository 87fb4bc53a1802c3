/**
 * Who may do what: reads the server's table, which came with the page. Nothing is decided here; whatever a phase does not
 * allow is absent from the screen, and the server judges each op again.
 */

/** @typedef {Readonly<Record<string, Readonly<Record<string, string>>>>} Rights op → phase → one letter per role */

/** @type {Readonly<Record<string, number>>} a role's letter in a cell */
const SLOTS = { participant: 0, coordinator: 1, facilitator: 2, organiser: 2 };

/** From this letter on: who steers the hall. */
const STEERS = 2;

/**
 * @param {Rights} rights
 * @param {string} op
 * @param {{phase: string, role: string, own?: boolean, openHand?: boolean, locked?: boolean}} who own: all that is touched is mine; locked: the board is held still
 * @returns {boolean}
 */
export function allowed(rights, op, { phase, role, own = false, openHand = false, locked = false }) {
  const cell = Object.hasOwn(rights, op) ? rights[op]?.[phase] : undefined;
  const slot = Object.hasOwn(SLOTS, role) ? SLOTS[role] : undefined;
  if (cell === undefined || slot === undefined || (locked && slot < STEERS)) return false;
  const letter = cell[slot];
  return letter === "a" || (letter === "t" && openHand) || (letter === "o" && own);
}
