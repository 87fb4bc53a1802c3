/** Where a card of a joint board comes from: its island, with all that lies in it now. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { hasShape, isString, listOf } from "../../lib/guard.js";
import { closeButton, dialogView } from "../dialog.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */

/** 「2026年11月21日」. @param {string} iso */
const dayWords = (iso) => new Date(`${iso}T12:00:00`).toLocaleDateString("ja-JP", { year: "numeric", month: "long", day: "numeric" });

/** @typedef {import("../../model/records.js").Lineage} Lineage */
/** @typedef {Extract<import("../../editor/desk.js").Panel, {what: "source"}>} SourcePanel found: absent while it is asked for; null: not now */

/**
 * @param {Desk} desk
 * @param {SourcePanel} panel
 */
export function lineageView(desk, panel) {
  const { say } = desk;
  if (!panel.asked) void ask(desk, panel);
  const close = () => desk.open(undefined);
  const label = (panel.found === "soon" ? undefined : panel.found?.label) ?? desk.doc.view.get("note", panel.note)?.source?.label ?? "";
  return dialogView({
    title: say("lineage.title", { whose: label }),
    body: bodyView(desk, panel.found),
    acts: closeButton(say("board.close"), close),
    close: () => desk.panel === panel && close(),
    wide: true,
  });
}

/**
 * @param {Desk} desk
 * @param {Lineage | "soon" | null | undefined} found
 */
function bodyView({ say }, found) {
  if (found === undefined) return html`<p class="hint" role="status">${say("page.opening")}</p>`;
  if (found === "soon") return html`<p class="hint" role="alert">${say("lineage.soon")}</p>`;
  if (found === null) return html`<p class="hint" role="alert">${say("lineage.not_now")}</p>`;
  const event = found.event ? html`<p class="lineage__event">${found.date ? say("lineage.event_day", { event: found.event, day: dayWords(found.date) }) : found.event}</p>` : nothing;
  if (found.title === "") return html`${event}${found.was ? html`<p class="lineage__title" dir="auto">${found.was}</p><p class="hint">${say("lineage.was")}</p>` : nothing}<p class="hint">${say("lineage.gone")}</p>`;
  return html`${event}<p class="lineage__title" dir="auto">${found.title}</p>
    <ul class="lineage">${found.lines.map((line) => html`<li class="lineage__line" data-kind=${line.kind} data-depth=${line.depth > 0 ? line.depth : nothing} dir="auto">${line.text || say("board.untitled")}</li>`)}</ul>`;
}

/**
 * Asked once for each opening: what was changed or hidden at the table since is so here, too.
 * @param {Desk} desk
 * @param {SourcePanel} panel
 */
async function ask(desk, panel) {
  panel.asked = true;
  panel.found = await fetched(desk, panel.note);
  if (desk.panel === panel) desk.redraw();
}

/**
 * @param {Desk} desk
 * @param {string} note
 * @returns {Promise<Lineage | "soon" | null>}
 */
async function fetched({ doc, client }, note) {
  try {
    const answer = await fetch(`/api/documents/${doc.id}/source/${note}?seat=${client.me.id}`, { cache: "no-store" });
    const body = /** @type {unknown} */ (await answer.json());
    if (answer.status === 429) return "soon";
    return answer.ok && isLineage(body) ? body : null;
  } catch {
    return null;
  }
}

/**
 * @param {unknown} v
 * @returns {v is Lineage}
 */
const isLineage = (v) => hasShape(v, { label: isString, title: isString, lines: listOf(isLine), was: isString, event: isString, date: isString });

/** @param {unknown} v @returns {v is Lineage["lines"][number]} */
const isLine = (v) => hasShape(v, { kind: isString, text: isString, depth: (/** @type {unknown} */ n) => typeof n === "number" });
