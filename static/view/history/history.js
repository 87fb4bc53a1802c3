/**
 * 履歴: a slider through the evening, the board of each moment, and who did what in words. From here a board goes back to a
 * moment, and single actions are taken back; both are ops like any other, so they stand in the history themselves and can be
 * undone.
 */
import { html, nothing, render } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { makeWords } from "../../lib/words.js";
import { isUndoable } from "../../model/describe.js";
import { Film } from "../../model/film.js";
import * as ops from "../../model/ops.js";
import { HistoryError } from "../../sync/history.js";
import { closeButton, dialogView } from "../dialog.js";
import { endedView } from "../form/ended.js";
import { reasonOf } from "../refused.js";
import { refusedView, understood } from "../screen.js";
import { drawTooLarge } from "../too_large.js";
import { deedOf, sourceOf } from "./deeds.js";
import { Stage } from "./stage.js";
import { Player, SPEEDS } from "./player.js";
import { outline } from "../../model/outline.js";

/**
 * @typedef {import("../../model/film.js").Frame} Frame
 * @typedef {{client: import("../../sync/client.js").Client, doc: import("../../sync/doc.js").Doc, boot: import("../../sync/boot.js").Boot, bar: HTMLElement, back: string}} Parts back: address of the board
 */

/** So many deeds are listed round the present one: a list of thousands helps nobody. */
const LISTED = 60;

export class HistoryView {
  /**
   * @param {HTMLElement} element
   * @param {Parts} parts
   */
  constructor(element, { client, doc, boot, bar, back }) {
    this.element = element;
    this.client = client;
    this.doc = doc;
    this.boot = boot;
    this.bar = bar;
    this.back = back;
    this.say = makeWords(boot.texts);
    this.film = new Film();
    /** Its length when it was last drawn. */
    this.taken = 0;
    /** @private which moment the list of deeds was last moved to */
    this.listed = -1;
    /** Entries shown: 0 is the empty sheet. */
    this.at = 0;
    /** How often words had been put away when it was read. */
    this.hidings = 0;
    /** @type {"loading" | "whole" | "offline" | "failed"} */
    this.state = "loading";
    /** A seat: only their deeds are listed. */
    this.whose = "";
    this.asking = false;
    /** @type {string} what was done last, said until the next step */
    this.said = "";
    this.stage = new Stage({ say: this.say, nameOf: (seat) => this.nameOf(seat) });
    this.player = new Player({ film: this.film, at: () => this.at, show: (n) => this.go(n, false), changed: () => this.draw() });
    client.onChange(() => this.draw());
    doc.onChange(() => this.forgetHidden() || this.draw());
    window.addEventListener("resize", () => this.draw());
    document.addEventListener("keydown", (e) => this.onKey(e));
    void this.load();
  }

  /** What was put away is out of the past, too: it is read anew without it. @returns {boolean} */
  forgetHidden() {
    if (this.doc.hidings === this.hidings) return false;
    const before = this.hidings > 0 || this.film.length > 0;
    this.hidings = this.doc.hidings;
    if (!before) return false;
    this.film = this.player.film = new Film();
    this.at = this.taken = 0;
    void this.load();
    return true;
  }

  /** Reads the history from its beginning; what comes is shown as it comes, at its end. */
  async load() {
    this.state = "loading";
    const film = new Film();
    this.draw();
    try {
      let told = 0;
      for await (const one of this.client.history(this.boot.board)) {
        if ("last" in one) continue;
        film.add(one);
        // A long evening is drawn now and then while it comes the first time, not for every line of it.
        if (++told % 500 === 0 && this.taken < told) this.take(film);
      }
      this.take(film);
      this.state = "whole";
    } catch (error) {
      if (!(error instanceof HistoryError)) throw error;
      this.state = error.code === "offline" || error.code === "cut" ? "offline" : "failed";
    }
    this.draw();
  }

  /** @private @param {Film} film */
  take(film) {
    // The film may be the one that is shown already, longer since.
    const atEnd = this.at >= this.taken;
    this.taken = film.length;
    this.film = film;
    this.player.film = film;
    if (atEnd) this.at = film.length;
    this.draw();
  }

  /** @param {string} seat */
  nameOf(seat) {
    return this.client.hall.view.seat(seat)?.name ?? "";
  }

  /** A person with さん; a role as it is. @param {string} seat */
  calledOf(seat) {
    const person = this.client.hall.view.seat(seat);
    if (!person) return "";
    return person.role === "participant" || person.role === "coordinator" ? this.say("history.person", { name: person.name }) : person.name;
  }

  /** @param {number} n @param {boolean} [byHand] a hand on the slider stops the film */
  go(n, byHand = true) {
    if (byHand) this.player.stop();
    this.said = "";
    this.at = Math.min(Math.max(0, n), this.film.length);
    this.draw();
  }

  /** @private @param {KeyboardEvent} e the slider has its own keys */
  onKey(e) {
    const busy = e.target instanceof Element && e.target.closest("input, select, button, a, dialog");
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -20, PageDown: 20, Home: -Infinity, End: Infinity }[e.key];
    if (busy || step === undefined || e.ctrlKey || e.altKey || e.metaKey || e.isComposing) return;
    e.preventDefault();
    this.go(this.at + step);
  }

  draw() {
    const { client, doc, say, element } = this;
    render(this.barView(), this.bar);
    if (client.ended || doc.denied) {
      element.className = "join";
      render(client.ended ? endedView(client.ended, say) : html`<p class="hint">${say(`refusal.${doc.denied}`)}</p>`, element);
      return;
    }
    if (drawTooLarge(element, this)) return;
    element.className = "history";
    const state = this.film.after(this.at);
    render(html`${this.stageView(state)}${this.sideView()}${this.askView()}`, element);
    this.stage.show(state, this.hadTray());
    const dialog = element.querySelector("dialog");
    if (dialog && !dialog.open) dialog.showModal();
    if (this.listed === this.at) return;
    this.listed = this.at;
    element.querySelector(".history__deed[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  /** Whether notes ever waited to be sorted: whoever wrote had theirs there. @private */
  hadTray() {
    return this.film.frames.some((f) => f.op.type === "note.add");
  }

  barView() {
    const { say, boot, client } = this;
    const here = boot.boards.find((b) => b.id === boot.board);
    const assignment = client.hall.view.get("assignment", boot.board);
    const table = client.hall.view.table(assignment?.table ?? here?.table ?? "")?.name ?? here?.name ?? "";
    return html`<a class="bar__mark" href=${this.back} aria-label=${say("history.back")}>${say("page.mark")}</a>
      <h1 class="bar__table bar__table--whole">${say("history.heading", { table })}</h1>
      <span class="bar__theme">${assignment?.theme ?? here?.theme ?? ""}</span>
      <div class="bar__acts">${this.modeView()}<a class="button" href=${this.back}>${say("history.back")}</a></div>`;
  }

  modeView() {
    const { say, stage } = this;
    const button = (/** @type {"sheet" | "list"} */ to, /** @type {string} */ word) => {
      const turn = () => {
        stage.mode = to;
        this.draw();
      };
      return html`<button type="button" aria-pressed=${stage.mode === to} @click=${turn}>${word}</button>`;
    };
    return html`<div class="switch" role="group" aria-label=${say("board.look")}>${button("sheet", say("board.as_sheet"))}${button("list", say("board.as_list"))}</div>`;
  }

  /** @param {import("../../model/state.js").State} state */
  stageView(state) {
    const { say, film, at } = this;
    const frame = film.frames[at - 1];
    const { tally, loose } = outline(state);
    const phase = state.board?.phase;
    const key = loose.some((note) => note.veiled) ? "history.tally_veiled" : "history.tally";
    return html`<section class="history__stage desk" aria-label=${say("history.stage")}>
      ${this.stage.element}
      <div class="history__time">
        ${this.refusalsView()}
        <div role="status">${this.said && this.refusals.length === 0 ? html`<p class="notice" data-kind="good">${this.said}</p>` : nothing}</div>
        <p class="history__now">
          <b>${frame ? this.timeOf(frame.time) : say("history.before")}</b>
          ${phase ? html`<span class="phase">${say(`phase.${phase}`)}</span>` : nothing}
          <span>${say(key, { notes: tally.written - tally.withdrawn - tally.hidden, islands: tally.islands, loose: tally.loose })}</span>
        </p>
        <input class="history__slider" type="range" min="0" max=${film.length} .value=${String(at)} aria-label=${say("history.slider")} aria-valuetext=${frame ? `${this.timeOf(frame.time)} ${this.deed(frame)}` : say("history.before")}
          @input=${(/** @type {InputEvent} */ e) => this.go(Number(/** @type {HTMLInputElement} */ (e.currentTarget).value))} />
        <div class="buttons history__buttons">
          <button class="button" type="button" ?disabled=${at === 0} @click=${() => this.go(at - 1)}>${say("history.previous")}</button>
          <button class="button button--main" type="button" ?disabled=${film.length === 0} @click=${() => this.player.toggle()}>${say(this.player.playing ? "history.pause" : "history.play")}</button>
          <button class="button" type="button" ?disabled=${at === film.length} @click=${() => this.go(at + 1)}>${say("history.next")}</button>
          <label class="history__speed">${say("history.speed")}
            <select class="input input--short" @change=${(/** @type {Event} */ e) => this.player.setSpeed(Number(/** @type {HTMLSelectElement} */ (e.currentTarget).value))}>
              ${SPEEDS.map((speed) => html`<option value=${speed} ?selected=${speed === this.player.speed}>${say(`history.speed_${speed}`)}</option>`)}
            </select>
          </label>
          ${this.restoreView()}
        </div>
      </div>
    </section>`;
  }

  /** What was asked for here and not done. */
  get refusals() {
    return this.doc.refusals.filter(({ op }) => op.type === "undo" || op.type === "board.restore");
  }

  /** @private */
  refusalsView() {
    const { say, doc, film } = this;
    return this.refusals.map((refusal) => {
      const frame = film.frames[(refusal.op.body["of"] ?? 0) - 1];
      return refusedView(html`${frame ? html`<b>${this.deed(frame)}</b><br />` : nothing}${say(reasonOf(say, doc, refusal))}`, understood(say, () => doc.dismiss(refusal.id)));
    });
  }

  restoreView() {
    const { say, at, film, doc } = this;
    if (at === 0 || at >= film.length || this.state !== "whole" || !doc.allowed("board.restore")) return nothing;
    return html`<button class="button history__restore" type="button" aria-haspopup="dialog" @click=${() => this.ask(true)}>${say("history.restore")}</button>`;
  }

  sideView() {
    const { say, state } = this;
    return html`<aside class="history__side" aria-label=${say("history.deeds")}>
      <h2 class="history__title">${say("history.deeds")}</h2>
      ${this.whoseView()}
      ${state === "loading" ? html`<p class="hint" role="status">${say("history.loading")}</p>` : nothing}
      ${state === "offline" || state === "failed"
        ? html`<div class="notice" data-kind="warn" role="alert"><p>${say(state === "offline" ? "history.offline" : "history.failed")}</p><div class="buttons"><button class="button button--small" type="button" @click=${() => void this.load()}>${say("history.again")}</button></div></div>`
        : nothing}
      ${this.newsView()} ${this.deedsView()}
    </aside>`;
  }

  /** The evening goes on while somebody reads it. */
  newsView() {
    const { say, film, doc, state } = this;
    const news = doc.shadow.seq - film.length;
    if (state !== "whole" || news <= 0) return nothing;
    return html`<button class="button button--small" type="button" @click=${() => void this.load()}>${say("history.news", { n: news })}</button>`;
  }

  whoseView() {
    const { say, film } = this;
    const seats = [...new Set(film.frames.map((f) => f.author ?? "").filter((seat) => this.nameOf(seat) !== ""))];
    if (seats.length < 2) return nothing;
    const choose = (/** @type {Event} */ e) => {
      this.whose = /** @type {HTMLSelectElement} */ (e.currentTarget).value;
      this.draw();
    };
    return html`<label class="history__whose">${say("history.whose")}
      <select class="input input--short" @change=${choose}>
        <option value="">${say("history.everybody")}</option>
        ${seats.map((seat) => html`<option value=${seat} ?selected=${seat === this.whose}>${this.nameOf(seat)}</option>`)}
      </select>
    </label>`;
  }

  /** Newest first, round the moment shown. */
  deedsView() {
    const { film, whose, at } = this;
    // What changed nothing is no news to anybody.
    const shown = film.frames.filter((f) => (whose === "" || f.author === whose) && (f.change.length > 0 || f.seq === at));
    const here = shown.filter((f) => f.seq <= at).length - 1;
    const from = Math.max(0, Math.min(here - LISTED / 2, shown.length - LISTED));
    return html`<ol class="history__deeds" reversed>
      ${repeat(
        shown.slice(from, from + LISTED).reverse(),
        (f) => f.seq,
        (f) => this.deedView(f),
      )}
    </ol>`;
  }

  /** @param {Frame} frame */
  deedView(frame) {
    const { say, at } = this;
    const now = frame.seq === at;
    return html`<li class="history__deed" aria-current=${now ? "step" : nothing}>
      <button class="history__go" type="button" @click=${() => this.go(frame.seq)}><time>${this.minuteOf(frame.time)}</time> <span>${this.deed(frame)}</span></button>
      ${now && this.mayUndo(frame) ? html`<button class="button button--small" type="button" @click=${() => this.undo(frame)}>${say(frame.op.type === "undo" ? "history.redo" : "history.undo")}</button>` : nothing}
    </li>`;
  }

  /** @param {Frame} frame */
  mayUndo(frame) {
    const me = this.client.me;
    const steers = me.role === "facilitator" || me.role === "organiser";
    const own = frame.author !== undefined && frame.author === me.id;
    const type = sourceOf(frame, (seq) => this.film.frames[seq - 1])?.op.type ?? "";
    if (frame.change.length === 0 || !isUndoable(type) || !(own || steers)) return false;
    return this.doc.status.state !== "readonly" && this.doc.allowed(type, { own: true });
  }

  /** @param {Frame} frame */
  undo(frame) {
    this.said = this.doc.undoEntry(frame.seq) ? this.say("history.said_undone") : this.say("refusal.full");
    this.again();
  }

  /** @param {boolean} on */
  ask(on) {
    this.asking = on;
    this.draw();
  }

  askView() {
    const { say, film, at } = this;
    const frame = film.frames[at - 1];
    if (!this.asking || !frame) return nothing;
    return dialogView({
      title: say("history.restore_title", { time: this.timeOf(frame.time) }),
      body: html`<p>${say("history.restore_text", { n: film.length - at, phase: say(`phase.${this.doc.view.board?.phase ?? "prepare"}`) })}</p><p>${say("history.restore_safe")}</p>`,
      acts: html`${closeButton(say("board.stop"), () => this.ask(false))}<button class="button button--main" type="submit">${say("history.restore_do")}</button>`,
      close: () => this.asking && this.ask(false),
      submit: () => this.restore(frame),
    });
  }

  /** @param {Frame} frame */
  restore(frame) {
    this.asking = false;
    this.said = this.doc.send(ops.restoreBoard(frame.seq)) === null ? this.say("refusal.full") : this.say("history.said_restored");
    this.at = this.film.length;
    this.again();
  }

  /** Once the server has answered, the history is longer by it. @private */
  again() {
    this.draw();
    const before = this.film.length;
    const off = this.doc.onChange(() => {
      if (this.doc.shadow.seq <= before) return;
      off();
      this.at = this.film.length;
      void this.load();
    });
  }

  /** @param {Frame} frame */
  deed(frame) {
    return deedOf(frame, { say: this.say, nameOf: (seat) => this.calledOf(seat), frameOf: (seq) => this.film.frames[seq - 1] });
  }

  /** @param {number} time ms since 1970 */
  minuteOf(time) {
    return new Intl.DateTimeFormat("ja-JP", { hour: "numeric", minute: "2-digit" }).format(time);
  }

  /** @param {number} time ms since 1970 */
  timeOf(time) {
    return new Intl.DateTimeFormat("ja-JP", { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(time);
  }
}
