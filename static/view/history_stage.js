/** The board of a moment, drawn by the same views as the living one; nothing can be done with it. */
import { render } from "../vendor/lit-html/lit-html.js";
import { sceneOf } from "../editor/scene.js";
import { fitSheet } from "./fit.js";
import { plainLook } from "./look.js";
import { outlineView } from "./outline.js";
import { sheetView } from "./sheet.js";

/**
 * @typedef {import("../lib/words.js").Say} Say
 * @typedef {import("../model/state.js").State} State
 */

export class Stage {
  /**
   * @param {{say: Say, nameOf: (seat: string) => string}} options
   */
  constructor({ say, nameOf }) {
    this.say = say;
    this.nameOf = nameOf;
    this.element = document.createElement("div");
    this.element.className = "desk__room history__room";
    /** @type {"sheet" | "list"} */
    this.mode = "sheet";
    /** @private @type {import("../model/layout.js").Rung | undefined} the scale stays while it fits, so that the picture does not jump */
    this.rung = undefined;
  }

  /** @param {State} state */
  show(state) {
    const scene = sceneOf(state);
    this.element.toggleAttribute("data-list", this.mode === "list");
    if (this.mode === "list") {
      const lists = { branches: scene.branches, islands: scene.tally.islands, lone: scene.allLone, loose: scene.loose, gone: scene.gone, veiled: scene.veiled };
      render(outlineView(lists, plainLook(scene, this)), this.element);
      return;
    }
    this.showSheet(state, scene);
  }

  /**
   * As on the living board, the tallest islands are closed where the sheet cannot hold them open. What lies in the tray is
   * shown on the sheet's edge: the tray has no room here, and a moment without its notes would be a lie.
   * @private
   * @param {State} state
   * @param {import("../editor/scene.js").Scene} scene
   */
  showSheet(state, scene) {
    const draw = (/** @type {ReadonlySet<string>} */ closed) => {
      const look = plainLook(scene, { ...this.words(), closed: (id) => closed.has(id) });
      render(sheetView({ lying: scene.lying, readOnly: true, empty: this.say("history.empty") }, look), this.element);
      const sheet = this.element.querySelector(".sheet");
      return sheet instanceof HTMLElement ? fitSheet(sheet, this.element, (id) => state.item(id)?.at, closed.size === 0 ? this.rung : undefined) : undefined;
    };
    let fit = draw(new Set());
    this.rung = fit?.fits ? fit.rung : undefined;
    const open = (fit?.laid ?? []).filter((t) => scene.blocks.has(t.id)).sort((a, b) => b.h - a.h);
    for (let n = 1; fit && !fit.fits && n < 2 * open.length; n *= 2) fit = draw(new Set(open.slice(0, n).map((t) => t.id)));
    this.element.toggleAttribute("data-long", fit !== undefined && !fit.fits);
  }

  /** @private */
  words() {
    return { say: this.say, nameOf: this.nameOf };
  }
}
