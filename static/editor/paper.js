/** The deeds of the sheet itself: tidying it, an empty island on it, another sheet, and what goes from one to another. */
import * as ops from "../model/ops.js";
import { freePlace, PAGE, pageAt, rungAt, stretchOf } from "../model/layout.js";
import { laidAt } from "../model/picture.js";
import { fromSheet, ontoSheet, sheetAt } from "../model/sheets.js";
import { guess } from "../model/sizes.js";
import { dealt, tidied } from "../model/tidy.js";
import { busyWith } from "./deeds.js";
import { namesOf } from "./names.js";
import { askTitle } from "./writing.js";
import { ISLAND, NOTE } from "./ground.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("../model/layout.js").Point} Point */
/** @typedef {import("../model/layout.js").Thing} Thing */

/** So many places go in one op; see board/limits.go. */
export const AT_ONCE = 500;

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
  const list = placed(places);
  if (desk.send(list)) {
    desk.tell("board.said_tidied");
    desk.note("good", desk.say("board.said_tidied"), { undo: list.length === 1 });
  }
  desk.redraw();
}

/** @param {{item: string, at: Point}[]} places @param {number} [sheets] @returns {import("../model/ops.js").Op[]} */
function placed(places, sheets) {
  const list = [];
  for (let i = 0; i < places.length; i += AT_ONCE) list.push(ops.placeItems(places.slice(i, i + AT_ONCE), sheets));
  return list;
}

/** The picture in which words are as small as they may be, and a little more than that. */
export const LEGIBLE = { density: /** @type {const} */ ("dense"), scale: 0.6 };

/**
 * On how many sheets everything could lie open and be read; none where one sheet does, or no more can be had.
 * @param {Desk} desk
 * @returns {Thing[][]} sheet by sheet
 */
export function overSheets({ scene, ground, mostSheets, paper, closed, sheets }) {
  if (!paper && closed.size === 0) return [];
  const page = pageAt(ground.space, LEGIBLE.scale);
  const rung = rungAt(ground.space, LEGIBLE.density, LEGIBLE.scale);
  const things = scene.lying.map((b) => ({ id: b.item.id, x: 0, y: 0, ...guess(b, rung, false, (group) => scene.blocks.get(group)) }));
  const dealing = dealt(things, (some) => laidAt(some, page, rung).fits, mostSheets);
  return dealing.length > sheets ? dealing : [];
}

/**
 * Lays everything out over as many sheets as it needs to be read.
 * @param {Desk} desk
 * @param {readonly Thing[][]} dealing
 */
export function tidyOver(desk, dealing) {
  desk.panel = undefined;
  const held = busyWith(desk, desk.scene.lying.map((b) => b.item.id));
  if (held) return desk.note("info", desk.say("board.held_still", { name: held }));
  const page = pageAt(desk.ground.space, LEGIBLE.scale);
  const stretch = stretchOf(page);
  const on = (/** @type {Thing} */ { id, x, y }, /** @type {number} */ sheet) => ({ item: id, at: fromSheet({ x: Math.round(x / stretch.x), y: Math.round(y / stretch.y) }, sheet) });
  const places = dealing.flatMap((things, sheet) => tidied(things, page).map((thing) => on(thing, sheet)));
  const words = { n: dealing.length };
  const list = placed(places, dealing.length);
  if (desk.send(list)) {
    desk.tell("board.said_over", words);
    desk.note("good", desk.say("board.said_over", words), { undo: list.length === 1 });
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
