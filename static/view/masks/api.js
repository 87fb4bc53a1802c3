/** The list of what is likely personal: the server looks for it, because it alone reads all texts. */
import { hasShape, isFilled, isNumber, isString, listOf } from "../../lib/guard.js";

/** @typedef {import("../../model/masks.js").Found} Found */

const isFound = (/** @type {unknown} */ v) => hasShape(v, { record: isFilled, board: isString, of: isFilled, from: isNumber, n: isNumber, sort: isFilled, kind: isFilled, table: isString, before: isString, words: isString, after: isString, named: isString });

/** @param {string} workshop @param {string} words to look for besides; "": none @returns {Promise<Found[] | null>} null: nothing was heard */
export async function getMasks(workshop, words) {
  try {
    const answer = await fetch(`/api/w/${workshop}/masks${words ? `?words=${encodeURIComponent(words)}` : ""}`);
    const body = /** @type {unknown} */ (await answer.json());
    return answer.ok && hasShape(body, { masks: listOf(isFound) }) ? /** @type {{masks: Found[]}} */ (/** @type {unknown} */ (body)).masks : null;
  } catch {
    return null;
  }
}
