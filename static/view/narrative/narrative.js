/**
 * 叙述 (B型): the picture as a text. The board's own words stand as they are, in reading order; what a person adds so that it
 * reads as one story stands before them in brackets 〔…〕. See css/narrative.css.
 *
 * Each addition is a text of its own, sent when the person goes on to something else. Several people may write at once; what
 * others write goes into a box in hand as everywhere (sync/meeting.js).
 */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { confirmsNothing } from "../../lib/ime.js";
import * as ops from "../../model/ops.js";
import { ownWords, told, toldApart, walkFrom } from "../../model/narrative.js";
import { touches } from "../../model/relations.js";
import { copyView } from "./copy.js";
import { closeButton, closedView, dialogView } from "../dialog.js";
import { additionView, isInHand, stopBoxes } from "./box.js";
import { sentenceOf, wordsOf } from "../relating/words.js";

/**
 * @typedef {import("../../editor/desk.js").Desk} Desk
 * @typedef {import("../../model/outline.js").Branch} Branch
 * @typedef {import("../../model/records.js").Passage} Passage
 * @typedef {Extract<import("../../editor/desk.js").Panel, {what: "narrative"}>} NarrativePanel
 */

/**
 * @param {Desk} desk
 * @param {NarrativePanel} panel
 */
export function narrativeView(desk, panel) {
  const { say, doc } = desk;
  const passages = doc.view.passages();
  const close = () => desk.open(undefined);
  const choosing = passages.length === 0 || panel.again === true;
  return dialogView({
    title: say("narrative.title"),
    body: choosing ? startView(desk, panel, passages.length) : panel.reading ? copyView(desk, passages) : passagesView(desk, panel, passages),
    acts: html`${choosing ? nothing : toolsView(desk, panel)}${closeButton(say("board.close"), close)}`,
    close: () => {
      stopBoxes(desk, panel);
      if (desk.panel === panel) close();
    },
    keys: onWritten,
    wide: true,
  });
}

/**
 * What is written is sent as the hand goes on; after the last box to what reads it in one go.
 * @param {KeyboardEvent} e
 */
function onWritten(e) {
  if (e.key !== "Enter" || !(e.ctrlKey || e.metaKey) || confirmsNothing(e) || !(e.target instanceof HTMLTextAreaElement)) return;
  const dialog = e.target.closest("dialog");
  const all = [...(dialog?.querySelectorAll(".narrative textarea") ?? [])];
  const to = all[all.indexOf(e.target) + 1] ?? dialog?.querySelector(".dialog__acts > .button");
  if (to instanceof HTMLElement) to.focus();
}

/**
 * Where the telling begins.
 * @param {Desk} desk
 * @param {NarrativePanel} panel
 * @param {number} before passages that a new beginning takes the place of
 */
function startView(desk, panel, before) {
  const { say, doc } = desk;
  const all = told(doc.view);
  if (all.length === 0 || !desk.may("passage.draft")) return html`<p class="hint">${say(all.length === 0 ? "narrative.nothing" : "narrative.none_yet")}</p>`;
  const begin = (/** @type {string} */ id) => {
    stopBoxes(desk, panel);
    if (desk.send([ops.draftPassages(walkFrom(doc.view, id))])) {
      panel.again = false;
      desk.tell("narrative.said_drafted", { what: wordsOf(doc.view, say, id, 20) });
    }
    desk.redraw();
  };
  const back = () => {
    panel.again = false;
    desk.redraw();
  };
  return html`<p>${say("narrative.how")}</p>
    ${before > 0
      ? html`<p class="notice" data-kind="warn">${say("narrative.again_warn")} <button class="button button--small" type="button" autofocus @click=${back}>${say("narrative.again_not")}</button></p>`
      : nothing}
    <p class="field__label" id="narrative-start">${say("narrative.where")}</p>
    <ul class="picks" aria-labelledby="narrative-start">
      ${all.map(
        ({ item, kind }) => html`<li>
          <button class="pick" type="button" data-level=${kind === "group" ? 1 : nothing} data-kind=${kind} @click=${() => begin(item.id)}>
            <span dir="auto">${wordsOf(doc.view, say, item.id)}</span>${kind === "note" ? html`<span class="count">${say("board.lone")}</span>` : nothing}
          </button>
        </li>`,
      )}
    </ul>`;
}

/**
 * @param {Desk} desk
 * @param {NarrativePanel} panel
 */
function toolsView(desk, panel) {
  const { say } = desk;
  const turn = (/** @type {Partial<NarrativePanel>} */ to) => {
    stopBoxes(desk, panel);
    Object.assign(panel, to);
    desk.redraw();
  };
  return html`<button class="button" type="button" @click=${() => turn({ reading: !panel.reading })}>${say(panel.reading ? "narrative.write" : "narrative.read")}</button>
    ${desk.may("passage.draft") && !panel.reading ? html`<button class="button" type="button" @click=${() => turn({ again: true })}>${say("narrative.again")}</button>` : nothing}`;
}

/**
 * @param {Desk} desk
 * @param {NarrativePanel} panel
 * @param {readonly Passage[]} passages
 */
function passagesView(desk, panel, passages) {
  const { say, doc } = desk;
  const branches = new Map(told(doc.view).map((b) => [b.item.id, b]));
  const missing = [...branches.values()].filter((b) => !passages.some((p) => p.item === b.item.id));
  return html`<p class="hint narrative__how" tabindex="-1" autofocus>${say("narrative.how_write")} <span class="narrative__keys">${say("narrative.how_keys")}</span></p>
    ${closedView(say, desk.may("passage.edit") || !passages.some((p) => isInHand(panel, p.id)))}
    <ol class="narrative">
      ${repeat(
        passages,
        (p) => p.id,
        (p, i) => passageView(desk, panel, passages, i, branchOf(desk, branches, p)),
      )}
    </ol>
    ${missing.length > 0 ? missingView(desk, missing) : nothing}`;
}

/** What a passage tells may lie within an island by now. @param {Desk} desk @param {ReadonlyMap<string, Branch>} branches @param {Passage} passage */
export function branchOf(desk, branches, passage) {
  return branches.get(passage.item) ?? desk.scene.byId.get(passage.item);
}

/**
 * @param {Desk} desk
 * @param {NarrativePanel} panel
 * @param {readonly Passage[]} passages
 * @param {number} at
 * @param {Branch | undefined} branch absent: what it tells is not on the board any more
 */
function passageView(desk, panel, passages, at, branch) {
  const { say, doc } = desk;
  const passage = /** @type {Passage} */ (passages[at]);
  const own = branch ? ownWords(branch, toldApart(doc.view)) : { title: "", words: say("narrative.item_gone") };
  return html`<li class="narrative__one" data-passage=${passage.id}>
    ${at > 0 ? bridgeView(desk, passages, at) : nothing} ${desk.may("passage.edit") || isInHand(panel, passage.id) ? additionView(desk, panel, passage, at) : passage.text ? html`<p class="narrative__added">${say("narrative.brackets", { text: passage.text })}</p>` : nothing}
    <p class="narrative__own" dir="auto">${own.title ? html`<b>${own.title}</b>` : nothing}${own.words}</p>
    ${desk.may("passage.move") ? orderView(desk, passages, at, wordsOf(doc.view, say, passage.item, 20)) : nothing}
  </li>`;
}

/**
 * What joins this passage to the one before, as the lines say: the writer need not look for it on the sheet.
 * @param {Desk} desk
 * @param {readonly Passage[]} passages
 * @param {number} at
 */
function bridgeView({ doc: { view }, say }, passages, at) {
  const [before, here] = [passages[at - 1]?.item ?? "", passages[at]?.item ?? ""];
  const joins = view.links().filter((l) => (touches(view, l.from, before) && touches(view, l.to, here)) || (touches(view, l.to, before) && touches(view, l.from, here)));
  return joins.map((l) => html`<p class="narrative__bridge">${say("narrative.bridge", { sentence: sentenceOf(view, say, l, 24) })}</p>`);
}

/**
 * @param {Desk} desk
 * @param {readonly Passage[]} passages
 * @param {number} at
 * @param {string} what
 */
function orderView(desk, passages, at, what) {
  const { say } = desk;
  const passage = /** @type {Passage} */ (passages[at]);
  const move = (/** @type {string | undefined} */ before, /** @type {string} */ said, /** @type {Event} */ e) => {
    if (desk.send([ops.movePassage(passage.id, before)])) desk.tell(said, { what });
    desk.redraw();
    stayOn(/** @type {HTMLElement} */ (e.currentTarget));
  };
  const leave = () => {
    const beside = passages[at + 1] ?? passages[at - 1];
    if (desk.send([ops.withdrawPassage(passage.id)])) desk.tell("narrative.said_left", { what });
    desk.redraw();
    if (beside) goTo(beside.id, "[data-leaves]");
  };
  const button = (/** @type {string} */ words, /** @type {string} */ name, /** @type {(e: Event) => void} */ act, off = false, leaves = false) =>
    html`<button class="button button--small" type="button" aria-label=${name} ?disabled=${off} ?data-leaves=${leaves} @click=${act}>${words}</button>`;
  return html`<div class="narrative__order">
    ${button(say("narrative.up"), say("narrative.up_of", { what }), (e) => move(passages[at - 1]?.id, "narrative.said_up", e), at === 0)}
    ${button(say("narrative.down"), say("narrative.down_of", { what }), (e) => move(passages[at + 2]?.id, "narrative.said_down", e), at === passages.length - 1)}
    ${desk.may("passage.withdraw") ? button(say("narrative.leave"), say("narrative.leave_of", { what }), leave, false, true) : nothing}
  </div>`;
}

/** What moves in the list loses the focus; at the end of the list its other button takes it. @param {HTMLElement} button */
function stayOn(button) {
  window.setTimeout(() => {
    const there = [button, ...(button.parentElement?.querySelectorAll("button") ?? [])].find((b) => b instanceof HTMLButtonElement && !b.disabled);
    if (there instanceof HTMLElement) there.focus();
  });
}

/**
 * What is left out, or taken back, takes its button with it: the hand goes to what stands there instead, not to the top of a long text.
 * @param {string} passage
 * @param {string} what of it
 */
function goTo(passage, what) {
  window.setTimeout(() => {
    const there = document.querySelector(`[data-passage="${CSS.escape(passage)}"] ${what}`);
    if (there instanceof HTMLElement) there.focus();
  });
}

/**
 * @param {Desk} desk
 * @param {readonly Branch[]} missing
 */
function missingView(desk, missing) {
  const { say, doc } = desk;
  const add = (/** @type {string} */ id) => {
    const added = ops.addPassage(id);
    if (desk.send([added])) desk.tell("narrative.said_added", { what: wordsOf(doc.view, say, id, 20) });
    desk.redraw();
    goTo(String(added.body["passage"]), "textarea");
  };
  return html`<section class="narrative__missing" aria-labelledby="narrative-missing">
    <h3 class="field__label" id="narrative-missing">${say("narrative.missing", { n: missing.length })}</h3>
    <ul class="picks">
      ${missing.map(({ item }) => {
        const words = wordsOf(doc.view, say, item.id);
        return html`<li class="narrative__row">
          <span dir="auto">${words}</span>${desk.may("passage.add") ? html`<button class="button button--small" type="button" aria-label=${say("narrative.add_of", { what: words })} @click=${() => add(item.id)}>${say("narrative.add")}</button>` : nothing}
        </li>`;
      })}
    </ul>
  </section>`;
}
