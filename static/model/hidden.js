/** What is put away (伏せる): what has words, where else the same words stand, and what an entry puts away. */

/**
 * @typedef {import("./state.js").State} State
 * @typedef {"note" | "group" | "statement" | "wording" | "link" | "passage"} WordKind
 * @typedef {{id: string, kind: WordKind, words: string}} Said words: what it says first
 */

/** @type {readonly WordKind[]} */
export const WORD_KINDS = ["note", "group", "statement", "wording", "link", "passage"];

/**
 * @param {WordKind} kind
 * @param {import("./records.js").AnyRecord} record
 * @returns {string[]} all its words that are for these eyes, the present ones first
 */
function wordsOf(kind, record) {
  const r = /** @type {{text?: string, title?: string, label?: string, rivals?: readonly {text: string}[], earlier?: readonly {text: string}[]}} */ (record);
  const others = [...(r.rivals ?? []), ...(r.earlier ?? [])].map((one) => one.text);
  return [(kind === "group" ? r.title : kind === "link" ? r.label : r.text) ?? "", ...others].filter((text) => text !== "");
}

/**
 * @param {State} state
 * @param {string} id
 * @returns {Said | undefined} nothing, where there are no words to put away
 */
export function saidBy(state, id) {
  for (const kind of WORD_KINDS) {
    const record = state.get(kind, id);
    const [words] = record ? wordsOf(kind, record) : [];
    if (words) return { id, kind, words };
  }
  return undefined;
}

/** So short a text stands in many others by chance; it must be the same. */
const TELLING = 4;

/** Spaces, line breaks and widths are no difference. @param {string} text */
const plain = (text) => text.normalize("NFKC").replace(/[\s。、.,]/gu, "");

/**
 * What else says the same, or has it in its words: another note, a card, what it said before, a proposal, a line, the narrative.
 * @param {State} state
 * @param {readonly string[]} ids
 * @returns {Said[]}
 */
export function twinsOf(state, ids) {
  const texts = ids.flatMap((id) => saidBy(state, id)?.words ?? []).map(plain).filter((text) => text !== "");
  const same = (/** @type {string} */ words) => texts.some((text) => (text.length < TELLING ? plain(words) === text : plain(words).includes(text)));
  return WORD_KINDS.flatMap((kind) =>
    state.all(kind).flatMap((record) => {
      const words = wordsOf(kind, record).find(same);
      return words && !ids.includes(record.id) ? [{ id: record.id, kind, words }] : [];
    }),
  );
}

/** @param {import("./records.js").AnyRecord | undefined} record */
export const hiddenAt = (record) => /** @type {{hidden?: {at: number}} | undefined} */ (record)?.hidden?.at ?? 0;

/**
 * Of all but a card the past says the same as the present: it was put away at every moment.
 * @param {import("./records.js").Change} change
 * @returns {string[]} the ids of what it puts away
 */
export const putAway = (change) => change.filter(({ kind, before, after }) => hiddenAt(after) !== 0 && (kind !== "group" || hiddenAt(before) !== hiddenAt(after))).map(({ id }) => id);

/** What was put away of the survey's texts: by its question and when. @param {State} hall */
export const hiddenReplies = (hall) => hall.all("survey")[0]?.kept ?? [];

/** The ledger asks at each drawing. */
const AWAY = WORD_KINDS.map((kind) => ({ kind, is: (/** @type {import("./records.js").AnyRecord} */ record) => hiddenAt(record) !== 0 }));

/** @param {State} state @returns {readonly string[]} the ids of what is put away on a board */
export const hiddenOn = (state) => AWAY.flatMap((question) => [...state.those(question).keys()]);
