/** Who did what, in words: one sentence of the catalogue for each sort of entry. */
import { cut } from "../lib/text.js";
import { whatOf } from "../model/describe.js";

/**
 * @typedef {import("../lib/words.js").Say} Say
 * @typedef {import("../model/film.js").Frame} Frame
 * @typedef {{say: Say, nameOf: (seat: string) => string, frameOf: (seq: number) => Frame | undefined}} Teller frameOf: an earlier entry, for what an undo took back
 */

/** Ops that say one of two things. @type {Readonly<Record<string, (body: Record<string, any>) => string>>} */
const WAYS = {
  "note.lone": (body) => (body["lone"] === false ? ".no" : ""),
  "group.fold": (body) => (body["folded"] === false ? ".no" : ""),
  "board.hand": (body) => (body["open"] === false ? ".no" : ""),
};

/**
 * @param {Frame} frame
 * @param {Teller} teller
 * @returns {string}
 */
export function deedOf(frame, teller) {
  const { say } = teller;
  const who = frame.author ? teller.nameOf(frame.author) : "";
  const body = frame.op.body;
  if (frame.change.length === 0 && who !== "") return say("history.did.nothing", { who });
  // Held back: what people write for themselves, and what was taken off the board since.
  if (body === undefined || (who === "" && frame.author === undefined)) return say("history.held");
  if (frame.op.type === "phase.set") return say("history.did.phase.set", { who, phase: say(`phase.${body["phase"]}`) });
  const type = `history.did.${frame.op.type}${WAYS[frame.op.type]?.(body) ?? ""}`;
  const what = cut(whatFor(frame, teller), 16);
  const key = what ? type : `${type}.plain`;
  if (say.has(key)) return say(key, { who, what });
  return say.has(type) ? say(type, { who, what }) : say("history.did.other", { who });
}

/**
 * @param {Frame} frame
 * @param {Teller} teller
 * @returns {string} the first words of what it was about
 */
function whatFor(frame, { frameOf }) {
  if (frame.op.type === "undo") {
    const undone = frameOf(frame.op.body?.["of"]);
    return (undone && whatOf(undone.op.type, undone.change)) || whatOf(frame.op.type, frame.change);
  }
  return frame.op.type === "board.restore" ? "" : whatOf(frame.op.type, frame.change);
}
