/**
 * 横串 over all tables: what there is, table by table, each with the tags to lay on or take off; and the matrix tags × tables with
 * the titles of what carries them. See css/closing.css.
 */
import { html, nothing, render } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { addTag, tagItem } from "../../model/ops_closing.js";
import { taggablesOf, tagsOf } from "../../model/tags.js";
import { checkLine } from "../../lib/text.js";
import { closeButton, dialogView } from "../dialog.js";
import { vars } from "../vars.js";

/**
 * @typedef {import("../../lib/words.js").Say} Say
 * @typedef {import("../../sync/client.js").Client} Client
 * @typedef {import("../../sync/doc.js").Doc} Doc
 * @typedef {import("../../model/records.js").Tag} Tag
 * @typedef {import("../../model/tags.js").Taggable} Taggable
 * @typedef {{name: string, theme: string, doc: Doc}} Column a table's board; theme: where there are several
 */

/** The boards of all tables and themes, and those of all tables together. @param {Client} client @param {Say} say @returns {Column[]} */
function columnsOf(client, say) {
  const hall = client.hall.view;
  const of = (/** @type {string} */ table, /** @type {string} */ name) => {
    const works = hall.assignments(table);
    return works.map((work) => ({ name, theme: works.length > 1 ? work.theme : "", doc: client.open(work.id) }));
  };
  return [...hall.tables().flatMap((table) => of(table.id, table.name)), ...of("", say("joint.name"))];
}

/** @param {{client: Client, say: Say, limits: import("../../sync/boot.js").Limits}} of */
export function openTags({ client, say, limits }) {
  const root = document.body.appendChild(document.createElement("div"));
  const columns = columnsOf(client, say);
  let matrix = false;
  let problem = "";
  const ends = [client.hall.onChange(() => draw()), ...columns.map(({ doc }) => doc.onChange(() => draw()))];
  const close = () => {
    for (const end of ends) end();
    root.remove();
  };
  const turn = () => {
    matrix = !matrix;
    draw();
  };
  const add = () => {
    const box = /** @type {HTMLInputElement} */ (root.querySelector("#tags-new"));
    const { text, problem: wrong } = checkLine(box.value, { chars: limits.nameChars, bytes: limits.nameChars * 32 });
    problem = wrong ? (text === "" ? "tags.name_empty" : `refusal.${wrong}`) : tagsOf(client.hall.view).length >= limits.tags ? "refusal.quota" : "";
    if (!problem) {
      client.hall.send(addTag(text));
      box.value = "";
    }
    draw();
  };
  const draw = () => {
    const tags = tagsOf(client.hall.view);
    render(
      dialogView({
        title: say("tags.title"),
        body: html`<p class="card__text">${say(tags.length === 0 ? "tags.none" : "tags.how")}</p>
          <div class="tags__new"><label class="field"><span class="field__label">${say("tags.new")}</span><input class="input" id="tags-new" autocomplete="off" /></label> <button type="button" class="button" @click=${add}>${say("tags.add")}</button></div>
          ${problem ? html`<p class="field__error" role="alert">${say(problem)}</p>` : nothing}
          ${tags.length === 0 ? nothing : matrix ? matrixView(tags, columns, say) : listView(tags, columns, say)}`,
        acts: html`${tags.length === 0 ? nothing : html`<button type="button" class="button" @click=${turn}>${say(matrix ? "tags.as_list" : "tags.as_matrix")}</button>`}${closeButton(say("board.close"), () => root.querySelector("dialog")?.close())}`,
        close,
        wide: true,
      }),
      root,
    );
  };
  draw();
  root.querySelector("dialog")?.showModal();
}

/** @param {readonly Tag[]} tags @param {readonly Column[]} columns @param {Say} say */
function listView(tags, columns, say) {
  return repeat(
    columns,
    ({ doc }) => doc.id,
    ({ name, theme, doc }) => {
      const list = taggablesOf(doc.view);
      return html`<section class="tags__table">
        <h3>${name}${theme ? html` <small>${theme}</small>` : nothing}</h3>
        ${list.length === 0 ? html`<p class="card__text">${say("tags.nothing_here")}</p>` : nothing}
        <ul class="tags__list">${repeat(list, (one) => one.id, (one) => rowView(one, { tags, doc, say, table: name }))}</ul>
      </section>`;
    },
  );
}

/** @param {Taggable} one @param {{tags: readonly Tag[], doc: Doc, say: Say, table: string}} of */
function rowView(one, { tags, doc, say, table }) {
  return html`<li class="tags__one" ${vars({ "--level": one.level })}>
    <span class="tags__what" dir="auto">${wordsOf(one, say)}${one.kind === "group" ? html` <small>${say("tags.notes", { n: one.notes })}</small>` : nothing}</span>
    ${chipsView(one, { tags, doc, say, what: `${table} ${wordsOf(one, say)}` })}
  </li>`;
}

/** @param {Taggable} one @param {Say} say */
const wordsOf = ({ words, kind }, say) => words || say(kind === "note" ? "voting.no_words" : "board.untitled");

/**
 * A press lays a tag on, the next one takes it off.
 * @param {{id: string, tags: readonly string[]}} item
 * @param {{tags: readonly Tag[], doc: Doc, say: Say, what: string}} of
 */
export function chipsView(item, { tags, doc, say, what }) {
  return html`<span class="tags__chips" role="group" aria-label=${say("tags.of", { what })}>${tags.map((tag) => {
    const on = item.tags.includes(tag.id);
    return html`<button type="button" class="tags__chip" aria-pressed=${on} ?disabled=${doc.readOnly} @click=${() => doc.send(tagItem(item.id, tag.id, !on))}>${tag.name}</button>`;
  })}</span>`;
}

/** @param {readonly Tag[]} tags @param {readonly Column[]} columns @param {Say} say */
function matrixView(tags, columns, say) {
  const lists = columns.map(({ doc }) => taggablesOf(doc.view));
  return html`<div class="tags__matrix" tabindex="0" role="region" aria-label=${say("tags.as_matrix")}><table>
    <thead><tr><th scope="col">${say("tags.tag")}</th>${columns.map(({ name, theme }) => html`<th scope="col">${name}${theme ? html` <small>${theme}</small>` : nothing}</th>`)}</tr></thead>
    <tbody>
      ${tags.map((tag) => html`<tr>
        <th scope="row">${tag.name}</th>
        ${lists.map((list) => html`<td><ul>${list.filter((one) => one.tags.includes(tag.id)).map((one) => html`<li dir="auto">${wordsOf(one, say)} <small>${say("tags.notes", { n: one.notes })}</small></li>`)}</ul></td>`)}
      </tr>`)}
    </tbody>
  </table></div>`;
}
