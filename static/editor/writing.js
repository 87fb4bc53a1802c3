/**
 * Words: which box opens for which, and what its text becomes.
 */
import * as ops from "../model/ops.js";
import { cut } from "../lib/text.js";
import { SENTENCE } from "./ground.js";

/** @typedef {import("./desk.js").Desk} Desk */

/**
 * @param {Desk} desk
 * @param {string} id
 * @param {boolean} [fresh] just drawn: the procedure begins by itself
 */
export function askTitle(desk, id, fresh = false) {
  const base = desk.doc.view.group(id);
  if (!base || !desk.may("group.title")) return desk.redraw();
  desk.open({ what: "title", base, fresh });
}

/** Words for a title card, proposed. @param {Desk} desk @param {string} id of an island */
export function askProposal(desk, id) {
  const base = desk.doc.view.group(id);
  if (!base || base.withdrawn || !desk.may("wording.propose", true)) return desk.redraw();
  desk.open({ what: "wording", base });
}

/**
 * @param {Desk} desk
 * @param {string} id
 */
export function askText(desk, id) {
  const note = desk.doc.view.note(id);
  const base = note ?? desk.doc.view.statement(id);
  if (base) desk.open({ what: "text", sort: note ? "note" : "statement", base, group: base.group ?? "" });
}

/**
 * The text of the dialog, sent: a new note or sentence, or a text put right.
 * @param {Desk} desk
 * @param {Extract<import("./desk.js").Panel, {what: "text"}>} panel
 * @param {string} text
 * @returns {boolean} sent or kept in the outbox; false: the dialog stays open with its text
 */
export function writeText(desk, panel, text) {
  const op = textOp(desk, panel, text);
  if (!desk.send([op])) return false;
  desk.panel = undefined;
  desk.tell(panel.base ? "board.said_edited" : "board.said_written", { what: cut(text, 14) });
  desk.redraw();
  return true;
}

/**
 * New notes, one after the other; the dialog stays open for the next one.
 * @param {Desk} desk
 * @param {Extract<import("./desk.js").Panel, {what: "text"}>} panel
 * @param {readonly string[]} texts
 * @returns {number} so many were sent or kept in the outbox
 */
export function writeNotes(desk, panel, texts) {
  const out = texts.findIndex((text) => !desk.send([textOp(desk, panel, text)]));
  const n = out < 0 ? texts.length : out;
  if (n > 0) desk.tell("board.said_written", { what: cut(texts[n - 1] ?? "", 14) });
  return n;
}

/**
 * @param {Desk} desk
 * @param {Extract<import("./desk.js").Panel, {what: "text"}>} panel
 * @param {string} text
 */
function textOp(desk, panel, text) {
  const { base, sort, group, speaker } = panel;
  if (base && sort === "note") return ops.editNote(/** @type {import("../model/records.js").Note} */ (base), text);
  if (base) return ops.editStatement(/** @type {import("../model/records.js").Statement} */ (base), text);
  if (sort === "note") return speaker ? ops.dictate(text, speaker) : ops.addNote(text);
  const to = group ? ops.inGroup(group) : ops.onSheet(desk.ground.room(SENTENCE));
  return ops.addStatement(text, to);
}
