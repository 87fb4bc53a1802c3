/** Moving a table on to another phase: the next one is proposed, any can be chosen, and what will happen is said before it does. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import * as ops from "../../model/ops.js";
import { PHASES, isPrivate, nextPhase } from "../../model/phase.js";
import { countedBy } from "../../model/voting.js";
import { closeButton, dialogView } from "../dialog.js";
import { leavingSaid } from "../voting/strip.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {Extract<import("../../editor/desk.js").Panel, {what: "phase"}>} PhasePanel */
/** @typedef {import("../../model/records.js").Phase} Phase */

/**
 * @param {Desk} desk
 * @param {PhasePanel} panel
 */
export function phasingView(desk, panel) {
  const { say } = desk;
  const now = desk.doc.view.board?.phase ?? "prepare";
  // An evening goes forward: the step after this one is what is mostly meant.
  const to = panel.to ?? nextPhase(now) ?? now;
  const close = () => desk.open(undefined);
  const pick = (/** @type {Phase} */ phase) => {
    panel.to = phase;
    desk.redraw();
  };
  // The number that stands before a phase chooses it; what is chosen is done by the button, on which the focus is.
  const byNumber = (/** @type {KeyboardEvent} */ e) => {
    const phase = e.ctrlKey || e.altKey || e.metaKey ? undefined : PHASES[Number(e.key) - 1];
    if (phase) pick(phase);
  };
  const body = html`<ol class="picks picks--phases" aria-label=${say("board.phases")}>
      ${PHASES.map(
        (phase) =>
          html`<li>
            <button class="pick" type="button" aria-pressed=${phase === to} @click=${() => pick(phase)}>
              ${say(`phase.${phase}`)}${phase === now ? html`<span class="count">${say("board.phase_is_now")}</span>` : nothing}
            </button>
          </li>`,
      )}
    </ol>
    <div role="status">${thenView(desk, now, to)}</div>
    ${handView(desk)}`;
  return dialogView({
    title: say("board.phase_title"),
    body,
    acts: html`${closeButton(say(to === now ? "board.close" : "board.stop"), close)}${to === now ? nothing : html`<button class="button button--main" type="submit" autofocus>${say("board.phase_do", { phase: say(`phase.${to}`) })}</button>`}`,
    close: () => desk.panel === panel && close(),
    keys: byNumber,
    submit: () => move(desk, to),
  });
}

/**
 * @param {Desk} desk
 * @param {Phase} now
 * @param {Phase} to
 */
function thenView(desk, now, to) {
  const { say } = desk;
  if (to === now) return html`<p class="hint">${say("board.phase_choose")}</p>`;
  // What is read aloud is laid open note by note, and its own sentence says so.
  const veiled = (/** @type {Phase} */ phase) => isPrivate(phase) || phase === "read";
  const shows = veiled(now) && !veiled(to);
  const hides = !veiled(now) && isPrivate(to);
  const seals = leavingSaid(desk, to);
  return html`<p class="notice" data-kind="info">${say(`phase.then.${to}`)}</p>
    ${shows ? html`<p class="notice" data-kind="warn">${say("board.phase_shows")}</p>` : nothing}${hides ? html`<p class="notice" data-kind="warn">${say("board.phase_hides")}</p>` : nothing}${seals ? html`<p class="notice" data-kind="warn">${seals}</p>` : nothing}`;
}

/** Whether the participants of this table may gather too. @param {Desk} desk */
function handView(desk) {
  if (!desk.may("board.hand")) return nothing;
  const open = desk.doc.view.board?.openHand ?? false;
  return html`<label class="check"><input type="checkbox" .checked=${open} @change=${() => desk.send([ops.openHand(!open)])} /><span>${desk.say("board.open_hand")}</span></label>`;
}

/**
 * @param {Desk} desk
 * @param {Phase} to
 */
function move(desk, to) {
  if (to === desk.doc.view.board?.phase) return;
  const round = countedBy(desk.doc.view, to);
  if (!desk.send([...(round ? [ops.closeRound(round.id)] : []), ops.setPhase(to)])) return;
  desk.tell("board.said_phase", { phase: desk.say(`phase.${to}`) });
  desk.open(undefined);
}
