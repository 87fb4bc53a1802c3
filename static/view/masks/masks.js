/** 公開用で伏せるもの: each place with the sentence round it, and 「伏せる」 or 「そのまま出す」 beside it. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { decideMasks } from "../../model/ops_closing.js";
import { batches, decisionsIn, placeOf } from "../../model/masks.js";

/** @typedef {import("../../model/masks.js").Found} Found */
/** @typedef {import("../../lib/words.js").Say} Say */
/**
 * @typedef {{hall: import("../../sync/doc.js").Doc, say: Say, batch: number, list: readonly Found[], named: readonly Found[], words: string, onlyOpen: boolean, shown: number,
 *   find: (words: string) => void, only: (on: boolean) => void, more: () => void}} Masking named: what was found of words somebody looks for
 */

const SORTS = ["name", "phone", "mail", "address", "birth", "number", "link", "hand"];

/** @param {Found} found */
export const keyOf = (found) => `${found.record}/${found.of}/${found.from}/${found.n}`;

/** @param {Masking} masking */
export function masksView(masking) {
  const { hall, say, list, named, onlyOpen, shown } = masking;
  const decided = decisionsIn(hall.view);
  const all = [...named, ...list];
  const open = all.filter((one) => decided(one) === "");
  const rows = onlyOpen ? open : all;
  return html`<h1 class="masks__title">${say("masks.heading")}</h1>
    <p class="masks__intro">${say("masks.intro")}</p>
    <aside class="masks__aside">
      ${all.length > 0 ? html`<p class="masks__left" role="status" data-left=${open.length > 0 ? "some" : "none"}>${open.length > 0 ? say("masks.left", { n: open.length }) : say("masks.left_none")}</p>` : nothing}
      ${sortsView(all, decided, masking)} ${findView(masking)}
    </aside>
    <section class="masks__main" aria-labelledby="masks-list">
      <div class="masks__head">
        <h2 id="masks-list">${say("masks.list")}</h2>
        ${all.length === 0 ? nothing : html`<label class="check"><input type="checkbox" .checked=${onlyOpen} @change=${(/** @type {Event} */ e) => masking.only(/** @type {HTMLInputElement} */ (e.currentTarget).checked)} />${say("masks.only_open")}</label>`}
      </div>
      ${all.length === 0 ? html`<p class="notice" data-kind="good">${say("masks.none")}</p>` : html`<p class="card__text masks__keys">${say("masks.keys")}</p>`}
      <ol class="masks__list" @keydown=${(/** @type {KeyboardEvent} */ e) => onKey(e)}>${repeat(rows.slice(0, shown), keyOf, (one) => rowView(one, decided(one), masking))}</ol>
      ${rows.length > shown ? html`<div class="buttons"><button type="button" class="button" @click=${masking.more}>${say("masks.more", { n: rows.length - shown })}</button></div>` : nothing}
    </section>`;
}

/** All of one kind at once. @param {readonly Found[]} all @param {(one: Found) => string} decided @param {Masking} masking */
function sortsView(all, decided, masking) {
  const { say } = masking;
  const sorts = SORTS.flatMap((sort) => {
    const of = all.filter((one) => one.sort === sort);
    return of.length > 0 ? [{ sort, of, open: of.filter((one) => decided(one) === "").length }] : [];
  });
  if (sorts.length === 0) return nothing;
  const button = (/** @type {"mask" | "keep"} */ what, /** @type {string} */ sort, /** @type {readonly Found[]} */ of) =>
    html`<button type="button" class="button button--small" aria-label=${say(`masks.all_of.${what}`, { sort: say(`masks.sort.${sort}`) })} @click=${() => decide(masking, what, of)}>${say(`masks.all.${what}`)}</button>`;
  return html`<section class="card" aria-labelledby="masks-sorts">
    <h2 class="card__title" id="masks-sorts">${say("masks.sorts")}</h2>
    <ul class="masks__sorts">${sorts.map(({ sort, of, open }) => html`<li><b>${say(`masks.sort.${sort}`)}</b><span class="masks__count">${say("masks.count", { n: of.length, open })}</span><span class="buttons">${button("mask", sort, of)}${button("keep", sort, of)}</span></li>`)}</ul>
  </section>`;
}

/** @param {Masking} masking */
function findView({ say, words, named, find }) {
  const go = (/** @type {Event} */ e) => {
    e.preventDefault();
    find(/** @type {HTMLInputElement} */ (/** @type {HTMLElement} */ (e.currentTarget).querySelector("input")).value.trim());
  };
  return html`<section class="card" aria-labelledby="masks-find">
    <h2 class="card__title" id="masks-find">${say("masks.find")}</h2>
    <form class="masks__find" @submit=${go}><label class="field"><span class="field__hint">${say("masks.find_hint")}</span><input class="input" type="search" autocomplete="off" maxlength="40" aria-labelledby="masks-find" /></label><button class="button" type="submit">${say("masks.find_go")}</button></form>
    <p role="status">${words ? (named.length > 0 ? say("masks.found", { words, n: named.length }) : say("masks.found_none", { words })) : nothing}</p>
  </section>`;
}

/** @param {Found} one @param {string} decision @param {Masking} masking */
function rowView(one, decision, masking) {
  const { say } = masking;
  const kind = say(`masks.kind.${one.kind}`);
  const button = (/** @type {"mask" | "keep"} */ what) =>
    html`<button type="button" class="button masks__act" data-act=${what} aria-pressed=${decision === what ? "true" : "false"} aria-label=${say(`masks.act_of.${what}`, { words: one.words })} @click=${() => decide(masking, what, [one])}>${say(`masks.act.${what}`)}</button>`;
  return html`<li class="masks__row" data-decision=${decision || "open"}>
    <div class="masks__what">
      <p class="masks__where"><span class="masks__state">${say(`masks.state.${decision || "open"}`)}</span> ${one.table ? say("masks.where", { table: one.table, kind }) : kind} · ${say(`masks.sort.${one.sort}`)}</p>
      <p class="masks__sentence" dir="auto">${one.before}<mark>${one.words}</mark>${one.after}</p>
    </div>
    <div class="masks__acts">${button("mask")}${button("keep")}${decision ? html`<button type="button" class="button button--quiet button--small" data-act="ask" aria-label=${say("masks.ask_of", { words: one.words })} @click=${() => decide(masking, "ask", [one])}>${say("masks.ask")}</button>` : nothing}</div>
  </li>`;
}

/** @param {Masking} masking @param {"mask" | "keep" | "ask"} what @param {readonly Found[]} list */
function decide({ hall, batch }, what, list) {
  for (const part of batches(list, Math.min(batch, SMALL))) hall.send(decideMasks(what, part.map(placeOf)));
}

/** As many places as one message surely holds. */
const SMALL = 200;

/** Up and down from row to row, F and S decide: a hundred places are gone through without the mouse. @param {KeyboardEvent} e */
function onKey(e) {
  const row = /** @type {Element} */ (e.target).closest(".masks__row");
  if (!row || e.isComposing || e.ctrlKey || e.altKey || e.metaKey) return;
  const press = { f: "mask", s: "keep" }[e.key.toLowerCase()];
  if (press) {
    e.preventDefault();
    const button = buttonIn(row, press);
    button?.click();
    button?.focus();
    return;
  }
  const next = e.key === "ArrowDown" ? row.nextElementSibling : e.key === "ArrowUp" ? row.previousElementSibling : null;
  if (!next) return;
  e.preventDefault();
  const act = /** @type {HTMLElement} */ (e.target).dataset["act"] ?? "mask";
  (buttonIn(next, act) ?? buttonIn(next, "mask"))?.focus();
}

/** @param {Element} row @param {string} act */
function buttonIn(row, act) {
  const button = row.querySelector(`[data-act="${act}"]`);
  return button instanceof HTMLElement ? button : null;
}
