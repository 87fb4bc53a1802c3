import { Directive, directive } from "../vendor/lit-html/directive.js";
import { noChange } from "../vendor/lit-html/lit-html.js";

/**
 * Draws only when something it depends on is another than last time. Records, branches and lists of the model never change, so
 * `===` tells; on a board of two thousand notes that spares the drawing of all but the few that somebody touched.
 *
 * Trap: what the template asks for and the list does not name stays as it was drawn.
 */
class SteadyDirective extends Directive {
  /** @param {import("../vendor/lit-html/directive.js").PartInfo} info */
  constructor(info) {
    super(info);
    /** @type {readonly unknown[]} */
    this.last = [];
  }

  /**
   * @param {readonly unknown[]} _depends never empty
   * @param {() => unknown} draw
   * @returns {unknown}
   */
  render(_depends, draw) {
    return draw();
  }

  /**
   * @override
   * @param {import("../vendor/lit-html/directive.js").Part} _part
   * @param {[readonly unknown[], () => unknown]} args
   */
  update(_part, [depends, draw]) {
    if (depends.length === this.last.length && depends.every((d, i) => d === this.last[i])) return noChange;
    this.last = depends;
    return draw();
  }
}

export const steady = directive(SteadyDirective);
