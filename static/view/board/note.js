/** A note, the same element on the sheet, in the tray and in the list. See css/note.css for its parts. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { cut } from "../../lib/text.js";
import { echoMark } from "./echo.js";
import { steady } from "../steady.js";
import { tagMarks } from "../tags/mark.js";
import { sealView } from "../voting/chart.js";

/**
 * What an item needs to know of the person who looks and of what they are doing. Made anew for each rendering by the desk.
 * @typedef {{
 *   say: import("../../lib/words.js").Say,
 *   nameOf: (seat: string) => string,
 *   isMine: (author: string | undefined) => boolean,
 *   tabOf: (id: string) => 0 | -1,
 *   isSelected: (id: string) => boolean,
 *   isLifted: (id: string) => boolean,
 *   stateOf: (id: string) => "" | "sending" | "unsent" | "refused",
 *   heldBy: (id: string) => string,
 *   isFresh: (id: string) => boolean,
 *   colsOf: (group: string) => number,
 *   deepOf: (group: string) => number,
 *   countOf: (group: string) => number,
 *   stepOf?: (island: import("../../editor/scene.js").Branch) => string,
 *   hasMenu: (id: string) => boolean,
 *   mayTitle: boolean,
 *   veiled: boolean,
 *   unheard?: boolean,
 *   openMenu: (id: string, button: HTMLElement) => void,
 *   openLens: (id: string) => void,
 *   closed: (group: string) => boolean,
 *   shut: unknown,
 *   sealsOn?: (id: string) => number,
 *   tagsOn?: (item: {tags?: readonly string[]}) => readonly string[],
 *   choose?: (id: string) => void,
 *   mayChoose?: (id: string) => boolean,
 *   stamp: string,
 *   names: unknown,
 *   all: readonly unknown[],
 *   stirred: (id: string) => string,
 * }} Look stamp: changes when what may be done changes, for whatever item. names: changes when somebody's name may have. stirred:
 *   changes when something does that is not in an item's record (selected, held, on its way …), of it or anything in it; "": of any item;
 *   veiled: others' notes are not for these eyes yet; unheard: not before they were read aloud; heldBy: name of somebody else who is writing on it; closed: shown closed because the sheet has no room for it open; shut: another object when other islands may be closed; all: what anything on the board may be drawn by, besides what is in it and what is stirred; choose: opens the choice between wordings, absent where nothing can be done
 */

/** @typedef {import("../../model/records.js").Note} Note */

/**
 * @param {Note} note
 * @param {Look} look
 */
export function noteView(note, look) {
  if (note.veiled) return nothing;
  return steady([note, look.stirred(note.id), look.stamp, note.author ? look.nameOf(note.author) : ""], () => paperView(note, look));
}

/**
 * @param {Note} note
 * @param {Look} look
 */
function paperView(note, look) {
  const state = look.stateOf(note.id);
  const held = look.heldBy(note.id);
  return html`<li
    class="note"
    data-id=${note.id}
    data-kind="note"
    data-side=${note.side ?? ""}
    data-state=${state || nothing}
    data-mood=${note.proposal ? "proposal" : nothing}
    ?data-mine=${look.isMine(note.author)}
    ?data-lone=${note.lone ?? false}
    ?data-selected=${look.isSelected(note.id)}
    ?data-lifted=${look.isLifted(note.id)}
    ?data-held=${held !== ""}
    ?data-fresh=${look.isFresh(note.id)}
    tabindex=${look.tabOf(note.id)}
  >
    <p class="note__text" dir="auto">${note.text ?? ""}</p>
    <div class="note__foot">${footView(note, look, state, held)}${selectedView(note.id, look)}</div>
    ${tagMarks(look.tagsOn?.(note) ?? [], look.say)} ${menuButton("note__menu", note.id, note.text ?? "", look)}
  </li>`;
}

/**
 * @param {Note} note
 * @param {Look} look
 * @param {string} state
 * @param {string} held
 */
function footView(note, look, state, held) {
  const who = note.author ? look.nameOf(note.author) : (note.source?.label ?? "");
  const side = note.side ? html`<span class="side" aria-hidden="true">${look.say(`side.mark.${note.side}`)}</span><span class="heard">${look.say(`side.${note.side}`)}</span>` : nothing;
  const mark = markOf(note, look, state, held);
  const tab = note.proposal ? html`<span class="proposal-tab" aria-hidden="true">${look.say("relation.proposal_mark")}</span><span class="heard">${look.say("relation.proposal")}</span>` : nothing;
  return html`${side}${tab}${rivalsView(note, look)}${sealView(look.sealsOn?.(note.id) ?? 0, look.say)}${who ? html`<span class="note__who">${who}</span>` : nothing}${note.scribe ? html`<span class="note__scribe">${look.say("dictate.mark")}</span>` : nothing}${look.isMine(note.author)
    ? html`<span class="heard">${look.say("board.mine")}</span>`
    : nothing}${echoMark(note, look)}${mark ? html`<span class="note__mark">${mark}</span>` : nothing}`;
}

/**
 * Two wordings wait for a choice: said on the thing itself, and one press away.
 * @param {{id: string, rivals?: readonly import("../../model/records.js").Rival[]}} item
 * @param {Look} look
 */
export function rivalsView({ id, rivals }, look) {
  if (!rivals || rivals.length === 0) return nothing;
  const n = rivals.length + 1;
  const { choose } = look;
  if (!choose || !look.mayChoose?.(id)) return html`<span class="rivals">${look.say("choose.mark", { n })}</span>`;
  return html`<button class="rivals" type="button" tabindex=${look.tabOf(id)} aria-haspopup="dialog" @click=${() => choose(id)}>${look.say("choose.mark_press", { n })}</button>`;
}

/**
 * The frame round a selected item, for those who hear it.
 * @param {string} id
 * @param {Look} look
 */
export function selectedView(id, look) {
  return look.isSelected(id) ? html`<span class="visually-hidden">${look.say("board.selected")}</span>` : nothing;
}

/**
 * One word at most: what needs attention comes first.
 * @param {Note} note
 * @param {Look} look
 * @param {string} state
 * @param {string} held
 */
function markOf(note, look, state, held) {
  if (state === "refused") return look.say("board.note_refused");
  if (state === "unsent") return look.say("board.note_unsent");
  if (held) return look.say("board.note_in_hand", { name: held });
  return note.lone ? look.say("board.lone") : "";
}

/**
 * The visible way to everything that dragging does.
 * @param {"note__menu" | "island__menu"} name
 * @param {string} id
 * @param {string} what
 * @param {Look} look
 */
export function menuButton(name, id, what, look) {
  if (!look.hasMenu(id)) return nothing;
  const label = look.say("board.menu_of", { what: cut(what, 14) || look.say("board.untitled") });
  return html`<button
    class=${name}
    type="button"
    tabindex=${look.tabOf(id)}
    aria-haspopup="menu"
    aria-label=${label}
    @click=${(/** @type {MouseEvent} */ e) => look.openMenu(id, /** @type {HTMLElement} */ (e.currentTarget))}
  >
    …
  </button>`;
}
