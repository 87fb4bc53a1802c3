/**
 * The deeds: from an action's name and the items in hand to the ops, and to the words that say what was done. Drag, menu and
 * keys all end here.
 */
import { newID } from "../lib/ids.js";
import * as ops from "../model/ops.js";
import { inside } from "../model/outline.js";
import { dropped } from "./drop.js";
import { placeIn } from "./scene.js";
import { nameOf, namesOf } from "./names.js";
import { beginLink, markProposal } from "./relating.js";
import { ISLAND, NOTE } from "./ground.js";
import { withdraw } from "./withdrawing.js";
import { askProposal, askText, askTitle } from "./writing.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("../model/layout.js").Point} Point */

/** What would move a thing under whoever is writing on it. To withdraw it is allowed: the writer is told, and keeps the words. @type {ReadonlySet<import("./actions.js").Name>} */
const MOVES = new Set(["move", "earlier", "later", "group", "out", "lone", "unlone"]);

/**
 * @param {Desk} desk
 * @param {import("./actions.js").Name} name
 * @param {readonly string[]} ids
 */
export function perform(desk, name, ids) {
  const [id] = ids;
  if (!id) return;
  desk.panel = undefined;
  const held = MOVES.has(name) ? busyWith(desk, ids) : "";
  if (held) return desk.note("info", desk.say("board.held_still", { name: held }));
  switch (name) {
    case "choose":
      return desk.open({ what: "choose", id });
    case "move":
      return desk.open({ what: "move", ids: [...ids] });
    case "earlier":
    case "later":
      return shift(desk, id, name);
    case "group":
      return gather(desk, ids);
    case "out":
      return takeOut(desk, ids);
    case "lone":
    case "unlone":
      return markLone(desk, ids, name === "lone");
    case "title":
      return askTitle(desk, id);
    case "wording":
      return askProposal(desk, id);
    case "source":
      return desk.open({ what: "source", note: id });
    case "read":
      return done(desk, [ops.readNext({ note: id })], "board.said_read", { what: nameOf(desk, id) });
    case "echo":
    case "unecho":
      return done(desk, [ops.echoNote(id, name === "echo")], name === "echo" ? "echo.said" : "echo.taken_back");
    case "tags":
      return desk.open({ what: "tags", id });
    case "fold":
    case "unfold":
      return fold(desk, id, name === "fold");
    case "link":
    case "suggest":
    case "links":
    case "propose":
    case "unpropose":
    case "answers":
      return performRelation(desk, name, ids, id);
    default:
      return performText(desk, name, ids, id);
  }
}

/**
 * @param {Desk} desk
 * @param {"link" | "suggest" | "links" | "propose" | "unpropose" | "answers"} name
 * @param {readonly string[]} ids
 * @param {string} id
 */
function performRelation(desk, name, ids, id) {
  switch (name) {
    case "link":
    case "suggest":
      return beginLink(desk, ids);
    case "links":
      return desk.open({ what: "links", of: id });
    case "answers":
      return desk.open({ what: "answers", id, filter: "" });
    default:
      return markProposal(desk, id, name === "propose");
  }
}

/**
 * @param {Desk} desk
 * @param {import("./actions.js").Name} name
 * @param {readonly string[]} ids
 * @param {string} id
 */
function performText(desk, name, ids, id) {
  switch (name) {
    case "large":
      return desk.magnify(id);
    case "statement":
      return desk.open({ what: "text", sort: "statement", group: id });
    case "edit":
      return askText(desk, id);
    case "dissolve":
      return done(desk, [ops.dissolveGroup(id)], "board.said_dissolved", { what: nameOf(desk, id) });
    case "restore":
      return done(desk, ids.map((note) => ops.restoreNote(note)), "board.said_restored", { what: nameOf(desk, id) });
    case "withdraw":
      // Many at once is asked about; one is quickly undone.
      return ids.length > 1 ? desk.open({ what: "withdraw", ids: [...ids] }) : withdraw(desk, ids);
    case "hide":
      return desk.open({ what: "hide", ids: [...ids], reason: "", twins: true });
  }
}

/**
 * @param {Desk} desk
 * @param {readonly import("../model/ops.js").Op[]} list
 * @param {string} said
 * @param {Record<string, string | number>} [places]
 */
function done(desk, list, said, places) {
  if (desk.send(list)) desk.tell(said, places);
  desk.letGoOfSelected();
  desk.redraw();
}

/**
 * Into an island, before one of its members or at its end.
 * @param {Desk} desk
 * @param {readonly string[]} ids
 * @param {string} group
 * @param {string} [before]
 */
export function moveInto(desk, ids, group, before) {
  const items = ids.filter((id) => !inside(desk.doc.view, group, id));
  if (items.length === 0) return;
  desk.panel = undefined;
  const to = nameOf(desk, group) || desk.say("board.untitled");
  desk.into = group;
  stayInTray(desk, items);
  done(desk, [ops.moveItems(items, ops.inGroup(group, before))], "board.said_moved", { what: namesOf(desk, items), to });
}

/**
 * Whoever sorts what is not sorted yet goes on with the next one, and not along with the one that is sorted now.
 * @param {Desk} desk
 * @param {readonly string[]} ids what leaves the list
 */
function stayInTray(desk, ids) {
  const { tray } = desk.scene;
  const at = tray.findIndex((note) => ids.includes(note.id));
  if (!ids.every((id) => tray.some((note) => note.id === id))) return;
  const left = [...tray.slice(at), ...tray.slice(0, at).reverse()].find((note) => !ids.includes(note.id));
  if (left) desk.current = left.id;
}

/**
 * One place on in the order of its island.
 * @param {Desk} desk
 * @param {string} id
 * @param {"earlier" | "later"} way
 */
function shift(desk, id, way) {
  const group = desk.doc.view.item(id)?.group ?? "";
  const { all, at, ...may } = placeIn(desk.scene, group, id);
  if (!may[way]) return desk.redraw();
  const before = way === "earlier" ? all[at - 1] : all[at + 2];
  done(desk, [ops.moveItems([id], ops.inGroup(group, before))], SHIFTED[way], { what: nameOf(desk, id) });
}

const SHIFTED = { earlier: "board.said_earlier", later: "board.said_later" };

/**
 * A new island round the items. Its card stands there asking for a sentence, and nothing more: notes are gathered first, and what
 * they say together is read off them when they lie together.
 * @param {Desk} desk
 * @param {readonly string[]} ids
 */
export function gather(desk, ids) {
  const what = namesOf(desk, ids);
  const parents = new Set(ids.map((id) => desk.doc.view.item(id)?.group ?? ""));
  const [parent] = parents;
  // All from one island: the new one is drawn inside it, where they are. Otherwise on the sheet.
  const inner = parents.size === 1 && parent ? ops.inGroup(parent) : ops.onSheet(placeFor(desk, ids));
  const op = ops.addGroup({ title: "", items: [...ids], to: inner });
  if (!desk.send([op])) return desk.redraw();
  desk.tell(saidGrouped(desk), { what });
  desk.letGoOfSelected();
  desk.panel = undefined;
  toNewIsland(desk, String(op.body.group));
}

/** The hand is on it, so that one key writes its title card. @param {Desk} desk @param {string} id */
function toNewIsland(desk, id) {
  desk.current = id;
  desk.into = id;
  desk.wants = true;
  desk.redraw();
}

/** Who may write title cards hears where. @param {Desk} desk */
const saidGrouped = (desk) => (desk.may("group.title") ? "board.said_grouped_ask" : "board.said_grouped");

/**
 * Where a new island goes: where the first of its notes lies on the sheet, or else where there is room.
 * @param {Desk} desk
 * @param {readonly string[]} ids
 * @returns {Point}
 */
function placeFor(desk, ids) {
  const lying = ids.map((id) => desk.doc.view.item(id)).find((item) => item?.at);
  return lying?.at ? desk.ground.near(lying.at, NOTE, ids) : desk.ground.room(ISLAND, ids);
}

/**
 * Out of an island: notes to the list of those not sorted yet, islands and sentences onto the sheet.
 * @param {Desk} desk
 * @param {readonly string[]} ids
 */
function takeOut(desk, ids) {
  const view = desk.doc.view;
  const notes = ids.filter((id) => view.note(id));
  const others = ids.filter((id) => !view.note(id));
  const list = [];
  if (notes.length > 0) list.push(ops.moveItems(notes, ops.tray()));
  for (const id of others) list.push(ops.moveItems([id], ops.onSheet(desk.ground.room(ISLAND, ids))));
  done(desk, list, "board.said_out", { what: namesOf(desk, ids) });
}

/**
 * @param {Desk} desk
 * @param {readonly string[]} ids
 * @param {boolean} lone
 */
function markLone(desk, ids, lone) {
  const notes = ids.filter((id) => desk.doc.view.note(id) && (desk.doc.view.note(id)?.lone ?? false) !== lone);
  if (lone) stayInTray(desk, notes);
  done(desk, notes.map((id) => ops.loneNote(id, lone)), lone ? "board.said_lone" : "board.said_unlone", { what: namesOf(desk, notes) });
}

/**
 * @param {Desk} desk
 * @param {string} id
 * @param {boolean} folded
 */
function fold(desk, id, folded) {
  done(desk, [ops.foldGroup(id, folded)], folded ? "board.said_folded" : "board.said_unfolded", { what: nameOf(desk, id) });
}

/**
 * @param {Desk} desk
 * @param {readonly string[]} held
 * @param {import("./drop.js").Target} target
 */
export function letGo(desk, held, target) {
  const view = desk.doc.view;
  const result = dropped(held, target, {
    lying: (id) => {
      const item = view.item(id);
      const kind = view.kindOf(id);
      return item && kind && !item.withdrawn ? { kind, group: item.group ?? "", lone: view.note(id)?.lone === true, ...(item.at ? { at: item.at } : {}) } : undefined;
    },
    inside: (group, ancestor) => inside(view, group, ancestor),
    newId: newID,
    besides: ({ at, moving }) => desk.ground.before(at, moving),
    freeAt: () => desk.ground.room(ISLAND, held),
    freeNear: (shown, moving) => desk.ground.near(desk.ground.toAt(shown), desk.ground.sizeOf(moving[0] ?? ""), moving),
  });
  desk.lifted = [];
  if (!result || !result.ops.every((op) => mayDo(desk, op, held))) return desk.redraw();
  const to = target.on === "island" ? nameOf(desk, target.id) : "";
  done(desk, result.ops, result.made ? saidGrouped(desk) : SAID[target.on], { what: namesOf(desk, held), to });
  if (result.made) return toNewIsland(desk, result.made);
  desk.current = held[0] ?? desk.current;
  if (target.on === "island") desk.into = target.id;
}

/** What is said after a drop. @type {Record<import("./drop.js").Target["on"], string>} */
const SAID = { note: "board.said_grouped", island: "board.said_moved", tray: "board.said_out", lone: "board.said_lone", sheet: "board.said_laid", turn: "board.said_laid" };

/**
 * @param {Desk} desk
 * @param {{type: string}} op
 * @param {readonly string[]} held
 */
function mayDo(desk, op, held) {
  const own = desk.branches(held).every((b) => b.kind !== "group" && desk.isMine(b.item.author));
  return desk.may(op.type, own);
}

/**
 * Who is just writing on one of these or in what they hold: nothing moves under a writer.
 * @param {Desk} desk
 * @param {readonly string[]} ids
 * @returns {string} a name; empty: nobody
 */
export function busyWith({ doc, client, say }, ids) {
  for (const { seat, doing } of doc.people) {
    if (!doing || doing === "writing" || seat === client.me?.id) continue;
    if (ids.some((id) => id === doing || isUnder(doc.view, doing, id))) return client.hall.view.seat(seat)?.name || say("board.somebody");
  }
  return "";
}

/** @param {import("../model/state.js").State} view @param {string} item @param {string} group */
function isUnder(view, item, group) {
  const home = view.item(item)?.group;
  return home ? inside(view, home, group) : false;
}
