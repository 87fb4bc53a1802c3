/**
 * What this browser keeps of a seat: ops that are not confirmed (the outbox) and texts half written (drafts). The names of the
 * keys stand here alone, because whoever gives up the seat must find all of it.
 */
import { Store } from "../lib/store.js";
import { isObject } from "../lib/guard.js";

const DATABASE = "yoriai";

/** @typedef {{workshop: string, seat: string}} Whose */

/** What is used of localStorage. @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">} Late */

/** @type {Store | undefined} */
let shared;
/** @returns {Store} the one of this page */
export const keptStore = () => (shared ??= new Store(DATABASE));

/** Reading the member throws where storage is forbidden. @returns {Late | undefined} */
export function lateStorage() {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** @param {Whose} whose */
export const outboxPrefix = ({ workshop, seat }) => `outbox/${workshop}/${seat}/`;
/** @param {Whose} whose */
export const draftPrefix = ({ workshop, seat }) => `draft/${workshop}/${seat}/`;
/** @param {Whose} whose */
export const channelName = ({ workshop, seat }) => `${DATABASE}/${workshop}/${seat}`;
/** Drafts that were too late for the store lie in localStorage under this. @param {Whose} whose */
export const lateDraftPrefix = (whose) => `${DATABASE}.${draftPrefix(whose)}`;

/**
 * What giving up the seat would destroy.
 * @param {Whose} whose
 * @param {Store} [store]
 * @param {Late} [late]
 * @returns {Promise<{ops: number, drafts: number}>}
 */
export async function unsentOf(whose, store = keptStore(), late = lateStorage()) {
  const ops = await store.all(outboxPrefix(whose));
  const drafts = await store.all(draftPrefix(whose));
  const more = lateKeys(whose, late).filter((key) => !drafts.some(([kept]) => `${DATABASE}.${kept}` === key));
  return { ops: ops.filter(([, op]) => isObject(op) && op["refused"] === undefined).length, drafts: drafts.length + more.length };
}

/**
 * Forgets everything of a seat in this browser, and tells its other tabs. The next person at this machine finds nothing.
 * Where its words cannot be erased by themselves (a full disk), all that is kept goes, whoever's it is: better a neighbour's
 * half-written line than words laid open to a stranger.
 * @param {Whose} whose
 * @param {Store} [store]
 * @param {Late} [late]
 * @returns {Promise<boolean>} false: something may still lie in this browser, and the person must be told
 */
export async function forget(whose, store = keptStore(), late = lateStorage()) {
  tellLeft(whose);
  for (const key of lateKeys(whose, late)) late?.removeItem(key);
  const erased = [await store.forget(outboxPrefix(whose)), await store.forget(draftPrefix(whose))];
  return erased.every(Boolean) || store.destroy();
}

/** @param {Whose} whose */
function tellLeft(whose) {
  const channel = makeChannel(channelName(whose));
  channel?.postMessage({ say: "left", tab: "leaving" });
  channel?.close();
}

/** @param {string} name @returns {BroadcastChannel | undefined} */
export function makeChannel(name) {
  return typeof BroadcastChannel === "function" ? new BroadcastChannel(name) : undefined;
}

/** @param {Whose} whose @param {Late | undefined} late @returns {string[]} */
function lateKeys(whose, late) {
  const all = Array.from({ length: late?.length ?? 0 }, (_, i) => late?.key(i) ?? "");
  return all.filter((key) => key.startsWith(lateDraftPrefix(whose)));
}
