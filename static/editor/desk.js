/**
 * What one person is doing at the board just now: where they stand, what they have selected, what is open. Nothing of it is
 * shared or stored (but the two switches in localStorage); the board itself is the document's.
 *
 * The desk changes only by its methods, and each ends in one `redraw`. Other people's changes reach it through `settle`,
 * which may take a vanished item out of the hand, but never moves the focus, the view or a text being written.
 */
import { inside, path } from "../model/outline.js";
import { isTooLarge } from "../model/room_left.js";
import { sheetAt, sheetsOf } from "../model/sheets.js";
import { actionsFor, mends } from "./actions.js";
import { goneBranch, neighbour, placeIn, sceneOf, walk } from "./scene.js";
import { Fresh } from "./fresh.js";
import { Ground } from "./ground.js";
import { readSwitch, writeSwitch } from "./switches.js";
import { FIT } from "./zoom.js";

/**
 * @typedef {import("./scene.js").Scene} Scene
 * @typedef {import("./scene.js").Branch} Branch
 * @typedef {import("../sync/client.js").Client} Client
 * @typedef {import("../sync/doc.js").Doc} Doc
 * @typedef {import("../sync/boot.js").Boot} Boot
 * @typedef {import("../lib/words.js").Say} Say
 * @typedef {import("./panel.js").Panel} Panel
 * @typedef {import("../model/finding.js").Query & {at: number, from: Element | null}} Finding at: which of the things found is shown, −1 for none; from: where the focus was before
 * @typedef {{id: number, kind: "info" | "good" | "warn", text: string, undo: boolean, acts: number}} Notice
 */

export class Desk {
  /** @param {{client: Client, doc: Doc, boot: Boot, say: Say, redraw: () => void, mode: "sheet" | "list"}} parts */
  constructor({ client, doc, boot, say, redraw, mode }) {
    this.client = client;
    this.doc = doc;
    this.boot = boot;
    this.say = say;
    this.redraw = redraw;
    /** @type {"sheet" | "list"} */
    this.mode = mode;
    this.lens = "";
    this.current = "";
    /** @private the item in hand, if it was not withdrawn when the board was last drawn */
    this.stood = "";
    /** @type {Set<string>} */
    this.selected = new Set();
    /** What was withdrawn at once, and nothing was done since; see withdrawing.js. @type {readonly string[]} */
    this.goneTogether = [];
    /** @type {readonly string[]} */
    this.lifted = [];
    /** The island into which something was laid last. */
    this.into = "";
    this.picking = false;
    /** While somebody draws a line: what the next press means, and from where it leads. @type {{from: string} | undefined} */
    this.aim = undefined;
    /** From here Shift selects. */
    this.anchor = "";
    /** How close the sheet is looked at; 1: as a whole. See zoom.js. */
    this.zoom = FIT;
    /** @type {import("./zoom.js").Zooming | undefined} the hand that comes closer, where there is a sheet */
    this.zooming = undefined;
    /** Which of the sheets one has turned to, from 0. */
    this.sheet = 0;
    /** A sheet that I asked for and that is not there yet; 0: none. */
    this.awaited = 0;
    this.letters = readSwitch("yoriai.letters") !== "off";
    /** @type {Panel | undefined} */
    this.panel = undefined;
    /** @type {Finding | undefined} what is looked for, while the slip for it is out */
    this.finding = undefined;
    this.said = "";
    /** @type {Notice | undefined} */
    this.notice = undefined;
    /** @type {ReadonlySet<string>} islands shown closed because the sheet has no room for them */
    this.closed = new Set();
    /** @type {import("../model/cutting.js").Cut | undefined} other columns of islands, where the usual ones leave no room */
    this.cut = undefined;
    this.paper = false;
    /** The person goes somewhere: after the next drawing the focus follows. */
    this.wants = false;
    /** @type {Map<string, boolean>} rights already asked for this drawing */
    this.asked = new Map();
    this.ground = new Ground();
    this.fresh = new Fresh(() => this.redraw());
    /** @type {{view: unknown, scene: Scene} | undefined} */
    this.cached = undefined;
    /** @private @type {{view: unknown, ids: Set<string>} | undefined} */
    this.relatedIn = undefined;
    /** @private @type {{scene: Scene, sheet: number, shown: Scene} | undefined} */
    this.turned = undefined;
    this.order = /** @type {string[]} */ ([]);
    /** @private @type {{from: unknown[], lives: ReadonlySet<string>}} what the order was made from */
    this.walked = { from: [], lives: new Set() };
  }

  /** @returns {Scene} */
  get scene() {
    const { view } = this.doc;
    if (this.cached?.view === view) return this.cached.scene;
    const scene = sceneOf(view, this.cached?.scene);
    this.cached = { view, scene };
    this.fresh.hear(scene);
    return scene;
  }

  /** There is only the list, a piece of it at a time: the sheet would be nothing but dots, and would take the machine's whole time. */
  get tooLarge() {
    return isTooLarge(this.doc.view, this.boot.limits);
  }

  get sheets() {
    return sheetsOf(this.doc.view.board);
  }

  get mostSheets() {
    return this.boot.limits.sheets ?? 1;
  }

  /** The scene with the sheet one has turned to only. @returns {Scene} */
  get shown() {
    const { scene, sheet, sheets } = this;
    if (sheets === 1) return scene;
    if (this.turned?.scene !== scene || this.turned.sheet !== sheet) {
      const lying = scene.lying.filter((b) => sheetAt(b.item.at, sheets) === sheet);
      this.turned = { scene, sheet, shown: { ...scene, lying } };
    }
    return this.turned.shown;
  }

  /** A drawing begins: nothing is taken over from the last one of what may be done, and how it can be looked at. */
  begin() {
    this.asked.clear();
    if (this.tooLarge) this.mode = "list";
  }

  /** Brings the hand in line with the board as it is now. Called before each drawing. */
  settle() {
    const before = this.order;
    this.asked.clear();
    this.follow();
    const lives = this.walkAnew();
    for (const id of this.selected) if (!lives.has(id)) this.selected.delete(id);
    if (this.lens && !this.scene.byId.has(this.lens)) this.lens = "";
    if (this.aim && (!(this.may("link.add") || this.may("link.propose", true)) || (this.aim.from && !this.scene.byId.has(this.aim.from)))) this.aim = undefined;
    this.stay(before, lives);
    this.fresh.look(this.scene);
  }

  /** The order in which the keys walk, where anything of it may be another. @private @returns {ReadonlySet<string>} all in it */
  walkAnew() {
    const { mode, lens, closed, scene, shown } = this;
    const from = [scene, shown, mode, lens, closed];
    if (from.some((v, i) => v !== this.walked.from[i])) {
      this.order = walk(scene, { mode, lens, closed, lying: shown.lying });
      this.walked = { from, lives: new Set(this.order) };
    }
    return this.walked.lives;
  }

  /**
   * Where the hand is when its item is gone: on the one beside it. In the list a note that is withdrawn lies on far below;
   * the hand does not go there with it.
   * @private @param {readonly string[]} before @param {ReadonlySet<string>} lives
   */
  stay(before, lives) {
    const { view } = this.doc;
    const stands = (/** @type {string} */ id) => lives.has(id) && !view.note(id)?.withdrawn;
    const fell = this.stood === this.current && !stands(this.current);
    if (fell || !lives.has(this.current)) this.current = neighbour(before, this.current, new Set(this.order.filter(stands))) ?? this.order[0] ?? "";
    this.stood = stands(this.current) ? this.current : "";
  }

  /** Who goes to something on another sheet turns to it; a sheet that was taken away is left. */
  follow() {
    if (this.awaited > 0 && this.awaited < this.sheets) this.turnNow(this.awaited);
    this.sheet = Math.min(this.sheet, this.sheets - 1);
    if (this.wants && this.mode === "sheet" && !this.lens) this.toCurrent();
    this.ground.sheet = this.sheet;
  }

  /** Turns to the sheet on which the hand is. @private */
  toCurrent() {
    const { view } = this.doc;
    let top = view.item(this.current);
    while (top?.group) top = view.item(top.group);
    if (top?.at) this.sheet = sheetAt(top.at, this.sheets);
  }

  /** @param {number} sheet from 0 */
  turnTo(sheet) {
    if (sheet < 0 || sheet >= this.sheets || sheet === this.sheet) return this.redraw();
    this.turnNow(sheet);
    this.redraw();
  }

  /** To a sheet that I asked for, as soon as it is there. @param {number} sheet */
  await(sheet) {
    this.awaited = sheet;
    this.redraw();
  }

  /** @private @param {number} sheet */
  turnNow(sheet) {
    this.awaited = 0;
    this.sheet = sheet;
    this.zoom = FIT;
    this.lens = "";
    const first = this.shown.lying[0];
    if (first) this.current = first.item.id;
    this.tell("board.said_turned", { n: sheet + 1 });
  }

  /** @param {string} op @param {boolean} [own] */
  may(op, own = false) {
    const key = own ? `${op} own` : op;
    const known = this.asked.get(key);
    if (known !== undefined) return known;
    const may = this.doc.status.state !== "readonly" && this.doc.allowed(op, { own });
    this.asked.set(key, may);
    return may;
  }

  /** @param {string | undefined} author */
  isMine(author) {
    return author !== undefined && author !== "" && author === this.client.me?.id;
  }

  /** @returns {ReadonlySet<string>} all from which a line leads, or from what lies in them */
  get related() {
    const { view } = this.doc;
    if (this.relatedIn?.view !== view) {
      const ends = view.links().flatMap((l) => [l.from, l.to]);
      this.relatedIn = { view, ids: new Set(ends.flatMap((id) => [id, ...path(view, id).map((g) => g.id)])) };
    }
    return this.relatedIn.ids;
  }

  /** @param {readonly string[]} ids @returns {Branch[]} */
  branches(ids) {
    const found = ids.map((id) => this.scene.byId.get(id) ?? goneBranch(this.scene, id));
    return found.filter((b) => b !== undefined);
  }

  /** @param {readonly string[]} ids */
  actions(ids) {
    return actionsFor(this.branches(ids), {
      may: (op, own) => this.may(op, own),
      isMine: (author) => this.isMine(author),
      mends: (note) => mends(this, note),
      gone: (id) => this.scene.gone.some((n) => n.id === id),
      related: (id) => this.related.has(id),
      neighbours: (id) => placeIn(this.scene, this.doc.view.item(id)?.group ?? "", id),
    });
  }

  /** An item and what is selected together with it, in reading order. @param {string} id @returns {string[]} */
  together(id) {
    if (!this.selected.has(id)) return [id];
    return this.order.filter((other) => this.selected.has(other) && !this.liesInSelected(other));
  }

  /** A note in a selected island goes with the island. @param {string} id */
  liesInSelected(id) {
    const item = this.doc.view.item(id);
    return item?.group ? [...this.selected].some((s) => s !== id && inside(this.doc.view, item.group ?? "", s)) : false;
  }

  /** @param {string} id @param {boolean} many */
  press(id, many) {
    this.current = id;
    this.anchor = id;
    if (!many) this.selected.clear();
    else if (this.selected.has(id)) this.selected.delete(id);
    else this.selected.add(id);
    if (many) this.tell("board.said_selected", { n: this.selected.size });
    this.redraw();
  }

  /**
   * From where the hand last pressed to here, in reading order; in one island or list only what lies directly in it.
   * @param {string} id
   */
  pressTo(id) {
    const [a, b] = [this.order.indexOf(this.anchor), this.order.indexOf(id)];
    if (a < 0 || b < 0) return this.press(id, true);
    const between = this.order.slice(Math.min(a, b), Math.max(a, b) + 1);
    const home = (/** @type {string} */ one) => this.doc.view.item(one)?.group ?? "";
    const level = home(this.anchor) === home(id);
    this.current = id;
    this.select(level ? between.filter((one) => home(one) === home(id)) : between, true);
  }

  /** @param {readonly string[]} ids @param {boolean} more to what is selected already */
  select(ids, more) {
    if (!more && ids.length === 0 && this.selected.size === 0) return;
    if (!more) this.selected.clear();
    for (const id of ids) this.selected.add(id);
    this.tell("board.said_selected", { n: this.selected.size });
    this.redraw();
  }

  /** @param {number} step −1 or 1; 0: the first, Infinity: the last */
  step(step) {
    const at = this.order.indexOf(this.current);
    const to = step === 0 ? 0 : Math.min(this.order.length - 1, Math.max(0, at + step));
    this.current = this.order[to] ?? "";
    this.wants = true;
    this.redraw();
  }

  /** @param {Panel | undefined} panel */
  open(panel) {
    this.panel = panel;
    this.redraw();
  }

  /** @param {string} id */
  magnify(id) {
    if (id && this.tooLarge) return this.note("info", this.say("board.only_list"));
    this.current = id || this.lens;
    this.lens = id;
    this.wants = true;
    this.panel = undefined;
    this.redraw();
  }

  /** @param {"sheet" | "list"} mode */
  turn(mode) {
    if (this.tooLarge) return this.note("info", this.say("board.only_list"));
    this.mode = mode;
    this.lens = "";
    if (mode === "sheet") this.toCurrent();
    // From the switch itself the focus stays on the switch; from an item it goes with the item.
    this.tell(mode === "list" ? "board.said_list" : "board.said_sheet");
    this.redraw();
  }

  /** @param {boolean} on */
  pick(on) {
    this.picking = on;
    if (!on) this.selected.clear();
    this.redraw();
  }

  /** What was selected has been dealt with: the picking is over with it. */
  letGoOfSelected() {
    this.selected.clear();
    this.picking = false;
  }

  /** @param {boolean} on */
  useLetters(on) {
    this.letters = on;
    writeSwitch("yoriai.letters", on ? "on" : "off");
    this.redraw();
  }

  /** Says one's own result, politely, to whoever listens. @param {string} key @param {Record<string, string | number>} [places] */
  tell(key, places) {
    this.said = this.say(key, places);
  }

  /** @param {"info" | "good" | "warn"} kind @param {string} text @param {{undo?: boolean}} [more] */
  note(kind, text, { undo = false } = {}) {
    const id = (this.notice?.id ?? 0) + 1;
    this.notice = { id, kind, text, undo, acts: this.doc.acts };
    window.setTimeout(() => {
      if (this.notice?.id !== id) return;
      this.notice = undefined;
      this.redraw();
    }, 8000);
    this.redraw();
  }

  /**
   * What is said just now. Once something else is done, here or elsewhere on the page, 「元に戻す」 would take back that, and not what
   * it stands beside; so it goes.
   */
  get saidNow() {
    const { notice, doc } = this;
    return notice?.undo && notice.acts !== doc.acts ? undefined : notice;
  }

  /**
   * Sends ops; says so when the outbox is full, and then none of the rest goes.
   * @param {readonly import("../model/ops.js").Op[]} ops
   * @returns {boolean}
   */
  send(ops) {
    this.goneTogether = [];
    for (const op of ops) {
      this.fresh.mine(op);
      if (this.doc.send(op) === null) {
        this.note("warn", this.say("refusal.full"));
        return false;
      }
    }
    return true;
  }
}
