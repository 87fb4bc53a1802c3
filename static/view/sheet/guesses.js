/**
 * How large things will probably be, before they are drawn: reckoned (model/sizes.js), and put right by what measuring taught of
 * each of them.
 */
import { guess } from "../../model/sizes.js";
import { howOf } from "./closing.js";

/** @typedef {import("../../model/layout.js").Size} Size */
/** @typedef {import("../../model/layout.js").Thing} Thing */
/** @typedef {import("../../model/layout.js").Rung} Rung */
/** @typedef {import("../../model/picture.js").Picture} Picture */
/** @typedef {import("../../model/picture.js").Inner} Inner */
/** @typedef {import("../../editor/scene.js").Branch} Branch */
/** @typedef {import("../../editor/scene.js").Scene} Scene */
/** @typedef {{w: number, h: number}} Ratio measured to guessed */
/** here: learnt at this rung; else: at another. @typedef {{here: ReadonlyMap<string, Ratio> | undefined, else: ReadonlyMap<string, Ratio> | undefined}} Taught */

export class Guesses {
  constructor() {
    /** @private @type {Map<string, Map<string, Ratio>>} by the rung at which it was measured, and by none for rungs not seen yet; then by item */
    this.ratios = new Map();
    /** How often a thing was found to be of another size than it was known to be: what was guessed before may be guessed otherwise. */
    this.learnt = 0;
    /** @private @type {{rung: Rung, inner: Inner | undefined, names: number, open: Taught, closed: Taught} | undefined} all of a board is asked for at one rung */
    this.asked = undefined;
  }

  /** @param {Branch} branch @param {Rung} rung @param {boolean} closed @param {Scene} scene @param {Inner | undefined} inner @returns {Size} */
  of(branch, rung, closed, scene, inner) {
    const size = guess(branch, rung, closed, columnsIn(scene, inner), inner);
    const { id } = branch.item;
    const taught = this.taught(rung, inner)[closed ? "closed" : "open"];
    const ratio = taught.here?.get(id) ?? taught.else?.get(id);
    return ratio ? { w: Math.ceil(size.w * ratio.w), h: Math.ceil(size.h * ratio.h) } : size;
  }

  /** @private @param {Rung} rung @param {Inner | undefined} inner */
  taught(rung, inner) {
    const { asked, ratios } = this;
    if (asked?.rung === rung && asked.inner === inner && asked.names === ratios.size) return asked;
    const at = (/** @type {boolean} */ closed) => {
      const how = howOf(closed, inner);
      return { here: ratios.get(nameAt(rung, how)), else: ratios.get(how) };
    };
    return (this.asked = { rung, inner, names: ratios.size, open: at(false), closed: at(true) });
  }

  /** @param {readonly Thing[]} things as they were measured @param {Picture} picture in which @param {Scene} scene */
  learn(things, { rung, closed, inner }, scene) {
    const piles = new Set(closed);
    for (const { id, w, h } of things) {
      const branch = scene.byId.get(id);
      if (!branch || w === 0 || h === 0) continue;
      const size = guess(branch, rung, piles.has(id), columnsIn(scene, inner), inner);
      const how = howOf(piles.has(id), inner);
      for (const name of [how, nameAt(rung, how)]) this.keep(name, id, { w: w / size.w, h: h / size.h });
    }
  }

  /** @private @param {string} name @param {string} id @param {Ratio} ratio */
  keep(name, id, ratio) {
    const known = this.ratios.get(name) ?? new Map();
    const before = known.get(id);
    if (before?.w === ratio.w && before.h === ratio.h) return;
    this.ratios.set(name, known.set(id, ratio));
    this.learnt++;
  }
}

/** @param {Scene} scene @param {Inner | undefined} inner @returns {(group: string) => import("../../model/layout.js").Block | undefined} */
const columnsIn = (scene, inner) => (group) => inner?.cut?.blocks.get(group) ?? scene.blocks.get(group);

/** @param {Rung} rung @param {string} how */
const nameAt = ({ density, scale }, how) => `${how} ${density} ${scale}`;
