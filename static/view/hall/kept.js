/** 伏せたもの: what was put away, with the reason, for those who steer the hall alone; and its way back. The words come when asked for and go with the dialog. */
import { html, nothing, render } from "../../vendor/lit-html/lit-html.js";
import { hasShape, isNumber, isString, listOf, optional, parseJSON } from "../../lib/guard.js";
import { hiddenOn, hiddenReplies } from "../../model/hidden.js";
import { showTexts } from "../../model/ops.js";
import { showReply } from "../../model/ops_closing.js";

/**
 * @typedef {{board: string, name: string, doc: import("../../sync/doc.js").Doc}} Place name: the table's
 * @typedef {{id: string, kind: string, texts: string[], author?: string, by: string, at: number, reason: string, of?: string}} Kept of: what a card was laid from, and went with
 * @typedef {{client: import("../../sync/client.js").Client, say: import("../../lib/words.js").Say, boards: readonly Place[]}} Parts
 */

const isKept = (/** @type {unknown} */ v) => hasShape(v, { id: isString, kind: isString, texts: listOf(isString), author: optional(isString), by: isString, at: isNumber, reason: isString, of: optional(isString) });
const isList = listOf(isKept);

/** @param {Parts} parts */
export function openKept(parts) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog dialog--wide";
  dialog.setAttribute("aria-labelledby", "kept-title");
  /** @type {Map<string, Kept[] | "failed">} by board */
  const lists = new Map();
  const draw = () => render(dialogView(parts, lists), dialog);
  const load = async () => {
    await Promise.all(parts.boards.map(async ({ board }) => lists.set(board, await ask(board, parts.client.me.id))));
    if (dialog.isConnected) draw();
  };
  // Brought back here or elsewhere, a text is no more in the list.
  const ends = parts.boards.map(({ doc }) => doc.onChange(draw));
  dialog.addEventListener("close", () => {
    for (const end of ends) end();
    dialog.remove();
  });
  draw();
  document.body.append(dialog);
  dialog.showModal();
  void load();
}

/** @param {string} board @param {string} seat @returns {Promise<Kept[] | "failed">} */
async function ask(board, seat) {
  const answer = await fetch(`/api/documents/${encodeURIComponent(board)}/kept?seat=${encodeURIComponent(seat)}`, { cache: "no-store" }).catch(() => undefined);
  const list = answer?.ok ? parseJSON(await answer.text()) : undefined;
  return isList(list) ? /** @type {Kept[]} */ (list) : "failed";
}

/** @param {Parts} parts @param {ReadonlyMap<string, Kept[] | "failed">} lists */
function dialogView(parts, lists) {
  const { say, boards } = parts;
  const still = boards.map((place) => ({ place, hidden: countKept(place) })).filter(({ hidden }) => hidden > 0);
  return html`<form method="dialog">
    <h2 class="dialog__title" id="kept-title">${say("kept.title")}</h2>
    <div class="dialog__body">
      <p class="hint">${say(still.length === 0 ? "kept.none" : "kept.how")}</p>
      ${still.map(({ place }) => placeView(parts, place, lists.get(place.board)))}
    </div>
    <div class="dialog__acts"><button class="button" autofocus>${say("board.close")}</button></div>
  </form>`;
}

/** How many texts are put away there. @param {Place} place */
export const countKept = ({ doc }) => hiddenOn(doc.view).length + hiddenReplies(doc.view).length;

/** Brought back here or elsewhere, it is no more in the list. @param {Place} place @param {Kept} one */
const isStill = ({ doc }, { id, kind, at }) => (kind === "survey" ? hiddenReplies(doc.view).some((kept) => kept.question === id && kept.at === at) : hiddenOn(doc.view).includes(id));

/** @param {Parts} parts @param {Place} place @param {Kept[] | "failed" | undefined} list */
function placeView(parts, place, list) {
  const { say, boards } = parts;
  if (list === undefined) return html`<p>${say("kept.reading")}</p>`;
  if (list === "failed") return html`<p class="notice" data-kind="warn">${say("kept.failed")}</p>`;
  return html`<section>
    ${boards.length > 1 ? html`<h3 class="gone__heading">${place.name}</h3>` : nothing}
    <ul class="gone__list">${list.filter((one) => isStill(place, one)).map((one) => rowView(parts, place, one))}</ul>
  </section>`;
}

/** @param {Parts} parts @param {Place} place @param {Kept} one */
function rowView({ say, client }, { doc }, one) {
  const nameOf = (/** @type {string | undefined} */ seat) => client.hall.view.seat(seat ?? "")?.name ?? say("kept.somebody");
  const at = new Date(one.at);
  const time = `${at.getHours()}:${String(at.getMinutes()).padStart(2, "0")}`;
  const [first = "", ...more] = one.texts;
  return html`<li class="gone__row kept__row">
    <div>
      <p class="gone__text" dir="auto">${first}${more.map((text) => html`<br /><span class="choose__who" dir="auto">${text}</span>`)}</p>
      <p class="kept__why"><b>${say(`hide.kind.${one.kind}`)}</b> ${say("kept.why", { reason: one.reason })} ${say("kept.who", { who: nameOf(one.by), time })} ${one.author ? say("kept.author", { name: nameOf(one.author) }) : nothing}</p>
    </div>
    ${one.of ? html`<p class="kept__why">${say("kept.follows")}</p>` : html`<button class="button" type="button" aria-label=${say("kept.show_of", { what: first })} @click=${() => doc.send(one.kind === "survey" ? showReply(one.id, first) : showTexts([one.id]))}>${say("kept.show")}</button>`}
  </li>`;
}
