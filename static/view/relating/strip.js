/** Above the sheet while it is the time to relate: what can be done, and while aiming, what to press. See css/relations.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { unanswered } from "../../model/issues.js";
import { beginLink, relatePanel, relates, stopAiming } from "../../editor/relating.js";
import { legendView, wordsOf } from "./words.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */

/** @param {Desk} desk */
export function relatingStrip(desk) {
  if (desk.aim) return aimView(desk, desk.aim.from);
  const { say, doc } = desk;
  if (doc.view.board?.phase !== "relate") return nothing;
  const links = doc.view.links().length;
  const proposed = doc.view.proposedLinks().length;
  const open = unanswered(doc.view).length;
  const button = (/** @type {string} */ words, /** @type {() => void} */ act) => html`<button class="button button--small" type="button" aria-haspopup="dialog" @click=${act}>${words}</button>`;
  return html`<div class="strip" role="group" aria-label=${say("relation.strip")}>
    ${relates(desk) ? html`<button class="button button--small button--main" type="button" @click=${(/** @type {MouseEvent} */ e) => begin(desk, e)}>${say(`relation.begin.${relates(desk)}`)}</button>` : nothing}
    ${proposed > 0 ? button(say("relation.proposed_count", { n: proposed }), () => desk.open({ what: "links", of: "" })) : nothing}
    ${button(say("relation.count", { n: links }), () => desk.open({ what: "links", of: "" }))}
    ${button(say("relation.unanswered", { n: open }), () => desk.open({ what: "unanswered" }))}
    ${narrativeButton(desk, "button button--small")} ${legendView(doc.view.links(), say)}
  </div>`;
}

/** By a key the hand goes on to the things, where the arrows are of use. @param {Desk} desk @param {MouseEvent} e */
function begin(desk, { detail }) {
  if (detail === 0) desk.wants = true;
  beginLink(desk);
}

/** Who may not lay out a text reads it, where there is one. @param {Desk} desk @param {string} name the button's class */
export function narrativeButton(desk, name) {
  const may = desk.may("passage.draft");
  if (!may && desk.doc.view.passages().length === 0) return nothing;
  return html`<button class=${name} type="button" aria-haspopup="dialog" @click=${() => desk.open({ what: "narrative" })}>${desk.say(may ? "narrative.open" : "narrative.open_read")}</button>`;
}

/**
 * @param {Desk} desk
 * @param {string} from
 */
function aimView(desk, from) {
  const { say } = desk;
  const list = () => {
    desk.aim = undefined;
    desk.open(relatePanel(from, ""));
  };
  const byKeys = document.activeElement?.matches(":is([data-id], .desk__strips button):focus-visible") ?? false;
  return html`<div class="strip strip--aim" role="group" aria-label=${say("relation.strip")}>
    <p class="strip__say">${aimSaid(desk, from, byKeys)}</p>
    <button class="button button--small" type="button" aria-haspopup="dialog" @click=${list}>${say("relation.from_list")}</button>
    <button class="button button--small" type="button" @click=${() => stopAiming(desk)}>${say("board.stop")}</button>
  </div>`;
}

/** In one line, so that the sheet below stays where it is. @param {Desk} desk @param {string} from @param {boolean} byKeys */
function aimSaid({ doc, say }, from, byKeys) {
  const what = wordsOf(doc.view, say, from, byKeys ? 14 : 24);
  if (byKeys) return from ? say("relation.aim_to_keys", { what }) : say("relation.aim_from_keys");
  return from ? say("relation.aim_to", { what }) : say("relation.aim_from");
}

/** In other times, where there is something to read: one button below the sheet. @param {Desk} desk */
export function relationsButton(desk) {
  const { view } = desk.doc;
  const [n, proposed] = [view.links().length, view.proposedLinks().length];
  if (view.board?.phase === "relate" || n + proposed === 0) return nothing;
  const words = proposed > 0 ? desk.say("relation.count_proposed", { n, proposed }) : desk.say("relation.count", { n });
  return html`<button class="button button--small" type="button" aria-haspopup="dialog" @click=${() => desk.open({ what: "links", of: "" })}>${words}</button>`;
}
