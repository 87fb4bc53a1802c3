/** その後: the islands of all tables one below the other, each with who answers for it, what is done, why, when, and how it stands. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { FOLLOW_STATES, followablesOf, lackOf } from "../../model/follow.js";
import { valueOf } from "../seat/box.js";

/**
 * @typedef {import("../../model/records.js").Follow} Follow
 * @typedef {import("../../model/follow.js").Followable} Followable
 * @typedef {import("../../sync/doc.js").Doc} Doc
 * @typedef {{board: string, name: string, doc: Doc}} Work a table's board, or that of all
 * @typedef {{say: import("../../lib/words.js").Say, limits: import("../../sync/boot.js").Limits, drafts: import("./drafts.js").Drafts, open: Set<string>, onlyEmpty: boolean, redraw: () => void, only: (on: boolean) => void}} Following
 */

/** @param {readonly Work[]} works @param {Following} following */
export function followView(works, following) {
  const { say, onlyEmpty } = following;
  const told = works.map((work) => ({ work, list: followablesOf(work.doc.view) }));
  const all = told.flatMap(({ list }) => list);
  const done = all.filter(({ follow }) => follow.state).length;
  const offices = [...new Set(all.flatMap(({ follow }) => (follow.office ? [follow.office] : [])))].sort();
  return html`<h1 class="masks__title">${say("follow.heading")}</h1>
    <p class="masks__intro">${say("follow.intro")}</p>
    <div class="masks__head">
      <p class="masks__left" role="status">${say("follow.count", { n: done, all: all.length })}</p>
      <label class="check"><input type="checkbox" .checked=${onlyEmpty} @change=${(/** @type {Event} */ e) => following.only(/** @type {HTMLInputElement} */ (e.currentTarget).checked)} />${say("follow.only_empty")}</label>
    </div>
    <datalist id="offices">${offices.map((office) => html`<option value=${office}></option>`)}</datalist>
    ${repeat(told, ({ work }) => work.board, ({ work, list }) => tableView(work, list, following))}`;
}

/** @param {Work} work @param {readonly Followable[]} list @param {Following} following */
function tableView(work, list, following) {
  const rows = following.onlyEmpty ? list.filter((one) => !one.follow.state || following.open.has(one.id)) : list;
  if (rows.length === 0) return nothing;
  return html`<section class="card" aria-labelledby=${`follow-${work.board}`}>
    <h2 class="card__title" id=${`follow-${work.board}`}>${work.name}</h2>
    <ul class="follow__list">${repeat(rows, (one) => one.id, (one) => rowView(work, one, following))}</ul>
  </section>`;
}

/** @param {Work} work @param {Followable} one @param {Following} following */
function rowView(work, one, following) {
  const { say, open, redraw } = following;
  const isOpen = open.has(one.id);
  const words = one.words || say("export.untitled");
  const turn = () => {
    if (!open.delete(one.id)) open.add(one.id);
    redraw();
  };
  return html`<li class="follow__one" data-level=${Math.min(one.level, 4)} data-state=${one.follow.state ?? "none"}>
    <div class="follow__head">
      <p class="follow__what" dir="auto">${one.proposal ? html`<span class="doc__mark">${say("export.mark.proposal")}</span> ` : nothing}${words}</p>
      <p class="follow__said"><span class="follow__state">${say(`follow.state.${one.follow.state || "none"}`)}</span>${one.follow.office ? html` <span>${one.follow.office}</span>` : nothing}</p>
      <button type="button" class="button button--small" aria-expanded=${isOpen ? "true" : "false"} aria-label=${say(isOpen ? "follow.close_of" : one.follow.state ? "follow.edit_of" : "follow.write_of", { what: words })} @click=${turn}>${say(isOpen ? "follow.close" : one.follow.state ? "follow.edit" : "follow.write")}</button>
    </div>
    ${isOpen ? formView(work, one, following) : nothing}
  </li>`;
}

/** @param {Work} work @param {Followable} one @param {Following} following */
function formView({ doc }, one, following) {
  const { say, limits, drafts, redraw } = following;
  const draft = drafts.of(one.id, one.follow);
  const now = draft?.follow ?? one.follow;
  const lack = draft ? lackOf(now) : "";
  const typed = (/** @type {Follow} */ part, /** @type {boolean} */ send) => {
    drafts.type(one.id, one.follow, part);
    if (send) {
      drafts.send(doc, one.id);
      redraw();
    }
  };
  const id = (/** @type {string} */ field) => `${field}-${one.id}`;
  const field = (/** @type {"office" | "answer" | "reason" | "when"} */ name, /** @type {number} */ most, /** @type {boolean} */ tall) => {
    const on = { input: (/** @type {Event} */ e) => typed({ [name]: valueOf(e) }, false), change: (/** @type {Event} */ e) => typed({ [name]: valueOf(e) }, true) };
    return html`<div class="field"><label class="field__label" for=${id(name)}>${say(`follow.field.${name}`)}</label>
      ${tall
        ? html`<textarea class="input" id=${id(name)} rows="3" maxlength=${most} aria-invalid=${name === "reason" && lack ? "true" : nothing} aria-describedby=${name === "reason" && lack ? id("lack") : nothing} .value=${live(now[name] ?? "")} @input=${on.input} @change=${on.change}></textarea>`
        : html`<input class="input" id=${id(name)} maxlength=${most} autocomplete="off" list=${name === "office" ? "offices" : nothing} .value=${live(now[name] ?? "")} @input=${on.input} @change=${on.change} />`}
    </div>`;
  };
  return html`<div class="follow__form">
    ${one.notes.length > 0 ? html`<ul class="follow__notes">${one.notes.map((text) => html`<li dir="auto">${text}</li>`)}</ul>` : nothing}
    ${clashView(doc, one, following)}
    <div class="follow__facts">
      <div class="field"><label class="field__label" for=${id("state")}>${say("follow.state")}</label>
        <select class="input" id=${id("state")} @change=${(/** @type {Event} */ e) => typed({ state: /** @type {HTMLSelectElement} */ (e.currentTarget).value }, true)}>
          ${["", ...FOLLOW_STATES].map((state) => html`<option value=${state} .selected=${(now.state ?? "") === state}>${say(`follow.state.${state || "none"}`)}</option>`)}
        </select></div>
      ${field("office", limits.fieldChars, false)} ${field("when", limits.fieldChars, false)}
    </div>
    ${field("answer", limits.planChars, true)} ${field("reason", limits.planChars, true)}
    ${lack ? html`<p class="field__error" role="alert" id=${id("lack")}>${say(lack)}</p>` : nothing}
  </div>`;
}

/** Somebody else has written in the same place: both are shown, and a person chooses. @param {Doc} doc @param {Followable} one @param {Following} following */
function clashView(doc, one, { say, drafts, redraw }) {
  const refusal = doc.refusals.find(({ op }) => op.type === "follow.set" && op.body["item"] === one.id);
  if (!refusal) return nothing;
  const close = (/** @type {boolean} */ mine) => {
    doc.dismiss(refusal.id);
    if (mine) {
      drafts.overlay(one.id, one.follow);
      drafts.send(doc, one.id);
    } else drafts.drop(one.id);
    redraw();
  };
  const theirs = [one.follow.office, one.follow.answer, one.follow.reason, one.follow.when].filter(Boolean).join(" / ");
  return html`<div class="notice" data-kind="warn" role="alert">
    <p>${refusal.code === "changed" ? say("follow.clash", { theirs: theirs || say(`follow.state.${one.follow.state || "none"}`) }) : say(refusal.key)}</p>
    <div class="buttons"><button type="button" class="button button--small" @click=${() => close(true)}>${say("follow.mine")}</button><button type="button" class="button button--small" @click=${() => close(false)}>${say("follow.theirs")}</button></div>
  </div>`;
}
