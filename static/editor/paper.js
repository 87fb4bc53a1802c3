/** The deeds of the sheet itself: tidying it, an empty island on it, another sheet, and what goes from one to another. */
import * as ops from "../model/ops.js";
import { freePlace, PAGE } from "../model/layout.js";
import { fromSheet, ontoSheet, sheetAt } from "../model/sheets.js";
import { tidied } from "../model/tidy.js";
import { askTitle, busyWith, namesOf } from "./deeds.js";
import { ISLAND, NOTE } from "./ground.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("../model/layout.js").Point} Point */

/** So many places go in one op; see board/limits.go. */
const AT_ONCE = 500;

/**
 * Lays the sheet shown out in rows.
 * @param {Desk} desk
 */
export function tidy(desk) {
  const { ground } = desk;
  desk.panel = undefined;
  const held = busyWith(desk, desk.shown.lying.map((b) => b.item.id));
  if (held) return desk.note("info", desk.say("board.held_still", { name: held }));
  const places = tidied(ground.laid, ground.page).map(({ id, x, y }) => ({ item: id, at: ground.toAt({ x, y }) }));
  if (places.length === 0) return desk.redraw();
  /** @type {import("../model/ops.js").Op[]} */
  const list = [];
  for (let i = 0; i < places.length; i += AT_ONCE) list.push(ops.placeItems(places.slice(i, i + AT_ONCE)));
  if (desk.send(list)) {
    desk.tell("board.said_tidied");
    desk.note("good", desk.say("board.said_tidied"), { undo: list.length === 1 });
  }
  desk.redraw();
}

/**
 * An island before there is anything for it; its title card is asked for at once.
 * @param {Desk} desk
 * @param {Point} [at] where; absent: where there is room
 */
export function drawIsland(desk, at) {
  desk.panel = undefined;
  const place = at ? desk.ground.near(at, ISLAND, []) : desk.ground.room(ISLAND);
  const op = ops.addGroup({ to: ops.onSheet(place) });
  if (!desk.send([op])) return desk.redraw();
  const id = String(op.body["group"]);
  desk.current = id;
  desk.tell("board.said_drawn");
  askTitle(desk, id, true);
}

/** Another sheet, and turns to it. @param {Desk} desk */
export function addSheet(desk) {
  const { sheets } = desk;
  desk.panel = undefined;
  if (!desk.send([ops.setSheets(sheets + 1)])) return desk.redraw();
  desk.await(sheets);
}

/** Takes the last sheet away, which must be empty. @param {Desk} desk */
export function takeSheet(desk) {
  const { sheets } = desk;
  desk.panel = undefined;
  // Whoever looks at it turns to the one before when it is gone.
  if (isLastEmpty(desk)) desk.send([ops.setSheets(sheets - 1)]);
  desk.redraw();
}

/** @param {Desk} desk */
export function isLastEmpty({ scene, sheets }) {
  return sheets > 1 && !scene.lying.some((b) => sheetAt(b.item.at, sheets) === sheets - 1);
}

/**
 * Lays things on another sheet, where there is room; one stays here.
 * @param {Desk} desk
 * @param {readonly string[]} ids
 * @param {number} sheet
 */
export function layOn(desk, ids, sheet) {
  desk.panel = undefined;
  desk.lifted = [];
  const held = busyWith(desk, ids);
  if (held) return desk.note("info", desk.say("board.held_still", { name: held }));
  const list = ids.map((id) => ops.moveItems([id], ops.onSheet(roomOn(desk, sheet, ids, id))));
  if (desk.send(joined(list))) {
    const words = { what: namesOf(desk, ids), n: sheet + 1 };
    desk.tell("board.said_on_sheet", words);
    desk.note("good", desk.say("board.said_on_sheet", words), { undo: true });
  }
  desk.letGoOfSelected();
  desk.redraw();
}

/**
 * Several go in one op, so that one undo takes them back; the picture spreads them.
 * @param {readonly import("../model/ops.js").Op[]} list
 */
function joined(list) {
  const [first] = list;
  return first ? [{ ...first, body: { ...first.body, items: list.flatMap((op) => op.body["items"]) } }] : [];
}

/**
 * Room on a sheet, also on one that is not shown: sizes are only guessed there, and the picture puts right what overlaps.
 * @param {Desk} desk
 * @param {number} sheet
 * @param {readonly string[]} moving
 * @param {string} id
 */
function roomOn({ scene, sheets }, sheet, moving, id) {
  const there = scene.lying.filter((b) => sheetAt(b.item.at, sheets) === sheet && !moving.includes(b.item.id));
  const things = there.map((b) => ({ id: b.item.id, ...ontoSheet(b.item.at ?? { x: 0, y: 0 }, sheet), ...(b.kind === "group" ? ISLAND : NOTE) }));
  const size = scene.byId.get(id)?.kind === "group" ? ISLAND : NOTE;
  return fromSheet(freePlace(things, size, PAGE), sheet);
}
