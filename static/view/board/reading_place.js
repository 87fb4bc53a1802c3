/**
 * Where somebody reads in the list: what is in their hand stays where they see it, whatever others put in above it or take away.
 * The browser does that by itself for what stands topmost, but what comes between that and the thing in hand would push it along.
 */

/** @typedef {import("../../editor/desk.js").Desk} Desk */

export class ReadingPlace {
  constructor() {
    /** @private @type {import("../../model/state.js").State | undefined} the board as it was drawn last */
    this.drawn = undefined;
    /** @private @type {{item: HTMLElement, room: HTMLElement, top: number} | undefined} */
    this.held = undefined;
  }

  /** Before a drawing. A thing that is itself another now, or lies elsewhere, is seen to go. @param {Desk} desk */
  before(desk) {
    const [was, is] = [this.drawn, desk.doc.view];
    this.drawn = is;
    this.held = undefined;
    const item = document.activeElement?.closest("[data-id]");
    const room = item?.closest(".desk__room");
    if (!was || was === is || desk.mode !== "list" || desk.wants || !(item instanceof HTMLElement) || !(room instanceof HTMLElement)) return;
    const id = item.dataset["id"] ?? "";
    const [box, seen] = [item.getBoundingClientRect(), room.getBoundingClientRect()];
    if (was.item(id) === is.item(id) && box.bottom > seen.top && box.top < seen.bottom) this.held = { item, room, top: box.top };
  }

  /** After it. */
  after() {
    const { held } = this;
    this.held = undefined;
    if (!held?.room.contains(held.item)) return;
    const by = held.item.getBoundingClientRect().top - held.top;
    if (Math.abs(by) >= 1) held.room.scrollTop += by;
  }
}
