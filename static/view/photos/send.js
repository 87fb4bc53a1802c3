/**
 * Files on their way to the server, one after the other: how far each is, and what became of it. One that was sent and not heard of
 * is sent again under the same id, and is one photo.
 */
import { hasShape, isFilled } from "../../lib/guard.js";
import { newID } from "../../lib/ids.js";

/**
 * @typedef {{id: string, file: File, table: string, state: "waits" | "goes" | "made" | "failed", part: number, code: string}} Sending
 *   part: of 1, of the file that has gone; code: why it failed
 * @typedef {ReturnType<typeof makeSender>} Sender
 */

/** What another try would not mend. */
const LASTING = ["heic", "no_photo", "pixels", "size", "broken", "quota"];

/** @param {Sending} sending */
export const isLasting = (sending) => LASTING.includes(sending.code);

/** @param {{workshop: string, most: number, changed: () => void}} of most: bytes of one file */
export function makeSender({ workshop, most, changed }) {
  /** @type {Sending[]} */
  let list = [];
  let running = false;

  async function run() {
    if (running) return;
    running = true;
    for (let next = list.find(waits); next; next = list.find(waits)) {
      next.state = "goes";
      changed();
      next.code = await post(workshop, next, (part) => ((next.part = part), changed()));
      next.state = next.code ? "failed" : "made";
      list = list.filter((one) => one.state !== "made");
      changed();
    }
    running = false;
  }

  return {
    get list() {
      return list;
    },
    /** @param {readonly File[]} files @param {string} table empty: the whole workshop */
    add(files, table) {
      for (const file of files) {
        const code = file.size > most ? "size" : isHEIC(file) ? "heic" : "";
        list = [...list, { id: newID(), file, table, state: code ? "failed" : "waits", part: 0, code }];
      }
      changed();
      void run();
    },
    /** @param {Sending} sending */
    again(sending) {
      Object.assign(sending, { state: "waits", part: 0, code: "" });
      changed();
      void run();
    },
    /** @param {Sending} sending */
    drop(sending) {
      list = list.filter((one) => one !== sending);
      changed();
    },
  };
}

const waits = (/** @type {Sending} */ sending) => sending.state === "waits";

const isHEIC = (/** @type {File} */ file) => /\.(heic|heif)$/iu.test(file.name) || /^image\/hei[cf]/u.test(file.type);

/**
 * XMLHttpRequest, because fetch does not tell how much has gone.
 * @param {string} workshop
 * @param {Sending} sending
 * @param {(part: number) => void} told
 * @returns {Promise<string>} empty: it is a photo now
 */
function post(workshop, { id, file, table }, told) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/w/${workshop}/photos/${id}${table ? `?table=${encodeURIComponent(table)}` : ""}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.addEventListener("progress", (e) => e.lengthComputable && told(e.loaded / e.total));
    request.addEventListener("load", () => done(request.status === 200 ? "" : codeIn(request)));
    request.addEventListener("error", () => done("line"));
    request.addEventListener("abort", () => done("line"));
    request.send(file);
  });
}

/** What there is a sentence for; a file that is cut off on the way by something else has no answer of ours. @param {XMLHttpRequest} request */
function codeIn({ status, responseText }) {
  try {
    const body = /** @type {unknown} */ (JSON.parse(responseText));
    if (hasShape(body, { code: isFilled }) && [...LASTING, "storage", "not_found"].includes(String(body["code"]))) return String(body["code"]);
  } catch {
    // no answer of ours
  }
  return status === 413 ? "size" : "other";
}
