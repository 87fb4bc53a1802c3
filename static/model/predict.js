/**
 * What an op will probably do, so that it is seen at once: add, edit, move, gather, title and the like. The server decides; a
 * wrong prediction costs a flicker, never a divergence, because predictions are thrown away and made again on every news.
 *
 * An op that is not here (phase.set: it is said aloud in the room, and opens other people's notes) waits for the server. An op
 * that would be refused predicts nothing. Where an op is in the state already (its answer was lost), predicting it again must
 * change nothing that can be seen.
 */
import { checkLine, checkText } from "../lib/text.js";
import { Refused, Trial } from "./trial.js";
import { hall } from "./predict_hall.js";

/**
 * @typedef {import("./ops.js").Op} Op
 * @typedef {import("./records.js").Diff} Diff
 * @typedef {import("./state.js").State} State
 * @typedef {import("./trial.js").Actor} Actor
 * @typedef {(trial: Trial, body: Record<string, any>) => void} Effect
 */

const ANY = { chars: Infinity, bytes: Infinity };
/** @param {string} typed */
const textOf = (typed) => checkText(typed, ANY).text;
/** @param {string | undefined} typed */
const lineOf = (typed) => checkLine(typed ?? "", ANY).text;
/** Members that are empty are absent. @param {string} title */
const titled = (title) => (title === "" ? {} : { title });

/** @type {Readonly<Record<string, Effect>>} */
const notes = {
  "note.add": (trial, { note, text, to }) => {
    trial.taken(note);
    const { id, side } = trial.actor;
    trial.put("note", { id: note, text: textOf(text), author: id, ...(side && { side: /** @type {any} */ (side) }) });
    // An island that was dissolved meanwhile does not take the note with it.
    trial.lay([note], trial.get("group", to?.group ?? "")?.withdrawn ? {} : (to ?? {}));
  },
  "note.edit": (trial, { note, base, text }) => {
    const record = trial.live("note", note);
    if (record.text === base) trial.put("note", { ...record, text: textOf(text) });
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
  "items.move": (trial, { items, to }) => trial.lay(items, to),
};

/** @type {Readonly<Record<string, Effect>>} */
const islands = {
  "group.add": (trial, { group, title, items, to }) => {
    trial.taken(group);
    trial.put("group", { id: group, ...titled(lineOf(title)) });
    trial.lay([group], to);
    if (items?.length > 0) trial.lay(items, { group });
  },
  "group.title": (trial, { group, base, title }) => {
    const { title: before, ...rest } = trial.live("group", group);
    if ((before ?? "") === base) trial.put("group", { ...rest, ...titled(lineOf(title)) });
  },
  "group.fold": (trial, { group, folded }) => {
    const { folded: _, ...rest } = trial.live("group", group);
    trial.put("group", { ...rest, ...(folded && { folded: true }) });
  },
  "group.dissolve": (trial, { group }) => {
    const record = trial.live("group", group);
    trial.free(record);
    trial.put("group", { ...record, withdrawn: true });
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
    if (record.text === base) trial.put("statement", { ...record, text: textOf(text) });
  },
  "statement.withdraw": (trial, { statement }) =>
    trial.put("statement", { ...trial.live("statement", statement), withdrawn: true }),
};

/** A Map and not an object: an op called "constructor" is no effect. @type {ReadonlyMap<string, Effect>} */
const effects = new Map(Object.entries({ ...notes, ...islands, ...statements, ...hall }));

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
