/**
 * Tables with filled boards from what people bring: a text, a list of notes out of a spreadsheet, a saved archive, another workshop of this
 * server. What is in it is shown before anything is made; what a column of a list means may be said anew.
 */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { base64 } from "../../lib/bytes.js";
import { foundIn, getEarlier, postImport, remarksIn, tablesIn } from "./api.js";
import { remarkView, why } from "./paste.js";
import { valueOf } from "../seat/box.js";

/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {import("./api.js").Found} Found */
/** @typedef {ReturnType<typeof makeImport>} Import */
/** What is brought: one of text, file and from. @typedef {{text?: string, file?: string, name?: string, from?: string, uses?: string[]}} Brought */

/** A list of 12,000 notes is 2 MB. A larger file is a mistake, and reading it would freeze the page. */
const LARGEST = 8_000_000;
/** What a column may be, as the server knows it. */
const USES = ["nothing", "text", "title", "table", "theme", "side", "author", "kind", "marks"];

/** @param {string} workshop @param {() => void} changed */
export function makeImport(workshop, changed) {
  const self = {
    text: "", busy: false, problem: "", made: 0,
    /** @type {import("./api.js").Remark[]} */
    remarks: [],
    /** @type {Brought} */
    brought: {},
    /** @type {Found | null} */
    found: null,
    /** @type {ReadonlySet<number>} the tables that are to be made, by their place */
    chosen: new Set(),
    /** @type {{id: string, title: string, date: string}[] | null} other workshops; null: not asked for yet */
    others: null,
    type, take, look, lookAt, pick, use, go, forget, ask,
  };
  return self;

  /** @param {string} text */
  function type(text) {
    Object.assign(self, { text, problem: "", made: 0, found: null });
    changed();
  }

  /** @param {File | undefined} file */
  async function take(file) {
    if (!file) return;
    if (file.size > LARGEST) return tell("too_big");
    await look({ file: base64(new Uint8Array(await file.arrayBuffer())), name: file.name });
  }

  async function lookAt() {
    if (self.text.trim() !== "") await look({ text: self.text });
  }

  /** @param {Brought} brought */
  async function look(brought) {
    if (self.busy) return;
    Object.assign(self, { busy: true, problem: "", made: 0, remarks: [], brought });
    changed();
    const answer = await postImport(workshop, { ...brought, look: true });
    const found = answer.ok ? foundIn(answer.body) : null;
    Object.assign(self, { busy: false, found, chosen: new Set(found?.tables.flatMap(({ heldBy }, place) => (heldBy ? [] : [place]))) });
    if (found) return changed();
    tell(answer.ok ? "unknown" : answer.code);
  }

  /** @param {number} place @param {boolean} on */
  function pick(place, on) {
    const chosen = new Set(self.chosen);
    if (on) chosen.add(place);
    else chosen.delete(place);
    self.chosen = chosen;
    changed();
  }

  /** @param {number} column @param {string} use */
  async function use(column, use) {
    const before = self.found;
    await look({ ...self.brought, uses: (before?.columns ?? []).map((one, i) => (i === column ? use : one.use)) });
    if (!self.found) Object.assign(self, { found: before }); // no column holds notes now: the choice stays in sight, to be taken back
    changed();
  }

  async function go() {
    if (self.busy || !self.found || self.chosen.size === 0) return;
    self.busy = true;
    changed();
    const answer = await postImport(workshop, { ...self.brought, tables: [...self.chosen] });
    self.busy = false;
    if (!answer.ok) return tell(answer.code);
    const text = self.brought.text === self.text ? "" : self.text;
    Object.assign(self, { text, found: null, brought: {}, problem: "", made: tablesIn(answer.body), remarks: remarksIn(answer.body) });
    changed();
  }

  function forget() {
    Object.assign(self, { found: null, brought: {}, problem: "", made: 0, remarks: [] });
    changed();
  }

  async function ask() {
    if (self.others !== null) return;
    self.others = (await getEarlier(workshop)) ?? [];
    changed();
  }

  /** @param {string} code */
  function tell(code) {
    self.problem = code;
    changed();
  }
}

/** @param {Import} one @param {Say} say */
export function importView(one, say) {
  const chosen = (/** @type {Event} */ event) => {
    if (!(event.currentTarget instanceof HTMLInputElement)) return;
    void one.take(event.currentTarget.files?.[0]);
    event.currentTarget.value = ""; // the same file, mended, can be chosen once more
  };
  const open = (/** @type {Event} */ event) => event.currentTarget instanceof HTMLDetailsElement && event.currentTarget.open && one.ask();
  return html`<details class="card" @toggle=${open}><summary>${say("prepare.outline_title")}</summary>
    <div class="form">
      <p class="card__text" id="outline-hint">${say("prepare.outline_hint")}</p>
      <div class="field"><label class="field__label" for="outline-file">${say("prepare.outline_file")}</label>
        <input class="input" id="outline-file" type="file" accept=".txt,.md,.csv,.tsv,.xlsx,.json" ?disabled=${one.busy} @change=${chosen} /></div>
      <div class="field"><label class="field__label" for="outline">${say("prepare.outline")}</label>
        <textarea class="input input--tall" id="outline" aria-describedby="outline-hint" .value=${live(one.text)} @input=${(/** @type {Event} */ e) => one.type(valueOf(e))}></textarea>
        <div class="buttons"><button type="button" class="button" ?disabled=${one.busy} @click=${one.lookAt}>${say("prepare.outline_go")}</button></div></div>
      ${(one.others ?? []).length > 0 ? othersView(one, say) : nothing}
      ${one.problem ? html`<div class="notice" data-kind="error" role="alert"><p>${say.has(`import.refused.${one.problem}`) ? say(`import.refused.${one.problem}`) : why(one.problem, say)}</p></div>` : nothing}
      ${one.made > 0 ? html`<div class="notice" data-kind="good" role="status"><p>${say("prepare.made", { n: one.made })}</p></div>${remarksView(one.remarks, say)}` : nothing}
      ${one.found ? foundView(one, one.found, say) : nothing}
    </div>
  </details>`;
}

/** @param {Import} one @param {Say} say */
const othersView = (one, say) => html`<div class="field">
  <label class="field__label" for="import-from">${say("import.from")}</label>
  <select class="input" id="import-from" ?disabled=${one.busy} @change=${(/** @type {Event} */ e) => e.currentTarget instanceof HTMLSelectElement && e.currentTarget.value && one.look({ from: e.currentTarget.value })}>
    <option value="">${say("import.from_none")}</option>
    ${(one.others ?? []).map(({ id, title, date }) => html`<option value=${id} ?selected=${one.brought.from === id}>${date ? say("earlier.dated", { title, date }) : title}</option>`)}
  </select>
</div>`;

/** @param {import("./api.js").Remark[]} remarks @param {Say} say @param {string} [heading] */
const remarksView = (remarks, say, heading = "prepare.remarks") =>
  remarks.length === 0 ? nothing : html`<div class="notice" data-kind="warn"><p>${say(heading)}</p><ul class="people">${remarks.map((remark) => remarkView(remark, say))}</ul></div>`;

/** @param {Import} one @param {Found} found @param {Say} say */
const foundView = (one, found, say) => html`<section class="found" aria-label=${say("import.found")}>
  <p><b>${say("import.found")}</b> ${say("people.not_yet")}</p>
  ${found.columns.length > 0 ? columnsView(one, found.columns, say) : nothing}
  <ul class="found__tables">${found.tables.map((table, place) => tableView(one, table, place, say))}</ul>
  ${remarksView(found.remarks, say, "people.remarks")}
  <div class="buttons">
    <button type="button" class="button button--main" ?disabled=${one.busy || one.chosen.size === 0} @click=${one.go}>${say("import.go", { n: one.chosen.size })}</button>
    <button type="button" class="button" @click=${one.forget}>${say("prepare.cancel")}</button>
  </div>
</section>`;

/** @param {Import} one @param {Found["tables"][number]} table @param {number} place @param {Say} say */
const tableView = (one, table, place, say) => html`<li class="found__table">
  <label class="check"><input type="checkbox" .checked=${live(one.chosen.has(place))} @change=${(/** @type {Event} */ e) => e.currentTarget instanceof HTMLInputElement && one.pick(place, e.currentTarget.checked)} /> <b>${table.name}</b></label>
  <span>${say("import.counts", { notes: table.notes, islands: table.islands })}</span>
  ${table.people > 0 ? html`<span>${say("prepare.roster_people", { n: table.people })}</span>` : nothing}
  ${table.theme ? html`<span class="found__words">${say("import.theme", { theme: table.theme })}</span>` : nothing}
  ${table.titles.length > 0 ? html`<span class="found__words">${say("import.titles", { titles: table.titles.map((text) => say("export.quoted", { text })).join("") })}</span>` : nothing}
  ${table.heldBy ? html`<span class="found__words found__held">${say(table.notes > 0 ? "import.held" : "import.held_table", { table: table.heldBy })}</span>` : nothing}
</li>`;

/** @param {Import} one @param {Found["columns"]} columns @param {Say} say */
const columnsView = (one, columns, say) => html`<details class="found__columns"><summary>${say("import.columns")}</summary>
  <ul class="found__tables">${columns.map(
    (column, i) => html`<li class="found__table">
      <label class="field__label" for="import-column-${i}">${column.head || say("import.column", { n: i + 1 })}</label>
      <select class="input" id="import-column-${i}" ?disabled=${one.busy} @change=${(/** @type {Event} */ e) => e.currentTarget instanceof HTMLSelectElement && one.use(i, e.currentTarget.value)}>
        ${USES.map((use) => html`<option value=${use} ?selected=${use === column.use}>${say(`import.use.${use}`)}</option>`)}
      </select>
      <span class="found__words">${column.first.join(" / ")}</span>
    </li>`,
  )}</ul>
</details>`;
