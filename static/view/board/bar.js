/** The bar of the board: where am I, what time is it in the workshop, is my work safe, and what is always at hand. See css/bar.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { restoreTogether, togetherOf } from "../../editor/withdrawing.js";
import { cut } from "../../lib/text.js";
import { minutesLeft, stepOf } from "../../model/agenda.js";
import { openFinding } from "./finding.js";
import { statusView } from "../form/status.js";
import { isNarrow } from "./narrow.js";
import { leftWords } from "../seat/signs.js";
import { themesView } from "./themes.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */

/**
 * @param {Desk} desk
 * @param {{table: string, theme: string, home: string, present: string, print: string}} facts home, present, print: addresses; empty: none
 */
export function barView(desk, facts) {
  const { say } = desk;
  return html`<a class="bar__mark" href=${facts.home} aria-label=${say("page.mark_home")}>${say("page.mark")}</a>
    <h1 class="bar__table">${facts.table}</h1>
    ${phaseView(desk)} ${savedView(desk)} ${isNarrow() ? nothing : themesView(desk)}
    <span class="bar__theme" title=${facts.theme}><span>${facts.theme}</span></span>
    <div class="bar__acts">
      ${undoView(desk)} ${isNarrow() ? nothing : redoView(desk)} ${modeView(desk)} ${findView(desk)} ${isNarrow() ? nothing : waysView(desk, facts)}
      <button class="button" type="button" @click=${() => desk.open({ what: "help" })}>${say("board.help")}</button>
    </div>`;
}

/** @param {Desk} desk */
function phaseView(desk) {
  const { say, doc } = desk;
  const phase = doc.view.board?.phase;
  if (!phase) return nothing;
  const [before, after] = say("board.phase_now", { phase: "\u0000" }).split("\u0000");
  const now = html`<p class="phase"><span class="phase__round">${before}</span><b>${say(`phase.${phase}`)}</b><span class="phase__round">${after}</span></p>`;
  return html`${now}${leftView(desk)}${isNarrow() ? nothing : stepView(desk)}`;
}

/** How long the step of the agenda still takes, for who leads the table. @param {Desk} desk */
function leftView({ say, client, boot }) {
  const hall = client.hall.view;
  if (client.me.role === "participant" && !hall.workshop?.showsClock) return nothing;
  const at = stepOf(hall, hall.get("assignment", boot.board)?.table ?? "");
  return at ? html`<span class="phase__left">${leftWords(say, minutesLeft(at.course, client.now()))}</span>` : nothing;
}

/** The way to another phase. @param {Desk} desk */
export function stepView(desk) {
  if (!desk.may("phase.set")) return nothing;
  return html`<button class="button button--small bar__phase" type="button" aria-haspopup="dialog" @click=${() => desk.open({ what: "phase" })}>${desk.say("board.phase_move")}</button>`;
}

/**
 * The other pages of this board.
 * @param {Desk} desk
 * @param {{present: string, print: string}} ways
 */
export function waysView({ say, doc }, { present, print }) {
  const now = doc.view.board?.phase === "present";
  return html`${present ? html`<a class=${now ? "button button--main" : "button"} href=${present}>${say("board.present")}</a>` : nothing} ${print ? html`<a class="button" href=${print}>${say("print.open")}</a>` : nothing}`;
}

/**
 * Whether what was done is safe. Who only watches has nothing to save.
 * @param {Desk} desk
 */
function savedView({ client, doc, say }) {
  const watches = client.me?.role === "observer";
  return statusView(watches && doc.status.state !== "offline" ? { ...doc.status, state: "readonly" } : doc.status, say);
}

/**
 * What may be taken back now, or brought back: an undo is judged as what it undoes, so a time that is over is over for it too.
 * @param {Desk} desk
 * @param {"undoable" | "redoable"} way
 */
export function nextOf(desk, way) {
  const name = desk.doc[way];
  if (!name || !desk.may(name.op, true)) return null;
  const n = way === "undoable" ? togetherOf(desk) : 0;
  return n > 0 ? { ...name, key: "undo.together.withdraw", params: { n: String(n) } } : name;
}

/**
 * @param {Desk} desk
 * @param {boolean} [short] there is room for the verb only; the rest is told to who rests on it or listens
 */
export function undoView(desk, short = isNarrow()) {
  const undo = nextOf(desk, "undoable");
  if (!undo) return nothing;
  const whole = desk.say("board.undo", { what: desk.say(undo.key, undo.params) });
  const words = short ? desk.say("board.undo_short") : desk.say("board.undo", { what: shortName(desk, undo) });
  return html`<button class="button bar__undo" type="button" title=${whole} aria-label=${named(whole, words)} @click=${() => undoLast(desk)}><span>${words}</span></button>`;
}

/**
 * The whole name for who listens, where it has in it what is seen: who speaks to the machine says what they see.
 * @param {string} whole
 * @param {string} seen
 */
const named = (whole, seen) => (whole.includes(seen) ? whole : nothing);

/** What was taken back can be brought back, until something else is done. @param {Desk} desk */
export function redoView(desk) {
  const redo = nextOf(desk, "redoable");
  if (!redo) return nothing;
  const whole = desk.say("board.redo", { what: desk.say(redo.key, redo.params) });
  const words = isWide() ? desk.say("board.redo", { what: shortName(desk, redo) }) : desk.say("board.redo_short");
  return html`<button class="button bar__redo" type="button" title=${whole} aria-label=${named(whole, words)} @click=${() => redoLast(desk)}>${words}</button>`;
}

const isWide = () => window.innerWidth >= 1600;

/**
 * The verb stands at the end of a Japanese name: the thing's own words give way, never the verb.
 * @param {Desk} desk
 * @param {import("../../sync/undoing.js").UndoName} name
 */
function shortName(desk, { key, params }) {
  const room = isWide() ? 10 : 6;
  return desk.say(key, { ...params, ...(params["what"] && { what: cut(params["what"], room) }) });
}

/** @param {Desk} desk */
export function undoLast(desk) {
  const undo = nextOf(desk, "undoable");
  if (!undo) return;
  const what = desk.say(undo.key, undo.params);
  if (togetherOf(desk) > 0 ? restoreTogether(desk) : desk.doc.undo()) desk.tell("board.said_undone", { what });
  desk.redraw();
}

/** @param {Desk} desk */
export function redoLast(desk) {
  const redo = nextOf(desk, "redoable");
  if (!redo) return;
  const what = desk.say(redo.key, redo.params);
  if (desk.doc.redo()) desk.tell("board.said_redone", { what });
  desk.redraw();
}

/** @param {Desk} desk */
export function findView(desk) {
  return html`<button class="button bar__find" type="button" aria-expanded=${desk.finding !== undefined} @click=${() => openFinding(desk)}>${desk.say("find.open")}</button>`;
}

/** @param {Desk} desk */
export function modeView(desk) {
  const { say, mode } = desk;
  if (desk.tooLarge) return nothing;
  const button = (/** @type {"sheet" | "list"} */ to, /** @type {string} */ word) =>
    html`<button type="button" aria-pressed=${mode === to} @click=${() => mode !== to && desk.turn(to)}>${word}</button>`;
  return html`<div class="switch" role="group" aria-label=${say("board.look")}>${button("sheet", say("board.as_sheet"))}${button("list", say("board.as_list"))}</div>`;
}
