/** The board of a moment, drawn by the same views as the living one; nothing can be done with it. */
import { html, nothing, render } from "../../vendor/lit-html/lit-html.js";
import { sceneOf } from "../../editor/scene.js";
import { PAGE } from "../../model/layout.js";
import { isPrivate } from "../../model/phase.js";
import { sheetsOf } from "../../model/sheets.js";
import { Fitting } from "../sheet/fit.js";
import { plainLook } from "../board/look.js";
import { outlineView } from "../board/outline.js";
import { sheetView } from "../sheet/sheet.js";
import { trayView } from "../board/tray.js";

/**
 * @typedef {import("../../lib/words.js").Say} Say
 * @typedef {import("../../model/state.js").State} State
 */

/** Narrower than this the list is what can be read, as on the board. */
const NARROW = 700;

export class Stage {
  /**
   * @param {{say: Say, nameOf: (seat: string) => string}} options
   */
  constructor({ say, nameOf }) {
    this.say = say;
    this.nameOf = nameOf;
    this.element = document.createElement("div");
    this.element.className = "history__board";
    /** @private */
    this.room = document.createElement("div");
    this.room.className = "desk__room";
    /** @type {"sheet" | "list"} */
    this.mode = window.innerWidth < NARROW ? "list" : "sheet";
    /** @private */
    this.fitting = new Fitting();
  }

  /**
   * @param {State} state
   * @param {boolean} hadTray some moment of the evening had notes in the tray: its column stays, so that the sheet does not jump
   */
  show(state, hadTray) {
    const scene = sceneOf(state);
    const list = this.mode === "list";
    // On a telephone the sheet needs all the room there is; how many lie in the tray is said below it.
    const beside = hadTray && !list && window.innerWidth >= NARROW;
    this.element.toggleAttribute("data-tray", beside);
    this.room.toggleAttribute("data-list", list);
    const { say, nameOf } = this;
    const veiled = isPrivate(state.board?.phase ?? "prepare");
    const look = plainLook(scene, { say, nameOf, veiled });
    const tray = beside ? trayView({ tray: scene.tray, lone: scene.lone, laid: scene.allLone.length - scene.lone.length, veiled: scene.veiled, islands: scene.tally.islands, mayMove: false }, look) : nothing;
    render(html`${tray}${this.room}`, this.element);
    if (!list) return this.showSheet(scene, veiled, sheetsOf(state.board));
    const lists = { branches: scene.branches, islands: scene.tally.islands, lone: scene.allLone, loose: scene.loose, gone: scene.gone, veiled: scene.veiled };
    render(outlineView(lists, look), this.room);
  }

  /**
   * As on the living board, the tallest islands are closed where the sheet cannot hold them open.
   * @private
   * @param {import("../../editor/scene.js").Scene} scene
   * @param {boolean} veiled
   * @param {number} sheets
   */
  showSheet(scene, veiled, sheets) {
    const { say, nameOf, room } = this;
    const draw = (/** @type {Partial<import("../../model/picture.js").Picture>} */ { closed = [], inner }, bare = false) => {
      const shut = new Set(closed);
      const look = plainLook(scene, { say, nameOf, veiled, closed: (id) => shut.has(id), blocks: inner?.cut?.blocks });
      render(sheetView({ lying: bare ? [] : scene.lying, busy: false, readOnly: true, empty: say("history.empty") }, look), room);
    };
    const sheet = () => /** @type {HTMLElement | null} */ (room.querySelector(":scope > .sheet"));
    if (!sheet()) draw({}, true);
    // Nobody turns sheets in the past: all of them lie on one.
    this.fitting.span = { x: 0, w: sheets * PAGE.w };
    const fit = this.fitting.fit({ room, sheet, scene, draw });
    if (!fit) draw({});
    room.toggleAttribute("data-long", fit !== undefined && !fit.fits);
  }
}
