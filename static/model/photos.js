/** Photos of the evening: which there are, of which table, in the order in which they were added. */

/** @typedef {import("./records.js").Photo} Photo */
/** @typedef {import("./state.js").State} State */

/** @param {State} hall @returns {Photo[]} those that are there */
export const photosOf = (hall) => hall.all("photo").filter((photo) => !photo.veiled && !photo.removed).sort((a, b) => a.added - b.added || (a.id < b.id ? -1 : 1));

/**
 * The photos of the whole workshop and of each table. One of a table that was taken away stands with the workshop's.
 * @param {State} hall
 * @returns {{table: string, photos: Photo[]}[]} table empty: the whole workshop
 */
export function shelvesOf(hall) {
  const tables = hall.tables().map((table) => table.id);
  const list = photosOf(hall);
  const at = (/** @type {Photo} */ { table = "" }) => (tables.includes(table) ? table : "");
  const of = (/** @type {string} */ table) => list.filter((photo) => at(photo) === table);
  return ["", ...tables].map((table) => ({ table, photos: of(table) }));
}

/** What was taken away and comes back: within the hours in which its bytes are kept. @param {State} hall @param {number} now @param {number} hours @returns {Photo[]} the latest first */
export const removedOf = (hall, now, hours) => hall.all("photo").filter((photo) => photo.removed && now - photo.removed < hours * HOUR).sort((a, b) => (b.removed ?? 0) - (a.removed ?? 0));

const HOUR = 60 * 60 * 1000;
