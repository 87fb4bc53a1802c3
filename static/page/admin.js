// The pages of the data are whole without a script. This adds only what needs one: printing, and a page that looks by itself
// how far something is.

import { tendGuide } from "../view/guide.js";

const EVERY = 1500;

tendGuide();

const print = document.querySelector("[data-print]");
if (print instanceof HTMLButtonElement) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

/** @param {unknown} v @returns {v is {busy: boolean, percent: number}} */
const isTending = (v) => typeof v === "object" && v !== null && "busy" in v && "percent" in v && typeof v.percent === "number";

/** Follows what is being done with the data file, and shows the page anew when it is over. */
async function follow() {
  const bar = document.querySelector("[data-tending] progress");
  const answer = await fetch("/admin/tending");
  /** @type {unknown} */
  const now = answer.ok ? await answer.json() : null;
  if (!isTending(now) || !now.busy) return location.reload();
  if (bar instanceof HTMLProgressElement) bar.value = now.percent;
  setTimeout(() => void follow().catch(again), EVERY);
}

/** The line may be gone for a moment. */
function again() {
  setTimeout(() => void follow().catch(again), 2 * EVERY);
}

if (document.querySelector("[data-tending]")) void follow().catch(again);
if (document.querySelector("[data-going]")) setTimeout(() => location.reload(), EVERY);
