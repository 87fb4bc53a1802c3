// What came of it: the islands of every table, worked through one by one, saved as one goes; the day after, or a year after.
import { html, render } from "../vendor/lit-html/lit-html.js";
import { bannerView } from "../view/banner.js";
import { statusView, worstStatus } from "../view/form/status.js";
import { makeDrafts } from "../view/follow/drafts.js";
import { followView } from "../view/follow/follow.js";
import { guideView } from "../view/guide.js";
import { drawEnd, oncePerFrame, openScreen } from "../view/screen.js";

const screen = openScreen();
const { boot, say, client, hall, bar, main } = screen;
const redraw = oncePerFrame(draw);
const works = boot.boards.map((work) => ({ board: work.id, name: severalOf(work.table) ? say("follow.table_theme", { table: work.name, theme: work.theme }) : work.name, doc: client.open(work.id) }));
const drafts = makeDrafts({ client, changed: redraw });
/** @type {Set<string>} items */
const open = new Set();
let onlyEmpty = false;

client.onChange(redraw);
hall.onChange(redraw);
for (const { doc } of works) doc.onChange(redraw);
redraw();

/** Whether a table has a board for more than one theme. @param {string} table */
function severalOf(table) {
  return boot.boards.filter((work) => work.table === table).length > 1;
}

function draw() {
  render(barView(), bar);
  if (drawEnd(screen)) return;
  const ready = works.filter(({ doc }) => doc.ready);
  if (!hall.ready || (works.length > 0 && ready.length === 0)) return;
  main.className = "masks follow";
  const only = (/** @type {boolean} */ on) => ((onlyEmpty = on), redraw());
  render(html`${bannerView(ready[0]?.doc ?? hall, client, say)} ${followView(ready, { say, limits: boot.limits, drafts, open, onlyEmpty, redraw, only })}`, main);
}

function barView() {
  return html`<a class="bar__mark" href="/organise" aria-label=${say("prepare.to_list")}>${say("page.mark")}</a>
    <span class="bar__table">${say("follow.heading")}</span><span class="bar__theme">${hall.view.workshop?.title ?? ""}</span>
    ${statusView(worstStatus([hall.status, ...works.map(({ doc }) => doc.status)]), say)}
    <div class="bar__acts">${guideView(say, "follow")}<a class="button" href=${`/w/${boot.workshop}/export/followup.html`} download>${say("follow.take_page")}</a><a class="button" href=${`/w/${boot.workshop}/export/followup.docx`} download>${say("follow.take_word")}</a><a class="button" href=${`/w/${boot.workshop}/results`}>${say("masks.to_results")}</a></div>`;
}
