/** Which items somebody else has just changed, so that the picture can let them breathe once. My own changes I know. */
import { touched } from "../model/ops.js";

const BREATH = 1200;
const MINE = 10_000;
/** So many at once breathe. */
const MOST = 8;

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./scene.js").Branch} Branch */

export class Fresh {
  /** @param {() => void} redraw */
  constructor(redraw) {
    this.redraw = redraw;
    /** @private @type {Map<string, Branch | undefined>} what changed since the last look, and what it was then */
    this.news = new Map();
    /** @type {Map<string, number>} items of my own ops, and until when a change of them is taken for mine */
    this.own = new Map();
    /** @type {Set<string>} */
    this.now = new Set();
    this.began = false;
  }

  /** @param {import("../model/ops.js").Op} op of mine */
  mine(op) {
    for (const id of touched(op)) this.own.set(id, Date.now() + MINE);
  }

  /** There is another scene; whether anybody will see it, a look tells. @param {Scene} scene */
  hear(scene) {
    for (const [id, was] of scene.news ?? []) if (!this.news.has(id)) this.news.set(id, was);
    if (scene.news) return;
    this.began = false;
    this.news.clear();
  }

  /** @param {Scene} scene */
  look(scene) {
    const changed = this.began ? [...this.news].filter(([id, was]) => isNew(was, scene.byId.get(id)) && (this.own.get(id) ?? 0) < Date.now()).map(([id]) => id) : [];
    this.began ||= scene.byId.size > 0;
    this.news.clear();
    // Half the board at once is a new phase or a long absence, not news of an item.
    if (changed.length > 0 && changed.length <= MOST) this.breathe(changed);
  }

  /** @param {readonly string[]} ids */
  breathe(ids) {
    for (const id of ids) this.now.add(id);
    window.setTimeout(() => {
      for (const id of ids) this.now.delete(id);
      this.redraw();
    }, BREATH);
  }
}

/** @param {Branch | undefined} before @param {Branch | undefined} now */
function isNew(before, now) {
  if (!now || before?.item === now.item) return false; // a record is a value
  return !before || lookOf(before) !== lookOf(now);
}

/** @param {Branch} branch */
function lookOf(branch) {
  const { item } = branch;
  const words = branch.kind === "group" ? branch.item.title : branch.item.text;
  return JSON.stringify([words, item.group, item.at, branch.kind === "note" && branch.item.lone]);
}
