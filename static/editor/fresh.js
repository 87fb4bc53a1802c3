/** Which items somebody else has just changed, so that the picture can let them breathe once. My own changes I know. */
import { touched } from "../model/ops.js";

const BREATH = 1200;
const MINE = 10_000;

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./scene.js").Branch} Branch */

export class Fresh {
  /** @param {() => void} redraw */
  constructor(redraw) {
    this.redraw = redraw;
    /** @type {Map<string, Branch>} what each item was */
    this.seen = new Map();
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

  /** @param {Scene} scene */
  look(scene) {
    if (this.seen === scene.byId) return;
    const changed = [];
    for (const [id, branch] of this.began ? scene.byId : []) {
      if (isNew(this.seen.get(id), branch) && (this.own.get(id) ?? 0) < Date.now()) changed.push(id);
    }
    // Half the board at once is a new phase or a long absence, not news of an item.
    const few = changed.length <= 8;
    this.began ||= scene.byId.size > 0;
    this.seen = scene.byId;
    if (few && changed.length > 0) this.breathe(changed);
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

/** @param {Branch | undefined} before @param {Branch} now */
function isNew(before, now) {
  if (before?.item === now.item) return false; // a record is a value
  return !before || lookOf(before) !== lookOf(now);
}

/** @param {Branch} branch */
function lookOf(branch) {
  const { item } = branch;
  const words = branch.kind === "group" ? branch.item.title : branch.item.text;
  return JSON.stringify([words, item.group, item.at, branch.kind === "note" && branch.item.lone]);
}
