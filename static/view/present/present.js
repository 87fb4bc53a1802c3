/**
 * 発表: for the projector. First all title cards, then island by island with the notes large, the lone notes, the proposals, what
 * was chosen, and the narrative; by keys alone, or the buttons below. It changes nothing on the board, follows it live, and stays
 * with what it shows while others come and go. What is shown in which order: slides.js.
 */
import { html, nothing, render } from "../../vendor/lit-html/lit-html.js";
import { confirmsNothing } from "../../lib/ime.js";
import { makeWords } from "../../lib/words.js";
import { sceneOf } from "../../editor/scene.js";
import { sealsOn } from "../../model/voting.js";
import { endedView } from "../form/ended.js";
import { flowView, titleView } from "../board/island.js";
import { plainLook } from "../board/look.js";
import { noteView } from "../board/note.js";
import { phrased } from "../phrased.js";
import { cardLinesHost, drawCardLines, islandSentences } from "./lines.js";
import { answersPage, openPage, partView, storyPage, votesPage } from "./pages.js";
import { slidesOf, stay } from "./slides.js";
import { legendView } from "../relating/words.js";
import { shrinkToFit } from "../shrink.js";
import { drawTooLarge } from "../too_large.js";
import { sealView } from "../voting/chart.js";

/**
 * @typedef {import("../../editor/scene.js").Scene} Scene
 * @typedef {import("./slides.js").Slide} Slide
 * @typedef {import("./slides.js").Island} Island
 * @typedef {{client: import("../../sync/client.js").Client, doc: import("../../sync/doc.js").Doc, boot: import("../../sync/boot.js").Boot, back: string}} Parts back: address of the board
 */

/** @type {Readonly<Record<string, number>>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -Infinity, End: Infinity };

export class Presentation {
  /**
   * @param {HTMLElement} element
   * @param {Parts} parts
   */
  constructor(element, { client, doc, boot, back }) {
    this.element = element;
    this.client = client;
    this.doc = doc;
    this.boot = boot;
    this.back = back;
    this.say = makeWords(boot.texts);
    this.at = "overview";
    /** @type {readonly string[]} */
    this.order = [];
    /** @private @type {{view: import("../../model/state.js").State, scene: Scene, slides: readonly Slide[]} | undefined} */
    this.made = undefined;
    /** The keys are told until somebody uses one. */
    this.told = false;
    doc.onChange(() => this.draw());
    client.hall.onChange(() => this.draw());
    client.onChange(() => this.draw());
    window.addEventListener("resize", () => this.draw());
    void document.fonts?.ready.then(() => this.draw());
    document.addEventListener("keydown", (e) => this.onKey(e));
    document.addEventListener("fullscreenchange", () => this.draw());
    this.draw();
  }

  /** @param {KeyboardEvent} e */
  onKey(e) {
    if (confirmsNothing(e) || e.ctrlKey || e.altKey || e.metaKey) return;
    // Out of the full screen the browser leads by itself; a second time, back to the board.
    if (e.key === "Escape" && document.fullscreenElement === null) return location.assign(this.back);
    const step = STEPS[e.key];
    const onButton = e.key === " " && e.target instanceof Element && e.target.closest("button, a");
    if (step === undefined || onButton) return;
    e.preventDefault();
    this.told = true;
    this.go(step);
  }

  /** The board, and what is shown of it one after the other: made once for each state of it. */
  get now() {
    const { view } = this.doc;
    if (this.made?.view === view) return this.made;
    const scene = sceneOf(view);
    return (this.made = { view, scene, slides: slidesOf(view, scene) });
  }

  /** @param {number} step */
  go(step) {
    const ids = this.now.slides.map((slide) => slide.id);
    const to = Math.min(ids.length - 1, Math.max(0, ids.indexOf(stay(this.order, this.at, ids)) + step));
    this.show(ids[to] ?? "overview");
  }

  /** @param {string} page */
  show(page) {
    this.at = page;
    this.draw();
    const heading = this.element.querySelector("[data-page]");
    if (heading instanceof HTMLElement) heading.focus({ preventScroll: true });
  }

  draw() {
    const { element, client, doc, say } = this;
    element.className = client.ended ? "join" : "present";
    if (client.ended || !doc.ready) {
      render(client.ended ? endedView(client.ended, say) : html`<p class="hint">${say("page.opening")}</p>`, element);
      return;
    }
    if (drawTooLarge(element, this)) return;
    const { slides } = this.now;
    const ids = slides.map((slide) => slide.id);
    this.at = stay(this.order, this.at, ids);
    this.order = ids;
    const slide = slides.find((one) => one.id === this.at) ?? slides[0];
    if (!slide) return;
    render(html`${this.headView(slide)}${this.slideView(slide)}${this.footView(ids)}`, element);
    const page = element.querySelector("[data-page]");
    if (!(page instanceof HTMLElement)) return;
    page.removeAttribute("data-tight");
    // What the keys do not lead to must be seen at once; the whole of a title stands on the slide of its island.
    if (!shrinkToFit(page, element) && slide.kind === "overview") {
      page.setAttribute("data-tight", "");
      shrinkToFit(page, element);
    }
    drawCardLines(page, doc.view, say);
  }

  /** @param {Slide} slide */
  headView(slide) {
    const { boot, client } = this;
    const here = boot.boards.find((b) => b.id === boot.board);
    const hall = client.hall.view;
    const assignment = hall.get("assignment", boot.board);
    const table = hall.table(assignment?.table ?? here?.table ?? "")?.name ?? here?.name ?? "";
    return html`<header class="present__head"><b>${table}</b> <h1 class="present__theme">${assignment?.theme ?? here?.theme ?? ""}</h1>${slide.kind === "overview" ? html`${partView(slide.part, slide.of, this.say)}${legendView(this.doc.view.links(), this.say)}` : nothing}</header>`;
  }

  /** @param {Slide} slide */
  slideView(slide) {
    const { doc, say } = this;
    const parts = { view: doc.view, say, slide };
    switch (slide.kind) {
      case "overview":
        return this.overviewPage(slide);
      case "island":
        return this.islandPage(slide);
      case "lone":
        return this.lonePage(slide);
      case "answers":
        return answersPage({ ...parts, slide });
      case "open":
        return openPage({ ...parts, slide });
      case "votes":
        return votesPage({ ...parts, slide });
      case "story":
        return storyPage({ ...parts, slide });
    }
  }

  /** @param {Extract<Slide, {kind: "overview"}>} slide */
  overviewPage({ shown }) {
    const { say, doc } = this;
    const { scene } = this.now;
    const seals = sealsOn(doc.view);
    if (shown.length === 0) return html`<p class="present__overview" data-page tabindex="-1">${say("present.nothing")}</p>`;
    return html`<section class="present__overview" data-page data-lines=${doc.view.links().length > 0} tabindex="-1" aria-label=${say("present.overview")}>
      ${shown.map((b) =>
        b.kind === "group"
          ? html`<button class="title" type="button" data-card=${b.item.id} data-level="1" @click=${() => this.showIsland(b.item.id)}>
              <span>${b.item.proposal ? html`<span class="title__mood">${say("relation.proposal")}</span>` : nothing}<span class="title__text" dir="auto">${phrased(b.item.title || say("board.untitled"))}</span></span
              ><span class="present__facts">${sealView(seals.get(b.item.id) ?? 0, say)}<span class="count">${say("board.sheets", { n: scene.counts.get(b.item.id) ?? 0 })}</span></span>
            </button>`
          : html`<p class="statement"><span class="statement__text" dir="auto">${b.item.text ?? ""}</span></p>`,
      )}
      ${cardLinesHost()}
    </section>`;
  }

  /** @param {string} id */
  showIsland(id) {
    const first = this.now.slides.find((slide) => slide.kind === "island" && [slide.island, ...slide.trail].some((b) => b.item.id === id));
    this.show(first?.id ?? "overview");
  }

  /** @param {Extract<Slide, {kind: "island"}>} slide */
  islandPage({ island, trail, members, part, of }) {
    const look = this.look();
    return html`<section class="present__island island" data-page data-level=${Math.min(island.level, 8)} tabindex="-1" aria-labelledby=${`title-${island.item.id}`}>
      ${trail.length > 0 ? html`<p class="present__trail">${shortTrail(trail).map((b) => b === undefined ? html`<span aria-hidden="true">…</span>` : html`<span class="title" data-level=${Math.min(b.level, 8)}><span class="title__text" dir="auto">${b.item.title || this.say("board.untitled")}</span></span>`)}</p>` : nothing}
      <div class="island__head">${titleView(island, look)}${partView(part, of, this.say)}</div>
      ${flowView({ ...island, members }, look)} ${part === of ? islandSentences(this.doc.view, this.say, island.item.id) : nothing}
    </section>`;
  }

  /** @param {Extract<Slide, {kind: "lone"}>} slide */
  lonePage({ members, part, of }) {
    const look = this.look();
    return html`<section class="present__island island" data-page data-level="8" tabindex="-1" aria-labelledby="title-lone">
      <div class="island__head"><h2 class="title" id="title-lone">${this.say("board.lone")}</h2>${partView(part, of, this.say)}</div>
      <ul class="island__flow">${members.map((b) => (b.kind === "note" ? noteView(b.item, look) : nothing))}</ul>
    </section>`;
  }

  /** @param {readonly string[]} ids */
  footView(ids) {
    const { say, told } = this;
    const n = ids.indexOf(this.at) + 1;
    const where = html`<span class="present__where" role="status">${say("present.where", { n, of: ids.length })}</span>`;
    const keys = told ? nothing : html`<span class="present__keys">${say("present.keys")}</span>`;
    // On the projector nothing stands there but the work itself.
    if (document.fullscreenElement !== null) return html`<footer class="present__foot">${where}${keys}</footer>`;
    return html`<footer class="present__foot">
      <button class="button" type="button" ?disabled=${n === 1} @click=${() => this.go(-1)}>${say("present.previous")}</button>
      ${where}
      <button class="button" type="button" ?disabled=${n === ids.length} @click=${() => this.go(1)}>${say("present.next")}</button>
      <button class="button button--quiet" type="button" @click=${() => void document.documentElement.requestFullscreen?.()}>${say("present.start")}</button><a class="button button--quiet" href=${this.back}>${say("present.end")}</a>${keys}
    </footer>`;
  }

  /** @returns {import("../board/note.js").Look} */
  look() {
    const { view, scene } = this.now;
    const seals = sealsOn(view);
    return { ...plainLook(scene, { say: this.say, nameOf: (seat) => this.client.hall.view.seat(seat)?.name ?? "" }), sealsOn: (id) => seals.get(id) ?? 0 };
  }
}

/**
 * The outermost island and the one just round it; those between only where no slide of their own shows their title card.
 * @param {readonly Island[]} trail
 * @returns {(Island | undefined)[]} undefined: something is left out
 */
function shortTrail(trail) {
  const shown = trail.map((b, i) => (i === 0 || i === trail.length - 1 || b.members.every((m) => m.kind === "group") ? b : undefined));
  return shown.filter((b, i) => b !== undefined || shown[i - 1] !== undefined);
}
