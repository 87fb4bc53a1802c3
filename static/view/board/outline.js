/** The board as a list: the same items as headings and nested lists, legible at any size, with the same actions. See css/outline.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { notesUnder } from "../../model/outline.js";
import { each } from "../each.js";
import { islandView, statementView } from "./island.js";
import { noteView } from "./note.js";
import { listView } from "./tray.js";
import { vars } from "../vars.js";

/** @typedef {import("./note.js").Look} Look */
/** @typedef {import("../../editor/scene.js").Branch} Branch */
/** @typedef {import("../../model/records.js").Note} Note */
/** @typedef {"lone" | "tray" | "gone"} Zone */

/**
 * @param {{branches: readonly Branch[], islands: number, lone: readonly Note[], loose: readonly Note[], gone: readonly Note[], veiled: number, of?: Record<Zone, number>, most?: number}} lists of: how many there are of each part, where the lists are only a piece of them; a part with nothing in that piece is left out. most: so many notes of each part are drawn by now, see growing.js
 * @param {Look} look
 * @param {unknown} [after] what the list shows besides: the relations
 */
export function outlineView(lists, look, after = nothing) {
  const { say } = look;
  const { most = Infinity, of } = lists;
  const part = (/** @type {Zone} */ zone, /** @type {string} */ heading, /** @type {readonly Note[]} */ notes, unseen = NONE) =>
    of && notes.length + unseen.veiled === 0 ? nothing : partView(zone, heading, notes, { ...unseen, all: of?.[zone] ?? notes.length }, look, most);
  return html`<div class="outline">
    ${of && lists.branches.length === 0
      ? nothing
      : html`<section class="outline__part" aria-labelledby="list-islands">
          <h2 class="outline__heading" id="list-islands">${say("board.islands_heading")} <span class="count">${lists.islands}</span></h2>
          ${lists.branches.length === 0 ? html`<p class="tray__empty">${say("board.no_islands")}</p>` : branchesView(lists.branches, look, most)}
        </section>`}
    ${part("lone", say("board.lone"), lists.lone)} ${part("tray", say("board.loose_heading"), lists.loose, lists)}
    ${lists.gone.length > 0 ? part("gone", say("board.gone_heading"), lists.gone) : nothing} ${after}
  </div>`;
}

/**
 * @param {readonly Branch[]} branches
 * @param {Look} look
 * @param {number} most
 */
function branchesView(branches, look, most) {
  const shown = reach(branches, most);
  return html`<ul class="outline__islands" aria-busy=${shown.length < branches.length ? "true" : nothing}>
    ${each({ items: shown, keyOf: (b) => b.item.id, stirred: (b) => look.stirred(b.item.id), draw: (b) => branchView(b, look), all: look.all })}
  </ul>`;
}

/** @param {Branch} b @param {Look} look */
function branchView(b, look) {
  if (b.kind === "group") return html`<li class="outline__island" ${vars({ "--rows": 1 + notesUnder(b) })}>${islandView(b, look)}</li>`;
  return b.kind === "statement" ? statementView(b.item, look) : noteView(b.item, look);
}

/**
 * The first branches, until they hold so many notes.
 * @param {readonly Branch[]} branches
 * @param {number} most
 */
function reach(branches, most) {
  let left = most;
  const to = branches.findIndex((b) => (left -= 1 + notesUnder(b)) < 0);
  return to < 0 ? branches : branches.slice(0, to + 1);
}

const NONE = { veiled: 0, islands: 0 };

/**
 * @param {Zone} zone
 * @param {string} heading
 * @param {readonly Note[]} notes
 * @param {{veiled: number, islands: number, all: number}} unseen where there are islands, what is veiled may lie in them; all: how many are to be seen there, in other pieces too
 * @param {Look} look
 * @param {number} most
 */
function partView(zone, heading, notes, { veiled, islands, all }, look, most) {
  return html`<section class="outline__part" data-zone=${zone} aria-labelledby=${`list-${zone}`}>
    <h2 class="outline__heading" id=${`list-${zone}`}>${heading} <span class="count">${all + (islands > 0 ? 0 : veiled)}</span></h2>
    ${veiled > 0 ? html`<p class="tray__empty">${look.say(look.unheard ? "board.unheard" : "board.veiled", { n: veiled })}</p>` : nothing}
    ${notes.length + veiled === 0 ? html`<p class="tray__empty">${look.say("board.none")}</p>` : nothing}
    ${listView(notes, look, most, "outline__list")}
  </section>`;
}
