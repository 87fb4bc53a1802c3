/** Who did what, in words: one sentence of the catalogue for each sort of entry. */
import { cut } from "../../lib/text.js";
import { describe, rivalOf, whatOf } from "../../model/describe.js";

/**
 * @typedef {import("../../lib/words.js").Say} Say
 * @typedef {import("../../model/film.js").Frame} Frame
 * @typedef {{say: Say, nameOf: (seat: string) => string, frameOf: (seq: number) => Frame | undefined}} Teller frameOf: an earlier entry, for what an undo took back
 */

/** Ops that say one of two things. @type {Readonly<Record<string, (body: Record<string, any>) => string>>} */
const WAYS = {
  "note.lone": (body) => (body["lone"] === false ? ".no" : ""),
  "group.fold": (body) => (body["folded"] === false ? ".no" : ""),
  "board.hand": (body) => (body["open"] === false ? ".no" : ""),
  "item.propose": (body) => (body["proposal"] === false ? ".no" : ""),
  "item.tag": (body) => (body["on"] === false ? ".no" : ""),
  "note.echo": (body) => (body["on"] === false ? ".no" : ""),
};

/** What is done before anybody has a seat. */
const OFFICE = ["board.open", "board.import"];

/** Told without a name, whoever asks: a seal is nobody's, and what was read aloud the whole table heard. */
const NAMELESS = ["reading.turn", "ballot.set", "erase.person", "erase.all"];

/**
 * @param {Frame} frame
 * @param {Teller} teller
 * @returns {string}
 */
export function deedOf(frame, teller) {
  const { say } = teller;
  const who = frame.author ? teller.nameOf(frame.author) || say(OFFICE.includes(frame.op.type) ? "role.organiser" : "history.nameless") : "";
  const body = frame.op.body;
  if (NAMELESS.includes(frame.op.type)) return say(`history.did.${frame.op.type}`);
  if (frame.change.length === 0 && who !== "") return say("history.did.nothing", { who });
  // Held back: what people write for themselves, and what was taken off the board since.
  if (body === undefined || (who === "" && frame.author === undefined)) return say("history.held");
  if (frame.op.type === "undo") return undoneOf(frame, who, teller);
  if (frame.op.type === "phase.set") return say("history.did.phase.set", { who, phase: say(`phase.${body["phase"]}`) });
  const rival = rivalOf(frame.change);
  if (rival) return say("history.did.rival", { who, what: cut(rival, 16) });
  const type = `history.did.${frame.op.type}${WAYS[frame.op.type]?.(body) ?? ""}`;
  const what = frame.op.type === "board.restore" ? "" : cut(whatOf(frame.op.type, frame.change), 16);
  const key = what ? type : `${type}.plain`;
  if (say.has(key)) return say(key, { who, what });
  return say.has(type) ? say(type, { who, what }) : say("history.did.other", { who });
}

/**
 * What an undo took back; of an undo of an undo, what that had taken back, and so on.
 * @param {Frame} frame
 * @param {Teller["frameOf"]} frameOf
 * @returns {Frame | undefined} the frame itself where it is no undo
 */
export function sourceOf(frame, frameOf) {
  /** @type {Frame | undefined} */
  let source = frame;
  // Each entry undoes an earlier one, so the chain ends.
  while (source?.op.type === "undo") source = frameOf(source.op.body?.["of"]);
  return source;
}

/**
 * An undo of an undo brought it back again: 「やり直しました」.
 * @param {Frame} frame
 * @param {string} who
 * @param {Teller} teller
 * @returns {string}
 */
function undoneOf(frame, who, { say, frameOf }) {
  let way = "undo";
  for (let done = frameOf(frame.op.body?.["of"]); done?.op.type === "undo"; done = frameOf(done.op.body?.["of"])) way = way === "undo" ? "redo" : "undo";
  const source = sourceOf(frame, frameOf);
  const named = source && describe({ op: source.op.type, what: cut(whatOf(source.op.type, source.change), 16) });
  if (!named || !say.has(named.key)) return say(`history.did.${way}.plain`, { who });
  return say(`history.did.${way}`, { who, done: say(named.key, named.params) });
}
