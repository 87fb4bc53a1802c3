// What the public shall not read: found by the server, decided here, one by one or all of a kind, by as many as steer.
import { namedIn } from "../model/masks.js";
import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { bannerView } from "../view/banner.js";
import { statusView } from "../view/form/status.js";
import { guideView } from "../view/guide.js";
import { getMasks } from "../view/masks/api.js";
import { keyOf, masksView } from "../view/masks/masks.js";
import { drawEnd, openScreen, refusedView, understood } from "../view/screen.js";

/** @typedef {import("../model/masks.js").Found} Found */

/** Rows that are drawn at first, and with each press more. */
const ROWS = 200;

const screen = openScreen();
const { boot, say, client, hall, bar, main } = screen;

/** @type {Found[] | null} */
let list = null;
let failed = false;
let asking = false;
/** The words masked by hand that the list was made with. */
let known = "";
const found = { words: "", named: /** @type {Found[]} */ ([]) };
let onlyOpen = false;
let shown = ROWS;

client.onChange(redraw);
hall.onChange(redraw);
redraw();

/** The list is asked for once, and again when somebody has named further words. */
async function load() {
  if (asking) return;
  asking = true;
  const now = namedIn(hall.view).join("\n");
  const got = await getMasks(boot.workshop, "");
  asking = false;
  failed = got === null;
  if (got) {
    list = got;
    known = now;
    const listed = new Set(list.map(keyOf));
    found.named = found.named.filter((one) => !listed.has(keyOf(one)));
  }
  redraw();
}

/** @param {string} words */
async function find(words) {
  const got = words ? await getMasks(boot.workshop, words) : [];
  Object.assign(found, { words, named: got ?? [] });
  failed = got === null;
  redraw();
}

function redraw() {
  render(barView(), bar);
  if (drawEnd(screen) || !hall.ready) return;
  if (!failed && (list === null || known !== namedIn(hall.view).join("\n"))) void load();
  main.className = "masks";
  render(html`${bannerView(hall, client, say)} ${hall.refusals.map(({ id, key }) => refusedView(say(key), understood(say, () => hall.dismiss(id))))} ${failed ? failedView() : nothing} ${list === null ? (failed ? nothing : html`<p role="status">${say("masks.loading")}</p>`) : listView(list)}`, main);
}

/** @param {Found[]} all */
const listView = (all) =>
  masksView({
    hall, say, batch: boot.limits.batch, list: all, named: found.named, words: found.words, onlyOpen, shown, find: (words) => void find(words),
    only: (on) => ((onlyOpen = on), (shown = ROWS), redraw()),
    more: () => ((shown += ROWS), redraw()),
  });

const failedView = () => refusedView(say("masks.failed"), html`<button type="button" class="button button--small" @click=${() => ((failed = false), void load())}>${say("masks.again")}</button>`);

function barView() {
  return html`<a class="bar__mark" href="/organise" aria-label=${say("prepare.to_list")}>${say("page.mark")}</a>
    <span class="bar__table">${say("masks.heading")}</span><span class="bar__theme">${hall.view.workshop?.title ?? ""}</span>
    ${statusView(hall.status, say)}
    <div class="bar__acts">${guideView(say, "masks")}<a class="button" href=${`/w/${boot.workshop}/results`}>${say("masks.to_results")}</a></div>`;
}
