/**
 * 発表: for the projector. First all title cards, then island by island, then the lone notes; arrow keys, or the buttons below.
 * It changes nothing on the board, follows it live, and stays with the island it shows while others come and go.
 */
import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { confirmsNothing } from "../lib/ime.js";
import { makeWords } from "../lib/words.js";
import { sceneOf } from "../editor/scene.js";
import { endedView } from "./form_ended.js";
import { flowView, titleView } from "./island.js";
import { plainLook } from "./look.js";
import { noteView } from "./note.js";
import { cardLinesHost, drawCardLines, islandSentences } from "./present_lines.js";
import { shrinkToFit } from "./shrink.js";

/**
 * @typedef {import("../editor/scene.js").Scene} Scene
 * @typedef {import("../editor/scene.js").Branch} Branch
 * @typedef {Extract<Branch, {kind: "group"}>} Island
 * @typedef {{client: import("../sync/client.js").Client, doc: import("../sync/doc.js").Doc, boot: import("../sync/boot.js").Boot, back: string}} Parts back: address of the board
 */

/** The two pages that are no island. */
const OVERVIEW = "overview";
const LONE = "lone";

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
    this.at = OVERVIEW;
    doc.onChange(() => this.draw());
    client.hall.onChange(() => this.draw());
    client.onChange(() => this.draw());
    window.addEventListener("resize", () => this.draw());
    document.addEventListener("keydown", (e) => this.onKey(e));
    document.addEventListener("fullscreenchange", () => this.draw());
    this.draw();
  }

  /** @param {KeyboardEvent} e */
  onKey(e) {
    const step = STEPS[e.key];
    const onButton = e.key === " " && e.target instanceof Element && e.target.closest("button, a");
    if (step === undefined || onButton || confirmsNothing(e) || e.ctrlKey || e.altKey || e.metaKey) return;
    e.preventDefault();
    this.go(step);
  }

  /** @param {Scene} scene @returns {string[]} the pages in order */
  pages(scene) {
    const islands = scene.branches.filter((b) => b.kind === "group").map((b) => b.item.id);
    return [OVERVIEW, ...islands, ...(scene.allLone.length > 0 ? [LONE] : [])];
  }

  /** @param {number} step */
  go(step) {
    const pages = this.pages(sceneOf(this.doc.view));
    const to = Math.min(pages.length - 1, Math.max(0, pages.indexOf(this.at) + step));
    this.show(pages[to] ?? OVERVIEW);
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
    const scene = sceneOf(doc.view);
    const pages = this.pages(scene);
    if (!pages.includes(this.at)) this.at = OVERVIEW;
    render(html`${this.headView()}${this.pageView(scene)}${this.footView(pages)}`, element);
    const page = element.querySelector("[data-page]");
    if (page instanceof HTMLElement) shrinkToFit(page, element);
    if (page instanceof HTMLElement) drawCardLines(page, doc.view, say);
  }

  headView() {
    const { boot, client } = this;
    const here = boot.boards.find((b) => b.id === boot.board);
    const hall = client.hall.view;
    const assignment = hall.get("assignment", boot.board);
    const table = hall.table(assignment?.table ?? here?.table ?? "")?.name ?? here?.name ?? "";
    return html`<header class="present__head"><b>${table}</b> <h1 class="present__theme">${assignment?.theme ?? here?.theme ?? ""}</h1></header>`;
  }

  /** @param {Scene} scene */
  pageView(scene) {
    const branch = scene.byId.get(this.at);
    if (branch?.kind === "group") return this.islandPage(branch, scene);
    return this.at === LONE ? this.lonePage(scene) : this.overviewPage(scene);
  }

  /** @param {Scene} scene */
  overviewPage(scene) {
    const { say } = this;
    const shown = scene.branches.filter((b) => b.kind !== "note");
    if (shown.length === 0) return html`<p class="present__overview" data-page tabindex="-1">${say("present.nothing")}</p>`;
    return html`<section class="present__overview" data-page data-lines=${this.doc.view.links().length > 0} tabindex="-1" aria-label=${say("present.overview")}>
      ${shown.map((b) =>
        b.kind === "group"
          ? html`<button class="title" type="button" data-card=${b.item.id} data-level="1" @click=${() => this.show(b.item.id)}>
              <span class="title__text" dir="auto">${b.item.title || say("board.untitled")}</span><span class="count">${say("board.sheets", { n: scene.counts.get(b.item.id) ?? 0 })}</span>
            </button>`
          : html`<p class="statement"><span class="statement__text" dir="auto">${b.item.text ?? ""}</span></p>`,
      )}
      ${cardLinesHost()}
    </section>`;
  }

  /**
   * @param {Island} branch
   * @param {Scene} scene
   */
  islandPage(branch, scene) {
    const look = this.look(scene);
    return html`<section class="present__island island" data-page data-level="1" tabindex="-1" aria-labelledby=${`title-${branch.item.id}`}>
      <div class="island__head">${titleView(branch, look)}</div>
      ${flowView(branch, look)} ${islandSentences(this.doc.view, this.say, branch.item.id)}
    </section>`;
  }

  /** @param {Scene} scene */
  lonePage(scene) {
    const look = this.look(scene);
    return html`<section class="present__island island" data-page data-level="8" tabindex="-1" aria-labelledby="title-lone">
      <div class="island__head"><h2 class="title" id="title-lone">${this.say("board.lone")}</h2></div>
      <ul class="island__flow">${scene.allLone.map((note) => noteView(note, look))}</ul>
    </section>`;
  }

  /** @param {readonly string[]} pages */
  footView(pages) {
    const { say } = this;
    const n = pages.indexOf(this.at) + 1;
    const whole = document.fullscreenElement !== null;
    return html`<footer class="present__foot">
      <button class="button" type="button" ?disabled=${n === 1} @click=${() => this.go(-1)}>${say("present.previous")}</button>
      <span class="present__where" role="status">${say("present.where", { n, of: pages.length })}</span>
      <button class="button" type="button" ?disabled=${n === pages.length} @click=${() => this.go(1)}>${say("present.next")}</button>
      ${whole ? nothing : html`<button class="button button--quiet" type="button" @click=${() => void document.documentElement.requestFullscreen?.()}>${say("present.start")}</button><a class="button button--quiet" href=${this.back}>${say("present.end")}</a>`}
    </footer>`;
  }

  /** @param {Scene} scene @returns {import("./note.js").Look} */
  look(scene) {
    return plainLook(scene, { say: this.say, nameOf: (seat) => this.client.hall.view.seat(seat)?.name ?? "" });
  }
}
