/**
 * さがす: a slip over the sheet's corner, and not a dialog: what was found is looked at on the board itself, and one goes on
 * working beside it. Found things are marked on the board; nothing of the board changes for anybody. See css/finding.css.
 */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { confirmsNothing } from "../../lib/ime.js";
import { cut } from "../../lib/text.js";
import { WHERES, asksNothing, find, wordsOf } from "../../model/finding.js";
import { path } from "../../model/outline.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("../../model/finding.js").Hit} Hit */
/** @typedef {import("../../model/finding.js").Query} Query */

/** So many are listed; whoever finds more says more words. All are marked and counted. */
const LISTED = 50;
const BOX = "find-words";
const SIDES = ["citizen", "staff", "other", "none"];

/** @param {Desk} desk the slip comes out, or its box is gone back to */
export function openFinding(desk) {
  desk.finding ??= { words: "", at: -1, from: document.activeElement };
  desk.redraw();
  queueMicrotask(() => document.getElementById(BOX)?.focus());
}

/** @param {Desk} desk */
function close(desk) {
  const from = desk.finding?.from;
  desk.finding = undefined;
  desk.redraw();
  if (from instanceof HTMLElement && from.isConnected && from !== document.body) from.focus();
  else desk.magnify(desk.lens);
}

/**
 * @param {Desk} desk
 * @returns {Hit[]}
 */
export function hitsOf({ finding, doc }) {
  return finding ? find(doc.view, finding) : [];
}

/** @param {Desk} desk */
export function findingView(desk) {
  const { finding, say } = desk;
  if (!finding) return nothing;
  const hits = hitsOf(desk);
  const change = (/** @type {Partial<Query>} */ now) => {
    Object.assign(finding, now, { at: -1 });
    const n = hitsOf(desk).length;
    desk.tell("find.count", { n });
    desk.redraw();
  };
  return html`<search class="find" aria-label=${say("find.open")} @keydown=${(/** @type {KeyboardEvent} */ e) => onKey(e, desk)}>
    <div class="find__row">
      <label class="visually-hidden" for=${BOX}>${say("find.words")}</label>
      <input class="input find__words" id=${BOX} type="search" autocomplete="off" placeholder=${say("find.words")} .value=${finding.words} @input=${(/** @type {InputEvent} */ e) => change({ words: /** @type {HTMLInputElement} */ (e.currentTarget).value })} />
      <button class="button button--small" type="button" @click=${() => close(desk)}>${say("find.close")}</button>
    </div>
    <div class="find__row">
      ${choiceView("find-where", say("find.where"), finding.where ?? "all", WHERES.map((w) => [w, say(`find.where.${w}`)]), (v) => change({ where: /** @type {import("../../model/finding.js").Where} */ (v) }))}
      ${choiceView("find-side", say("find.side"), finding.side ?? "", [["", say("find.side.any")], ...SIDES.map((s) => [s, say(`find.side.${s}`)])], (v) => change({ side: v }))}
      ${authorView(desk, change)}
    </div>
    ${resultsView(desk, hits)}
  </search>`;
}

/**
 * @param {string} id
 * @param {string} label
 * @param {string} now
 * @param {readonly (readonly string[])[]} options
 * @param {(value: string) => void} change
 */
function choiceView(id, label, now, options, change) {
  return html`<label class="visually-hidden" for=${id}>${label}</label>
    <select class="input find__choice" id=${id} @change=${(/** @type {Event} */ e) => change(/** @type {HTMLSelectElement} */ (e.currentTarget).value)}>
      ${options.map(([value, words]) => html`<option value=${value ?? ""} ?selected=${value === now}>${words}</option>`)}
    </select>`;
}

/**
 * Who wrote what is for those who lead a table to ask, and only of what they see.
 * @param {Desk} desk
 * @param {(now: Partial<Query>) => void} change
 */
function authorView({ client, doc, finding, say }, change) {
  const role = client.me?.role;
  if (role !== "coordinator" && role !== "facilitator" && role !== "organiser") return nothing;
  const authors = [...new Set(doc.view.all("note").map((n) => n.author ?? ""))].filter((a) => a !== "");
  const named = authors.map((a) => [a, client.hall.view.seat(a)?.name ?? ""]).filter(([, name]) => name !== "");
  if (named.length < 2) return nothing;
  return choiceView("find-author", say("find.author"), finding?.author ?? "", [["", say("find.author.any")], ...named], (author) => change({ author }));
}

/**
 * @param {Desk} desk
 * @param {readonly Hit[]} hits
 */
function resultsView(desk, hits) {
  const { finding, say } = desk;
  if (!finding || asksNothing(finding)) return html`<p class="hint">${say("find.hint")}</p>`;
  if (hits.length === 0) return html`<p class="hint">${say("find.none")}</p>`;
  return html`<p class="find__count">${say("find.count", { n: hits.length })}</p>
    <ul class="find__list">
      ${hits.slice(0, LISTED).map((hit, i) => html`<li><button class="find__one" type="button" data-side=${sideOf(hit)} aria-current=${i === finding.at ? "true" : nothing} @click=${() => goTo(desk, hits, i, true)}><span dir="auto">${cut(wordsOf(hit.item), 60) || say("board.untitled")}</span><span class="find__place">${placeOf(desk, hit)}</span></button></li>`)}
    </ul>
    ${hits.length > LISTED ? html`<p class="hint">${say("find.more", { n: LISTED })}</p>` : nothing}`;
}

/** @param {Hit} hit */
function sideOf({ kind, item }) {
  return kind === "note" ? (/** @type {import("../../model/records.js").Note} */ (item).side ?? "") : nothing;
}

/**
 * In which island it lies, the outermost first.
 * @param {Desk} desk
 * @param {Hit} hit
 */
function placeOf({ doc, say }, { id, kind, item, gone }) {
  if (gone) return say("find.where.gone");
  const islands = path(doc.view, id).map((g) => cut(g.title ?? "", 12) || say("board.untitled"));
  if (islands.length > 0) return islands.join(" ＞ ");
  if (kind === "group") return say("find.where.title");
  return say(kind === "note" && /** @type {import("../../model/records.js").Note} */ (item).lone ? "find.where.lone" : "find.where.loose");
}

/**
 * Shows one of the things found: on the sheet where it can be read there, or else in its island made large. What was withdrawn
 * stands in the list only.
 * @param {Desk} desk
 * @param {readonly Hit[]} hits
 * @param {number} at
 * @param {boolean} there the person goes there; otherwise the hand stays in the box
 */
function goTo(desk, hits, at, there) {
  const { finding } = desk;
  const hit = hits[at];
  if (!finding || !hit) return;
  finding.at = at;
  if (hit.gone && desk.mode === "sheet") desk.turn("list");
  const [top] = path(desk.doc.view, hit.id);
  const hidden = desk.mode === "sheet" && top && (desk.paper || path(desk.doc.view, hit.id).some((g) => g.folded || desk.closed.has(g.id)));
  desk.lens = hidden && top ? top.id : "";
  desk.current = hit.id;
  desk.wants = there;
  desk.redraw();
}

/** @param {KeyboardEvent} e @param {Desk} desk */
function onKey(e, desk) {
  if (confirmsNothing(e) || e.isComposing) return;
  const { finding } = desk;
  if (e.key === "Escape") close(desk);
  else if (finding && e.key === "Enter" && e.target === document.getElementById(BOX)) step(desk, e.shiftKey ? -1 : 1);
  else return;
  e.preventDefault();
  e.stopPropagation();
}

/** @param {Desk} desk @param {number} by */
function step(desk, by) {
  const hits = hitsOf(desk);
  if (hits.length === 0 || !desk.finding) return;
  const at = (desk.finding.at + by + hits.length) % hits.length;
  goTo(desk, hits, desk.finding.at < 0 && by < 0 ? hits.length - 1 : at, false);
  desk.tell("find.at", { at: desk.finding.at + 1, n: hits.length, what: cut(wordsOf(/** @type {Hit} */ (hits[desk.finding.at]).item), 30) });
}

/**
 * After each drawing: marks on what was found. By hand, because a mark is no part of what an item is.
 * @param {Desk} desk
 * @param {HTMLElement} root
 */
export function markFound(desk, root) {
  const marked = root.querySelectorAll("[data-found]");
  if (!desk.finding && marked.length === 0) return;
  const hits = hitsOf(desk);
  const found = new Map(hits.map((h, i) => [h.id, i === desk.finding?.at ? "now" : "yes"]));
  for (const element of marked) if (!found.has(/** @type {HTMLElement} */ (element).dataset["id"] ?? "")) element.removeAttribute("data-found");
  if (found.size === 0) return;
  for (const element of root.querySelectorAll("[data-id]")) {
    const mark = found.get(/** @type {HTMLElement} */ (element).dataset["id"] ?? "");
    if (mark && element.getAttribute("data-found") !== mark) {
      element.setAttribute("data-found", mark);
      if (mark === "now") bringOut(element, root);
    }
  }
}

/**
 * What is shown now is not under the slip: that goes to the other corner.
 * @param {Element} element
 * @param {HTMLElement} root
 */
function bringOut(element, root) {
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
  const slip = root.querySelector(".find");
  if (!slip) return;
  const [a, b] = [element.getBoundingClientRect(), slip.getBoundingClientRect()];
  if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) slip.toggleAttribute("data-left");
}
