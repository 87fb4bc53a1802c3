/**
 * The table's board, put together: bar, tray, sheet or list, ledger, and what lies over them. `mountBoard` is all that pages
 * need; the seat shows the same board beside its box, without a bar.
 */
import { html, render } from "../../vendor/lit-html/lit-html.js";
import { makeWords } from "../../lib/words.js";
import { Desk } from "../../editor/desk.js";
import { Marquee } from "../../editor/marquee.js";
import { Pointer } from "../../editor/pointer.js";
import { FIT, Zooming } from "../../editor/zoom.js";
import { barView } from "./bar.js";
import { factsOf } from "./facts.js";
import { endedView } from "../form/ended.js";
import { dress } from "../sheet/dressing.js";
import { BIG, Fitting } from "../sheet/fit.js";
import { markFound } from "./finding.js";
import { Focus } from "./focus.js";
import { BESIDE, Growing, drawnOf, longest, standing } from "../sheet/growing.js";
import { Later } from "./later.js";
import { handsOf, listenOn, paperOf } from "./hands.js";
import { Lines } from "../sheet/lines.js";
import { Modal } from "./modal.js";
import { hiddenAt } from "../../model/hidden.js";
import { PAGE } from "../../model/layout.js";
import { isFull, tellsMore } from "../../model/picture.js";
import { settleOver } from "./over.js";
import { PaperTold } from "../sheet/paper_told.js";
import { Sight } from "../sheet/sight.js";
import { boardClass, boardView, inPiece } from "./parts.js";
import { fitStage, isReading, settleReading } from "./reading.js";
import { childOf, isTyping, sheetIn, sizeOf } from "./inside.js";
import { Beneath } from "../sheet/beneath.js";
import { Stood, fitLens } from "../sheet/room.js";

/**
 * @typedef {{
 *   client: import("../../sync/client.js").Client, doc: import("../../sync/doc.js").Doc, boot: import("../../sync/boot.js").Boot,
 *   bar?: HTMLElement | undefined,
 * }} Parts bar: the page's bar, absent where the board stands beside something else
 */

/** More lines than this need room of their own between things. */
const FEW_LINES = 12;

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
    this.lifting = new Later(() => this.draw());
    this.pointer = new Pointer(element, handsOf(this.desk, () => this.lifting.wait()));
    this.zooming = new Zooming({ room: () => this.room, sheet: () => this.sheet, zoomed: this.desk, laid: () => this.fitting.laidOut, rest: () => this.magnify(), goes: () => this.beneath.drop(), lets: () => this.pointer.tell({ type: "cancel" }), moves: () => this.sight.follow() });
    this.desk.zooming = this.zooming;
    this.marquee = new Marquee(element, paperOf(this.desk, this.zooming));
    this.waiting = false;
    this.lines = new Lines();
    this.modal = new Modal();
    this.phase = "";
    this.fitting = new Fitting();
    this.sight = new Sight(() => (this.fitting.long ? this.sheet : null));
    /** Which of the sheets drawn so far is shown. */
    this.nth = 0;
    this.beneath = new Beneath({
      desk: this.desk,
      room: () => this.room, sheet: (nth) => this.room && sheetIn(this.room, nth), draw: () => this.drawBoard(),
      worth: (picture) => this.isWorth(picture),
      take: (paper, fitted) => this.take(paper, fitted),
      giveUp: () => this.desk.zoom < this.fitting.zoom && this.refit(),
    });
    this.fitLater = new Later(() => (this.drawn === doc.view && this.sheet ? this.fit() : this.draw()));
    /** @private @type {unknown} the state of the board that was drawn last */
    this.drawn = undefined;
    this.paperTold = new PaperTold();
    /** How often words had been put away when this was drawn last. */
    this.hidings = 0;
    /** Something may bear the mark of what was looked for. */
    this.found = false;
    this.growing = new Growing(() => this.draw());
    this.stood = new Stood();
    /** @type {{view: unknown, sheet: Element | null, turned: number, letters: string | undefined, room: string, drawn: number}} what the sheet was last fitted for; turned: which of the sheets; drawn: how many things of it */
    this.fitted = { view: undefined, sheet: null, turned: 0, letters: undefined, room: "", drawn: 0 };
    /** Something came that is not drawn yet. */
    this.behind = false;
    this.news = new Later(() => this.behind && this.draw());
    this.ends = [doc.onChange(() => this.hear()), client.onChange(() => this.hear()), client.hall.onChange(() => this.hear()), listenOn({ root: element, desk: this.desk, pointer: this.pointer, zooming: this.zooming })];
    /** @private @type {import("../../model/picture.js").Picture | undefined} what the sheet will probably look like */
    this.foreseen = undefined;
    /** @type {Element | null} */
    this.watched = null;
    this.sizes = new ResizeObserver(() => sizeOf(this.room) !== this.fitted.room && this.refit());
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

  /** While somebody types, what comes from elsewhere is drawn behind the next picture: their letter is in that one, and waits for nothing. */
  hear() {
    this.behind = true;
    if (isTyping() && !document.hidden) this.news.wait();
    else this.later();
  }

  /** The room, or what is in it, may have another size. */
  refit() {
    this.beneath.end();
    this.fitted.view = undefined;
    // Of a sheet that only gave way to the list all is known when it comes back.
    if (this.sheet) this.fitting.forget();
    this.later();
  }

  /**
   * A hand that came closer, or stepped back, rests: everything stays as it lies, and is only drawn larger. Where a sheet fitted
   * for that room has more to show it is drawn beneath, and comes when it is whole. A sheet longer than its room even as a whole has
   * no words to win by that. The buttons by which one goes back come a picture later.
   */
  magnify() {
    const { sheet, desk, fitting } = this;
    if (!sheet || this.isAnew) return this.refit();
    fitting.magnify(sheet, desk.zoom / fitting.zoom);
    this.zooming.shown();
    this.behind = true;
    this.news.wait();
    if (!fitting.long && desk.zoom !== fitting.zoom && this.isWorth()) this.beneath.begin(fitting.another(desk.zoom));
  }

  /**
   * Whether a sheet fitted for this room has something that the one shown has not.
   * @param {import("../../model/picture.js").Picture} [picture] absent: any
   */
  isWorth(picture) {
    const { desk, fitting } = this;
    const shown = fitting.last?.picture;
    return desk.zoom < fitting.zoom || !shown || (picture ? tellsMore(picture, shown) : !isFull(shown));
  }

  /** @param {import("../sheet/beneath.js").Paper} paper @param {import("../sheet/fit.js").Fitted} fitted */
  take({ nth, fitting, closed, cut }, fitted) {
    const { desk, growing } = this;
    Object.assign(this, { nth, fitting });
    Object.assign(desk, { closed, cut });
    desk.ground.show(fitted);
    growing.most = Math.max(growing.most, desk.shown.lying.length);
    this.fitted = { ...this.fitted, view: desk.doc.view, sheet: this.sheet, drawn: desk.shown.lying.length };
    this.zooming.keep(() => this.draw());
    this.knowPaper();
  }

  draw() {
    const { desk, element } = this;
    this.behind = false;
    this.drawn = desk.doc.view;
    if (this.drawOtherwise()) return;
    this.followPhase();
    this.forgetHidden();
    // What was allowed in the last drawing is not what is allowed in this one, and the columns depend on it.
    desk.begin();
    element.className = boardClass(desk, this.bar === undefined);
    if (desk.mode === "sheet" && !desk.lens) this.foresee();
    else this.beneath.end();
    desk.settle();
    settleReading(desk);
    this.paperTold.settle(desk);
    element.toggleAttribute("data-aim", desk.aim !== undefined);
    this.growing.before(desk.lens ? "lens" : desk.mode, inPiece(desk, standing(desk, this.fitting.long)));
    this.stood.before(this.growing.mode, this.room);
    this.focus.before();
    if (this.bar) render(barView(desk, factsOf(desk)), this.bar);
    this.drawBoard();
    if (desk.lens) this.fitLens();
    else if (desk.mode === "sheet" && !this.fitsLater()) this.fit();
    this.stood.after(this.growing.mode, this.room);
    this.lines.draw(element, desk);
    if (isReading(desk)) fitStage(element);
    const over = childOf(element, "over");
    if (over) settleOver(desk, over, this.modal);
    this.focus.after();
    if (desk.finding || this.found) markFound(desk, element);
    this.found = desk.finding !== undefined;
    this.pointer.check((id) => desk.scene.byId.has(id));
    this.growing.after(inPiece(desk, longest(desk)));
  }

  /** Words were put away: what is open on them closes, and nothing repeats them. */
  forgetHidden() {
    const { desk } = this;
    if (desk.doc.hidings === this.hidings) return;
    this.hidings = desk.doc.hidings;
    const { panel } = desk;
    const base = panel && "base" in panel ? panel.base : undefined;
    const id = typeof base === "object" && "id" in base ? base.id : panel && "id" in panel ? panel.id : "";
    const open = hiddenAt(desk.doc.view.item(id) ?? desk.doc.view.get("link", id)) !== 0;
    if (open || panel?.what === "hide" || panel?.what === "narrative") desk.panel = undefined;
    if (open) desk.note("info", this.say("hide.was_open"));
    desk.said = "";
  }

  /** While the table reads aloud, the list shows what was read so far; afterwards there is the sheet again. */
  followPhase() {
    const { desk } = this;
    const phase = desk.doc.view.board?.phase ?? "";
    if (phase === this.phase) return;
    if (phase === "read") desk.mode = "list";
    else if (this.phase === "read") desk.mode = window.innerWidth < NARROW ? "list" : "sheet";
    this.phase = phase;
  }

  /**
   * A sheet is drawn without anything on it first: then there is a room whose size tells what to draw, and on a big board
   * drawing it wrongly takes longest.
   */
  drawBoard() {
    const draw = (/** @type {boolean} */ bare) => render(boardView(this.desk, { beside: this.bar === undefined, most: this.growing.most, bare, long: this.fitting.long, papers: { nth: this.nth, beneath: this.beneath.paper } }), this.element);
    const { mode, lens } = this.desk;
    if (mode === "sheet" && !lens && !this.sheet) {
      draw(true);
      this.foresee();
      this.desk.settle();
    }
    draw(false);
    // Before anything is measured, or the browser would lay out everything in the clothes of before first.
    if (this.foreseen && this.sheet) dress(this.sheet, this.foreseen);
    this.foreseen = undefined;
  }

  /** Before the board is there, and after it is over. */
  drawOtherwise() {
    const { client, doc } = this.desk;
    const text = doc.denied ? this.say(`refusal.${doc.denied}`) : this.say("page.opening");
    if (!client.ended && doc.ready) return false;
    this.modal.stop();
    this.element.className = "join";
    render(client.ended ? endedView(client.ended, this.say) : html`<p class="hint">${text}</p>`, this.element);
    return true;
  }

  get room() {
    const desk = childOf(this.element, "desk");
    return desk && childOf(desk, "desk__room");
  }

  get sheet() {
    const { room } = this;
    return room && sheetIn(room, this.nth);
  }

  /** The sheet is fitted with nothing kept of how it was. */
  get isAnew() {
    const { fitted, desk } = this;
    return !fitted.view || fitted.sheet !== this.sheet || fitted.turned !== desk.sheet || fitted.letters !== document.documentElement.dataset["size"];
  }

  /** @returns {boolean} something changed that the sheet's picture depends on */
  get stale() {
    return this.fitted.view !== this.desk.doc.view || this.isAnew;
  }

  /**
   * Which islands lie open is guessed before anything is drawn, so that a big board is not drawn open only to be closed.
   */
  foresee() {
    const { desk, room, sheet } = this;
    if (!this.stale) return;
    this.aim();
    if (sheet && this.fitting.changedIn(sheet, desk.shown)) return;
    const picture = room && sheet && this.fitting.wanted(room, desk.shown);
    if (!picture) return;
    this.show(picture);
    this.knowLong(picture.fits);
    this.foreseen = picture;
  }

  /** @param {boolean} fits the sheet as a whole */
  knowLong(fits) {
    const { desk } = this;
    if (this.fitting.zoom === FIT) this.fitting.long = !fits && desk.shown.lying.length > BIG;
  }

  /**
   * On a big board a small change is shown first, and what has to make room for it makes room in the next picture: both in one
   * would keep every hand waiting.
   */
  fitsLater() {
    const { sheet, fitted, fitting, fitLater, lines, desk } = this;
    if (!sheet || fitLater.due || lines.any || !this.stale || fitted.sheet !== sheet || !fitting.isTrifle(sheet, desk.shown)) return false;
    fitLater.wait();
    return true;
  }

  /**
   * Fits the sheet when something changed that it depends on. Where it cannot hold its islands open some are shown closed.
   */
  fit() {
    const { desk, room } = this;
    if (!room || !this.sheet) return;
    this.watch(room);
    const drawn = drawnOf(desk, { most: this.growing.most * BESIDE, long: this.fitting.long }).length;
    const more = drawn !== this.fitted.drawn;
    const known = !this.stale;
    if (known && !more) return;
    const size = sizeOf(room);
    // A strip above the sheet comes with the phase: the same things then lie in another room.
    if (size !== this.fitted.room) this.fitting.forget();
    this.fitted = { view: desk.doc.view, sheet: this.sheet, turned: desk.sheet, letters: document.documentElement.dataset["size"], room: size, drawn };
    this.fitting.placing.atOnce = this.lines.any;
    const grown = known && this.fitting.extend(room, this.sheet, desk.shown);
    if (!more && this.fitting.holds(this.sheet, desk.shown)) return;
    const fit = grown || (!more && this.fitting.adjust(room, this.sheet, desk.shown)) || this.fitting.fit({ room, sheet: () => this.sheet, scene: desk.shown, draw: (picture) => this.close(picture) });
    room.toggleAttribute("data-long", fit !== undefined && !fit.fits);
    this.knowLong(!fit || fit.fits);
    if (fit) desk.ground.show(fit);
    this.knowPaper();
    this.zooming.shown();
  }

  /** Notes may be bare paper. */
  knowPaper() {
    const { desk, room, sheet } = this;
    desk.paper = sheet?.dataset["density"] === "paper";
    this.paperTold.settle(desk);
    if (room) this.paperTold.tell(desk, room);
  }

  /** Which of the sheets, and how close. */
  aim() {
    const { desk, fitting } = this;
    desk.follow();
    fitting.tight = desk.doc.view.links().length <= FEW_LINES;
    if (this.isAnew) this.beneath.end();
    if (this.isAnew && !fitting.long) fitting.zoom = desk.zoom;
    fitting.near = desk.zoom / fitting.zoom;
    fitting.span = { x: desk.sheet * PAGE.w, w: PAGE.w };
  }

  /** Its size is not asked for at each drawing: that would lay out everything at once. @param {HTMLElement} room */
  watch(room) {
    if (this.watched === room) return;
    if (this.watched) this.sizes.unobserve(this.watched);
    this.watched = room;
    this.sizes.observe(room);
    this.sight.watch(room);
  }

  /** @param {import("../../model/picture.js").Picture} picture which islands the sheet has no room for, and how wide the others are */
  close(picture) {
    const { desk } = this;
    const { closed, inner } = picture;
    if (closed.length === desk.closed.size && closed.every((id) => desk.closed.has(id)) && inner?.cut?.name === desk.cut?.name) return;
    this.show(picture);
    desk.settle();
    this.drawBoard();
  }

  /** @param {import("../../model/picture.js").Picture} picture */
  show({ closed, inner }) {
    this.desk.closed = new Set(closed);
    this.desk.cut = inner?.cut;
  }

  fitLens() {
    const room = this.element.querySelector(".lens__room");
    if (room instanceof HTMLElement) fitLens(room);
  }

  stop() {
    this.ends.forEach((end) => end());
    this.sizes.disconnect();
    for (const part of [this.growing, this.beneath, this.sight, this.fitLater, this.news, this.lifting, this.pointer, this.zooming, this.marquee, this.modal]) part.stop();
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
