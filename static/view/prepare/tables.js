/** 「班と人」: every table with its people; each line opens to be put right, one at a time. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { checkLine } from "../../lib/text.js";
import { addSeat, editSeat, editTable, markAbsent, withdrawSeat } from "../../model/ops.js";
import { ask } from "../form/ask.js";

/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {import("../../model/records.js").Seat} Seat */
/** @typedef {import("../../model/records.js").Table} Table */
/** @typedef {import("../../model/records.js").Side} Side */
/** @typedef {import("../../sync/doc.js").Doc} Doc */
/** @typedef {import("../../sync/boot.js").Boot} Boot */
/** @typedef {{hall: Doc, boot: Boot, say: Say, open: string, problem: string, show: (id: string, problem?: string) => void}} Tables open: what is being edited, "" or an id */

/** What is carried is a person's line of this page. */
const SEAT = "application/x-yoriai-seat";

const SIDES = /** @type {const} */ (["citizen", "staff", "other"]);

/** @param {Tables} tables */
export function tablesView(tables) {
  const list = tables.hall.view.tables();
  if (list.length === 0) return html`<p class="card__text">${tables.say("prepare.no_tables")}</p>`;
  return html`<div class="tables-edit">${repeat(list, (table) => table.id, (table) => tableView(table, tables))}</div>`;
}

/**
 * @param {Table} table
 * @param {Tables} tables
 */
function tableView(table, tables) {
  const { say, open, show } = tables;
  const seats = tables.hall.view.seats(table.id);
  const over = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes(SEAT) && event.preventDefault();
  const drop = (/** @type {DragEvent} */ event) => moveTo(table, event.dataTransfer?.getData(SEAT) ?? "", tables);
  return html`<section class="table-edit" aria-label=${table.name} @dragover=${over} @drop=${drop}>
    ${open === table.id
      ? nameForm(table, tables)
      : html`<h3 class="table-edit__name">${table.name}<button type="button" class="button button--quiet button--small" data-opens=${table.id} aria-label=${say("prepare.rename_of", { table: table.name })} @click=${() => show(table.id)}>${say("prepare.rename")}</button></h3>`}
    <ul class="people">${repeat(seats, (seat) => seat.id, (seat) => (open === seat.id ? seatForm(seat, tables) : seatView(seat, tables)))}</ul>
    ${seats.some((seat) => seat.role === "coordinator") ? nothing : html`<p class="card__text">${say("prepare.no_coordinator")}</p>`}
    ${open === `add ${table.id}` ? addForm(table, tables) : html`<button type="button" class="button button--small" data-opens=${`add ${table.id}`} aria-label=${say("prepare.add_person_of", { table: table.name })} @click=${() => show(`add ${table.id}`)}>${say("prepare.add_person")}</button>`}
  </section>`;
}

/**
 * @param {Seat} seat
 * @param {Tables} tables
 */
function seatView(seat, { say, show }) {
  const take = (/** @type {DragEvent} */ event) => event.dataTransfer?.setData(SEAT, seat.id);
  return html`<li class="person" data-side=${seat.side ?? ""} draggable="true" ?data-absent=${seat.absent} @dragstart=${take}>
    <span class="side">${seat.side ? say(`side.mark.${seat.side}`) : ""}</span>
    <span class="person__name">${seat.name}</span>
    ${seat.absent ? html`<span class="person__role">${say("paper.absent")}</span>` : nothing}
    ${seat.role === "coordinator" ? html`<span class="person__role">${say("role.coordinator")}</span>` : nothing}
    <button type="button" class="button button--quiet button--small" data-opens=${seat.id} aria-label=${say("prepare.mend_of", { name: seat.name })} @click=${() => show(seat.id)}>${say("prepare.mend")}</button>
  </li>`;
}

/**
 * A form's texts; what is not a one-line text becomes "".
 * @param {SubmitEvent} event
 */
function formOf(event) {
  event.preventDefault();
  const data = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
  return (/** @type {string} */ name) => String(data.get(name) ?? "");
}

/**
 * @param {string} typed
 * @param {Tables} tables
 * @returns {string} the name, or "" after the reason is shown
 */
function nameFrom(typed, { boot, open, show }) {
  const found = checkLine(typed, { chars: boot.limits.nameChars, bytes: boot.limits.nameChars * 32 });
  if (found.problem === "") return found.text;
  show(open, found.problem === "too_big" ? "prepare.name_long" : "prepare.name_empty");
  return "";
}

/**
 * @param {Table} table
 * @param {Tables} tables
 */
function nameForm(table, tables) {
  const { say, hall, show } = tables;
  const done = (/** @type {SubmitEvent} */ event) => {
    const name = nameFrom(formOf(event)("name"), tables);
    if (name === "") return;
    if (name !== table.name) hall.send(editTable(table.id, name));
    show("");
  };
  return html`<form class="field" @submit=${done}>
    <label class="field__label" for="table-name">${say("prepare.table_name")}</label>
    <input class="input" id="table-name" name="name" .defaultValue=${table.name} data-first autocomplete="off" />
    ${problemView(tables)}
    <div class="buttons">${actsView("prepare.keep", tables)}</div>
  </form>`;
}

/**
 * @param {Table} table
 * @param {Tables} tables
 */
function addForm(table, tables) {
  const { say, hall } = tables;
  const done = (/** @type {SubmitEvent} */ event) => {
    const value = formOf(event);
    const name = nameFrom(value("name"), tables);
    if (name === "") return;
    hall.send(addSeat({ name, side: /** @type {Side} */ (value("side")), table: table.id, role: "participant" }));
    // It stays open: people are entered one after the other.
    const form = event.currentTarget;
    if (form instanceof HTMLFormElement) form.reset();
  };
  return html`<form class="field" @submit=${done}>
    <label class="field__label" for="add-name">${say("prepare.person_name")}</label>
    <input class="input" id="add-name" name="name" data-first autocomplete="off" />
    ${sideView("citizen", say)} ${problemView(tables)}
    <div class="buttons">${actsView("prepare.add", tables)}</div>
  </form>`;
}

/**
 * @param {Seat} seat
 * @param {Tables} tables
 */
function seatForm(seat, tables) {
  const { say, hall } = tables;
  const done = (/** @type {SubmitEvent} */ event) => {
    const value = formOf(event);
    const name = nameFrom(value("name"), tables);
    if (name === "") return;
    if (Boolean(value("absent")) !== Boolean(seat.absent)) hall.send(markAbsent(seat.id, !seat.absent));
    keepSeat({ ...seat, name, side: /** @type {Side} */ (value("side")), table: value("table"), role: value("leads") ? "coordinator" : "participant" }, tables);
  };
  return html`<li><form class="field" @submit=${done}>
    <label class="field__label" for="seat-name">${say("prepare.person_name")}</label>
    <input class="input" id="seat-name" name="name" .defaultValue=${seat.name} data-first autocomplete="off" />
    ${sideView(seat.side ?? "", say)}
    <label class="field__label" for="seat-table">${say("prepare.person_table")}</label>
    <select class="input" id="seat-table" name="table">
      ${hall.view.tables().map((table) => html`<option value=${table.id} ?selected=${table.id === seat.table}>${table.name}</option>`)}
    </select>
    <label class="check"><input type="checkbox" name="leads" value="yes" ?checked=${seat.role === "coordinator"} /><span>${say("prepare.leads")}</span></label>
    <label class="check"><input type="checkbox" name="absent" value="yes" ?checked=${seat.absent ?? false} /><span>${say("prepare.absent")}</span></label>
    ${problemView(tables)}
    <div class="buttons">${actsView("prepare.keep", tables)}<button type="button" class="button button--danger" @click=${() => takeOut(seat, tables)}>${say("prepare.take_out")}</button></div>
  </form></li>`;
}

/**
 * Carried to another table by the mouse; the form does the same by keys. A table that has a coordinator takes another one in as a participant.
 * @param {Table} table
 * @param {string} id of the seat
 * @param {Tables} tables
 */
function moveTo(table, id, { hall }) {
  const seat = hall.view.seat(id);
  if (!seat || seat.table === table.id) return;
  const led = hall.view.seats(table.id).some((one) => one.role === "coordinator");
  hall.send(editSeat({ ...seat, table: table.id, role: led ? "participant" : seat.role }));
}

/**
 * A table has one coordinator: who was it before steps back in the same breath, instead of the person being refused.
 * @param {Seat} seat
 * @param {Tables} tables
 */
function keepSeat(seat, { hall, show }) {
  const before = hall.view.seats(seat.table ?? "").find((one) => one.role === "coordinator" && one.id !== seat.id);
  if (seat.role === "coordinator" && before) hall.send(editSeat({ ...before, role: "participant" }));
  hall.send(editSeat(seat));
  show("");
}

/**
 * @param {Seat} seat
 * @param {Tables} tables
 */
async function takeOut(seat, { hall, say, show }) {
  const yes = await ask({ title: say("prepare.take_out_ask", { name: seat.name }), text: say("prepare.take_out_text"), yes: say("prepare.take_out"), no: say("prepare.cancel"), danger: true });
  if (!yes) return;
  hall.send(withdrawSeat(seat.id));
  show("");
}

/**
 * @param {string} side
 * @param {Say} say
 */
const sideView = (side, say) => html`<fieldset class="buttons"><legend class="visually-hidden">${say("join.side")}</legend>
  ${SIDES.map((one) => html`<label class="check" data-side=${one}><input type="radio" name="side" value=${one} ?checked=${one === side} /><span class="side" aria-hidden="true">${say(`side.mark.${one}`)}</span><span>${say(`side.${one}`)}</span></label>`)}
</fieldset>`;

/** @param {Tables} tables */
const problemView = ({ say, problem }) => (problem ? html`<p class="field__error" role="alert">${say(problem)}</p>` : nothing);

/**
 * @param {string} key
 * @param {Tables} tables
 */
const actsView = (key, { say, show }) => html`<button class="button button--main">${say(key)}</button><button type="button" class="button" @click=${() => show("")}>${say("prepare.close")}</button>`;
