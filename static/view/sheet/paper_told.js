/** Where the words of the notes are, told once when the sheet has no room for them: to whoever has the sheet before them, and no longer than it is so. */
/** @typedef {import("../../editor/desk.js").Desk} Desk */

export class PaperTold {
  constructor() {
    this.done = false;
    /** @type {Desk["notice"]} what was said, while it may still stand */
    this.said = undefined;
  }

  /**
   * @param {Desk} desk
   * @param {HTMLElement} room the sheet's
   */
  tell(desk, room) {
    if (!desk.paper || this.done || desk.saidNow || desk.panel || desk.scene.tally.grouped === 0 || !isBefore(room)) return;
    this.done = true;
    desk.note("info", desk.say(desk.may("sheet.count") && desk.may("items.place") ? "board.paper_how_lead" : "board.paper_how"));
    this.said = desk.notice;
  }

  /** Words that say what is no longer so go, and so do those that lie over something else. @param {Desk} desk */
  settle(desk) {
    if (!this.said || (desk.paper && desk.mode === "sheet" && !desk.lens && !desk.panel)) return;
    const stands = desk.notice === this.said;
    this.said = undefined;
    if (!stands) return;
    desk.notice = undefined;
    desk.redraw();
  }
}

/** On a phone the sheet stands below the seat's own page, and what is said of it would lie over that. @param {HTMLElement} room */
function isBefore(room) {
  const { top, bottom } = room.getBoundingClientRect();
  return top < window.innerHeight / 2 && bottom > 0;
}
