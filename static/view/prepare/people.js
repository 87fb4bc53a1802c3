/** People from a file: shown before anything is made of it, divided into tables where they have none, and seated with one press. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { byTable, tablesFor, usualTables } from "../../model/people.js";
import { dividedIn, peopleIn, postDivide, postFile, postPeople, remarksIn } from "./api.js";
import { wholeNumber } from "../../lib/text.js";
import { remarkView, why } from "./paste.js";
import { valueOf } from "../seat/box.js";

/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {import("../../model/people.js").Listed} Listed */
/** @typedef {ReturnType<typeof makePeople>} People */

/** What is carried is a person of the list, by the place in it. */
const PERSON = "application/x-yoriai-listed";
/** Larger files are no roster; the server takes no more either. */
const LARGEST = 4_000_000;
/** More tables than this have no hall. */
const MOST_TABLES = 60;

/**
 * @param {{hall: import("../../sync/doc.js").Doc, say: Say, workshop: string, changed: () => void}} parts
 */
export function makePeople({ hall, say, workshop, changed }) {
  const self = {
    busy: false, problem: "", made: 0,
    /** @type {Listed[]} */
    list: [],
    /** @type {import("./api.js").Remark[]} */
    remarks: [],
    /** @type {string[]} the tables of a proposal */
    tables: [],
    /** @type {ReadonlySet<number>} those whom the file gave no table, by their place in the list */
    free: new Set(),
    count: 0, typed: "", countWrong: false, wished: "",
    take, divide, place, seat, forget, setCount,
  };
  return self;

  /** @param {File | undefined} file */
  async function take(file) {
    if (!file) return;
    forget();
    if (file.size > LARGEST) return fail("too_big");
    const answer = await busy(() => postFile(workshop, file));
    if (!answer.ok) return fail(answer.code);
    const list = peopleIn(answer.body);
    Object.assign(self, { list, remarks: remarksIn(answer.body), free: new Set(list.flatMap((person, i) => (person.table ? [] : [i]))) });
    const known = hall.view.tables().length;
    setCount(String(known > 0 ? known : usualTables(self.list)));
  }

  /** Those without a table are dealt out; who has one already keeps it. */
  async function divide() {
    if (self.countWrong) return;
    const free = self.list.filter((_, i) => self.free.has(i)).map(({ table: _, ...rest }) => rest);
    const tables = tablesFor(hall.view.tables().map((table) => table.name), free, self.count, (n) => say("table.numbered", { n }));
    const answer = await busy(() => postDivide(workshop, { people: free, tables }));
    const found = answer.ok ? dividedIn(answer.body) : null;
    if (!found) return fail(answer.ok ? "unknown" : answer.code);
    const places = [...self.free];
    self.list = self.list.map((person, i) => (self.free.has(i) ? { ...person, table: found.tables[found.at[places.indexOf(i)] ?? 0] ?? "" } : person));
    self.tables = found.tables;
    const wishing = free.some((person) => (person.wishes ?? []).length > 0);
    self.wished = wishing ? say("people.wishes", { first: found.granted[0] ?? 0, later: (found.granted[1] ?? 0) + (found.granted[2] ?? 0), none: found.refused }) : "";
    changed();
  }

  /** @param {number} index @param {string} table */
  function place(index, table) {
    self.list = self.list.map((person, i) => (i === index ? { ...person, table } : person));
    changed();
  }

  async function seat() {
    const answer = await busy(() => postPeople(workshop, { people: self.list.map(({ name, side, leads, table }) => ({ name, table: table ?? "", ...(side && { side }), ...(leads && { leads }) })) }));
    if (!answer.ok) return fail(answer.code);
    const made = self.list.length;
    forget();
    self.made = made;
    changed();
  }

  function forget() {
    Object.assign(self, { list: [], remarks: [], tables: [], problem: "", made: 0, wished: "" });
    changed();
  }

  /** @param {string} typed full-width digits too */
  function setCount(typed) {
    const n = wholeNumber(typed);
    self.typed = typed;
    self.countWrong = !(n >= 1 && n <= MOST_TABLES);
    if (!self.countWrong) self.count = n;
    changed();
  }

  /** @param {() => Promise<import("./api.js").Answer>} call */
  async function busy(call) {
    Object.assign(self, { busy: true, problem: "" });
    changed();
    const answer = await call();
    self.busy = false;
    return answer;
  }

  /** @param {string} code */
  function fail(code) {
    self.problem = code;
    changed();
  }
}

/**
 * @param {People} people
 * @param {Say} say
 */
export function peopleView(people, say) {
  const chosen = (/** @type {Event} */ event) => {
    if (!(event.currentTarget instanceof HTMLInputElement)) return;
    void people.take(event.currentTarget.files?.[0]);
    event.currentTarget.value = ""; // the same file, mended, can be chosen once more
  };
  return html`<div class="field">
    <label class="field__label" for="people-file">${say("people.file")}</label>
    <p class="field__hint" id="people-hint">${say("people.hint")}</p>
    <input class="input" id="people-file" type="file" accept=".xlsx,.csv,.txt,.tsv" aria-describedby="people-hint" ?disabled=${people.busy} @change=${chosen} />
    ${people.problem ? html`<div class="notice" data-kind="error" role="alert"><p>${say.has(`people.refused.${people.problem}`) ? say(`people.refused.${people.problem}`) : why(people.problem, say)}</p></div>` : nothing}
    ${people.made > 0 ? html`<div class="notice" data-kind="good" role="status"><p>${say("people.made", { n: people.made })}</p></div>` : nothing}
    ${people.list.length > 0 ? foundView(people, say) : nothing}
  </div>`;
}

/**
 * @param {People} people
 * @param {Say} say
 */
function foundView(people, say) {
  const groups = byTable(people.list, people.tables);
  const free = people.list.filter((person) => !person.table).length;
  return html`<section class="found" aria-label=${say("people.found", { n: people.list.length })}>
    <p><b>${say("people.found", { n: people.list.length })}</b> ${say("people.not_yet")}</p>
    ${people.remarks.length > 0 ? html`<div class="notice" data-kind="warn"><p>${say("people.remarks")}</p><ul class="people">${people.remarks.map((remark) => remarkView(remark, say))}</ul></div>` : nothing}
    ${free > 0 || people.tables.length > 0 ? divideView(people, free, say) : nothing}
    ${people.wished ? html`<p role="status">${people.wished}</p>` : nothing}
    <div class="plan">${groups.map((group) => groupView(group, people, say))}</div>
    <div class="buttons">
      ${free === 0 ? html`<button type="button" class="button button--main" ?disabled=${people.busy} @click=${people.seat}>${say("people.go", { tables: groups.length, n: people.list.length })}</button>` : nothing}
      <button type="button" class="button" @click=${people.forget}>${say("prepare.cancel")}</button>
    </div>
  </section>`;
}

/**
 * @param {People} people
 * @param {number} free
 * @param {Say} say
 */
const divideView = (people, free, say) => html`<div class="found__divide">
  ${free > 0 ? html`<p>${say("people.free", { n: free })}</p>` : nothing}
  <label class="field__label" for="people-count">${say("people.count")}</label>
  <input class="input" id="people-count" inputmode="numeric" autocomplete="off" aria-invalid=${people.countWrong ? "true" : nothing} aria-describedby=${people.countWrong ? "people-count-wrong" : nothing} .value=${live(people.typed)} @change=${(/** @type {Event} */ e) => people.setCount(valueOf(e))} />
  <button type="button" class="button" ?disabled=${people.busy} @click=${people.divide}>${say(people.tables.length > 0 ? "people.divide_again" : "people.divide")}</button>
  ${people.countWrong ? html`<p class="field__error" id="people-count-wrong" role="alert">${say("people.count_wrong", { most: MOST_TABLES })}</p>` : nothing}
</div>`;

/**
 * @param {{table: string, people: Listed[]}} group
 * @param {People} people
 * @param {Say} say
 */
function groupView(group, people, say) {
  const over = (/** @type {DragEvent} */ event) => group.table !== "" && event.dataTransfer?.types.includes(PERSON) && event.preventDefault();
  const drop = (/** @type {DragEvent} */ event) => people.place(Number(event.dataTransfer?.getData(PERSON)), group.table);
  return html`<section class="plan__table" aria-label=${group.table || say("people.none")} @dragover=${over} @drop=${drop}>
    <h3>${group.table || say("people.none")} <small>${say("prepare.roster_people", { n: group.people.length })}</small></h3>
    <ul>${group.people.map((person) => personView(person, people, say))}</ul>
  </section>`;
}

/** @param {People} people @returns {string[]} every table somebody may be put to */
const tablesOf = ({ tables, list }) => [...new Set([...list.flatMap((person) => person.table || []), ...tables])];

/**
 * @param {Listed} person
 * @param {People} people
 * @param {Say} say
 */
function personView(person, people, say) {
  const index = people.list.indexOf(person);
  const take = (/** @type {DragEvent} */ event) => event.dataTransfer?.setData(PERSON, String(index));
  const choose = (/** @type {Event} */ event) => event.currentTarget instanceof HTMLSelectElement && people.place(index, event.currentTarget.value);
  return html`<li class="person" draggable="true" @dragstart=${take}>
    ${person.side ? html`<span class="side" data-side=${person.side} aria-hidden="true">${say(`side.mark.${person.side}`)}</span><span class="visually-hidden">${say(`side.${person.side}`)}</span>` : nothing}
    <span class="person__name" title=${(person.wishes ?? []).join("、") || nothing}>${person.name}</span>
    ${person.leads ? html`<span class="person__role">${say("role.coordinator")}</span>` : nothing}
    ${people.tables.length > 1 ? html`<select class="input input--small" aria-label=${say("people.table_of", { name: person.name })} @change=${choose}>${tablesOf(people).map((table) => html`<option ?selected=${table === person.table}>${table}</option>`)}</select>` : nothing}
  </li>`;
}
