/**
 * The picture that people have before them. Where a sheet is so full that things lie closer than anybody laid them, it is the
 * arrangement that one knows one's way about in: it stays while it can, whatever is written, gathered or asked meanwhile.
 *
 * Trap: only of the whole sheet. Where one has come closer there is room for everybody's own places, and the way back has to
 * lead to the picture one came from.
 */
import { pageAt } from "../../model/layout.js";

/** @typedef {import("./fit.js").Fitted} Fitted */
/** @typedef {import("../../editor/scene.js").Scene} Scene */
/** @typedef {import("../../editor/scene.js").Branch["item"]} Item */
/** @typedef {import("../../model/layout.js").Point} Point */
/** @typedef {import("../../model/layout.js").Size} Size */

/** Strips above and beside the sheet come and go; so much of its room they take. */
const LIKE = 0.15;

/** So many arrangements are remembered, for whoever takes back a few steps. */
const MOST = 12;

export class Seen {
  constructor() {
    /** @private @type {Map<string, readonly Arrangement[]>} by the part of the table, the last one first */
    this.arrangements = new Map();
  }

  /** @param {string} part of the table that is shown @param {Fitted} fitted @param {Scene} scene */
  add(part, fitted, scene) {
    const one = new Arrangement(fitted, scene);
    const others = (this.arrangements.get(part) ?? []).filter(({ sign }) => sign !== one.sign);
    this.arrangements.set(part, [one, ...others].slice(0, MOST));
  }

  /** @param {string} part @returns {Arrangement | undefined} */
  last(part) {
    return this.arrangements.get(part)?.[0];
  }

  /**
   * The picture of this very board, or else the last one; in another room people's own places come first again.
   * @param {string} part
   * @param {Size} space
   * @param {Scene} scene
   */
  like(part, space, scene) {
    const list = (this.arrangements.get(part) ?? []).filter((one) => one.isIn(space));
    return list.find(({ sign }) => sign === signOf(scene)) ?? (list[0] === this.last(part) ? list[0] : undefined);
  }
}

class Arrangement {
  /**
   * @param {Fitted} fitted
   * @param {Scene} scene
   */
  constructor({ laid, space, picture }, scene) {
    this.space = space;
    this.picture = picture;
    this.page = pageAt(space, picture.rung.scale);
    this.laid = laid;
    this.items = new Map(laid.map(({ id }) => [id, scene.byId.get(id)?.item]));
    this.sign = signOf(scene);
  }

  /**
   * Whether the room is much the same.
   * @param {Size} space
   */
  isIn(space) {
    return Math.abs(space.w / this.space.w - 1) < LIKE && Math.abs(space.h / this.space.h - 1) < LIKE;
  }

  /** Whether anything lies where it lay: after 整える nothing does. @param {Scene} scene */
  knows(scene) {
    return this.on(this.page, scene).size > 0;
  }

  /**
   * Where things lay, on a page of this size; but for what somebody has moved since.
   * @param {Size} page
   * @param {Scene} scene
   */
  on(page, scene) {
    /** @type {Map<string, Point>} */
    const places = new Map();
    for (const { id, x, y } of this.laid) {
      const item = scene.byId.get(id)?.item;
      if (item && liesAs(item, this.items.get(id))) places.set(id, { x: (x * page.w) / this.page.w, y: (y * page.h) / this.page.h });
    }
    return places;
  }
}

/**
 * Whether people laid a thing where it lay before.
 * @param {Item} item
 * @param {Item | undefined} before
 */
export function liesAs(item, before) {
  return item.id === before?.id && item.at?.x === before.at?.x && item.at?.y === before.at?.y;
}

/** @type {WeakMap<Scene, string>} */
const signs = new WeakMap();

/**
 * Two boards with the same sign look alike.
 * @param {Scene} scene
 */
function signOf(scene) {
  const sign = signs.get(scene) ?? scene.lying.map(signOfBranch).join();
  signs.set(scene, sign);
  return sign;
}

/** @param {import("../../editor/scene.js").Branch} branch @returns {string} */
function signOfBranch({ kind, item, members }) {
  const said = kind === "group" ? `${item.title ?? ""}${item.folded ? "-" : "+"}` : item.text;
  return `${item.id} ${item.at?.x} ${item.at?.y} ${said} [${members.map(signOfBranch).join()}]`;
}
