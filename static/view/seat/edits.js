/**
 * The notes a person is putting right on their seat. What others do to the same note meanwhile goes into the box where both can
 * stand, and is told where not (sync/meeting.js); a note that was withdrawn leaves its words here, to go out as a new one.
 *
 * What was typed is in the draft store from the first letter on, with the text it was made from (half.js).
 */
import { browserClock } from "../../lib/clock.js";
import { checkText, isBlank } from "../../lib/text.js";
import { addInstead, editNote } from "../../model/ops.js";
import { InHand } from "../../sync/meeting.js";
import { halfOf } from "./half.js";

/** @typedef {import("../../model/records.js").Note} Note */
/**
 * note: as it was when the person began, its text being what the box was made from now. merged: others' words went in.
 * @typedef {{note: Note, text: string, problem: string, merged: boolean, hand?: InHand, box?: HTMLTextAreaElement}} Edit
 */
/** @typedef {ReturnType<typeof makeEdits>} Edits */

/**
 * @param {{client: import("../../sync/client.js").Client, doc: import("../../sync/doc.js").Doc, limits: {chars: number, bytes: number}, say: import("../../lib/words.js").Say, changed: () => void}} parts
 */
export function makeEdits({ client, doc, limits, say, changed }) {
  /** @type {Map<string, Edit>} by note id */
  const open = new Map();
  const half = (/** @type {string} */ id) => halfOf(client, `edit:${id}`);
  return { open, load, begin, type, finish, drop, dropHidden, meet, stateOf };

  /** Brings back what was half written when the lid was closed. @param {Note} note */
  async function load(note) {
    const { text, base } = await half(note.id).load();
    if (text === "" || text === note.text || open.has(note.id)) return;
    open.set(note.id, { note: { ...note, text: base || (note.text ?? "") }, text, problem: "", merged: false });
  }

  /** @param {Note} note */
  function begin(note) {
    open.set(note.id, { note, text: note.text ?? "", problem: "", merged: false });
    doc.doing(note.id);
    changed();
  }

  /**
   * @param {string} id
   * @param {string} text
   */
  function type(id, text) {
    const edit = open.get(id);
    if (!edit) return;
    Object.assign(edit, { text, problem: "" });
    keep(edit);
    changed();
  }

  /** @param {Edit} edit */
  function keep({ note, text }) {
    half(note.id).save(text, note.text ?? "");
  }

  /**
   * News of the note, and the box it is written in. Called after each drawing.
   * @param {string} id
   * @param {HTMLTextAreaElement} box
   */
  function meet(id, box) {
    const edit = open.get(id);
    if (!edit) return;
    if (edit.box !== box) {
      edit.hand?.stop();
      edit.box = box;
      edit.hand = new InHand({ box, base: edit.note.text ?? "", fits: (text) => checkText(text, limits).problem === "", changed: () => met(edit), clock: browserClock });
    }
    const now = doc.view.note(id);
    edit.hand?.news(!now || now.withdrawn ? undefined : (now.text ?? ""));
  }

  /** @param {Edit} edit */
  function met(edit) {
    const { hand, box, note } = edit;
    if (!hand || !box) return;
    edit.merged ||= hand.base !== note.text && box.value !== edit.text;
    edit.note = { ...note, text: hand.base };
    edit.text = box.value;
    keep(edit);
    changed();
  }

  /** A note that was put away takes the words in its box along. */
  function dropHidden() {
    for (const id of open.keys()) if (doc.view.note(id)?.hidden) drop(id);
  }

  /** @param {string} id @returns {{how: "fine" | "merged" | "clash" | "gone", theirs: string}} what the person must know of others */
  function stateOf(id) {
    const { hand, merged } = open.get(id) ?? {};
    const state = hand?.state ?? "fine";
    return { how: state === "fine" && merged ? "merged" : state, theirs: hand?.theirs ?? "" };
  }

  /** @param {string} id */
  function finish(id) {
    const edit = open.get(id);
    if (!edit) return;
    const found = checkText(edit.text, limits);
    if (found.problem !== "") return fail(edit, isBlank(edit.text) ? "seat.blank_edit" : `refusal.${found.problem}`);
    const base = { ...edit.note, text: edit.hand?.base ?? edit.note.text ?? "" };
    const op = stateOf(id).how === "gone" ? addInstead(found.text, id) : found.text === base.text ? undefined : editNote(base, found.text);
    if (op && doc.send(op) === null) return fail(edit, "refusal.full");
    drop(id);
  }

  /**
   * @param {Edit} edit
   * @param {string} key
   */
  function fail(edit, key) {
    edit.problem = say(key);
    changed();
  }

  /** @param {string} id */
  function drop(id) {
    open.get(id)?.hand?.stop();
    open.delete(id);
    half(id).clear();
    doc.doing("");
    changed();
  }
}
