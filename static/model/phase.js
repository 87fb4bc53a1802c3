/** The phases (段階) in the order of an evening. */

/** @typedef {import("./records.js").Phase} Phase */

/** @type {readonly Phase[]} */
export const PHASES = ["prepare", "write", "read", "gather", "title", "relate", "vote", "present"];

/**
 * @param {Phase} phase
 * @returns {Phase | undefined} undefined after the last
 */
export function nextPhase(phase) {
  return PHASES[PHASES.indexOf(phase) + 1];
}

/**
 * @param {Phase} phase
 * @returns {Phase | undefined} undefined before the first
 */
export function previousPhase(phase) {
  return PHASES[PHASES.indexOf(phase) - 1];
}

/**
 * @param {Phase} phase
 * @returns {boolean} each sees their own notes only
 */
export function isPrivate(phase) {
  return phase === "prepare" || phase === "write";
}

/**
 * Whether a note is its author's alone still; as board.Note.isPrivate.
 * @param {{read?: boolean}} note
 * @param {Phase | undefined} phase
 */
export const stillPrivate = ({ read }, phase) => phase !== undefined && (isPrivate(phase) || (phase === "read" && !read));
