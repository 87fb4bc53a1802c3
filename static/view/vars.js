import { Directive, directive, PartType } from "../vendor/lit-html/directive.js";
import { noChange } from "../vendor/lit-html/lit-html.js";

/** @typedef {Record<string, string | number>} Vars custom properties by name, `--cols` … */

/**
 * Sets custom properties through the object model. A `style` attribute, and the first rendering of lit's own styleMap, are
 * forbidden by our content security policy; this is not.
 */
class VarsDirective extends Directive {
  /** @param {import("../vendor/lit-html/directive.js").PartInfo} info */
  constructor(info) {
    super(info);
    if (info.type !== PartType.ELEMENT) throw new Error("vars() stands in the tag: <div ${vars({…})}>");
    /** @type {Vars} */
    this.last = {};
  }

  /**
   * @param {Vars} _vars
   * @returns {unknown}
   */
  render(_vars) {
    return noChange;
  }

  /**
   * @override
   * @param {import("../vendor/lit-html/directive.js").ElementPart} part
   * @param {[Vars]} args
   */
  update(part, [vars]) {
    const style = /** @type {HTMLElement} */ (part.element).style;
    for (const [name, value] of Object.entries(vars)) {
      if (this.last[name] !== value) style.setProperty(name, String(value));
    }
    this.last = vars;
    return noChange;
  }
}

export const vars = directive(VarsDirective);
