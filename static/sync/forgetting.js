/** What was put away (伏せた) leaves this browser's outbox, too: words on their way, words refused, and what would bring them back. */
import { touched } from "../model/ops.js";
import { hasWords } from "./outbox.js";
import { restingOn } from "./undoing.js";

/**
 * @typedef {import("./outbox.js").Kept} Kept
 * @typedef {import("../model/state.js").State} State
 */

/**
 * @param {readonly string[]} ids of what was put away
 * @param {readonly Kept[]} all
 * @param {string} doc
 * @param {State} state
 * @returns {Kept[]} the ops that say words of it, with those that rest on them
 */
export function wordsAbout(ids, all, doc, state) {
  const gone = all.filter((kept) => kept.doc === doc && hasWords(kept.op.body) && about(kept, ids).some((id) => saysThem(kept, id, state)));
  return [...gone, ...gone.flatMap((kept) => restingOn(all, kept.id))];
}

/** @param {Kept} kept @param {readonly string[]} ids */
const about = ({ op }, ids) => [...touched(op), op.body["instead"]].filter((id) => ids.includes(id));

/**
 * On a card something else may be written: what was made from the words that went is about them, what was begun on the bare card
 * is not.
 * @param {Kept} kept
 * @param {string} id
 * @param {State} state
 */
function saysThem({ op }, id, state) {
  const card = state.group(id);
  if (!card) return true;
  const base = op.body["base"] ?? "";
  return base !== "" && base !== (card.title ?? "");
}
