/**
 * What one person is writing on their seat: the box, the notes they are putting right (edits.js), and what the page answered last. The views
 * draw `writing` and call its functions.
 *
 * Whatever is typed is in the draft store from the first letter on, and leaves it only when it became an op. An op that is refused comes
 * back as a refusal with its text. So at no moment is a text only on the screen.
 */
import { watchComposition } from "../../lib/ime.js";
import { checkText, isBlank, linesOf } from "../../lib/text.js";
import { addInstead, addNote, chooseText, restoreNote, withdrawNote } from "../../model/ops.js";
import { joined } from "../../sync/draft.js";
import { makeEdits } from "./edits.js";

/** @typedef {import("../../model/records.js").Note} Note */
/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {import("../../sync/client.js").Client} Client */
/** @typedef {import("../../sync/doc.js").Doc} Doc */
/** @typedef {import("../../sync/boot.js").Boot} Boot */
/** @typedef {{kind: "good" | "warn" | "error", text: string, sent?: number}} Answer sent: it tells of the n-th note put out */
/** @typedef {ReturnType<typeof makeWriting>} Writing */

/**
 * @param {{client: Client, doc: Doc, boot: Boot, say: Say, changed: () => void}} parts
 */
export function makeWriting({ client, doc, boot, say, changed }) {
  const draft = client.box(`note:${boot.board}`);
  const limits = { chars: boot.limits.noteChars, bytes: boot.limits.noteBytes };
  /** @type {string[]} ids of my notes as they came to be known: a list that re-sorts itself under the finger is a trap */
  const known = [];
  const edits = makeEdits({ client, doc, limits, say, changed });
  const self = {
    text: "",
    /** @type {Answer | null} */
    answer: null,
    /** @type {string[]} the lines of a paste, while the person decides what they are */
    lines: [],
    edits,
    limit: limits.chars,
    mine,
    answerNow,
    load,
    carry,
    type,
    pasted,
    submit,
    split,
    keepWhole,
    withdraw,
    restore,
    choose,
    turn,
    asNew,
    retry,
    takeBack,
  };
  return self;

  /** Brings back what was half written when the lid was closed. */
  async function load() {
    const ime = watchComposition(document);
    const found = await draft.load();
    await ime.rests();
    ime.stop();
    self.text = joined("", found, self.text);
    if (self.text !== "") draft.save(self.text);
    await doc.whenReady;
    for (const note of mine()) await edits.load(note);
    changed();
  }

  /** What is half written goes along to another table's board. @param {string} board */
  function carry(board) {
    if (self.text.trim() === "") return;
    client.box(`note:${board}`).save(self.text);
    draft.clear();
  }

  /** @returns {Note[]} my notes, the newest first */
  function mine() {
    const notes = new Map(own().map((note) => [note.id, note]));
    for (const id of notes.keys()) if (!known.includes(id)) known.push(id);
    return known.flatMap((id) => notes.get(id) ?? []).reverse();
  }

  function own() {
    const me = client.me?.id;
    const notes = doc.view.all("note").filter((note) => note.author === me && me !== undefined);
    return notes.sort((a, b) => ((a.order ?? "") < (b.order ?? "") ? -1 : 1));
  }

  /**
   * @param {Answer["kind"]} kind
   * @param {string} key
   * @param {Record<string, string | number>} [places]
   */
  function tell(kind, key, places) {
    self.answer = { kind, text: say(key, places) };
    changed();
  }

  /** @param {string} text */
  function type(text) {
    self.text = text;
    draft.save(text);
    if (text !== "") doc.doing("writing");
    // 「出ました」 may stay while the next one is written; a reproach may not.
    if (self.answer?.kind !== "good") self.answer = null;
    if (linesOf(text).length < 2) self.lines = [];
    changed();
  }

  /** @param {string} text what came from the clipboard, all of it */
  function pasted(text) {
    self.lines = linesOf(text).length > 1 ? linesOf(self.text) : [];
    changed();
  }

  /**
   * @param {string} text
   * @returns {string} the cleaned text, or "" after saying what is wrong
   */
  function checked(text) {
    const found = checkText(text, limits);
    if (found.problem === "") return found.text;
    if (isBlank(text)) tell("warn", "seat.blank");
    else tell("error", `refusal.${found.problem}`);
    return "";
  }

  function submit() {
    const text = checked(self.text);
    if (text === "") return;
    if (doc.send(addNote(text)) === null) return tell("error", "refusal.full");
    emptyBox();
    tellSent();
  }

  /** Each line becomes a note; those that did not fit into the outbox stay in the box. */
  function split() {
    const rest = [...self.lines];
    while (rest.length > 0 && checked(rest[0] ?? "") !== "") {
      if (doc.send(addNote(rest[0] ?? "")) === null) break;
      rest.shift();
    }
    if (rest.length === 0) {
      emptyBox();
      return tellSent();
    }
    const why = self.answer;
    type(rest.join("\n"));
    self.lines = [];
    self.answer = why ?? { kind: "error", text: say("refusal.full") };
    changed();
  }

  function keepWhole() {
    self.lines = [];
    changed();
  }

  function emptyBox() {
    self.text = "";
    self.lines = [];
    draft.clear();
    doc.doing("");
  }

  function tellSent() {
    const n = mine().filter((note) => !note.withdrawn).length;
    self.answer = { kind: "good", text: say("seat.out", { n }), sent: n };
    changed();
  }

  /**
   * What to say just now: 「出ました」 is true only while nothing waits for the line to come back.
   * @returns {Answer | null}
   */
  function answerNow() {
    const { answer } = self;
    // Of the notes themselves and not of the line: one that is safe stays out when the line goes later.
    const waits = mine().some((note) => doc.markOf(note.id) === "unsent");
    if (answer?.sent === undefined || !waits) return answer;
    return { kind: "warn", text: say(doc.readOnly ? "seat.out_kept_full" : "seat.out_kept", { n: answer.sent }) };
  }

  /** @param {string} id */
  function withdraw(id) {
    if (doc.send(withdrawNote(id)) === null) return tell("error", "refusal.full");
    tell("good", "seat.withdrawn");
  }

  /** @param {string} id */
  function restore(id) {
    if (doc.send(restoreNote(id)) === null) return tell("error", "refusal.full");
    tell("good", "seat.restored");
  }

  /**
   * @param {Note} note as it was shown
   * @param {string} text
   */
  function choose(note, text) {
    if (doc.send(chooseText(note, text)) === null) return tell("error", "refusal.full");
    tell("good", "seat.chosen");
  }

  /** Takes the last thing back, or brings it back. @param {"undo" | "redo"} way */
  function turn(way) {
    const name = way === "undo" ? doc.undoable : doc.redoable;
    if (!name) return;
    const what = say(name.key, name.params);
    if (!(way === "undo" ? doc.undo() : doc.redo())) return tell("error", "refusal.full");
    self.answer = { kind: "good", text: say(way === "undo" ? "board.said_undone" : "board.said_redone", { what }) };
    changed();
  }

  /**
   * The words of an edit whose note was withdrawn meanwhile, as a new note.
   * @param {string} id of the refusal
   * @param {string} text
   * @param {string} note the withdrawn one
   */
  function asNew(id, text, note) {
    if (doc.send(addInstead(text, note)) === null) return tell("error", "refusal.full");
    doc.dismiss(id);
    changed();
  }

  /**
   * Sends what was refused once more.
   * @param {string} id of the refusal
   */
  function retry(id) {
    doc.retry(id);
    changed();
  }

  /**
   * Puts a refused text back into the box, before what is in it already.
   * @param {string} id of the refusal
   * @param {string} text
   */
  function takeBack(id, text) {
    type(self.text === "" ? text : `${text}\n${self.text}`);
    self.lines = [];
    doc.dismiss(id);
    changed();
  }
}
