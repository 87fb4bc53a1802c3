/**
 * What lies below a point of the window. On the sheet it is looked up among what lies there, read once: the browser would look
 * through all of a big board at each picture of a drag. Elsewhere the browser is asked.
 *
 * Trap: what was read is of one drawing, and has to be forgotten with the next.
 */
import { isWithin, membersOf } from "./hit.js";

/** @typedef {{x: number, y: number}} Point px in the window */
/** @typedef {{item: Element, left: number, top: number, right: number, bottom: number}} Thing px of the sheet's world, before its scaling */

export class Below {
  /** @param {HTMLElement} root */
  constructor(root) {
    /** @private */
    this.root = root;
    /** @private @type {HTMLElement | null} */
    this.world = null;
    /** @private @type {readonly Thing[] | undefined} what is on top comes first */
    this.things = undefined;
  }

  forget() {
    this.things = undefined;
  }

  /** @param {Point} point @returns {Element | null} */
  at(point) {
    if (!this.world?.isConnected) [this.world, this.things] = [this.root.querySelector(".desk__room > .sheet > .sheet__world"), undefined];
    const { world } = this;
    const [sheet, room] = [world?.parentElement, world?.parentElement?.parentElement];
    if (!world || !sheet || !room || !isOver(sheet, point) || !isOver(room, point) || this.isCovered(room, point)) return document.elementFromPoint(point.x, point.y);
    this.things ??= thingsOn(world);
    const box = world.getBoundingClientRect();
    const scale = box.width / world.offsetWidth;
    const [x, y] = [(point.x - box.left) / scale, (point.y - box.top) / scale];
    const thing = this.things.find(({ left, top, right, bottom }) => x >= left && x <= right && y >= top && y <= bottom);
    return thing ? innermost(thing.item, point) : sheet;
  }

  /** Something lies over the room: a slip, a message, the buttons to come closer. @private @param {Element} room @param {Point} point */
  isCovered(room, point) {
    const over = [...this.root.children].flatMap((part) => (part.classList.contains("over") ? [...part.children] : []));
    return [...(room.parentElement?.children ?? []), ...over].some((part) => part !== room && isOver(part, point));
  }
}

/** @param {Element} element @param {Point} point */
const isOver = (element, point) => isWithin(element.getBoundingClientRect(), point);

/** Notes lie on islands, and what comes later on what came before. @param {HTMLElement} world @returns {Thing[]} */
function thingsOn(world) {
  const things = [...world.children].reverse().flatMap((spot) => {
    const item = spot.hasAttribute("data-id") ? spot : spot.firstElementChild;
    return spot instanceof HTMLElement && item instanceof HTMLElement && item.dataset["id"] ? [thingOf(spot, item)] : [];
  });
  return [...things.filter(({ item }) => item.classList.contains("note")), ...things.filter(({ item }) => !item.classList.contains("note"))];
}

/** Round an island is nothing but its place. @param {HTMLElement} spot @param {HTMLElement} item @returns {Thing} */
function thingOf({ offsetLeft: left, offsetTop: top }, item) {
  return { item, left, top, right: left + item.offsetWidth, bottom: top + item.offsetHeight };
}

/** @param {Element} item @param {Point} point @returns {Element} */
function innermost(item, point) {
  const inner = membersOf(item).find((member) => isOver(member, point));
  return inner ? innermost(inner, point) : item;
}
