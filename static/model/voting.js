/**
 * Choosing (選ぶ): what a round's seals came to, what one person has laid, and what is proposed for the next round. Pure.
 *
 * While a round is open nothing here tells how it stands: the counts come with the closing, and other people's ballots never.
 */

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./records.js").Round} Round
 * @typedef {import("./records.js").Ballot} Ballot
 * @typedef {import("./records.js").Count} Count
 */
/** One line of a result. here: laid on the screens; hand: counted on paper; gone: taken off the board meanwhile. @typedef {{id: string, here: number, hand: number, n: number, gone: boolean}} Place */

/** @param {State} state @returns {Round | undefined} the round people lay seals in now; there is one at most */
export const openRoundOf = (state) => state.rounds().find((r) => r.open);

/** @param {State} state @returns {Round[]} in their order */
export const closedRounds = (state) => state.rounds().filter((r) => !r.open);

/**
 * @param {State} state
 * @param {Round} round
 * @returns {Place[]} most seals first; equal ones in the order in which they were offered
 */
export function placesOf(state, round) {
  const here = sums(round.counts);
  const hand = sums(round.hand);
  const places = round.items.map((id) => {
    const one = { id, here: here.get(id) ?? 0, hand: hand.get(id) ?? 0, gone: !alive(state, id) };
    return { ...one, n: one.here + one.hand };
  });
  // Sorting is stable: equal ones stay as they were.
  return places.sort((a, b) => b.n - a.n);
}

/** @param {readonly Count[] | undefined} counts @returns {Map<string, number>} */
const sums = (counts) => new Map((counts ?? []).map(({ item, n }) => [item, n]));

/** @param {State} state @param {string} id */
const alive = (state, id) => {
  const item = state.item(id);
  return item !== undefined && !item.withdrawn;
};

/**
 * What goes on to the next round (多段ピックアップ): the better half, and whoever is equal to the last of them. Where that would
 * be all of them, only those above that.
 * @param {State} state
 * @param {Round} round
 * @returns {string[]}
 */
export function bestOf(state, round) {
  const chosen = placesOf(state, round).filter((p) => !p.gone && p.n > 0);
  const last = chosen[Math.max(2, Math.ceil(chosen.length / 2)) - 1];
  if (!last) return chosen.map((p) => p.id);
  const half = chosen.filter((p) => p.n >= last.n);
  const above = chosen.filter((p) => p.n > last.n);
  return (half.length === chosen.length && above.length > 1 ? above : half).map((p) => p.id);
}

/**
 * @param {State} state
 * @param {string} round
 * @param {string} me a seat
 * @returns {Ballot | undefined}
 */
export const ballotOf = (state, round, me) => state.ballots(round).find((b) => !b.veiled && b.seat === me);

/**
 * How many seats have laid seals: who has taken all of theirs off again is not one of them.
 * @param {State} state
 * @param {string} round
 */
export const votersOf = (state, round) => state.ballots(round).filter((b) => (b.veiled ? !b.empty : (b.marks ?? []).length > 0)).length;

/**
 * Seals that lie on something; those on what was withdrawn are in the hand again.
 * @param {State} state
 * @param {Round} round
 * @param {Ballot | undefined} ballot
 * @returns {Map<string, number>}
 */
export function laidBy(state, round, ballot) {
  const live = (ballot?.marks ?? []).filter(({ item }) => round.items.includes(item) && alive(state, item));
  return new Map(live.map(({ item, n }) => [item, n]));
}

/**
 * A table leaves the time to choose. Forward, to the presentation, the round that is open is counted; back, it stays open: who
 * comes back to it has not seen how it stood.
 * @param {State} state
 * @param {import("./records.js").Phase} to
 * @returns {Round | undefined} the one to count
 */
export const countedBy = (state, to) => (to === "present" && state.board?.phase !== to ? openRoundOf(state) : undefined);

/**
 * How many seals a person can lay: where few things take only so many each, some would never leave the hand.
 * @param {State} state
 * @param {Round} round
 */
export const sealsIn = (state, round) => (round.most ? Math.min(round.seals, round.most * round.items.filter((id) => alive(state, id)).length) : round.seals);

/** @param {ReadonlyMap<string, number>} laid */
export const sumOf = (laid) => [...laid.values()].reduce((sum, n) => sum + n, 0);

/**
 * Why no seal can be laid on it.
 * @param {Round} round
 * @param {ReadonlyMap<string, number>} laid
 * @param {string} item
 * @returns {"" | "none_left" | "most_here"}
 */
export function hindrance(round, laid, item) {
  if (round.most && (laid.get(item) ?? 0) >= round.most) return "most_here";
  return sumOf(laid) >= round.seals ? "none_left" : "";
}

/**
 * One seal more or less, as the whole ballot it makes.
 * @param {ReadonlyMap<string, number>} laid
 * @param {string} item
 * @param {1 | -1} step
 * @returns {Count[]}
 */
export function withSeal(laid, item, step) {
  const next = new Map(laid).set(item, Math.max(0, (laid.get(item) ?? 0) + step));
  return [...next].filter(([, n]) => n > 0).map(([id, n]) => ({ item: id, n }));
}

/**
 * The seals that lie on the sheet for everybody: those of the last round that was closed.
 * @param {State} state
 * @returns {Map<string, number>}
 */
export function sealsOn(state) {
  const last = closedRounds(state).at(-1);
  return new Map(last ? placesOf(state, last).flatMap((p) => (p.n > 0 ? [/** @type {[string, number]} */ ([p.id, p.n])] : [])) : []);
}

/**
 * @param {State} state
 * @param {string} group
 * @returns {import("./records.js").Note[]} all that lie in it, at any depth, in reading order
 */
export function notesIn(state, group) {
  return state.members(group).flatMap((item) => {
    const note = state.note(item.id);
    return note ? [note] : notesIn(state, item.id);
  });
}
