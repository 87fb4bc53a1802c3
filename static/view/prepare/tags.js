/** 「横串」 prepared: tags that cut across tables and themes, for instance the pillars of the city's plan; saved as they are written. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { checkLine } from "../../lib/text.js";
import { addTag, editTag, withdrawTag } from "../../model/ops_closing.js";
import { tagsOf } from "../../model/tags.js";
import { valueOf } from "../seat/box.js";

/** @typedef {{hall: import("../../sync/doc.js").Doc, boot: import("../../sync/boot.js").Boot, say: import("../../lib/words.js").Say, problems: Map<string, string>, redraw: () => void}} Tagging problems: key of what is wrong with a tag's name, by its id */

/** @param {Tagging} tagging */
export function tagsCard(tagging) {
  const { hall, say, boot } = tagging;
  const tags = tagsOf(hall.view);
  return html`<section class="card" id="tags" aria-labelledby="tags-card">
    <h2 class="card__title" id="tags-card"><span class="card__number" aria-hidden="true">5</span>${say("tags.title")}</h2>
    <p class="card__text">${say("tags.prepare")}</p>
    <ul class="tags-edit">${repeat(tags, (tag) => tag.id, (tag) => tagView(tag, tagging))}</ul>
    ${tags.length < boot.limits.tags ? html`<div class="buttons"><button type="button" class="button" @click=${() => hall.send(addTag(say("tags.nth", { n: tags.length + 1 })))}>${say("tags.add")}</button></div>` : nothing}
  </section>`;
}

/** @param {import("../../model/records.js").Tag} tag @param {Tagging} tagging */
function tagView(tag, tagging) {
  const { hall, say, problems } = tagging;
  const problem = problems.get(tag.id);
  return html`<li class="tags-edit__one">
    <label class="field"><span class="visually-hidden">${say("tags.name")}</span><input class="input" autocomplete="off" aria-invalid=${problem ? "true" : nothing} .value=${live(tag.name)} @change=${(/** @type {Event} */ e) => rename(tag.id, valueOf(e), tagging)} /></label>
    <button type="button" class="button button--quiet button--small" aria-label=${say("agenda.withdraw_of", { step: tag.name })} @click=${() => hall.send(withdrawTag(tag.id))}>${say("agenda.withdraw")}</button>
    ${problem ? html`<p class="field__error" role="alert">${say(problem)}</p>` : nothing}
  </li>`;
}

/** What cannot be saved stays in its box, and it is said why. @param {string} tag @param {string} typed @param {Tagging} tagging */
function rename(tag, typed, { hall, boot, problems, redraw }) {
  const { text, problem } = checkLine(typed, { chars: boot.limits.nameChars, bytes: boot.limits.nameChars * 32 });
  if (problem) problems.set(tag, text === "" ? "tags.name_empty" : `refusal.${problem}`);
  else {
    problems.delete(tag);
    hall.send(editTag(tag, text));
  }
  redraw();
}
