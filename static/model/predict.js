/**
 * What an op will probably do, so that it is seen at once: add, edit, move, gather, title and the like. The server decides; a
 * wrong prediction costs a flicker, never a divergence, because predictions are thrown away and made again on every news.
 *
 * An op that is not here (phase.set: it is said aloud in the room, and opens other people's notes) waits for the server. An op
 * that would be refused predicts nothing. Where an op is in the state already (its answer was lost), predicting it again must
 * change nothing that can be seen.
 */
import { checkLine, checkText } from "../lib/text.js";
import { merge } from "./merge.js";
import { Refused, Trial } from "./trial.js";
import { closing } from "./predict_closing.js";
import { hall } from "./predict_hall.js";
import { marks } from "./predict_marks.js";

/**
 * @typedef {import("./ops.js").Op} Op
 * @typedef {import("./records.js").Diff} Diff
 * @typedef {import("./records.js").Group} Group
 * @typedef {import("./records.js").Item} Item
 * @typedef {import("./records.js").Rival} Rival
 * @typedef {import("./state.js").State} State
 * @typedef {import("./trial.js").Actor} Actor
 * @typedef {(trial: Trial, body: Record<string, any>) => void} Effect
 */

const ANY = { chars: Infinity, bytes: Infinity };
/** @param {string} typed */
const textOf = (typed) => checkText(typed, ANY).text;
/** @param {string | undefined} typed */
const lineOf = (typed) => checkLine(typed ?? "", ANY).text;
/** So many titles are remembered (board.Limits.Earlier). */
const EARLIER = 20;

/**
 * An island under another title; the one it had is remembered. The twin of titled in board/op_group.go.
 * @param {Trial} trial
 * @param {Group} record
 * @param {string} title
 * @returns {Group}
 */
function retitled(trial, record, title) {
  const { title: before = "", by, earlier = [], ...rest } = record;
  if (title === before) return record;
  const kept = before === "" ? earlier : [...earlier, { text: before, ...(by && { author: by }) }].slice(-EARLIER);
  return { ...rest, ...(kept.length > 0 && { earlier: kept }), ...(title !== "" && { title, ...(trial.actor.id && { by: trial.actor.id }) }) };
}

/** @type {Readonly<Record<string, Effect>>} */
const notes = {
  "note.add": (trial, { note, text, to, instead }) => {
    trial.taken(note);
    const { id, side } = trial.actor;
    trial.put("note", { id: note, text: textOf(text), author: id, ...(side && { side: /** @type {any} */ (side) }), ...(instead && { instead }) });
    // An island that was dissolved meanwhile does not take the note with it.
    trial.lay([note], trial.get("group", to?.group ?? "")?.withdrawn ? {} : (to ?? {}));
  },
  "note.dictate": (trial, { note, text, for: author }) => {
    trial.taken(note);
    // On which side they are the server tells.
    trial.put("note", { id: note, text: textOf(text), author, scribe: trial.actor.id });
    trial.lay([note], {});
  },
  "note.edit": (trial, { note, base, text }) => {
    const record = trial.live("note", note);
    const { words: merged, rivals } = worded(trial, record, record.text ?? "", base, textOf(text));
    trial.put("note", { ...withoutRivals(record), text: merged, ...rivals });
  },
  "note.withdraw": (trial, { note }) => trial.put("note", { ...trial.live("note", note), withdrawn: true }),
  "note.restore": (trial, { note }) => {
    const record = trial.get("note", note);
    if (!record) throw new Refused("no such note");
    const { withdrawn: _, group, at, ...rest } = record;
    const island = group ? trial.get("group", group) : undefined;
    trial.put("note", { ...rest, ...(island && !island.withdrawn && { group: island.id }), ...(at && { at }) });
  },
  "note.lone": (trial, { note, lone }) => {
    const { lone: _, ...rest } = trial.live("note", note);
    trial.put("note", { ...rest, ...(lone && { lone: true }) });
    if (lone && rest.group) trial.lay([note], {});
  },
  "items.move": (trial, { items, to }) => {
    const staying = trial.staying(items);
    if (staying.length === 0) throw new Refused("gone");
    trial.lay(staying, to);
  },
};

/** @type {Readonly<Record<string, Effect>>} */
const islands = {
  "group.add": (trial, { group, title, items, to }) => {
    trial.taken(group);
    const [staying, sentence] = [trial.staying(items ?? []), lineOf(title)];
    if (sentence === "" && staying.length < Math.min(2, items?.length ?? 0)) throw new Refused("gone");
    trial.put("group", retitled(trial, { id: group }, sentence));
    trial.lay([group], to);
    if (staying.length > 0) trial.lay(staying, { group });
  },
  "group.title": (trial, { group, base, title }) => {
    const record = trial.live("group", group);
    const { words: merged, rivals } = worded(trial, record, record.title ?? "", base, lineOf(title));
    trial.put("group", { ...withoutRivals(retitled(trial, record, merged)), ...rivals });
  },
  "group.fold": (trial, { group, folded }) => {
    const { folded: _, ...rest } = trial.live("group", group);
    trial.put("group", { ...rest, ...(folded && { folded: true }) });
  },
  "group.dissolve": (trial, { group }) => {
    const record = trial.live("group", group);
    const held = trial.members(group).map((item) => item.id);
    trial.free(record);
    trial.put("group", { ...record, withdrawn: true, ...(held.length > 0 && { held }) });
  },
};

/** @type {Readonly<Record<string, Effect>>} */
const statements = {
  "statement.add": (trial, { statement, text, to }) => {
    trial.taken(statement);
    trial.put("statement", { id: statement, text: textOf(text), author: trial.actor.id });
    trial.lay([statement], to);
  },
  "statement.edit": (trial, { statement, base, text }) => {
    const record = trial.live("statement", statement);
    const { words: merged, rivals } = worded(trial, record, record.text, base, textOf(text));
    trial.put("statement", { ...withoutRivals(record), text: merged, ...rivals });
  },
  "statement.withdraw": (trial, { statement }) =>
    trial.put("statement", { ...trial.live("statement", statement), withdrawn: true }),
};

/** @type {Readonly<Record<string, Effect>>} */
const choices = {
  "text.choose": (trial, { item, base = "", text, rivals }) => {
    const kind = trial.kindOf(item);
    const record = /** @type {Item} */ (trial.live(kind, item));
    const left = (record.rivals ?? []).filter((r) => !rivals.includes(r.text));
    if (left.length === (record.rivals ?? []).length) throw new Refused("chosen already");
    const stands = wordsOf(record);
    if (stands !== base && stands !== (text ?? "") && stands !== "") left.push({ text: stands });
    const worded = kind === "group" ? retitled(trial, /** @type {Group} */ (record), lineOf(text)) : { ...record, text: textOf(text ?? "") };
    trial.put(kind, /** @type {Item} */ ({ ...withoutRivals(worded), ...(left.length > 0 && { rivals: left }) }));
  },
};

/** @param {Item} record */
const wordsOf = (record) => /** @type {{title?: string, text?: string}} */ (record).title ?? /** @type {{text?: string}} */ (record).text ?? "";

/** As many wordings wait beside a text (board.Limits.Rivals). */
const RIVALS = 4;

/**
 * What an edit makes of a text that may have changed since its base: the twin of worded in board/rivals.go.
 * @param {Trial} trial
 * @param {{rivals?: readonly Rival[]}} record
 * @param {string} stands
 * @param {string} base
 * @param {string} text
 * @returns {{words: string, rivals: {rivals?: readonly Rival[]}}}
 */
function worded(trial, { rivals }, stands, base, text) {
  const kept = rivals ? { rivals } : {};
  const merged = stands === base ? text : merge(base, stands, text);
  if (merged !== null) return { words: merged, rivals: kept };
  if (text === "" || (rivals ?? []).some((r) => r.text === text)) return { words: stands, rivals: kept };
  if ((rivals ?? []).length >= RIVALS) throw new Refused("changed");
  return { words: stands, rivals: { rivals: [...(rivals ?? []), { text, ...(trial.actor.id && { author: trial.actor.id }) }] } };
}

/**
 * @template {{rivals?: readonly Rival[]}} R
 * @param {R} record
 * @returns {Omit<R, "rivals">}
 */
function withoutRivals({ rivals: _, ...rest }) {
  return rest;
}

/** A Map and not an object: an op called "constructor" is no effect. @type {ReadonlyMap<string, Effect>} */
const effects = new Map(Object.entries({ ...notes, ...islands, ...statements, ...choices, ...marks({ worded, withoutRivals }), ...hall, ...closing }));

/**
 * Tries an op on top of those tried before.
 * @param {Trial} trial
 * @param {Op} op
 * @returns {Diff[]} nothing where nothing is predicted
 */
export function predictOn(trial, op) {
  const effect = effects.get(op.type);
  return effect ? trial.attempt(() => effect(trial, op.body)) : [];
}

/**
 * @param {State} state
 * @param {Op} op
 * @param {Actor} actor
 * @returns {Diff[]} what a single op will probably do
 */
export function predict(state, op, actor) {
  return predictOn(new Trial(state, actor), op);
}
