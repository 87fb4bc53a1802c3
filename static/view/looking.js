/**
 * 「ここを見て」: who steers the hall brings the screens to one board. It lies over one's own page, is looked at and nothing else,
 * and goes by one press; what stands half written below it stays as it is.
 */
import { html, render } from "../vendor/lit-html/lit-html.js";
import { watchComposition } from "../lib/ime.js";
import { outline } from "../model/outline.js";
import { Stage } from "./history/stage.js";

/** @typedef {{client: import("../sync/client.js").Client, say: import("../lib/words.js").Say, here: () => string}} Parts here: the board of this page */

/** Follows where the hall looks, as long as the page lives. @param {Parts} parts */
export function followLook(parts) {
  const { client } = parts;
  /** @type {Look | undefined} */
  let open;
  let seen = "";
  client.hall.onChange(() => {
    const to = lookOf(parts);
    if (to === seen) return;
    seen = to;
    open?.end();
    open = to ? new Look(parts, to) : undefined;
  });
}

/** @param {Parts} parts @returns {string} the board to look at, if it is not one's own */
function lookOf({ client, here }) {
  const { look = "", lookTables = [] } = client.hall.view.workshop ?? {};
  const table = client.me.table ?? "";
  const meant = table !== "" && (lookTables.length === 0 || lookTables.includes(table));
  return meant && look !== here() ? look : "";
}

class Look {
  /** @param {Parts} parts @param {string} board */
  constructor({ client, say }, board) {
    this.client = client;
    this.say = say;
    this.board = board;
    this.doc = client.open(board);
    this.dialog = document.createElement("dialog");
    this.dialog.className = "look";
    this.dialog.setAttribute("aria-labelledby", "look-title");
    this.dialog.addEventListener("close", () => this.end());
    this.stage = new Stage({ say, nameOf: (seat) => client.hall.view.seat(seat)?.name ?? "" });
    /** @type {(() => void) | undefined} undefined: it is over */
    this.off = this.doc.onChange(() => this.draw());
    this.resized = () => this.draw();
    addEventListener("resize", this.resized);
    void this.begin();
  }

  /** A word that is being converted is finished first. @private */
  async begin() {
    const ime = watchComposition(document);
    await ime.rests();
    ime.stop();
    if (!this.off) return;
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.draw();
  }

  end() {
    this.off?.();
    this.off = undefined;
    removeEventListener("resize", this.resized);
    this.dialog.remove();
    this.client.shut(this.board);
  }

  draw() {
    const { client, say, doc, stage, board } = this;
    if (!this.off || !this.dialog.open) return;
    const work = client.hall.view.get("assignment", board);
    const table = client.hall.view.table(work?.table ?? "")?.name ?? say("joint.name");
    render(
      html`<header class="look__bar">
          <h2 class="look__title" id="look-title" role="status">${say("look.here", { table })}</h2>
          <button type="button" class="button button--main" @click=${() => this.dialog.close()}>${say("look.back")}</button>
        </header>
        <div class="look__stage desk">${stage.element}</div>`,
      this.dialog,
    );
    if (doc.ready) stage.show(doc.view, outline(doc.view).loose.length > 0);
  }
}
