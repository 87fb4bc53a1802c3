/**
 * The whole picture on one sheet of A3: islands where people laid them, as near as the paper allows. No canvas: texts stay texts,
 * sharp at any size and readable for machines. See css/print.css.
 *
 * Paper has no 「もっと見る」. So the letters shrink step by step to five and a half points, which print keeps legible; where even
 * they do not fit, title cards stay large and the notes are left to the A4 island sheets, which the poster says; of very many
 * islands only the outermost stand there.
 */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { freeSpot, isTooFull, PAGE, spread } from "../../model/layout.js";
import { cardLinesHost, drawCardLines } from "../present/lines.js";
import { proposalView, whoseView } from "./labels.js";
import { vars } from "../vars.js";

/**
 * @typedef {import("./print.js").Printed} Printed
 * @typedef {import("../../editor/scene.js").Branch} Branch
 * @typedef {import("../../model/layout.js").Thing} Thing
 * @typedef {import("../../vendor/lit-html/lit-html.js").TemplateResult} Template
 */

/** Points. The least that stays legible on paper, for notes and for title cards alone. */
const LETTERS = [15, 13.5, 12, 11, 10, 9, 8.3, 7.6, 7, 6.5, 6, 5.5];
const TITLES = [16, 14, 12, 11, 10, 9, 8, 7];
/** All title cards, and where even those have no room those of the outermost islands. */
const ONLY_TITLES = ["all", "outer"].flatMap((titles) => TITLES.map((pt) => ({ pt, shape: 1, titles })));
/** How wide islands lie, to what they are on the sheet: narrow and high ones fill a full paper better. */
const SHAPES = [1, 0.72, 0.5];
/** Beyond so many notes their texts cannot be legible on one sheet. */
const MOST_NOTES = 700;

/** @param {Printed} printed */
export function posterPaper(printed) {
  const { say, scene, table, theme, event, members } = printed;
  const { written, withdrawn, hidden, grouped, lone, loose } = scene.tally;
  return html`<section class="paper wall" aria-label=${say("print.kind_poster")}>
    <header class="wall__head"><h2 class="wall__theme" dir="auto">${theme}</h2><p><b>${table}</b> ${members}</p><p>${event}</p></header>
    <div class="wall__room">${scene.lying.map((b) => html`<div class="wall__spot" data-spot=${b.item.id} data-card=${b.item.id}>${pieceView(b, 1, printed)}</div>`)}${cardLinesHost()}</div>
    ${listView(scene.lone, "board.lone", printed)}${listView(scene.tray, "board.loose_heading", printed)}
    <footer class="wall__foot"><p>${say("board.ledger", { written: written - withdrawn - hidden, grouped, lone, loose })}</p><p class="wall__short">${say("print.titles_only")}</p></footer>
  </section>`;
}

/**
 * What lies in the lists beside the sheet, along the lower edge.
 * @param {readonly import("../../model/records.js").Note[]} notes
 * @param {string} heading
 * @param {Printed} printed
 */
function listView(notes, heading, printed) {
  if (notes.length === 0) return nothing;
  const { say } = printed;
  return html`<div class="wall__list"><p class="wall__heading">${say(heading)} <small>${say("board.sheets", { n: notes.length })}</small></p>
    ${notes.map((item) => pieceView({ kind: "note", item, level: 1, members: [] }, 1, printed))}</div>`;
}

/**
 * @param {Branch} branch
 * @param {number} level
 * @param {Printed} printed
 * @returns {Template}
 */
function pieceView(branch, level, printed) {
  if (branch.kind === "note") return html`<div class="slip" ?data-lone=${branch.item.lone}><p class="slip__text" dir="auto">${branch.item.text ?? ""}</p><p class="slip__foot">${whoseView(branch.item, printed)}</p></div>`;
  if (branch.kind === "statement") return html`<p class="slip slip--statement" dir="auto">${branch.item.text ?? ""}</p>`;
  const { say, scene } = printed;
  const { id, title } = branch.item;
  const block = scene.blocks.get(id);
  return html`<div class="isle" data-depth=${Math.min(level, 8)} ${vars({ "--cols": block?.cols ?? 2, "--deep": block?.deep ?? 0 })}>
    <p class=${title ? "isle__title" : "isle__title isle__title--none"} dir="auto">${proposalView(branch.item.proposal, say)}${title || say("board.untitled")} <small>${say("board.sheets", { n: scene.counts.get(id) ?? 0 })}</small></p>
    <div class="isle__flow">${branch.members.map((m) => pieceView(/** @type {Branch} */ (m), level + 1, printed))}</div>
  </div>`;
}

/**
 * Finds the largest letters with which everything lies on the paper, and lays it there.
 * @param {HTMLElement} poster
 * @param {Printed} printed
 */
export function fitPoster(poster, printed) {
  const steps = printed.labels.length > MOST_NOTES ? [] : LETTERS.flatMap((pt) => SHAPES.map((shape) => ({ pt, shape, titles: "" })));
  /** @type {Thing[]} */
  let laid = [];
  for (const { pt, shape, titles } of [...steps, ...ONLY_TITLES]) {
    poster.style.setProperty("--shape", String(shape));
    if (titles) poster.dataset["titles"] = titles;
    else delete poster.dataset["titles"];
    poster.style.setProperty("--letters", `${pt}pt`);
    const tried = lay(poster, printed, pt);
    laid = tried.laid;
    if (tried.fits) break;
  }
  const place = new Map(laid.map((thing) => [thing.id, thing]));
  for (const spot of spotsOf(poster)) {
    const at = place.get(spot.dataset["spot"] ?? "");
    spot.style.setProperty("--x", `${at?.x ?? 0}px`);
    spot.style.setProperty("--y", `${at?.y ?? 0}px`);
  }
  const room = poster.querySelector(".wall__room");
  if (room instanceof HTMLElement) drawCardLines(room, printed.state, printed.say);
}

/** @param {HTMLElement} poster @returns {HTMLElement[]} */
function spotsOf(poster) {
  return Array.from(poster.querySelectorAll("[data-spot]")).filter((e) => e instanceof HTMLElement);
}

/**
 * @param {HTMLElement} poster
 * @param {Printed} printed
 * @param {number} pt size of the letters
 * @returns {{laid: Thing[], fits: boolean}}
 */
function lay(poster, { scene, state }, pt) {
  const room = poster.querySelector(".wall__room");
  // The lists below take what they need; the picture has the rest, and half of the paper at least.
  if (!(room instanceof HTMLElement) || room.clientHeight < poster.clientHeight / 2) return { laid: [], fits: false };
  const page = { w: room.clientWidth, h: room.clientHeight };
  const sheets = state.board?.sheets ?? 1;
  // What only the island sheets hold needs no air here.
  const shown = spotsOf(poster).filter((spot) => spot.offsetHeight > 0);
  const things = shown.map((spot) => {
    const id = spot.dataset["spot"] ?? "";
    const at = scene.byId.get(id)?.item.at ?? { x: 0, y: 0 };
    return { id, x: (at.x / (PAGE.w * sheets)) * page.w, y: (at.y / PAGE.h) * page.h, w: spot.offsetWidth, h: spot.offsetHeight };
  });
  const air = pt * (state.links().length > 0 ? LINED : AIR);
  if (isTooFull(things, page, air)) return { laid: things, fits: false };
  const isIsland = (/** @type {Thing} */ t) => scene.byId.get(t.id)?.kind === "group";
  const islands = spread(things.filter(isIsland), page, air);
  return islands.fits ? scattered(things.filter((t) => !isIsland(t)), islands.laid, page, air) : islands;
}

/**
 * What lies loose on the sheet goes between the islands, which have chosen their places without it.
 * @param {readonly Thing[]} slips
 * @param {readonly Thing[]} islands
 * @param {{w: number, h: number}} page
 * @param {number} air
 * @returns {{laid: Thing[], fits: boolean}}
 */
function scattered(slips, islands, page, air) {
  const laid = [...islands];
  let fits = true;
  for (const slip of slips) {
    const spot = freeSpot(slip, laid, page, air);
    laid.push({ ...slip, ...spot });
    fits &&= spot.x + slip.w <= page.w && spot.y + slip.h <= page.h;
  }
  return { laid, fits };
}

/** Between two things, in px of the paper for a point of the letters: small letters stand closer. More where lines go between them. */
const AIR = 1.3;
const LINED = 3;
