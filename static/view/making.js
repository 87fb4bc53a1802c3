/**
 * Files that take a while: says that one is being made, and hands it over when it is there. Without this the links are plain downloads, and
 * the browser says nothing until the file comes.
 */

/** How long one waits before one wonders whether anything happens. */
const LONG = 6000;

/** How long it stands there that a file has come. */
const SHOWN = 12_000;

/** @param {ParentNode} root @param {HTMLElement} status the line that says how it stands, with its sentences */
export function tellOfFiles(root, status) {
  /** @type {Set<AbortController>} */
  const making = new Set();
  root.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[download]") : null;
    if (!(link instanceof HTMLAnchorElement) || !plain(event)) return;
    event.preventDefault();
    if (link.getAttribute("aria-busy") === "true") return;
    void make(link, status, making);
  });
  // Who leaves the page needs no file: the server stops.
  addEventListener("pagehide", () => {
    for (const one of making) one.abort();
  });
}

/** With a key held or another button people want a tab or a menu of the browser's own. @param {Event} event */
function plain(event) {
  return event instanceof MouseEvent && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}

/** @param {HTMLAnchorElement} link @param {HTMLElement} status @param {Set<AbortController>} making */
async function make(link, status, making) {
  const what = link.textContent?.trim() ?? "";
  const line = document.createElement("p");
  line.className = "toast";
  /** @param {string} key @param {string} [kind] */
  const tell = (key, kind = "") => {
    line.dataset.kind = kind;
    line.textContent = (status.dataset[key] ?? "").replace("{what}", what);
  };
  for (const old of status.querySelectorAll(".toast[data-kind]:not([data-kind=''])")) old.remove();
  status.append(line);
  const stop = new AbortController();
  making.add(stop);
  link.setAttribute("aria-busy", "true");
  tell("making");
  const long = setTimeout(tell, LONG, "makingLong");
  try {
    const answer = await fetch(link.href, { cache: "no-store", signal: stop.signal });
    if (answer.ok) handOver(await answer.blob(), nameOf(answer));
    if (answer.ok) tell("made", "good");
    else if (answer.status === 503) tell("busy", "warn");
    else tell("failed", "error");
    if (answer.ok) setTimeout(() => line.remove(), SHOWN);
  } catch {
    if (!stop.signal.aborted) tell("failed", "error");
  } finally {
    clearTimeout(long);
    making.delete(stop);
    link.removeAttribute("aria-busy");
  }
}

/** What the server calls the file. @param {Response} answer */
function nameOf(answer) {
  const written = /filename\*=UTF-8''([^;]+)/u.exec(answer.headers.get("Content-Disposition") ?? "");
  return decodeURIComponent(written?.[1] ?? "yoriai");
}

/** @param {Blob} file @param {string} name */
function handOver(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // a slow disk reads on after the click
}
