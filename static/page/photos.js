// Photos of the evening: added, described, placed and published by as many as steer.
import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { removePhoto } from "../model/ops_closing.js";
import { bannerView } from "../view/banner.js";
import { guideView } from "../view/guide.js";
import { statusView } from "../view/form/status.js";
import { photosView } from "../view/photos/photos.js";
import { makeSender } from "../view/photos/send.js";
import { drawEnd, oncePerFrame, openScreen } from "../view/screen.js";

const screen = openScreen();
const { boot, say, client, hall, bar, main } = screen;
const redraw = oncePerFrame(draw);
const sender = makeSender({ workshop: boot.workshop, most: boot.limits.photoBytes, changed: redraw });
/** Captions in hand. @type {Map<string, {base: string, text: string}>} */
const drafts = new Map();
/** What was taken away or brought back, until the page shows it. */
const turned = { id: "", back: false };
let table = "";
let over = false;

client.onChange(redraw);
hall.onChange(redraw);
draw();

// Files may be dropped anywhere on the page: beside it the browser would open them, and leave.
document.addEventListener("dragover", (e) => {
  if (!e.dataTransfer?.types.includes("Files")) return;
  e.preventDefault();
  hold(true);
});
document.addEventListener("dragleave", (e) => e.relatedTarget === null && hold(false));
document.addEventListener("drop", (e) => {
  if (!e.dataTransfer?.types.includes("Files")) return;
  e.preventDefault();
  hold(false);
  sender.add([...e.dataTransfer.files], table);
});
window.addEventListener("beforeunload", (e) => {
  if (!client.ended && sender.list.some((one) => one.state !== "failed")) e.preventDefault();
});

/** @param {boolean} now */
function hold(now) {
  if (over === now) return;
  over = now;
  redraw();
}

/** @param {string} id @param {boolean} back */
function turn(id, back) {
  if (hall.send(removePhoto(id, back)) !== null) Object.assign(turned, { id, back });
}

/** The button has gone with its photo: the focus goes to where the photo is now. */
function follow() {
  const place = main.querySelector(turned.back ? `[data-photo="${turned.id}"] input` : ".photos__removed");
  turned.id = "";
  if (place instanceof HTMLElement && (document.activeElement === document.body || !document.activeElement)) place.focus();
}

function draw() {
  render(barView(), bar);
  if (drawEnd(screen) || !hall.ready) return;
  main.className = "masks follow photos";
  const choose = (/** @type {string} */ chosen) => ((table = chosen), redraw());
  render(html`${bannerView(hall, client, say)} ${refusedView()} ${photosView({ hall, boot, say, now: () => client.now(), sender, table, choose, drafts, over, turn })}`, main);
  if (turned.id && Boolean(hall.view.get("photo", turned.id)?.removed) !== turned.back) follow();
}

const refusedView = () => hall.refusals.map((refusal) => html`<div class="notice" data-kind="error" role="alert"><p>${say(refusal.key)}</p>${refusal.op.body["caption"] ? html`<p class="notice__kept">${refusal.op.body["caption"]}</p>` : nothing}<div class="buttons"><button type="button" class="button button--small" @click=${() => hall.dismiss(refusal.id)}>${say("seat.understood")}</button></div></div>`);

function barView() {
  return html`<a class="bar__mark" href="/organise" aria-label=${say("prepare.to_list")}>${say("page.mark")}</a>
    <span class="bar__table">${say("photos.heading")}</span><span class="bar__theme">${hall.view.workshop?.title ?? ""}</span>
    ${statusView(hall.status, say)}
    <div class="bar__acts">${guideView(say, "photos")}<a class="button" href=${`/w/${boot.workshop}/results`}>${say("masks.to_results")}</a></div>`;
}
