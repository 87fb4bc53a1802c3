/** What people propose for a title card (表札の案), and the islands that could have one. */
import { outline } from "./outline.js";
import { byOrder } from "./state.js";

/**
 * @typedef {import("./records.js").Group} Group
 * @typedef {import("./records.js").Wording} Wording
 * @typedef {import("./state.js").State} State
 */

/**
 * @param {State} state
 * @param {string} group
 * @returns {Wording[]} those not taken back, in one order for everybody
 */
export function wordingsOf(state, group) {
  return state.all("wording").filter((w) => w.group === group && !w.withdrawn).sort(byOrder);
}

/**
 * What somebody proposed for islands that are there no more.
 * @param {State} state
 * @param {string} seat
 * @returns {Wording[]}
 */
export function homelessWordings(state, seat) {
  const stands = (/** @type {import("./records.js").Group | undefined} */ group) => group && !group.withdrawn;
  return state.all("wording").filter((w) => w.author === seat && !w.withdrawn && !stands(state.group(w.group))).sort(byOrder);
}

/**
 * Islands as somebody thinking of title cards wants them: the one the table has in hand, those without a title, the rest; each
 * sort in reading order, the inner before the outer, because a title is made from the titles inside.
 * @param {State} state
 * @param {ReadonlySet<string>} inHand
 * @returns {{group: Group, inHand: boolean, first: string}[]} first: words of the first thing in it
 */
export function islandsToTitle(state, inHand) {
  /** @type {{group: Group, inHand: boolean, first: string}[]} */
  const found = [];
  /** @param {import("./outline.js").Branch} branch */
  const visit = (branch) => {
    branch.members.forEach(visit);
    const group = state.group(branch.item.id);
    if (!group) return;
    const words = branch.members.map((m) => state.group(m.item.id)?.title ?? state.note(m.item.id)?.text ?? state.statement(m.item.id)?.text ?? "");
    found.push({ group, inHand: inHand.has(group.id), first: words.find((w) => w !== "") ?? "" });
  };
  outline(state).items.forEach(visit);
  const rank = (/** @type {typeof found[number]} */ i) => (i.inHand ? 0 : i.group.title ? 2 : 1);
  return found.sort((a, b) => rank(a) - rank(b));
}
