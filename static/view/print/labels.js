/** Labels: the notes and the title cards to cut out, for a table that goes on with scissors and glue. See css/print.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { rowsOf } from "../../model/pages.js";

/** @typedef {import("./print.js").Printed} Printed */

/** @param {Printed} printed */
export function labelPapers(printed) {
  const { say, labels, table, theme } = printed;
  const titles = [...printed.scene.byId.values()].flatMap((b) => (b.kind === "group" && b.item.title ? [{ id: b.item.id, title: b.item.title, n: printed.scene.counts.get(b.item.id) ?? 0 }] : []));
  return html`<section class="paper" aria-label=${say("print.kind_labels")}>
    <header class="paper__head"><b>${table}</b> <span>${theme}</span> <span>${say("board.sheets", { n: labels.length })}</span></header>
    ${labels.length === 0 ? html`<p class="paper__none">${say("print.no_notes")}</p>` : nothing}
    <div class="labels">${rowsOf(labels).map((row) => html`<div class="labels__row">${row.map((one) => labelView(one, printed))}</div>`)}</div>
    ${titles.length > 0
      ? html`<div class="labels labels--titles">${titles.map((t) => html`<div class="labels__row"><div class="label label--title"><p class="label__text" dir="auto">${t.title}</p><p class="label__foot"><b>${table}</b> <span>${say("print.title_card", { n: t.n })}</span></p></div></div>`)}</div>`
      : nothing}
  </section>`;
}

/**
 * @param {{label: import("../../model/pages.js").Label, room: import("../../model/pages.js").Room}} one
 * @param {Printed} printed
 */
function labelView({ label: { note, n, island, lone }, room }, printed) {
  const { say, table } = printed;
  return html`<div class="label" data-room=${room} data-number=${n}>
    <p class="label__text" dir="auto">${note.text ?? ""}</p>
    <p class="label__foot">${whoseView(note, printed)}<span class="label__where">${lone ? say("board.lone") : island}</span><b class="label__number">${say("print.number", { table, n })}</b></p>
  </div>`;
}

/**
 * Whose words, whether they are a proposal, and how many say so too: the mark's letter, for papers without colour, and the name where these eyes may know it.
 * @param {import("../../model/records.js").Note} note
 * @param {Printed} printed
 */
export function whoseView({ side, author, proposal, echoes }, { say, nameOf }) {
  const name = nameOf(author);
  const too = echoes?.length ?? 0;
  return html`${side ? html`<span class="mark" data-side=${side}>${say(`side.mark.${side}`)}</span>` : nothing}${proposalView(proposal, say)}${name ? html`<span class="mark__who">${name}</span>` : nothing}${too > 0
    ? html`<span class="mark__too">${say("export.mark.echoes", { n: too })}</span>`
    : nothing}`;
}

/** @param {boolean | undefined} proposal @param {import("../../lib/words.js").Say} say */
export function proposalView(proposal, say) {
  return proposal ? html`<span class="mark mark--proposal">${say("relation.proposal_mark")}</span>` : nothing;
}
