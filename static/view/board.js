/**
 * The table's board, put together: bar, tray, sheet or list, ledger, and what lies over them. `mountBoard` is all that pages
 * need; the seat shows the same board beside its box, without a bar.
 */
import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { makeWords } from "../lib/words.js";
import { Desk } from "../editor/desk.js";
import { Pointer } from "../editor/pointer.js";
import { bannerView } from "./banner.js";
import { barView } from "./bar.js";
import { endedView } from "./form_ended.js";
import { fitLens, fitSheet } from "./fit.js";
import { Focus } from "./focus.js";
import { handsOf, listenOn } from "./hands.js";
import { ledgerView } from "./ledger.js";
import { lensView } from "./lens.js";
import { lookOf } from "./look.js";
import { outlineView } from "./outline.js";
import { overView, settleOver } from "./over.js";
import { sheetView } from "./sheet.js";
import { trayView } from "./tray.js";

/**
 * @typedef {{
 *   client: import("../sync/client.js").Client, doc: import("../sync/doc.js").Doc, boot: import("../sync/boot.js").Boot,
 *   bar?: HTMLElement | undefined,
 * }} Parts bar: the page's bar, absent where the board stands beside something else
 */

/** Narrower than this the list is what can be read. */
const NARROW = 700;

export class BoardView {
  /**
   * @param {HTMLElement} element
   * @param {Parts} parts
   */
  constructor(element, { client, doc, boot, bar }) {
    this.element = element;
    this.bar = bar;
    this.say = makeWords(boot.texts);
    const mode = window.innerWidth < NARROW ? "list" : "sheet";
    this.desk = new Desk({ client, doc, boot, say: this.say, redraw: () => this.later(), mode });
    this.focus = new Focus(element, this.desk);
    this.pointer = new Pointer(element, handsOf(this.desk));
    this.waiting = false;
    this.fitted = "";
    /** @type {import("../model/layout.js").Rung | undefined} */
    this.rung = undefined;
    /** @type {{view: unknown, sheet: Element | undefined}} */
    this.last = { view: undefined, sheet: undefined };
    this.ends = [doc.onChange(() => this.later()), client.onChange(() => this.later()), client.hall.onChange(() => this.later()), listenOn(element, this.desk, this.pointer)];
    this.sizes = new ResizeObserver(() => this.refit());
    this.sizes.observe(element);
    void document.fonts?.ready.then(() => this.refit());
    this.later();
  }

  /** Many changes of one turn are drawn once. */
  later() {
    if (this.waiting) return;
    this.waiting = true;
    queueMicrotask(() => {
      this.waiting = false;
      this.draw();
    });
  }

  refit() {
    this.fitted = "";
    this.later();
  }

  draw() {
    const { desk, element } = this;
    if (this.drawOtherwise()) return;
    element.className = `board${this.bar ? "" : " board--beside"}${TRAYS[trayOf(desk)]}`;
    desk.settle();
    this.focus.before();
    if (this.bar) render(barView(desk, factsOf(desk)), this.bar);
    this.drawBoard();
    if (desk.lens) this.fitLens();
    else if (desk.mode === "sheet") this.fit();
    const over = element.querySelector(".over");
    if (over instanceof HTMLElement) settleOver(desk, over);
    this.focus.after();
    this.pointer.check((id) => desk.scene.byId.has(id));
  }

  drawBoard() {
    render(boardView(this.desk, this.bar === undefined), this.element);
  }

  /** Before the board is there, and after it is over. */
  drawOtherwise() {
    const { client, doc } = this.desk;
    const text = doc.denied ? this.say(`refusal.${doc.denied}`) : this.say("page.opening");
    if (!client.ended && doc.ready) return false;
    this.element.className = "join";
    render(client.ended ? endedView(client.ended, this.say) : html`<p class="hint">${text}</p>`, this.element);
    return true;
  }

  /**
   * Fits the sheet when something changed that it depends on. Where it cannot hold its islands open they are shown closed.
   */
  fit() {
    const { desk, element } = this;
    const sheet = element.querySelector(".sheet");
    const room = element.querySelector(".desk__room");
    if (!(sheet instanceof HTMLElement) || !(room instanceof HTMLElement)) return;
    const key = `${room.clientWidth} ${room.clientHeight} ${getComputedStyle(document.documentElement).fontSize} ${sheet.isConnected}`;
    if (this.fitted === key && this.last.view === desk.doc.view && this.last.sheet === sheet) return;
    this.fitted = key;
    this.last = { view: desk.doc.view, sheet };
    const fit = this.fitClosing(sheet, room);
    this.rung = desk.closed.size === 0 ? fit?.rung : undefined;
    room.toggleAttribute("data-long", fit !== undefined && !fit.fits);
    if (fit) desk.ground.show(fit);
    desk.paper = sheet.dataset["density"] === "paper";
  }

  fitLens() {
    const room = this.element.querySelector(".lens__room");
    if (room instanceof HTMLElement) fitLens(room);
  }

  /**
   * The tallest islands are closed first, twice as many each time, until the rest fits.
   * @param {HTMLElement} sheet
   * @param {HTMLElement} room
   */
  fitClosing(sheet, room) {
    const { desk } = this;
    const fitOnce = (/** @type {string[]} */ closed) => {
      desk.closed = new Set(closed);
      desk.settle();
      this.drawBoard();
      return fitSheet(sheet, room, (id) => desk.doc.view.item(id)?.at, closed.length === 0 ? this.rung : undefined);
    };
    let fit = fitOnce([]);
    const open = (fit?.laid ?? []).filter((t) => desk.scene.blocks.has(t.id)).sort((a, b) => b.h - a.h);
    for (let n = 1; fit && !fit.fits && n < 2 * open.length; n *= 2) fit = fitOnce(open.slice(0, n).map((t) => t.id));
    return fit;
  }

  stop() {
    this.ends.forEach((end) => end());
    this.sizes.disconnect();
    this.pointer.stop();
  }
}

/**
 * Shows a board in an element, and keeps it shown.
 * @param {HTMLElement} element
 * @param {Parts} parts
 * @returns {BoardView} stop() ends it
 */
export function mountBoard(element, parts) {
  return new BoardView(element, parts);
}

/** @type {Readonly<Record<"full" | "bare" | "none", string>>} */
const TRAYS = { full: "", bare: " board--bare", none: " board--plain" };

/**
 * The list has the notes of the tray too. An empty tray is narrow, so that the sheet has the room; where nobody may fill it,
 * there is none.
 * @param {Desk} desk
 */
function trayOf(desk) {
  const { tray, lone, veiled } = desk.scene;
  if (desk.mode === "list" && !desk.lens) return "none";
  if (tray.length + lone.length + veiled > 0) return "full";
  return desk.may("items.move") ? "bare" : "none";
}

/**
 * @param {Desk} desk
 * @param {boolean} beside beside a seat's box: no bar, so the ledger has the switch
 */
function boardView(desk, beside) {
  const look = lookOf(desk);
  const { scene } = desk;
  const mayMove = desk.may("items.move");
  const banner = bannerView(desk.doc, desk.client, desk.say);
  const tray = trayOf(desk) === "none" ? nothing : trayView({ tray: scene.tray, lone: scene.lone, veiled: scene.veiled, mayMove }, look);
  return html`${tray}
    <section class="desk" aria-label=${desk.say("board.sheet")} ?data-list=${desk.mode === "list"} ?data-banner=${banner !== nothing}>
      ${banner}
      <div class="desk__room" ?data-list=${desk.mode === "list"} ?hidden=${desk.lens !== ""}>${roomView(desk, look)}</div>
      ${desk.lens ? lensView(desk, look) : nothing} ${ledgerView(desk, beside)}
    </section>
    <div class="over">${overView(desk)}</div>`;
}

/**
 * @param {Desk} desk
 * @param {import("./note.js").Look} look
 */
function roomView(desk, look) {
  const { scene, say } = desk;
  if (desk.lens) return nothing;
  if (desk.mode === "list") {
    return outlineView({ branches: scene.branches, islands: scene.tally.islands, lone: scene.allLone, loose: scene.loose, gone: scene.gone, veiled: scene.veiled }, look);
  }
  const phase = desk.doc.view.board?.phase ?? "prepare";
  const empty = say(emptyKey(phase, desk));
  return sheetView({ lying: scene.lying, readOnly: !desk.may("items.move"), empty }, look);
}

/**
 * What an empty sheet says: what will happen here, or what to do with it.
 * @param {string} phase
 * @param {Desk} desk
 */
function emptyKey(phase, desk) {
  if (phase === "prepare" && desk.scene.tally.written === 0) return "board.sheet_empty_prepare";
  if (desk.may("items.move")) return "board.sheet_empty_move";
  return phase === "write" || phase === "prepare" ? "board.sheet_empty_write" : "board.sheet_empty";
}

/** @param {Desk} desk */
function factsOf({ client, boot, say }) {
  const here = boot.boards.find((b) => b.id === boot.board);
  const hall = client.hall.view;
  const assignment = hall.get("assignment", boot.board);
  const table = hall.table(assignment?.table ?? here?.table ?? "")?.name ?? here?.name ?? "";
  const me = client.me;
  const steers = me?.role === "facilitator" || me?.role === "organiser";
  const query = steers ? `?board=${boot.board}` : "";
  return {
    table: table || say("board.sheet"),
    theme: assignment?.theme ?? here?.theme ?? "",
    home: steers ? `/w/${boot.workshop}/hall` : "/",
    present: me ? `/s/${me.id}/present${query}` : "",
  };
}
