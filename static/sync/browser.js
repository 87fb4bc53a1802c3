/** What the client needs of the browser, gathered in one place; tests pass their own. */
import { browserClock } from "../lib/clock.js";
import { keptStore, lateStorage, makeChannel } from "./keeping.js";
import { probe } from "./portal.js";

/**
 * wake: the network or the page came back. alarm: the browser says there is no network. rest: the page is put aside and may
 * be ended without another word. bye: it goes. thaw: it was frozen as it went, and is shown again (the back button).
 * @typedef {{wake: () => void, thaw: () => void, alarm: () => void, rest: () => void, bye: () => void}} Wakeful
 */
/**
 * @typedef {object} Parts
 * @property {() => import("./link.js").Socket} makeSocket
 * @property {(seat: string) => Promise<import("./portal.js").Found>} probe
 * @property {import("./portal.js").Fetch} fetch
 * @property {import("../lib/clock.js").Clock} clock
 * @property {() => number} wall ms since 1970, by this machine
 * @property {() => number} random 0 ≤ x < 1
 * @property {import("../lib/store.js").Store} store
 * @property {import("./keeping.js").Late | undefined} late
 * @property {(name: string) => BroadcastChannel | undefined} makeChannel between the tabs of one seat
 * @property {(wakeful: Wakeful) => () => void} listen ends it
 */

/** @returns {Parts} */
export function browserParts() {
  return {
    makeSocket: () => new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`),
    probe, fetch: (address, options) => fetch(address, options), clock: browserClock, wall: Date.now, random: Math.random,
    store: keptStore(), late: lateStorage(), makeChannel, listen,
  };
}

/** @param {Wakeful} wakeful @returns {() => void} */
function listen({ wake, thaw, alarm, rest, bye }) {
  const ends = new AbortController();
  const { signal } = ends;
  addEventListener("online", wake, { signal });
  addEventListener("pageshow", (event) => (event.persisted ? thaw() : wake()), { signal });
  addEventListener("offline", alarm, { signal });
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : wake()), { signal });
  addEventListener("pagehide", (event) => (event.persisted ? rest() : bye()), { signal });
  return () => ends.abort();
}
