/** What an island holds, laid out beside the box, each with the question 「これを言えていますか」. */
import { html } from "../../vendor/lit-html/lit-html.js";
import { isString } from "../../lib/guard.js";
import { keep, kept } from "../../lib/tab.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("../../editor/scene.js").Branch} Branch */

/**
 * The ticks are the table's own check while it speaks about the sentence; they are kept for this tab alone, until it stands.
 * @param {Desk} desk
 * @param {{base: {id: string}, ticks?: Set<string>}} panel
 */
export function asksView(desk, panel) {
  const { say } = desk;
  const members = membersOf(desk, panel.base.id);
  const ticks = (panel.ticks ??= ticksOf(panel.base.id));
  const n = members.filter((m) => ticks.has(m.item.id)).length;
  return html`<section aria-labelledby="titling-asks">
    <h3 id="titling-asks">${say("titling.asks")}</h3>
    <ul class="titling__asks">
      ${members.map((m) => askView(desk, panel.base.id, ticks, m))}
    </ul>
    ${members.length === 0 ? html`<p class="titling__before">${say("board.empty_island")}</p>` : html`<p class="titling__sum" role="status" ?data-all=${n === members.length}>${say(n === 0 ? "titling.tick" : n === members.length ? "titling.says_all" : "titling.says", { n, of: members.length })}</p>`}
  </section>`;
}

/** @param {Desk} desk @param {string} group @returns {readonly Branch[]} */
export const membersOf = (desk, group) => /** @type {readonly Branch[]} */ (desk.scene.byId.get(group)?.members ?? []);

/** @param {Branch} member @param {import("../../lib/words.js").Say} say @returns {string} */
export const wordsOf = (member, say) => (member.kind === "group" ? member.item.title || say("board.untitled") : (member.item.text ?? ""));

/** @param {string} group */
const nameOf = (group) => `ticks.${group}`;

/** Those of before a reload. @param {string} group @returns {Set<string>} */
function ticksOf(group) {
  const before = kept(nameOf(group));
  return new Set(Array.isArray(before) ? before.filter(isString) : []);
}

/** The sentence stands. @param {string} group */
export const forgetTicks = (group) => keep(nameOf(group), undefined);

/**
 * @param {Desk} desk
 * @param {string} group
 * @param {Set<string>} ticks
 * @param {Branch} member
 */
function askView(desk, group, ticks, member) {
  const { id } = member.item;
  const side = member.kind === "note" ? (member.item.side ?? "") : "";
  const tick = (/** @type {Event} */ e) => {
    if (/** @type {HTMLInputElement} */ (e.currentTarget).checked) ticks.add(id);
    else ticks.delete(id);
    keep(nameOf(group), ticks.size > 0 ? [...ticks] : undefined);
    desk.redraw();
  };
  return html`<li class="titling__ask" data-side=${side} data-kind=${member.kind}>
    <label class="check"><input type="checkbox" .checked=${ticks.has(id)} @change=${tick} /><span class="titling__member" dir="auto">${wordsOf(member, desk.say)}</span></label>
  </li>`;
}
