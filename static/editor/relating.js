/**
 * Relations and proposals in a person's hands: aiming at what shall be connected, and the deeds that make, change and take
 * away lines. Aiming is a state of the desk, not a dialog: while it lasts a press on an island means that island.
 */
import * as ops from "../model/ops.js";
import { inside, path } from "../model/outline.js";
import { isDirected, linksOf } from "../model/relations.js";
import { sheetAt } from "../model/sheets.js";
import { nameOf } from "./names.js";

/**
 * @typedef {import("./desk.js").Desk} Desk
 * @typedef {import("../model/records.js").Link} Link
 * @typedef {import("../model/records.js").Meaning} Meaning
 * @typedef {Extract<import("./desk.js").Panel, {what: "relate"}>} RelatePanel
 */

/**
 * What comes of two things and a meaning here and now: a line, words for the table to take up, or nothing.
 * @param {Desk} desk
 * @returns {"draws" | "proposes" | ""}
 */
export function relates(desk) {
  if (desk.may("link.add")) return "draws";
  return desk.may("link.propose", true) ? "proposes" : "";
}

/**
 * 「つなぐ…」: on the sheet the other one is pressed there; in the list it is chosen from the list.
 * @param {Desk} desk
 * @param {readonly string[]} ids one: it is the first; two: both are chosen already
 */
export function beginLink(desk, ids = []) {
  const [from = "", to = ""] = ids;
  if (desk.aim?.from && from && !to) return aimAt(desk, from);
  desk.selected.clear();
  if (to || desk.mode === "list" || desk.lens) return desk.open(relatePanel(from, to));
  desk.panel = undefined;
  desk.aim = { from };
  desk.tell(from ? "relation.aim_to" : "relation.aim_from", { what: from ? nameOf(desk, from) : "" });
  desk.redraw();
}

/** @param {string} from @param {string} to @returns {RelatePanel} */
export function relatePanel(from, to) {
  return { what: "relate", from, to, meaning: "", label: "", slot: from === "" ? "from" : to === "" ? "to" : "", filter: "" };
}

/**
 * While aiming: this one is meant.
 * @param {Desk} desk
 * @param {string} id
 */
export function aimAt(desk, id) {
  const from = desk.aim?.from ?? "";
  if (!mayEnd(desk, id)) return desk.redraw();
  if (!from) {
    desk.aim = { from: id };
    desk.tell("relation.aim_to", { what: nameOf(desk, id) });
    return desk.redraw();
  }
  if (!fits(desk, from, id)) {
    desk.tell("relation.not_these");
    return desk.note("info", desk.say("relation.not_these"));
  }
  desk.aim = undefined;
  desk.open(relatePanel(from, id));
}

/** @param {Desk} desk */
export function stopAiming(desk) {
  desk.aim = undefined;
  desk.redraw();
}

/** Lines end at islands and notes. @param {Desk} desk @param {string} id */
function mayEnd(desk, id) {
  const kind = desk.scene.byId.get(id)?.kind;
  return kind === "group" || kind === "note";
}

/**
 * Nothing is connected with itself, or with what it lies in.
 * @param {Desk} desk
 * @param {string} a
 * @param {string} b
 */
export function fits({ doc: { view } }, a, b) {
  const holds = (/** @type {string} */ outer, /** @type {string} */ id) => view.group(outer) !== undefined && inside(view, view.item(id)?.group ?? "", outer);
  return a !== b && !holds(a, b) && !holds(b, a);
}

/**
 * Whether there is such a line already, another than the one in hand; or, for who proposes, such a proposal.
 * @param {Desk} desk
 * @param {RelatePanel} panel
 * @returns {"" | "stands" | "proposed"}
 */
export function isThere(desk, { from, to, meaning, link }) {
  if (!meaning) return "";
  const { view } = desk.doc;
  const alike = (/** @type {Link} */ l) => l.id !== link && l.meaning === meaning && ((l.from === from && l.to === to) || (!isDirected(meaning) && l.from === to && l.to === from));
  if (view.links().some(alike)) return "stands";
  return relates(desk) === "proposes" && view.proposedLinks().some(alike) ? "proposed" : "";
}

/**
 * @param {Desk} desk
 * @param {RelatePanel} panel
 * @param {string} label as checked
 * @param {string} sentence said when it is done
 * @returns {boolean}
 */
export function makeLink(desk, panel, label, sentence) {
  const { from, to, meaning, link } = panel;
  if (!meaning) return false;
  const now = { from, to, meaning, ...(label && { label }) };
  const old = link ? desk.doc.view.get("link", link) : undefined;
  const proposes = !old && relates(desk) === "proposes";
  const made = old ? changesOf(old, now) : [proposes ? ops.proposeLink(now) : ops.addLink(now)];
  if (!desk.send(made)) return false;
  desk.panel = undefined;
  const said = old ? "relation.said_edited" : proposes ? "relation.said_proposing" : "relation.said_made";
  desk.tell(said, { sentence });
  desk.note("good", desk.say(said, { sentence }), { undo: made.length > 0 });
  return true;
}

/**
 * @param {Link} old
 * @param {{from: string, to: string, meaning: Meaning, label?: string}} now
 */
function changesOf(old, now) {
  const same = old.from === now.from && old.to === now.to && old.meaning === now.meaning && (old.label ?? "") === (now.label ?? "");
  return same ? [] : [ops.editLink(old, now)];
}

/**
 * Whether somebody changed the line since it was opened. What it says now is shown then, and whoever goes on changes that.
 * @param {Desk} desk
 * @param {RelatePanel} panel
 * @returns {Link | undefined} as it is now
 */
export function changedMeanwhile({ doc }, { link, base }) {
  const now = link ? doc.view.get("link", link) : undefined;
  const same = !base || !now || (now.from === base.from && now.to === base.to && now.meaning === base.meaning && (now.label ?? "") === (base.label ?? ""));
  return same ? undefined : now;
}

/** What somebody proposes becomes a line. @param {Desk} desk @param {string} id @param {string} sentence */
export function takeUp(desk, id, sentence) {
  if (!desk.send([ops.acceptLink(id)])) return;
  desk.tell("relation.said_made", { sentence });
  desk.note("good", desk.say("relation.said_made", { sentence }), { undo: true });
}

/** It is set aside, or its proposer takes it back. @param {Desk} desk @param {string} id @param {string} sentence @param {boolean} mine */
export function setAside(desk, id, sentence, mine) {
  if (!desk.send([ops.declineLink(id)])) return;
  const said = mine ? "relation.said_taken_back" : "relation.said_declined";
  desk.tell(said, { sentence });
  desk.note("info", desk.say(said, { sentence }), { undo: true });
}

/** @param {Desk} desk @param {string} id @param {string} sentence */
export function withdrawLink(desk, id, sentence) {
  if (desk.panel?.what === "relate") desk.panel = undefined;
  if (!desk.send([ops.withdrawLink(id)])) return;
  desk.tell("relation.said_withdrawn", { sentence });
  desk.note("info", desk.say("relation.said_withdrawn", { sentence }), { undo: true });
}

/**
 * Opens a line for change; who may change nothing reads it in the list.
 * @param {Desk} desk
 * @param {string} id
 */
export function openLink(desk, id) {
  const link = desk.doc.view.get("link", id);
  if (!link) return;
  if (!desk.may("link.edit") || link.proposed) return desk.open({ what: "links", of: "" });
  desk.open({ what: "relate", link: id, base: link, from: link.from, to: link.to, meaning: link.meaning, label: link.label ?? "", slot: "", filter: "" });
}

/**
 * 「提案にする」「提案をやめる」. Who makes a proposal is asked at once what it answers.
 * @param {Desk} desk
 * @param {string} id
 * @param {boolean} on
 */
export function markProposal(desk, id, on) {
  if (!desk.send([ops.propose(id, on)])) return desk.redraw();
  desk.tell(on ? "relation.said_proposed" : "relation.said_unproposed", { what: nameOf(desk, id) });
  if (on && desk.may("link.add")) return desk.open({ what: "answers", id, filter: "" });
  desk.redraw();
}

/**
 * A tick at an issue.
 * @param {Desk} desk
 * @param {string} proposal
 * @param {string} issue
 * @param {boolean} on
 */
export function answer(desk, proposal, issue, on) {
  const link = desk.doc.view.links().find((l) => l.meaning === "answers" && l.from === proposal && l.to === issue);
  if (on === (link !== undefined)) return;
  const sent = desk.send([link ? ops.withdrawLink(link.id) : ops.addLink({ from: proposal, to: issue, meaning: "answers" })]);
  if (sent) desk.tell(on ? "relation.said_answers" : "relation.said_answers_not", { proposal: nameOf(desk, proposal), issue: nameOf(desk, issue) });
  desk.redraw();
}

/** How many lines an item has, with what lies in it. @param {Desk} desk @param {string} id */
export const linkCount = (desk, id) => linksOf(desk.doc.view, id).length;

/**
 * From the list: this one is meant.
 * @param {Desk} desk
 * @param {RelatePanel} panel
 * @param {string} id
 */
export function takeEnd(desk, panel, id) {
  if (panel.slot === "from") panel.from = id;
  else panel.to = id;
  panel.slot = panel.from === "" ? "from" : panel.to === "" ? "to" : "";
  panel.filter = "";
  desk.redraw();
}

/** From the dialog back to the sheet, to press the other one there. @param {Desk} desk @param {RelatePanel} panel */
export function onTheSheet(desk, panel) {
  desk.panel = undefined;
  beginLink(desk, panel.slot === "to" ? [panel.from] : []);
}

/**
 * To an item wherever it lies: on another sheet, or in a closed pile, where the pile is stood on.
 * @param {Desk} desk
 * @param {string} id
 */
export function goTo(desk, id) {
  const { view } = desk.doc;
  const holders = path(view, id);
  const top = holders[0] ?? view.item(id);
  desk.panel = undefined;
  if (desk.mode === "sheet" && top?.at) desk.turnTo(sheetAt(top.at, desk.sheets));
  desk.current = holders.find((g) => g.folded || desk.closed.has(g.id))?.id ?? id;
  desk.wants = true;
  desk.redraw();
}
