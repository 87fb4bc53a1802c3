/**
 * 印刷: what the table made, on paper. Three kinds, chosen above; what is shown is what comes out of the printer.
 *
 * Everything is drawn in this browser from what it holds already, so it prints with the line down, too; and it holds no more
 * than this person may see. See css/print.css, where the sizes of the papers stand.
 */
import { html, nothing, render } from "../../vendor/lit-html/lit-html.js";
import { makeWords } from "../../lib/words.js";
import { labelsOf } from "../../model/pages.js";
import { sceneOf } from "../../editor/scene.js";
import { endedView } from "../form/ended.js";
import { drawTooLarge } from "../too_large.js";
import { islandPapers } from "./islands.js";
import { labelPapers } from "./labels.js";
import { fitPoster, posterPaper } from "./poster.js";

/**
 * @typedef {{client: import("../../sync/client.js").Client, doc: import("../../sync/doc.js").Doc, boot: import("../../sync/boot.js").Boot, bar: HTMLElement, back: string}} Parts back: address of the board
 * @typedef {{
 *   say: import("../../lib/words.js").Say, scene: import("../../editor/scene.js").Scene, labels: import("../../model/pages.js").Label[],
 *   numbers: ReadonlyMap<string, number>, nameOf: (seat: string | undefined) => string, state: import("../../model/state.js").State,
 *   table: string, theme: string, event: string, members: string,
 * }} Printed numbers: of the notes, by id
 * @typedef {"labels" | "islands" | "poster"} Kind
 */

/** @type {readonly Kind[]} */
const KINDS = ["labels", "islands", "poster"];

export class PrintView {
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
    /** @type {Kind} */
    this.kind = KINDS.find((k) => k === new URL(location.href).searchParams.get("what")) ?? "labels";
    doc.onChange(() => this.draw());
    client.hall.onChange(() => this.draw());
    client.onChange(() => this.draw());
    void document.fonts?.ready.then(() => this.draw());
    this.draw();
  }

  draw() {
    const { element, client, doc, say, bar } = this;
    if (client.ended || !doc.ready) {
      element.className = "join";
      const text = doc.denied ? say(`refusal.${doc.denied}`) : say("page.opening");
      render(client.ended ? endedView(client.ended, say) : html`<p class="hint">${text}</p>`, element);
      return;
    }
    if (drawTooLarge(element, this)) return;
    const printed = this.printed();
    element.className = "print";
    element.dataset["kind"] = this.kind;
    render(this.barView(printed), bar);
    render(html`${this.toolsView(printed)}${this.papers(printed)}`, element);
    const poster = element.querySelector(".wall");
    if (poster instanceof HTMLElement) fitPoster(poster, printed);
    element.toggleAttribute("data-ready", client.hall.ready);
  }

  /** @returns {Printed} */
  printed() {
    const { client, doc, boot, say } = this;
    const hall = client.hall.view;
    const here = boot.boards.find((b) => b.id === boot.board);
    const assignment = hall.get("assignment", boot.board);
    const table = hall.table(assignment?.table ?? here?.table ?? "");
    const scene = sceneOf(doc.view);
    const labels = labelsOf(scene);
    const seats = table ? hall.seats(table.id) : [];
    return {
      say, scene, labels, state: doc.view,
      numbers: new Map(labels.map(({ note, n }) => [note.id, n])),
      nameOf: (seat) => (seat ? (hall.seat(seat)?.name ?? "") : ""),
      table: table?.name ?? here?.name ?? "",
      theme: assignment?.theme ?? here?.theme ?? "",
      event: [hall.workshop?.title, hall.workshop?.date, hall.workshop?.place].filter(Boolean).join(say("print.between")),
      members: seats.map((s) => (s.role === "coordinator" ? say("export.member.coordinator", { name: s.name }) : s.name)).join(say("export.member.between")),
    };
  }

  /** @param {Printed} printed */
  barView({ table, theme }) {
    const { say } = this;
    return html`<span class="bar__mark" aria-hidden="true">${say("page.mark")}</span><h1 class="bar__table">${say("print.title", { table })}</h1>
      <span class="bar__theme">${theme}</span>
      <div class="bar__acts"><a class="button" href=${this.back}>${say("present.end")}</a></div>`;
  }

  /** @param {Printed} printed */
  toolsView({ scene }) {
    const { say, kind } = this;
    const choice = (/** @type {Kind} */ k) => html`<button type="button" aria-pressed=${k === kind} @click=${() => this.choose(k)}>${say(`print.kind_${k}`)}</button>`;
    return html`<div class="print__tools">
      <div class="switch" role="group" aria-label=${say("print.kinds")}>${KINDS.map(choice)}</div>
      <button class="button button--main" type="button" @click=${() => window.print()}>${say("results.print")}</button>
      <p class="hint">${say(`print.hint_${kind}`)}${scene.veiled > 0 ? html` ${say("print.veiled", { n: scene.veiled })}` : nothing}</p>
    </div>`;
  }

  /** @param {Kind} kind */
  choose(kind) {
    this.kind = kind;
    const url = new URL(location.href);
    url.searchParams.set("what", kind);
    history.replaceState(null, "", url);
    this.draw();
  }

  /** @param {Printed} printed */
  papers(printed) {
    switch (this.kind) {
      case "labels":
        return labelPapers(printed);
      case "islands":
        return islandPapers(printed);
      case "poster":
        return posterPaper(printed);
    }
  }
}
