/** 試しに動かす: a hall of made-up people to practise in, from the preparing page and back again. */
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { endRehearsal, postRehearsal } from "./prepare/api.js";

/** @typedef {import("../lib/words.js").Say} Say */
/** @typedef {{problem: string, busy: boolean}} Rehearsing problem: a key, or empty */

/** @param {string} code the server's */
const problemOf = (code) => (["too_many", "quota", "network"].includes(code) ? `rehearsal.error.${code}` : "rehearsal.error.other");

/**
 * The offer, on the preparing page. The hall opens in this tab: an organiser comes back by the mark on top.
 * @param {Rehearsing} state
 * @param {{say: Say, workshop: string, redraw: () => void}} of
 */
export function rehearseView(state, { say, workshop, redraw }) {
  const begin = async () => {
    Object.assign(state, { busy: true, problem: "" });
    redraw();
    const answer = await postRehearsal(workshop);
    if ("hall" in answer) return location.assign(answer.hall);
    Object.assign(state, { busy: false, problem: problemOf(answer.code) });
    redraw();
  };
  return html`<section class="card" aria-labelledby="rehearse-title">
    <h2 class="card__title" id="rehearse-title">${say("rehearsal.heading")}</h2>
    <p class="card__text">${say("rehearsal.text")}</p>
    ${state.problem ? html`<p class="notice" data-kind="error" role="alert">${say(state.problem)}</p>` : nothing}
    <div class="buttons"><button type="button" class="button" ?disabled=${state.busy} @click=${begin}>${say(state.busy ? "rehearsal.opening" : "rehearsal.begin")}</button></div>
  </section>`;
}

/**
 * In the hall: that nobody here is real, and the end of it.
 * @param {{over: boolean}} state
 * @param {{say: Say, workshop: string, redraw: () => void}} of
 */
export function playsView(state, { say, workshop, redraw }) {
  const end = async () => {
    const answer = await endRehearsal(workshop);
    state.over = answer.ok;
    redraw();
  };
  return html`<div class="notice" data-kind="info" role="status">
    <p>${say(state.over ? "rehearsal.over" : "rehearsal.plays")}</p>
    ${state.over ? nothing : html`<div class="buttons"><button type="button" class="button button--small" @click=${end}>${say("rehearsal.end")}</button></div>`}
  </div>`;
}
