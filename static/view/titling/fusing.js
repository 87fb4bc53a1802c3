/**
 * 「むずかしいとき」: the core-phrase help (核融合法), step by step. First the core of each note, by pressing its words; then two and
 * two into one sentence; the last goes into the box. Nothing of it is shared; it stays in this tab. See editor/fusing.js.
 */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { beginFusing, choosePair, collect, coreOf, coresOf, fuse, mark, packedUp, unfuse, unpacked } from "../../editor/fusing.js";
import { confirmsNothing } from "../../lib/ime.js";
import { keep, kept } from "../../lib/tab.js";
import { membersOf, wordsOf } from "./asks.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("../../editor/fusing.js").Fusing} Fusing */

/** What was begun for each island: a dialog closed by mistake costs nothing. @type {Map<string, Fusing>} */
const begun = new Map();

/**
 * @param {Desk} desk
 * @param {string} group
 * @param {(text: string) => void} done with the sentence found
 */
export function fusingView(desk, group, done) {
  const fusing = fusingOf(desk, group);
  const turn = (/** @type {Fusing} */ next) => {
    begun.set(group, next);
    keep(`fusing.${group}`, packedUp(next));
    desk.redraw();
  };
  return html`<section class="fusing" aria-labelledby="fusing-heading">${fusing.pool.length === 0 ? markView(desk, fusing, turn) : poolView(desk, fusing, turn, done)}</section>`;
}

/** The title card is written: what led to it waits no longer for a reload. @param {string} group */
export const forgetFusing = (group) => keep(`fusing.${group}`, undefined);

/** With what lies in the island now: what came since is there, what left is gone. @param {Desk} desk @param {string} group */
function fusingOf(desk, group) {
  const members = membersOf(desk, group).map((m) => ({ id: m.item.id, text: wordsOf(m, desk.say) })).filter((m) => m.text !== "");
  const before = begun.get(group) ?? unpacked(kept(`fusing.${group}`));
  const fresh = beginFusing(members);
  if (!before) return fresh;
  if (before.pool.length > 0) return before;
  const same = (/** @type {string} */ id) => before.parts.get(id)?.join("") === fresh.parts.get(id)?.join("");
  return { ...fresh, marked: new Map([...before.marked].filter(([id]) => same(id))) };
}

/**
 * @param {Desk} desk
 * @param {Fusing} fusing
 * @param {(next: Fusing) => void} turn
 */
function markView({ say }, fusing, turn) {
  const n = coresOf(fusing).length;
  return html`<h3 id="fusing-heading">${say("fusing.mark")}</h3>
    <p class="titling__before">${say("fusing.mark_how")}</p>
    <ol class="fusing__notes">
      ${fusing.ids.map(
        (id) =>
          html`<li class="fusing__note">
            <p class="fusing__parts" role="group" aria-label=${(fusing.parts.get(id) ?? []).join("")}>
              ${(fusing.parts.get(id) ?? []).map((part, i) => html`<button class="fusing__part" type="button" aria-pressed=${fusing.marked.get(id)?.has(i) ?? false} @click=${() => turn(mark(fusing, id, i))}>${part}</button>`)}
            </p>
            ${coreOf(fusing, id) ? html`<p class="fusing__core">${say("fusing.core", { text: coreOf(fusing, id) })}</p>` : nothing}
          </li>`,
      )}
    </ol>
    <p class="buttons"><span role="status">${say("fusing.n_cores", { n })}</span>${n >= 2 ? html`<button class="button button--main" type="button" @click=${() => turn(collect(fusing))}>${say("fusing.collect")}</button>` : nothing}</p>`;
}

/**
 * @param {Desk} desk
 * @param {Fusing} fusing
 * @param {(next: Fusing) => void} turn
 * @param {(text: string) => void} done
 */
function poolView({ say }, fusing, turn, done) {
  const [last] = fusing.pool;
  const back = html`<button class="button" type="button" @click=${() => turn(unfuse(fusing))}>${say("fusing.back")}</button>`;
  if (fusing.pool.length === 1 && last !== undefined) {
    return html`<h3 id="fusing-heading">${say("fusing.found")}</h3>
      <p class="fusing__found" dir="auto">${last}</p>
      <p class="buttons"><button class="button button--main" type="button" @click=${() => done(last)}>${say("fusing.into_box")}</button>${back}</p>`;
  }
  const chosen = [...fusing.pair].sort((a, b) => a - b).map((i) => fusing.pool[i] ?? "");
  return html`<h3 id="fusing-heading">${say("fusing.pair")}</h3>
    <p class="titling__before">${say("fusing.pair_how")}</p>
    <ul class="fusing__pool">
      ${fusing.pool.map((text, i) => html`<li><button class="fusing__chip" type="button" aria-pressed=${fusing.pair.includes(i)} @click=${() => turn(choosePair(fusing, i))}>${text}</button></li>`)}
    </ul>
    ${chosen.length === 2 ? sentenceView(say, fusing, turn) : html`<p class="hint" role="status">${say("fusing.choose_two")}</p>`}
    <p class="buttons">${back}</p>`;
}

/**
 * The box for the two: empty, because the sentence shall say what both say, and not hang one on the other.
 * @param {import("../../lib/words.js").Say} say
 * @param {Fusing} fusing
 * @param {(next: Fusing) => void} turn
 */
function sentenceView(say, fusing, turn) {
  const go = (/** @type {Event} */ e) => {
    const box = /** @type {Element} */ (e.currentTarget).closest(".fusing")?.querySelector(".fusing__box");
    if (!(box instanceof HTMLTextAreaElement)) return;
    const sentence = box.value.replace(/\s+/gu, " ").trim();
    if (sentence === "") return box.focus();
    box.value = "";
    turn(fuse(fusing, sentence));
    box.focus();
  };
  // Ctrl+Enter here ends this step, not the whole title card.
  const key = (/** @type {KeyboardEvent} */ e) => {
    if (confirmsNothing(e) || e.key !== "Enter" || !(e.ctrlKey || e.metaKey)) return;
    e.preventDefault();
    e.stopPropagation();
    go(e);
  };
  return html`<label class="field"><span class="field__label">${say("fusing.sentence")}</span><textarea class="input fusing__box" rows="2" @keydown=${key}></textarea></label>
    <p class="buttons"><button class="button button--main" type="button" @click=${go}>${say("fusing.fuse")}</button></p>`;
}
