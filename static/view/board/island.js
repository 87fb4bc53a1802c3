/** An island with its title card and what it holds, at any depth; and the loose sentences between. See css/island.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { menuButton, noteView, rivalsView, selectedView } from "./note.js";
import { phrased } from "../phrased.js";
import { steady } from "../steady.js";
import { tagMarks } from "../tags/mark.js";
import { vars } from "../vars.js";
import { sealView } from "../voting/chart.js";

/** @typedef {import("./note.js").Look} Look */
/** @typedef {import("../../editor/scene.js").Branch} Branch */
/** @typedef {Extract<Branch, {kind: "group"}>} Island */
/** @typedef {import("../../vendor/lit-html/lit-html.js").TemplateResult} Template */

/**
 * @param {Island} branch
 * @param {Look} look
 */
export function islandView(branch, look) {
  const { id } = branch.item;
  return steady([branch, look.stirred(id), look.stamp, look.names, look.closed(id), look.colsOf(id), look.stepOf?.(branch) ?? ""], () => outlinedView(branch, look));
}

/**
 * @param {Island} branch
 * @param {Look} look
 * @returns {Template}
 */
function outlinedView(branch, look) {
  const group = branch.item;
  const folded = (group.folded ?? false) || look.closed(group.id);
  return html`<section
    class="island"
    data-id=${group.id}
    data-kind="group"
    data-level=${Math.min(branch.level, 8)}
    data-mood=${group.proposal ? "proposal" : nothing}
    ?data-folded=${folded}
    ?data-selected=${look.isSelected(group.id)}
    ?data-lifted=${look.isLifted(group.id)}
    ?data-held=${look.heldBy(group.id) !== ""}
    tabindex=${look.tabOf(group.id)}
    aria-labelledby=${`title-${group.id}`}
    ${colsOf(group.id, look)}
  >
    ${heldView(look.heldBy(group.id), look)} ${headView(branch, look)} ${folded ? nothing : flowView(branch, look)}${tagMarks(look.tagsOn?.(group) ?? [], look.say)}
  </section>`;
}

/** Somebody is writing its title card. @param {string} name @param {Look} look */
function heldView(name, look) {
  return name === "" ? nothing : html`<span class="island__held">${look.say("board.note_held", { name })}</span>`;
}

/**
 * @param {string} group
 * @param {Look} look
 */
function colsOf(group, look) {
  return vars({ "--cols": look.colsOf(group), "--deep": look.deepOf(group) });
}

/**
 * @param {Island} branch
 * @param {Look} look
 */
function headView(branch, look) {
  const group = branch.item;
  // What is closed is not made larger but seen inside, by these eyes alone.
  const word = group.folded || look.closed(group.id) ? "board.lens_inside" : "board.lens_short";
  const lens =
    branch.level === 1
      ? html`<button class="island__lens" type="button" tabindex=${look.tabOf(group.id)} @click=${() => look.openLens(group.id)}>${look.say(word)}</button>`
      : nothing;
  return html`<div class="island__head">${titleView(branch, look)}${rivalsView(group, look)}${selectedView(group.id, look)}${lens}${menuButton("island__menu", group.id, group.title ?? "", look)}</div>`;
}

/** For the ear: a card that ends with 「3」 and has two notes is not heard as 「…32枚」. @param {Look} look */
function apart(look) {
  return html`<span class="heard">${look.say("board.apart")}</span>`;
}

/**
 * @param {Island} branch
 * @param {Look} look
 */
export function titleView(branch, look) {
  const { id, title } = branch.item;
  // How many there are is not to be known from those one may see.
  const count = look.veiled ? nothing : html`${apart(look)}<span class="count">${look.say("board.sheets", { n: look.countOf(id) })}</span>`;
  const step = look.stepOf?.(branch) ?? "";
  const words = title || look.say(look.mayTitle ? "board.no_title_ask" : "board.no_title");
  const mood = branch.item.proposal ? html`<span class="title__mood">${look.say("relation.proposal")}</span>` : nothing;
  const inner = html`${mood}<span class="title__text" dir="auto">${phrased(words)}</span>${step ? html`${apart(look)}<span class="count count--step">${step}</span>` : nothing}${count}${sealView(look.sealsOn?.(id) ?? 0, look.say)}`;
  return headingView(branch.level, `title-${id}`, title ? "title" : "title title--empty", inner);
}

/**
 * Real headings as deep as there are any; below that, headings by role.
 * @param {number} level of the island, 1 at the top: a heading of the third level
 * @param {string} id
 * @param {string} name
 * @param {unknown} inner
 */
function headingView(level, id, name, inner) {
  switch (level) {
    case 1:
      return html`<h3 class=${name} id=${id}>${inner}</h3>`;
    case 2:
      return html`<h4 class=${name} id=${id}>${inner}</h4>`;
    case 3:
      return html`<h5 class=${name} id=${id}>${inner}</h5>`;
    case 4:
      return html`<h6 class=${name} id=${id}>${inner}</h6>`;
    default:
      return html`<div class=${name} id=${id} role="heading" aria-level=${level + 2}>${inner}</div>`;
  }
}

/**
 * @param {Island} branch
 * @param {Look} look
 */
export function flowView(branch, look) {
  // While each sees their own notes only, an island without them may hold many.
  if (branch.members.length === 0) return html`<p class="island__empty">${look.say(look.veiled ? "board.veiled_island" : "board.empty_island")}</p>`;
  return html`<ul class="island__flow">
    ${repeat(
      branch.members,
      (m) => m.item.id,
      (m) => memberView(/** @type {Branch} */ (m), look),
    )}
  </ul>`;
}

/**
 * @param {Branch} member
 * @param {Look} look
 */
function memberView(member, look) {
  switch (member.kind) {
    case "note":
      return noteView(member.item, look);
    case "group":
      return html`<li class="island__inner" ${colsOf(member.item.id, look)}>${islandView(member, look)}</li>`;
    default:
      return statementView(member.item, look);
  }
}

/**
 * @param {import("../../model/records.js").Statement} statement
 * @param {Look} look
 */
export function statementView(statement, look) {
  return steady([statement, look.stirred(statement.id), look.stamp], () => sentenceView(statement, look));
}

/**
 * @param {import("../../model/records.js").Statement} statement
 * @param {Look} look
 */
function sentenceView(statement, look) {
  return html`<li
    class="statement"
    data-id=${statement.id}
    data-kind="statement"
    ?data-selected=${look.isSelected(statement.id)}
    ?data-lifted=${look.isLifted(statement.id)}
    tabindex=${look.tabOf(statement.id)}
  >
    <span class="statement__text" dir="auto">${statement.text}</span>${rivalsView(statement, look)}${selectedView(statement.id, look)}${menuButton("note__menu", statement.id, statement.text, look)}
  </li>`;
}
