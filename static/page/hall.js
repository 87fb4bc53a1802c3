// The hall: every table at once, live, and the steering of their phases. One socket carries all boards.
import { makeWords } from "../lib/words.js";
import { readBoot } from "../sync/boot.js";
import { connect } from "../sync/client.js";
import { guardLeaving } from "../view/guard.js";
import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { bannerView } from "../view/banner.js";
import { endedView } from "../view/form_ended.js";
import { statusView, worstStatus } from "../view/form_status.js";
import { cardsView, presentAt } from "../view/hall_cards.js";
import { steerView } from "../view/hall_steer.js";

/** @typedef {import("../sync/doc.js").Doc} Doc */

const boot = readBoot(document);
const say = makeWords(boot.texts);
const client = connect({ boot });
guardLeaving(client, say);
const hall = client.hall;

const bar = emptied("bar");
const main = emptied("app");
/** @type {Map<string, Doc>} by board */
const docs = new Map();
/** @type {Set<string>} boards */
const chosen = new Set();
let waiting = false;

client.onChange(redraw);
hall.onChange(redraw);
redraw();

/** @param {string} id */
function emptied(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  element.replaceChildren();
  return element;
}

/** Twelve lively tables would redraw the hall hundreds of times a second; a person sees one picture a frame. */
function redraw() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    draw();
  });
}

function draw() {
  const all = tableCards();
  render(barView(all), bar);
  if (client.ended) {
    main.className = "join";
    render(endedView(client.ended, say), main);
  } else if (hall.ready) {
    main.className = "hall";
    render(mainView(all), main);
    const tables = main.querySelector(".tables");
    if (tables instanceof HTMLElement) tables.style.setProperty("--cols", String(columnsFor(all.length)));
  }
}

/** So that every table is on the window at once, and no card is wider than it is of use. @param {number} tables */
const columnsFor = (tables) => (tables <= 4 ? 2 : tables <= 9 ? 3 : 4);

/** A table that was set up meanwhile is followed from now on. */
function tableCards() {
  const state = hall.view;
  return state.tables().flatMap((table) =>
    state.assignments(table.id).map((work) => ({
      id: table.id, board: work.id, name: table.name, doc: follow(work.id),
      seated: state.seats(table.id).map((seat) => seat.id),
    })),
  );
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

/** @param {ReturnType<typeof tableCards>} all */
function barView(all) {
  const here = all.reduce((sum, card) => sum + presentAt(card), 0);
  const status = worstStatus([hall.status, ...all.map((card) => card.doc.status)]);
  return html`<a class="bar__mark" href="/organise" aria-label=${say("prepare.to_list")}>${say("page.mark")}</a>
    <span class="bar__table">${say("hall.heading")}</span><span class="bar__theme">${hall.view.workshop?.theme ?? ""}</span>
    ${boot.join ? html`<p class="phase">${say("hall.code")} <b>${boot.join.code}</b></p>` : nothing}
    <span class="phase">${say("hall.here", { n: here })}</span> ${statusView(status, say)}
    <div class="bar__acts">
      <a class="button" href=${`/w/${boot.workshop}`}>${say("hall.to_prepare")}</a>
      <a class="button" href=${`/w/${boot.workshop}/results`}>${say("prepare.to_results")}</a>
    </div>`;
}

/** @param {ReturnType<typeof tableCards>} all */
function mainView(all) {
  const refused = all.flatMap((card) => card.doc.refusals.map((refusal) => ({ card, refusal })));
  const banner = bannerView(all[0]?.doc ?? hall, client, say);
  const said = banner !== nothing || refused.length > 0 || all.length === 0;
  return html`${steerView({ say, all, chosen, clear })}
    <section class="tables" aria-label=${say("hall.tables")} ?data-said=${said}>
      <h1 class="visually-hidden">${say("hall.heading")}</h1>
      ${said
        ? html`<div class="tables__said">
            ${banner} ${all.length === 0 ? html`<p class="notice" data-kind="info">${say("hall.no_tables")}</p>` : nothing}
            ${refused.map(({ card, refusal }) => refusedView(card, refusal))}
          </div>`
        : nothing}
      ${cardsView(all, { say, seat: client.me?.id ?? "", chosen, choose })}
    </section>`;
}

/**
 * @param {ReturnType<typeof tableCards>[number]} card
 * @param {import("../sync/doc.js").Refusal} refusal
 */
const refusedView = (card, refusal) => html`<div class="notice" data-kind="error" role="alert">
  <p>${say("hall.refused", { table: card.name })} ${say(refusal.key)}</p>
  <div class="buttons"><button type="button" class="button button--small" @click=${() => card.doc.dismiss(refusal.id)}>${say("seat.understood")}</button></div>
</div>`;

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
