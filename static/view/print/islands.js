/** A4 sheets: each island of the top level with its title card and all it holds, then the notes that lie in none. See css/print.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { cut } from "../../lib/text.js";
import { issues, isProposal, unanswered } from "../../model/issues.js";
import { proposalView, whoseView } from "./labels.js";
import { sentenceOf, wordsOf } from "../relating/words.js";

/**
 * @typedef {import("./print.js").Printed} Printed
 * @typedef {import("../../editor/scene.js").Branch} Branch
 * @typedef {import("../../vendor/lit-html/lit-html.js").TemplateResult} Template
 */

/** @param {Printed} printed */
export function islandPapers(printed) {
  const { say, scene } = printed;
  const islands = scene.branches.filter((b) => b.kind === "group");
  const apart = scene.branches.filter((b) => b.kind !== "group");
  const papers = [
    ...islands.map((b) => paperView(printed, islandView(b, 1, printed), b.item.title)),
    ...setView(apart, "print.apart", printed),
    ...setView(scene.allLone.map(leaf), "board.lone", printed),
    ...setView(scene.loose.map(leaf), "board.loose_heading", printed),
    ...sentencesView(printed.state.links().map((l) => sentenceOf(printed.state, say, l)), "relation.heading", printed),
    ...sentencesView(openIssues(printed), "relation.unanswered_title", printed),
  ];
  return papers.length > 0 ? papers : paperView(printed, html`<p class="paper__none">${say("print.no_notes")}</p>`);
}

/** @param {import("../../model/records.js").Note} item @returns {Branch} */
const leaf = (item) => ({ kind: "note", item, level: 1, members: [] });

/**
 * What stands on top of it is on all of its pages, with the words of the title: sheets that go from hand to hand come out of order.
 * @param {Printed} printed
 * @param {unknown} body
 * @param {string} [title]
 */
function paperView({ table, theme, event }, body, title = "") {
  return html`<section class="paper paper--island"><div class="paper__top"><header class="paper__head"><b>${table}</b> <span dir="auto">${cut(title, 30)}</span> <span>${theme}</span> <span>${event}</span></header></div>${body}</section>`;
}

/**
 * @param {readonly Branch[]} items
 * @param {string} heading
 * @param {Printed} printed
 */
function setView(items, heading, printed) {
  if (items.length === 0) return [];
  return [paperView(printed, html`<div class="plate"><h2 class="plate__title plate__title--set">${printed.say(heading)}</h2>${membersView(items, 1, printed)}</div>`, printed.say(heading))];
}

/**
 * The issues that no proposal answers; a table without proposals was not looking for any.
 * @param {Printed} printed
 */
function openIssues({ state, say, scene }) {
  const proposed = [...scene.byId.values()].some((b) => isProposal(b.item));
  return proposed && issues(state).length > 0 ? unanswered(state).map((b) => wordsOf(state, say, b.item.id)) : [];
}

/**
 * @param {readonly string[]} sentences
 * @param {string} heading
 * @param {Printed} printed
 */
function sentencesView(sentences, heading, printed) {
  if (sentences.length === 0) return [];
  const body = sentences.map((s) => html`<div class="plate__note"><p class="plate__text" dir="auto">${s}</p></div>`);
  return [paperView(printed, html`<div class="plate"><h2 class="plate__title plate__title--set">${printed.say(heading)}</h2>${body}</div>`, printed.say(heading))];
}

/**
 * @param {Extract<Branch, {kind: "group"}>} branch
 * @param {number} level
 * @param {Printed} printed
 * @returns {Template}
 */
function islandView(branch, level, printed) {
  const { say, scene } = printed;
  const { id, title } = branch.item;
  const words = html`${proposalView(branch.item.proposal, say)}${title || say("board.untitled")} <small>${say("board.sheets", { n: scene.counts.get(id) ?? 0 })}</small>`;
  const name = `plate__title${title ? "" : " plate__title--none"}`;
  return html`<div class="plate" data-depth=${level}>
    ${level === 1 ? html`<h2 class=${name} dir="auto">${words}</h2>` : html`<h3 class=${name} aria-level=${level + 1} dir="auto">${words}</h3>`}
    ${membersView(/** @type {readonly Branch[]} */ (branch.members), level, printed)}
  </div>`;
}

/**
 * @param {readonly Branch[]} members
 * @param {number} level
 * @param {Printed} printed
 */
function membersView(members, level, printed) {
  return members.map((m) => (m.kind === "group" ? islandView(m, level + 1, printed) : lineView(m, printed)));
}

/**
 * @param {Exclude<Branch, {kind: "group"}>} branch
 * @param {Printed} printed
 */
function lineView(branch, printed) {
  if (branch.kind === "statement") return html`<p class="plate__statement" dir="auto">${branch.item.text ?? ""}</p>`;
  const n = printed.numbers.get(branch.item.id);
  return html`<div class="plate__note"><p class="plate__text" dir="auto">${branch.item.text ?? ""}</p><p class="plate__foot">${whoseView(branch.item, printed)}${n ? html`<span class="plate__number">${n}</span>` : nothing}</p></div>`;
}
