/**
 * Keeps the focus where the person is while the picture is drawn anew. An item that moves into another list is another element;
 * the focus goes with the item. An item that vanished hands it to its neighbour, a button to what stands in its place. Nobody
 * else's change ever moves it.
 */

import { nameOf } from "../../editor/names.js";
import { ReadingPlace } from "./reading_place.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */

export class Focus {
  /**
   * @param {HTMLElement} root
   * @param {Desk} desk
   */
  constructor(root, desk) {
    this.root = root;
    this.desk = desk;
    /** @type {HTMLElement | undefined} where the focus was when something was laid over the board */
    this.opener = undefined;
    /** @type {Element | null} the strip above the sheet, where the opener stood on that */
    this.openerStrip = null;
    this.id = "";
    /** Where it was, if anywhere. @type {Element | null} */
    this.was = null;
    /** @type {Element | null} the strip above the sheet, where it was on that */
    this.strip = null;
    this.onMenu = false;
    this.over = false;
    this.reads = new ReadingPlace();
  }

  /** Before drawing. */
  before() {
    this.reads.before(this.desk);
    const active = document.activeElement;
    const inside = active instanceof HTMLElement && this.root.contains(active) ? active : undefined;
    this.id = inside?.closest("dialog, .menu") ? "" : (closestId(inside) ?? "");
    this.was = active === document.body ? null : active;
    this.strip = inside?.closest(".desk__strips") ?? null;
    this.onMenu = this.id !== "" && (inside?.matches("button") ?? false);
    if (this.desk.panel && !this.over && active instanceof HTMLElement) [this.opener, this.openerStrip] = [active, this.strip];
  }

  /** After drawing, and after dialogs were opened. */
  after() {
    this.reads.after();
    const wasOver = this.over;
    this.over = this.desk.panel !== undefined;
    if (this.over) return;
    if (this.desk.wants) {
      this.desk.wants = false;
      if (this.toItem(this.desk.current, false)) return;
    }
    if (wasOver && this.lost()) return this.back();
    if (!this.lost()) return;
    if (this.id && (this.fell(this.id) || !this.toItem(this.id, true))) this.toNeighbour(this.id);
    else if (!this.id && this.was && !toStrip(this.strip)) this.toItem(this.desk.current, true);
  }

  /** In the list it is still there, among the withdrawn ones; the hand stayed. @param {string} id */
  fell(id) {
    return id !== this.desk.current && this.desk.doc.view.note(id)?.withdrawn === true;
  }

  /** The focus is never nowhere; and who cannot see it go is told where it went. @param {string} gone */
  toNeighbour(gone) {
    const { desk } = this;
    if (!this.toItem(desk.current, true)) this.root.focus({ preventScroll: true });
    // One's own deed has been said already.
    if ((desk.scene.byId.has(gone) && !this.fell(gone)) || desk.doc.markOf(gone) !== "saved") return;
    desk.tell(desk.current ? "board.said_vanished" : "board.said_vanished_last", { what: nameOf(desk, gone), to: nameOf(desk, desk.current) });
    desk.redraw();
  }

  /** After something over the board was closed: to where it was opened from, if that is still there. */
  back() {
    const { opener } = this;
    this.opener = undefined;
    const item = closestId(opener);
    if (opener?.isConnected && opener !== document.body && (!item || item === this.desk.current)) opener.focus({ preventScroll: true });
    else if (item || !toStrip(this.openerStrip)) this.toItem(this.desk.current, true);
  }

  lost() {
    const active = document.activeElement;
    return active === null || active === document.body || !active.isConnected;
  }

  /**
   * @param {string} id
   * @param {boolean} still the picture stays where it is
   */
  toItem(id, still) {
    const item = id ? this.root.querySelector(`[data-id="${CSS.escape(id)}"]`) : null;
    if (!(item instanceof HTMLElement)) return false;
    const dots = still && this.onMenu ? item.querySelector(":scope > .note__menu, :scope > .island__head > .island__menu") : null;
    // The dots may be hidden where notes are bare paper; then the item itself.
    if (!(dots instanceof HTMLElement && focusOn(dots, still))) focusOn(item, still);
    return true;
  }
}

/** The button that was pressed is done with: what is to be done next stands beside. @param {Element | null} strip */
function toStrip(strip) {
  const next = strip?.isConnected ? strip.querySelector("button") : null;
  next?.focus({ preventScroll: true });
  return next !== null;
}

/**
 * @param {HTMLElement} target
 * @param {boolean} still
 */
function focusOn(target, still) {
  if (document.activeElement !== target) target.focus({ preventScroll: still });
  return document.activeElement === target;
}

/** @param {Element | undefined} element */
function closestId(element) {
  const item = element?.closest("[data-id]");
  return item instanceof HTMLElement ? item.dataset["id"] : undefined;
}
