import { Directive, directive } from "../vendor/lit-html/directive.js";
import { getCommittedValue, getDirectiveClass, setChildPartValue } from "../vendor/lit-html/directive-helpers.js";
import { repeat } from "../vendor/lit-html/directives/repeat.js";
import { noChange } from "../vendor/lit-html/lit-html.js";

/** @typedef {import("../vendor/lit-html/lit-html.js").ChildPart} ChildPart */
/** @typedef {import("../vendor/lit-html/directives/repeat.js").RepeatDirectiveFn} Repeat */

/**
 * @template T
 * @typedef {{items: readonly T[], keyOf: (item: T) => string, stirred: (item: T) => string, draw: (item: T) => unknown, all: readonly unknown[]}} List
 *   stirred: what an item is drawn by that is not in it; all: what all of them are drawn by
 */

/**
 * `repeat`, and only the items that are new or have changed are looked at: of hundreds of things on a sheet one has changed, and to
 * ask the others whether they have, each by itself, takes longer than to draw the one.
 *
 * Trap: as with `steady`; what an item is drawn by and neither `stirred` nor `all` names stays as it was drawn.
 */
class EachDirective extends Directive {
  /** @param {import("../vendor/lit-html/directive.js").PartInfo} info */
  constructor(info) {
    super(info);
    const Whole = /** @type {import("../vendor/lit-html/directive.js").DirectiveClass} */ (getDirectiveClass(repeat([], String)));
    /** @private */
    this.whole = /** @type {Directive & {update: (part: ChildPart, args: unknown[]) => unknown}} */ (new Whole(info));
    /** @private @type {{keys: readonly string[], items: readonly unknown[], signs: readonly string[], all: readonly unknown[]} | undefined} */
    this.last = undefined;
  }

  /** @param {List<any>} list @returns {unknown} */
  render({ items, draw }) {
    return items.map(draw);
  }

  /**
   * @override
   * @param {ChildPart} part
   * @param {[List<any>]} args
   */
  update(part, [{ items, keyOf, stirred, draw, all }]) {
    const { last } = this;
    const keys = items.map(keyOf);
    const signs = items.map(stirred);
    this.last = { keys, items, signs, all };
    if (!last || !isSame(all, last.all)) return this.whole.update(part, [items, keyOf, draw]);
    if (!isSame(keys, last.keys)) {
      const were = new Map(last.keys.map((key, i) => [key, i]));
      const stays = (/** @type {number} */ i, at = were.get(keys[i] ?? "") ?? -1) => at >= 0 && items[i] === last.items[at] && signs[i] === last.signs[at];
      return this.whole.update(part, [items, keyOf, (/** @type {unknown} */ item, /** @type {number} */ i) => (stays(i) ? noChange : draw(item))]);
    }
    const parts = /** @type {ChildPart[]} */ (getCommittedValue(part));
    items.forEach((item, i) => {
      const drawn = parts[i];
      if (drawn && (item !== last.items[i] || signs[i] !== last.signs[i])) setChildPartValue(drawn, draw(item));
    });
    return noChange;
  }
}

/** @param {readonly unknown[]} list @param {readonly unknown[]} before */
const isSame = (list, before) => list.length === before.length && list.every((x, i) => x === before[i]);

export const each = /** @type {<T>(list: List<T>) => unknown} */ (directive(EachDirective));
