/** What every live page begins with: its words, its one client, and the two places it is drawn into; and how it ends. */
import { makeWords } from "../lib/words.js";
import { readBoot } from "../sync/boot.js";
import { connect } from "../sync/client.js";
import { html, render } from "../vendor/lit-html/lit-html.js";
import { endedView } from "./form/ended.js";
import { guardLeaving } from "./guard.js";
import { tendGuide } from "./guide.js";

/** @typedef {import("../lib/words.js").Say} Say */
/** @typedef {import("../sync/client.js").Client} Client */

/** Takes what the server wrote for those without a script out of the page. */
export function openScreen() {
  const boot = readBoot(document);
  const say = makeWords(boot.texts);
  const client = connect({ boot });
  guardLeaving(client, say);
  tendGuide();
  return { boot, say, client, hall: client.hall, bar: emptied("bar"), main: emptied("app") };
}

/** @param {string} id */
function emptied(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  element.replaceChildren();
  return element;
}

/**
 * Twelve lively tables would redraw a page hundreds of times a second; a person sees one picture a frame.
 * @param {() => void} draw
 */
export function oncePerFrame(draw) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      draw();
    });
  };
}

/**
 * Where the connection is over for good, only that is left to be read.
 * @param {{client: Client, say: Say, main: HTMLElement}} screen
 * @returns {boolean} whether it is
 */
export function drawEnd({ client, say, main }) {
  if (!client.ended) return false;
  main.className = "join";
  render(endedView(client.ended, say), main);
  return true;
}

/**
 * Where one came from to look at a board in another way. Participants come from their seat, coordinators from their board, those
 * who steer from one of several boards.
 * @param {import("../sync/boot.js").Boot} boot
 */
export function backOf({ seat, board }) {
  if (!seat) return "/";
  if (seat.role === "participant") return `/s/${seat.id}`;
  return seat.role === "coordinator" ? `/s/${seat.id}/board` : `/s/${seat.id}/board?board=${board}`;
}

/**
 * Something that was asked for and not done, until it was read.
 * @param {unknown} text
 * @param {unknown} acts
 */
export const refusedView = (text, acts) => html`<div class="notice" data-kind="error" role="alert">
  <p>${text}</p>
  <div class="buttons">${acts}</div>
</div>`;

/** @param {Say} say @param {() => void} read */
export const understood = (say, read) => html`<button type="button" class="button button--small" @click=${read}>${say("seat.understood")}</button>`;
