/** Below the sheet: how many, always adding up; who is here; and the few tools of the table. See css/sheet.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { hiddenOn } from "../../model/hidden.js";
import { readCounts } from "../../model/reading.js";
import { roomLeft } from "../../model/room_left.js";
import { findView, modeView, redoView, undoView } from "./bar.js";
import { goneOn } from "./gone.js";
import { openKept } from "../hall/kept.js";
import { isNarrow } from "./narrow.js";
import { isReading } from "./reading.js";
import { relationsButton } from "../relating/strip.js";
import { votesButton } from "../voting/strip.js";
import { paperButton } from "./papering.js";
import { sheetsView } from "../sheet/sheets.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("../../model/state.js").State} State */

/**
 * @param {Desk} desk
 * @param {boolean} beside beside a seat's box, where no bar has the switch, and the seat says who is here
 */
export function ledgerView(desk, beside) {
  const { say } = desk;
  const here = new Set(desk.doc.people.map((p) => p.seat)).size;
  return html`<div class="ledger">
    ${beside ? html`${findView(desk)} ${modeView(desk)}${undoView(desk, true)}${isNarrow() ? nothing : redoView(desk)}` : nothing}
    ${sheetsView(desk)}
    <p>${countsView(desk)}${desk.scene.tally.hidden > 0 ? html` <span>${say("board.ledger_hidden", { n: desk.scene.tally.hidden })}</span>` : nothing}</p>
    ${roomView(desk)} ${isReading(desk) ? nothing : soFarView(desk)}
    ${here > 0 && !beside ? html`<p class="ledger__more">${say("board.people_here", { n: here })}</p>` : nothing} ${toolsView(desk, beside)}
  </div>`;
}

/** Where a board is nearly full, how many still go on it. @param {Desk} desk */
function roomView({ say, doc, boot, client }) {
  const left = roomLeft(doc.view, boot.limits, client.me?.id ?? "");
  return left ? html`<p class="ledger__full" role="status">${say(`full.${left.whose}`, { n: left.n })}</p>` : nothing;
}

/** So few islands are seen at a glance: from here one can stop gathering. */
const FEW = { from: 3, to: 9 };

/**
 * How many islands; and when nothing is left to sort and they have become few, a kind word that this may be enough.
 * @param {Desk} desk
 */
function soFarView({ say, scene, doc }) {
  const { islands: n, loose } = scene.tally;
  const phase = doc.view.board?.phase;
  const enough = loose === 0 && n >= FEW.from && n <= FEW.to && (phase === "gather" || phase === "title");
  return enough ? html`<p class="ledger__enough">${say("board.enough", { n })}</p>` : html`<p class="ledger__more">${say("board.islands_so_far", { n })}</p>`;
}

/**
 * While the table reads aloud, what counts is how many are still to come; while each sees their own only, where the others' lie is
 * not known here, and they are not called unsorted. Afterwards, 付箋 18 = 島 14 + 一匹狼 1 + 未整理 3. The sentence is whole in the
 * catalogue; only its numbers are set in bold.
 * @param {Desk} desk
 */
function countsView(desk) {
  const { say, scene, doc } = desk;
  const { written, withdrawn, hidden, grouped, lone, loose } = scene.tally;
  const mark = (/** @type {number} */ n) => `\u0000${n}\u0000`;
  const n = written - withdrawn - hidden;
  const on = mark(n);
  const { read, left } = isReading(desk) ? readCounts(doc.view) : { read: 0, left: 0 };
  const line = isReading(desk)
    ? say("board.ledger_read", { written: on, read: mark(read), left: mark(left) })
    : scene.veiled > 0
      ? say("board.ledger_veiled", { written: on, seen: mark(n - scene.veiled), veiled: mark(scene.veiled) })
      : say("board.ledger", { written: on, grouped: mark(grouped), lone: mark(lone), loose: mark(loose) });
  return line.split("\u0000").map((part, i) => (i % 2 === 1 ? html`<b>${part}</b>` : part));
}

/**
 * Where there is little room, what is wanted now and then waits behind one button.
 * @param {Desk} desk
 * @param {boolean} beside
 */
function toolsView(desk, beside) {
  const { say } = desk;
  // One or the other, so that the line stays one line and the sheet above it does not move.
  if (desk.picking || desk.selected.size > 0) return selectionView(desk);
  const narrow = isNarrow();
  const write = desk.may("note.add", true);
  const more = () => desk.open({ what: "more", beside });
  return html`<div class="ledger__tools">
    ${waitingView(desk)} ${narrow ? nothing : seldomView(desk)}
    ${write ? html`<button class="button button--small" type="button" @click=${() => desk.open({ what: "text", sort: "note", group: "" })}>${say("board.add_note")}</button>` : nothing}
    ${narrow ? html`<button class="button button--small ledger__rest" type="button" aria-haspopup="dialog" @click=${more}>${say("board.more")}</button>` : sentenceView(desk)}
  </div>`;
}

/** What is wanted now and then. @param {Desk} desk */
export function seldomView(desk) {
  const pick = desk.may("items.move", false);
  return html`${relationsButton(desk)} ${votesButton(desk)} ${goneView(desk)} ${keptButton(desk)} ${historyView(desk)} ${paperButton(desk)}
    ${pick ? html`<button class="button button--small" type="button" @click=${() => desk.pick(true)}>${desk.say("board.pick")}</button>` : nothing}`;
}

/** @param {Desk} desk */
export function sentenceView(desk) {
  if (!desk.may("statement.add", true)) return nothing;
  return html`<button class="button button--small" type="button" @click=${() => desk.open({ what: "text", sort: "statement", group: "" })}>${desk.say("board.add_statement")}</button>`;
}

/**
 * How many texts wait for a choice between wordings: their marks are out of sight where notes are bare paper or islands closed.
 * @param {Desk} desk
 */
function waitingView(desk) {
  const [first, ...rest] = contested(desk.doc.view).filter((id) => desk.actions([id]).some((a) => a.name === "choose"));
  if (!first) return nothing;
  const open = () => desk.open({ what: "choose", id: first });
  return html`<button class="button button--small" type="button" aria-haspopup="dialog" @click=${open}>${desk.say("choose.waiting", { n: rest.length + 1 })}</button>`;
}

/** @type {readonly ("group" | "note" | "statement")[]} islands first */
const KINDS = ["group", "note", "statement"];
const CONTESTED = KINDS.map((kind) => ({ kind, is: (/** @type {import("../../model/records.js").Item} */ item) => (item.rivals ?? []).length > 0 }));

/** @param {State} view @returns {string[]} what has several wordings */
const contested = (view) => CONTESTED.flatMap((question) => [...view.those(question).keys()]);

/** What was taken off the board and can come back; absent while there is nothing. @param {Desk} desk */
function goneView(desk) {
  const n = goneOn(desk).length;
  return n === 0 ? nothing : html`<button class="button button--small" type="button" aria-haspopup="dialog" @click=${() => desk.open({ what: "gone" })}>${desk.say("gone.open", { n })}</button>`;
}

/** What was put away, for those who keep it; absent while there is nothing. @param {Desk} desk */
function keptButton(desk) {
  const n = desk.may("text.show", false) ? hiddenOn(desk.doc.view).length : 0;
  const name = desk.client.hall.view.table(desk.doc.view.board?.table ?? "")?.name ?? "";
  return n === 0 ? nothing : html`<button class="button button--small" type="button" aria-haspopup="dialog" @click=${() => openKept({ client: desk.client, say: desk.say, boards: [{ board: desk.doc.id, name, doc: desk.doc }] })}>${desk.say("kept.open", { n })}</button>`;
}

/** @param {Desk} desk */
function historyView({ client, boot, say }) {
  const me = client.me;
  if (!me.id) return nothing;
  const steers = me.role === "facilitator" || me.role === "organiser";
  return html`<a class="button button--small" href=${`/s/${me.id}/history${steers ? `?board=${boot.board}` : ""}`}>${say("history.open")}</a>`;
}

/** What is selected, and the way to do something with it without any key. @param {Desk} desk */
function selectionView(desk) {
  const ids = desk.order.filter((id) => desk.selected.has(id));
  const openMenu = (/** @type {MouseEvent} */ e) => {
    const box = /** @type {HTMLElement} */ (e.currentTarget).getBoundingClientRect();
    desk.open({ what: "menu", ids, x: box.left, y: box.top });
  };
  return html`<div class="ledger__tools">
    ${ids.length > 0
      ? html`<button class="button button--small button--main" type="button" aria-haspopup="menu" @click=${openMenu}>${desk.say("board.selected_do", { n: ids.length })}</button>`
      : html`<p>${desk.say("board.pick_how")}</p>`}
    <button class="button button--small" type="button" @click=${() => desk.pick(false)}>${desk.say("board.pick_end")}</button>
  </div>`;
}
