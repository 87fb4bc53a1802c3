/** 席に着いている端末: who holds which seat by which browser, and how to take one away from it. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { endDevice, getDevices } from "./api.js";
import { ask } from "../form/ask.js";

/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {import("../../sync/doc.js").Doc} Doc */
/** @typedef {import("./api.js").Device} Device */
/** @typedef {{hall: Doc, say: Say, workshop: string, redraw: () => void}} Of */
/** @typedef {{list: Device[] | null, problem: string}} Devices list: null until it was looked at */

/** @param {Devices} state @param {Of} of */
export function devicesView(state, of) {
  const { say } = of;
  const look = (/** @type {Event} */ event) => {
    if (event.currentTarget instanceof HTMLDetailsElement && event.currentTarget.open) void fetched(state, of);
  };
  return html`<details class="card" @toggle=${look}>
    <summary>${say("devices.heading")}</summary>
    <div class="form"><p class="card__text">${say("devices.text")}</p>
    ${state.problem ? html`<p class="notice" data-kind="error" role="alert">${say(state.problem)}</p>` : nothing}
    ${state.list === null ? nothing : state.list.length === 0 ? html`<p class="card__text">${say("devices.none")}</p>` : html`<ul class="devices">${state.list.map((device) => deviceView(device, state, of))}</ul>`}
    <div class="buttons"><button type="button" class="button button--small" @click=${() => fetched(state, of)}>${say("devices.again")}</button></div></div>
  </details>`;
}

/** @param {Devices} state @param {Of} of */
async function fetched(state, { workshop, redraw }) {
  const list = await getDevices(workshop);
  Object.assign(state, { list: list ?? state.list, problem: list === null ? "devices.error" : "" });
  redraw();
}

/** @param {Device} device @param {Devices} state @param {Of} of */
function deviceView(device, state, of) {
  const { say, hall } = of;
  const name = nameOf(device, of);
  const table = hall.view.table(device.table)?.name ?? "";
  return html`<li class="devices__row" data-here=${device.here ? "" : nothing}>
    <span><b>${name}</b> ${table}</span>
    <span class="card__text">${device.agent || say("devices.unknown")}・${device.here ? say("devices.here") : say("devices.seen", { day: dayOf(device.seen) })}${device.own ? html`・${say("devices.own")}` : nothing}</span>
    <button type="button" class="button button--small" aria-label=${say("devices.end_of", { name })} @click=${() => end(device, name, state, of)}>${say("devices.end")}</button>
  </li>`;
}

/** Seats without a person's name are called by their role. @param {Device} device @param {Of} of */
const nameOf = (device, { say }) => (device.table === "" ? say(`role.${device.role}`) : device.name);

/** @param {number} ms */
const dayOf = (ms) => new Date(ms).toLocaleDateString("ja-JP", { month: "long", day: "numeric" });

/** @param {Device} device @param {string} name @param {Devices} state @param {Of} of */
async function end(device, name, state, of) {
  const { say, workshop } = of;
  const yes = await ask({ title: say("devices.ask", { name }), text: say(device.own ? "devices.ask_own" : "devices.ask_text"), yes: say("devices.end"), no: say("prepare.cancel") });
  if (!yes) return;
  const answer = await endDevice(workshop, device);
  await fetched(state, of);
  if (!answer.ok && answer.code !== "not_found") {
    state.problem = "devices.error";
    of.redraw();
  }
}
