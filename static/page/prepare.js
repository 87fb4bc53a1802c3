// Preparing a workshop: one page from top to bottom, saved as it goes; beside it what people need to get in.
import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { bannerView } from "../view/banner.js";
import { guideView } from "../view/guide.js";
import { agendaView } from "../view/prepare/agenda.js";
import { statusView } from "../view/form/status.js";
import { getLinks } from "../view/prepare/api.js";
import { earlierView, makeEarlier } from "../view/prepare/earlier.js";
import { devicesView } from "../view/prepare/devices.js";
import { doorView } from "../view/prepare/door.js";
import { factsView, makeFacts } from "../view/prepare/facts.js";
import { paperView } from "../view/prepare/papers.js";
import { importView, makeImport } from "../view/prepare/import.js";
import { rosterPaste, rosterView } from "../view/prepare/paste.js";
import { makePeople, peopleView } from "../view/prepare/people.js";
import { surveyCard } from "../view/prepare/survey.js";
import { tagsCard } from "../view/prepare/tags.js";
import { tablesView } from "../view/prepare/tables.js";
import { askSeating, moveAll } from "../view/prepare/seating.js";
import { makeTemplates } from "../view/prepare/templates.js";
import { makeThemes, themesView } from "../view/prepare/themes.js";
import { rehearseView } from "../view/rehearsing.js";
import { drawEnd, openScreen, refusedView } from "../view/screen.js";

const screen = openScreen();
const { boot, say, client, hall, bar, main } = screen;
const papers = document.body.appendChild(document.createElement("div"));
papers.className = "papers";
papers.hidden = true;
/** What goes on paper next; the poster where nothing else was asked for. @type {import("../view/prepare/papers.js").Paper} */
let paper = "poster";
const facts = makeFacts({ hall, boot, changed: redraw });
const themes = makeThemes({ hall, boot, changed: redraw });
const roster = rosterPaste(boot.workshop, redraw);
const people = makePeople({ hall, say, workshop: boot.workshop, changed: redraw });
const templates = makeTemplates({ workshop: boot.workshop, say, changed: redraw });
void templates.load();
const bringing = makeImport(boot.workshop, redraw);

/** What is wrong with a step of the agenda, by its id. @type {Map<string, import("../view/prepare/agenda.js").Wrong>} */
const stepProblems = new Map();
/** What is wrong with a question of the closing survey: a key, by its id. @type {Map<string, string>} */
const questionProblems = new Map();
/** What is wrong with a tag: a key, by its id. @type {Map<string, string>} */
const tagProblems = new Map();
const shown = { open: "", problem: "", copied: "", uncopied: false };
/** @type {import("../view/prepare/devices.js").Devices} */
const devices = { list: null, problem: "" };
const earlier = makeEarlier();
const rehearsing = { problem: "", busy: false };
/** @type {import("../view/prepare/api.js").Links | null} */
let links = null;
let begun = false;
/** The seats and tables the links were fetched for. */
let linked = "";

client.onChange(redraw);
hall.onChange(redraw);
// On paper goes what was asked for and nothing else: the links beside it are for single persons.
addEventListener("beforeprint", () => printing(true));
addEventListener("afterprint", () => printing(false));
redraw();

/** @param {boolean} on */
function printing(on) {
  bar.hidden = main.hidden = on;
  papers.hidden = !on;
  if (!on) paper = "poster";
}

/** The browser prints pictures only that have come. @param {import("../view/prepare/papers.js").Paper} which */
async function print(which) {
  paper = which;
  redraw();
  await Promise.all([...papers.querySelectorAll("img")].map((img) => img.decode().catch(() => undefined)));
  window.print();
}

function redraw() {
  render(barView(), bar);
  if (drawEnd(screen) || !hall.ready) return;
  main.className = "prepare";
  render(mainView(), main);
  render(paperView(paper, { hall, say, links }), papers);
  freshLinks();
  begin();
}

/** Who has just opened a workshop goes on with its people. */
function begin() {
  if (begun) return;
  begun = true;
  const box = main.querySelector("#roster");
  const free = document.activeElement === null || document.activeElement === document.body;
  if (free && hall.view.tables().length === 0 && box instanceof HTMLElement) box.focus();
}

/** Links are the server's to make; they are asked for again when somebody came, went or took the lead. */
async function freshLinks() {
  if (hall.queue.pending.length > 0) return; // the server does not know them yet; it is asked when it does
  const observers = hall.view.seats("").map((seat) => seat.id);
  const now = [...observers, ...hall.view.tables().flatMap((table) => [table.id, ...hall.view.seats(table.id).map((seat) => seat.id + seat.role)])].join();
  if (now === linked && links !== null) return;
  if (linked === `asked ${now}`) return;
  linked = `asked ${now}`;
  links = (await getLinks(boot.workshop)) ?? links;
  if (linked === `asked ${now}` && links !== null) linked = now;
  redraw();
}

/** A link was made anew: all are asked for again. */
function renewed() {
  linked = "";
  void freshLinks();
}

function barView() {
  const title = hall.view.workshop?.title ?? "";
  return html`<a class="bar__mark" href="/organise" aria-label=${say("prepare.to_list")}>${say("page.mark")}</a>
    <span class="bar__table">${say("prepare.heading")}</span><span class="bar__theme">${title}</span>
    ${standingView()}
    <div class="bar__acts">
      ${guideView(say, "prepare")}
      <a class="button" href=${`/w/${boot.workshop}/results`}>${say("prepare.to_results")}</a>
      <a class="button button--main" href=${`/w/${boot.workshop}/hall`}>${say("prepare.to_hall")}</a>
    </div>`;
}

/** The bar must not say 保存済み while a box holds what could not be saved. */
function standingView() {
  const standing = facts.standing();
  if (standing === "refused") return html`<span class="saved" role="status" data-state="refused">${say("prepare.unsaved")}</span>`;
  return statusView(standing === "saving" && hall.status.state === "saved" ? { state: "saving", n: 1 } : hall.status, say);
}

function mainView() {
  return html`<div class="prepare__main">
      <h1 class="visually-hidden">${say("prepare.heading")}</h1>
      ${bannerView(hall, client, say)} ${hall.refusals.map(({ id, key }) => refusedView(say(key), refusedActs(id)))} ${factsView(facts, themesView(themes, say), say)}
      <section class="card" aria-labelledby="tables-title">
        <h2 class="card__title" id="tables-title"><span class="card__number" aria-hidden="true">2</span>${say("prepare.tables")}</h2>
        ${tablesView({ hall, boot, say, open: shown.open, problem: shown.problem, show })}
        <div class="buttons"><button type="button" class="button" ?disabled=${roster.busy} @click=${addTable}>${say("prepare.add_table")}</button>
          ${hall.view.tables().length > 1 ? html`<button type="button" class="button" @click=${spread}>${say("seating.spread")}</button>` : nothing}</div>
        ${peopleView(people, say)} ${rosterView(roster, say)}
      </section>
      ${agendaView({ hall, boot, say, problems: stepProblems, redraw, templates })}
      ${earlierView(earlier, { hall, say, workshop: boot.workshop, redraw })}
      ${surveyCard({ hall, boot, say, problems: questionProblems, redraw })}
      ${tagsCard({ hall, boot, say, problems: tagProblems, redraw })}
      ${importView(bringing, say)}
    </div>
    <aside class="prepare__door" aria-label=${say("prepare.door")}>
      ${shown.uncopied ? html`<p class="notice" data-kind="info" role="status">${say("prepare.uncopied")}</p>` : nothing}
      ${doorView({ hall, say, links, copied: shown.copied, tellCopied, workshop: boot.workshop, renewed, print })}
      ${devicesView(devices, { hall, say, workshop: boot.workshop, redraw })}
      ${rehearseView(rehearsing, { say, workshop: boot.workshop, redraw })}
    </aside>`;
}

/** @param {string} id of what was refused */
const refusedActs = (id) => html`<button type="button" class="button" @click=${() => hall.retry(id)}>${say("seat.retry")}</button>
  <button type="button" class="button" @click=${() => hall.dismiss(id)}>${say("seat.understood")}</button>`;

/** The people who are at tables already, mixed anew. */
async function spread() {
  const room = { hall, say, workshop: boot.workshop, batch: boot.limits.batch };
  const seats = await askSeating(room, { mode: "even", tables: [], title: say("seating.spread_ask"), text: say("seating.spread_text") });
  if (seats) moveAll(room, seats, false);
}

/** The next table, named by its number; the name can be changed like any other. */
function addTable() {
  roster.send(say("table.numbered", { n: hall.view.tables().length + 1 }));
}

/**
 * @param {string} open
 * @param {string} [problem]
 */
function show(open, problem = "") {
  const before = shown.open;
  Object.assign(shown, { open, problem });
  redraw();
  // The focus goes with the work: into what opened, back to the button when it closes.
  const next = open === "" ? main.querySelector(`[data-opens="${CSS.escape(before)}"]`) : main.querySelector("[data-first]");
  if (open !== before && next instanceof HTMLElement) next.focus();
}

/**
 * @param {string} url
 * @param {boolean} done
 */
function tellCopied(url, done) {
  Object.assign(shown, { copied: done ? url : "", uncopied: !done });
  redraw();
}
