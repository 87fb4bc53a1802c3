// The hall: every table at once, live, and the steering of their phases. One socket carries all boards.
import { handsAt, minutesSince } from "../model/agenda.js";
import { worksOn } from "../model/themes.js";
import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { bannerView } from "../view/banner.js";
import { statusView, worstStatus } from "../view/form/status.js";
import { guideView } from "../view/guide.js";
import { cardsView, presentAt } from "../view/hall/cards.js";
import { agendaView } from "../view/hall/agenda.js";
import { askMessage, saidView } from "../view/hall/message.js";
import { aim } from "../view/hall/steer.js";
import { hiddenOn, hiddenReplies } from "../model/hidden.js";
import { openKept } from "../view/hall/kept.js";
import { keptElsewhere, placesOf } from "../view/hall/kept_places.js";
import { bringAll, lookingView } from "../view/hall/look.js";
import { undoLast } from "../view/hall/undo.js";
import { jointButton, jointView } from "../view/hall/joint.js";
import { playsView } from "../view/rehearsing.js";
import { reasonOf } from "../view/refused.js";
import { drawEnd, oncePerFrame, openScreen, refusedView, understood } from "../view/screen.js";

/** @typedef {import("../sync/doc.js").Doc} Doc */

const screen = openScreen();
const { boot, say, client, hall, bar, main } = screen;
const redraw = oncePerFrame(draw);
/** @type {Map<string, Doc>} by board */
const docs = new Map();
/** @type {Set<string>} boards */
const chosen = new Set();
const joint = { said: "", problem: "" };
/** Of a rehearsal: whether its people have gone home. */
const playing = { over: false };

/** What was put away on boards that are not followed here. */
const elsewhere = keptElsewhere(boot.workshop, () => new Set(followed().map(({ id }) => id)), redraw);

/** When something last happened at a table, by this page's clock. @type {Map<string, {view: import("../model/state.js").State | undefined, at: number}>} by board */
const stirred = new Map();

client.onChange(redraw);
hall.onChange(redraw);
redraw();
// Minutes pass without anything happening.
setInterval(redraw, 15_000);

function draw() {
  const all = tableCards();
  render(barView(all), bar);
  if (drawEnd(screen) || !hall.ready) return;
  main.className = "hall";
  main.toggleAttribute("data-watched", looksOn());
  render(mainView(all), main);
  const tables = main.querySelector(".tables");
  if (tables instanceof HTMLElement) tables.style.setProperty("--cols", String(columnsFor(all.length)));
}

/** So that every table is on the window at once, and no card is wider than it is of use. @param {number} tables */
const columnsFor = (tables) => (tables <= 4 ? 2 : tables <= 9 ? 3 : 4);

/** Each table at the board it works on. One that was set up meanwhile is followed from now on. */
function tableCards() {
  const state = hall.view;
  const cards = state.tables().flatMap((table) => {
    const work = worksOn(state, table.id);
    return work ? [{ id: table.id, board: work.id, name: table.name, doc: follow(work.id), seated: state.seats(table.id).map((seat) => seat.id) }] : [];
  });
  const now = new Set([...cards.map((card) => card.board), ...state.assignments("").map((work) => work.id)]);
  for (const board of chosen) if (!now.has(board)) chosen.delete(board);
  if (hall.ready) for (const board of docs.keys()) if (!now.has(board)) letGo(board);
  return cards;
}

/** What the tables have left is followed no longer, once nothing for it is on its way. @param {string} board */
function letGo(board) {
  const doc = docs.get(board);
  if (!doc || doc.queue.pending.length > 0 || doc.refusals.length > 0) return;
  client.shut(board);
  docs.delete(board);
  stirred.delete(board);
}

/** @param {string} board */
function follow(board) {
  const known = docs.get(board);
  if (known) return known;
  const doc = client.open(board);
  doc.onChange(redraw);
  docs.set(board, doc);
  return doc;
}

/** An observer sees what those who steer see of the tables, and steers nothing. */
const looksOn = () => client.me.role === "observer";

/** The boards of all tables are followed as the tables' are. */
const jointDocs = () => (hall.ready ? hall.view.assignments("").map((work) => follow(work.id)) : []);

/** @param {ReturnType<typeof tableCards>} all */
function barView(all) {
  const hands = all.reduce((sum, card) => sum + handsAt(hall.view, card.id).length, 0);
  const here = all.reduce((sum, card) => sum + presentAt(card), 0);
  const status = worstStatus([hall.status, ...all.map((card) => card.doc.status)]);
  return html`<a class="bar__mark" href=${looksOn() ? "/" : "/organise"} aria-label=${say(looksOn() ? "page.mark_home" : "prepare.to_list")}>${say("page.mark")}</a>
    <span class="bar__table">${say("hall.heading")}</span><span class="bar__theme">${hall.view.workshop?.theme ?? ""}</span>
    ${boot.join ? html`<p class="phase">${say("hall.code")} <b>${boot.join.code}</b></p>` : nothing}
    ${hands > 0 ? html`<a class="button hall__hands" href="#tables">${say("hall.hands", { n: hands })}</a>` : nothing}
    <span class="phase">${say("hall.here", { n: here })}</span> ${statusView(status, say)}
    <div class="bar__acts">
      ${jointView(jointDocs(), { say, seat: client.me?.id ?? "" })}
      ${looksOn() ? nothing : html`${keptButton()} ${guideView(say, "hall")} <a class="button" href=${`/w/${boot.workshop}`}>${say("hall.to_prepare")}</a> <a class="button" href=${`/w/${boot.workshop}/results`}>${say("prepare.to_results")}</a>`}
    </div>`;
}

/**
 * What was put away anywhere in this workshop: at the tables' present boards, which are followed, and on all others, which are counted
 * when the hall begins and whenever anything here changes.
 */
function keptButton() {
  const n = elsewhere.known + followed().reduce((sum, { view }) => sum + hiddenOn(view).length + hiddenReplies(view).length, 0);
  elsewhere.look(n);
  return n === 0 ? nothing : html`<button type="button" class="button" aria-haspopup="dialog" @click=${() => openKept({ client, say, boards: placesOf(client, say) })}>${say("kept.open", { n })}</button>`;
}

/** @returns {Doc[]} the documents that are looked at all the time */
const followed = () => [hall, ...docs.values()];

/** @param {ReturnType<typeof tableCards>} all */
function mainView(all) {
  const refused = all.flatMap((card) => card.doc.refusals.map((refusal) => ({ card, refusal })));
  const banner = bannerView(all[0]?.doc ?? hall, client, say);
  const messages = looksOn() ? nothing : saidView({ say, hall });
  const plays = boot.plays ? playsView(playing, { say, workshop: boot.workshop, redraw }) : nothing;
  const looking = looksOn() ? nothing : lookingView({ say, hall, all, chosen });
  const said = looking !== nothing || plays !== nothing || banner !== nothing || messages !== nothing || refused.length > 0 || all.length === 0;
  const openMessage = () => askMessage({ say, hall, all }, aim({ all, chosen }), boot.limits.messageChars);
  const more = jointButton(joint, { say, workshop: boot.workshop, all, redraw });
  const steer = { client, limits: boot.limits, more, say, hall, all, chosen, clear, now: () => client.now(), openMessage, open: (/** @type {string} */ board) => client.open(board), workshop: boot.workshop, batch: boot.limits.batch };
  return html`${looksOn() ? nothing : agendaView(steer)}
    <section class="tables" id="tables" aria-label=${say("hall.tables")} ?data-said=${said}>
      <h1 class="visually-hidden">${say("hall.heading")}</h1>
      ${said
        ? html`<div class="tables__said">
            ${looking} ${plays} ${banner} ${messages} ${all.length === 0 ? html`<p class="notice" data-kind="info">${say("hall.no_tables")}</p>` : nothing}
            ${refused.map(({ card, refusal }) => refusedView(html`${say("hall.refused", { table: card.name })} ${say(reasonOf(say, card.doc, refusal))}`, understood(say, () => card.doc.dismiss(refusal.id))))}
          </div>`
        : nothing}
      ${cardsView(all, { say, hall, seat: client.me?.id ?? "", chosen, choose, quiet, now: () => client.now(), looksOn: looksOn(), undo: (card) => void undoLast({ client, say }, card), look: (card) => void bringAll({ say, hall, all, chosen }, card) })}
    </section>`;
}

/** Whole minutes since anything happened at a table, as far as this page has seen. @param {string} board */
function quiet(board) {
  const view = docs.get(board)?.view;
  if (stirred.get(board)?.view !== view) stirred.set(board, { view, at: client.now() });
  return minutesSince(stirred.get(board)?.at ?? 0, client.now());
}

/**
 * @param {string} board
 * @param {boolean} on
 */
function choose(board, on) {
  if (on) chosen.add(board);
  else chosen.delete(board);
  redraw();
}

function clear() {
  chosen.clear();
  redraw();
}
