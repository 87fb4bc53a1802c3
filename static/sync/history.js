/**
 * A document's history, as it may be told to this seat: streamed, a line for each entry, so that a long evening begins to show
 * before all of it is here.
 */
import { hasShape, isCount, isString, parseJSON } from "../lib/guard.js";
import { isOurs } from "./portal.js";
import { isEntry } from "./wire.js";

/** @typedef {{epoch: string, last: number}} Head last: the number of the last entry there was when it was asked */
/** @typedef {import("./wire.js").Entry} Entry */

/** Why a history was not told, or not to its end. */
export class HistoryError extends Error {
  /** @param {string} code "offline": ask again later. "cut": it ended before its end. "broken": what came is no history. Else the server's own code */
  constructor(code) {
    super(`the history was not told: ${code}`);
    this.code = code;
  }
}

/** @param {unknown} v @returns {v is Head} */
const isHead = (v) => hasShape(v, { epoch: isString, last: isCount });

/**
 * @param {{doc: string, seat: string, fetch?: import("./portal.js").Fetch}} options
 * @returns {AsyncGenerator<Head | Entry, void, void>} the head first, then the entries from the first to the last, without gaps.
 *   Who leaves off early ends the request.
 * @throws {HistoryError}
 */
export async function* history({ doc, seat, fetch = globalThis.fetch.bind(globalThis) }) {
  const gone = new AbortController();
  try {
    const body = await ask(`/api/documents/${encodeURIComponent(doc)}/history?seat=${encodeURIComponent(seat)}`, fetch, gone.signal);
    let told = -1;
    let last = 0;
    for await (const line of lines(body)) {
      const value = parseJSON(line);
      if (told < 0 ? !isHead(value) : !isEntry(value) || value.seq !== told + 1) throw new HistoryError("broken");
      if (told < 0) last = /** @type {Head} */ (value).last;
      told++;
      yield /** @type {Head | Entry} */ (value);
    }
    if (told < last) throw new HistoryError("cut");
  } finally {
    gone.abort();
  }
}

/**
 * @param {string} address
 * @param {import("./portal.js").Fetch} fetch
 * @param {AbortSignal} signal
 * @returns {Promise<ReadableStream<Uint8Array>>}
 */
async function ask(address, fetch, signal) {
  const answer = await fetch(address, { cache: "no-store", redirect: "manual", signal }).catch(() => undefined);
  if (!answer || !isOurs(answer)) throw new HistoryError("offline");
  if (!answer.ok) throw new HistoryError(await codeOf(answer));
  if (!(answer.headers.get("Content-Type") ?? "").startsWith("application/x-ndjson") || !answer.body) throw new HistoryError("broken");
  return answer.body;
}

/** @param {Response} answer @returns {Promise<string>} */
async function codeOf(answer) {
  const said = parseJSON(await answer.text().catch(() => ""));
  if (hasShape(said, { code: isString }) && said["code"] !== "") return String(said["code"]);
  return answer.status === 401 ? "expired" : answer.status === 429 ? "rate" : answer.status === 404 ? "not_found" : "storage";
}

/**
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<string, void, void>} its lines; one that was cut off before its end is none
 */
async function* lines(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
    const parts = (rest + decoder.decode(value, { stream: !done })).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
    if (done) return;
  }
}
