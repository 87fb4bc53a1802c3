/**
 * ラベルを広げる: notes that are not sorted yet laid out on the sheet, where a table sees them side by side before it gathers
 * them. No more than can be read there; the rest stays in its list.
 */
import * as ops from "../model/ops.js";
import { pageAt, rungAt, rungsOf, stretchOf } from "../model/layout.js";
import { laidAt } from "../model/picture.js";
import { fromSheet } from "../model/sheets.js";
import { guess } from "../model/sizes.js";
import { tidied } from "../model/tidy.js";
import { busyWith } from "./deeds.js";
import { AT_ONCE, LEGIBLE } from "./paper.js";
import { leaf } from "./scene.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("../model/layout.js").Thing} Thing */

/** So much paper is left below the last row. */
const EDGE = 12;
/** Fewer are quickly carried. */
const LEAST = 3;

/**
 * What may be laid out, and where.
 * @param {Desk} desk
 * @returns {{item: string, at: {x: number, y: number}}[]} note by note; none where it is not worth it
 */
export function spreading(desk) {
  const { ground, shown, scene } = desk;
  const notes = scene.tray.slice(0, AT_ONCE).map(leaf);
  if (notes.length < LEAST) return [];
  const page = pageAt(ground.space, LEGIBLE.scale);
  const rung = rungAt(ground.space, LEGIBLE.density, LEGIBLE.scale);
  const stretch = stretchOf(page);
  const sized = (/** @type {import("./scene.js").Branch} */ b) => ({ id: b.item.id, ...guess(b, rung, desk.closed.has(b.item.id), (group) => scene.blocks.get(group)) });
  const lying = shown.lying.map((b) => {
    const { x, y } = ground.toShown(b.item.at ?? { x: 0, y: 0 });
    return { ...sized(b), x: (x / ground.stretch.x) * stretch.x, y: (y / ground.stretch.y) * stretch.y };
  });
  const more = notes.map((b) => ({ ...sized(b), x: 0, y: 0 }));
  const laid = most(more, (some) => laidAt([...lying, ...some], page, rung));
  if (laid.length < LEAST) return [];
  const places = lying.length === 0 ? inRows(desk, notes.slice(0, laid.length)) : laid.map(({ id, x, y }) => ({ id, x: x / stretch.x, y: y / stretch.y }));
  return places.map(({ id, x, y }) => ({ item: id, at: fromSheet({ x: Math.round(x), y: Math.round(y) }, ground.sheet) }));
}

/**
 * On bare paper they lie in rows, in the largest picture that has room for them so.
 * @param {Desk} desk
 * @param {readonly import("./scene.js").Branch[]} notes
 * @returns {{id: string, x: number, y: number}[]} on one sheet
 */
function inRows({ ground: { space }, scene }, notes) {
  const rungs = rungsOf(space).flat().filter(({ density, scale }) => density !== "paper" && scale >= LEGIBLE.scale);
  /** @type {{id: string, x: number, y: number}[]} */
  let rows = [];
  for (const rung of rungs) {
    const page = pageAt(space, rung.scale);
    const stretch = stretchOf(page);
    const things = tidied(notes.map((b) => ({ id: b.item.id, x: 0, y: 0, ...guess(b, rung, false, (group) => scene.blocks.get(group)) })), page);
    rows = things.map(({ id, x, y }) => ({ id, x: x / stretch.x, y: y / stretch.y }));
    if (things.every(({ y, h }) => y + h <= page.h - EDGE)) break;
  }
  return rows;
}

/**
 * As many of the first ones as have room.
 * @param {readonly Thing[]} things
 * @param {(some: readonly Thing[]) => {laid: Thing[], fits: boolean}} lay
 * @returns {Thing[]} these, laid
 */
function most(things, lay) {
  let [room, none] = [0, things.length + 1];
  while (none - room > 1) {
    const n = Math.floor((room + none) / 2);
    if (lay(things.slice(0, n)).fits) room = n;
    else none = n;
  }
  return room === 0 ? [] : lay(things.slice(0, room)).laid.slice(-room);
}

/**
 * @param {Desk} desk
 * @param {readonly {item: string, at: {x: number, y: number}}[]} places
 */
export function spreadOut(desk, places) {
  desk.panel = undefined;
  const held = busyWith(desk, places.map(({ item }) => item));
  if (held) return desk.note("info", desk.say("board.held_still", { name: held }));
  const left = desk.scene.tray.length - places.length;
  if (!desk.send([ops.placeItems([...places])])) return desk.redraw();
  const [key, words] = [left > 0 ? "board.said_spread_some" : "board.said_spread", { n: places.length, left }];
  desk.tell(key, words);
  desk.note("good", desk.say(key, words), { undo: true });
  desk.redraw();
}
