/** The board as a list: the same items as headings and nested lists, legible at any size, with the same actions. See css/outline.css. */
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { repeat } from "../vendor/lit-html/directives/repeat.js";
import { islandView, statementView } from "./island.js";
import { noteView } from "./note.js";

/** @typedef {import("./note.js").Look} Look */
/** @typedef {import("../editor/scene.js").Branch} Branch */
/** @typedef {import("../model/records.js").Note} Note */

/**
 * @param {{branches: readonly Branch[], islands: number, lone: readonly Note[], loose: readonly Note[], gone: readonly Note[], veiled: number}} lists
 * @param {Look} look
 */
export function outlineView(lists, look) {
  const { say } = look;
  return html`<div class="outline">
    <section class="outline__part" aria-labelledby="list-islands">
      <h2 class="outline__heading" id="list-islands">${say("board.islands_heading")} <span class="count">${lists.islands}</span></h2>
      ${lists.branches.length === 0 ? html`<p class="tray__empty">${say("board.no_islands")}</p>` : branchesView(lists.branches, look)}
    </section>
    ${partView("lone", say("board.lone"), lists.lone, 0, look)} ${partView("tray", say("board.loose_heading"), lists.loose, lists.veiled, look)}
    ${lists.gone.length > 0 ? partView("gone", say("board.gone_heading"), lists.gone, 0, look) : nothing}
  </div>`;
}

/**
 * @param {readonly Branch[]} branches
 * @param {Look} look
 */
function branchesView(branches, look) {
  return html`<ul class="outline__islands">
    ${repeat(
      branches,
      (b) => b.item.id,
      (b) => (b.kind === "group" ? html`<li>${islandView(b, look)}</li>` : b.kind === "statement" ? statementView(b.item, look) : noteView(b.item, look)),
    )}
  </ul>`;
}

/**
 * @param {"lone" | "tray" | "gone"} zone
 * @param {string} heading
 * @param {readonly Note[]} notes
 * @param {number} veiled
 * @param {Look} look
 */
function partView(zone, heading, notes, veiled, look) {
  return html`<section class="outline__part" data-zone=${zone} aria-labelledby=${`list-${zone}`}>
    <h2 class="outline__heading" id=${`list-${zone}`}>${heading} <span class="count">${notes.length + veiled}</span></h2>
    ${veiled > 0 ? html`<p class="tray__empty">${look.say("board.veiled", { n: veiled })}</p>` : nothing}
    ${notes.length + veiled === 0 ? html`<p class="tray__empty">${look.say("board.none")}</p>` : nothing}
    ${notes.length === 0
      ? nothing
      : html`<ul class="outline__list">
          ${repeat(
            notes,
            (n) => n.id,
            (n) => noteView(n, look),
          )}
        </ul>`}
  </section>`;
}
