/** What became of what somebody proposed: nobody's proposal goes without a word. */
import { alike } from "./relations.js";

/**
 * @typedef {import("./records.js").Link} Link
 * @typedef {import("./state.js").State} State
 * @typedef {"waits" | "taken_up" | "drawn" | "declined" | "line_gone"} Became drawn: the table made the same line by itself
 */

/** @type {readonly Became[]} */
const ORDER = ["waits", "taken_up", "drawn", "declined", "line_gone"];

/**
 * The relations somebody proposed between things that are on the board, each once; what waits comes first. What they took back
 * themselves is told no more, unless the same line was drawn all the same.
 * @param {State} state
 * @param {string} seat
 * @returns {{link: Link, became: Became}[]}
 */
export function linksProposedBy(state, seat) {
  const mine = state.all("link").filter((l) => l.author === seat && state.lives(l.from) && state.lives(l.to));
  const standing = state.links();
  const told = mine.flatMap((link) => {
    const became = becameOf(link, standing);
    return became ? [{ link, became }] : [];
  });
  told.sort((a, b) => ORDER.indexOf(a.became) - ORDER.indexOf(b.became) || (a.link.id < b.link.id ? -1 : 1));
  return told.filter(({ link }, at) => told.findIndex((other) => alike(other.link, link)) === at);
}

/** @param {Link} link @param {readonly Link[]} standing @returns {Became | undefined} */
function becameOf(link, standing) {
  if (!link.withdrawn) return link.proposed ? "waits" : "taken_up";
  if (standing.some((other) => alike(other, link))) return "drawn";
  if (!link.proposed) return "line_gone";
  return link.declined ? "declined" : undefined;
}
