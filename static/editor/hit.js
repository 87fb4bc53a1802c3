/**
 * What lies under a point of the window, in the words of drop.js. Reads the picture, changes nothing.
 *
 * The picture's contract: every item carries data-id and data-kind; the two lists and the sheet carry data-zone.
 */

/**
 * @typedef {import("./drop.js").Target} Target
 * @typedef {{target: Target, mark: Element, caret?: Element}} Hit mark: what shows that it would take the drop; caret: the member before which it goes
 */

/**
 * @param {{at: {x: number, y: number}, under: Element | null}} where px in the window, and what lies there
 * @param {readonly string[]} held what is being dragged: never its own target
 * @param {HTMLElement} root
 * @param {{x: number, y: number}} grip where in the held thing the pointer holds it, px
 * @returns {Hit | undefined}
 */
export function hitAt({ at: point, under }, held, root, grip) {
  if (!under || !root.contains(under)) return undefined;
  const item = nearestFree(under, held);
  if (item) return onItem(item, point, held);
  const zone = under.closest("[data-zone]");
  if (!(zone instanceof HTMLElement)) return undefined;
  switch (zone.dataset.zone) {
    case "tray":
      return { target: { on: "tray" }, mark: zone };
    case "lone":
      return { target: { on: "lone" }, mark: zone };
    case "turn":
      return { target: { on: "turn", sheet: Number(zone.dataset["sheet"]) }, mark: zone };
    case "sheet":
      return { target: { on: "sheet", at: onSheet({ x: point.x - grip.x, y: point.y - grip.y }, zone) }, mark: zone };
  }
  return undefined;
}

/**
 * The item under the point that is not itself held, nor lies in something held.
 * @param {Element} found
 * @param {readonly string[]} held
 * @returns {HTMLElement | undefined}
 */
function nearestFree(found, held) {
  let item = found.closest("[data-id]");
  /** @type {HTMLElement | undefined} */
  let free;
  for (let up = item; up; up = up.parentElement?.closest("[data-id]") ?? null) {
    if (!(up instanceof HTMLElement)) continue;
    if (held.includes(up.dataset.id ?? "")) free = undefined;
    else free ??= up;
  }
  return free;
}

/**
 * A note or sentence in an island means the island, before it; a note by itself means a new island.
 * @param {HTMLElement} item
 * @param {{x: number, y: number}} point
 * @param {readonly string[]} held
 * @returns {Hit | undefined}
 */
function onItem(item, point, held) {
  const island = item.dataset.kind === "group" ? item : item.parentElement?.closest("[data-kind=group]");
  if (island instanceof HTMLElement) return onIsland(island, point, held);
  // Whoever brings a note to one of the lists aims at the list, not at the note that happens to lie there.
  const list = item.closest("[data-zone=tray], [data-zone=lone]");
  if (list instanceof HTMLElement && !held.some((id) => list.querySelector(`[data-id="${CSS.escape(id)}"]`))) {
    return { target: { on: list.dataset["zone"] === "lone" ? "lone" : "tray" }, mark: list };
  }
  if (item.dataset.kind === "note") return { target: { on: "note", id: item.dataset.id ?? "" }, mark: item };
  return undefined;
}

/**
 * @param {HTMLElement} island
 * @param {{x: number, y: number}} point
 * @param {readonly string[]} held
 * @returns {Hit}
 */
function onIsland(island, point, held) {
  const members = membersOf(island).filter((m) => !held.includes(m.dataset.id ?? ""));
  // Whoever lays something on the title card means the island, and no place in it: it goes behind what is there.
  const card = island.querySelector(":scope > .island__head .title")?.getBoundingClientRect();
  const caret = card && isWithin(card, point) ? undefined : members.find((m) => isAfter(m.getBoundingClientRect(), point));
  const id = island.dataset.id ?? "";
  return { target: { on: "island", id, ...(caret?.dataset.id ? { before: caret.dataset.id } : {}) }, mark: island, ...(caret ? { caret } : {}) };
}

/**
 * @param {DOMRect} box
 * @param {{x: number, y: number}} point
 */
export function isWithin(box, point) {
  return point.x >= box.left && point.x <= box.right && point.y >= box.top && point.y <= box.bottom;
}

/**
 * Whether a member reads after the point: lower, or in the same row and further right.
 * @param {DOMRect} box
 * @param {{x: number, y: number}} point
 */
function isAfter(box, point) {
  if (point.y < box.top) return true;
  if (point.y > box.bottom) return false;
  return isRow(box) ? point.y < box.top + box.height / 2 : point.x < box.left + box.width / 2;
}

/** In a list each is as wide as the page: there the upper half counts. @param {{width: number, height: number}} box */
export const isRow = ({ width, height }) => width > 4 * height;

/**
 * The items directly in an island, shown ones only.
 * @param {Element} island
 * @returns {HTMLElement[]}
 */
export function membersOf(island) {
  /** @type {HTMLElement[]} */
  const all = [...island.querySelectorAll("[data-id]")].filter((e) => e instanceof HTMLElement);
  return all.filter((m) => m.parentElement?.closest("[data-id]") === island && m.getClientRects().length > 0);
}

/**
 * @param {{x: number, y: number}} point px in the window
 * @param {Element} sheet
 * @returns {{x: number, y: number}} sheet units
 */
export function onSheet(point, sheet) {
  const world = sheet.querySelector(".sheet__world");
  if (!(world instanceof HTMLElement)) return { x: 0, y: 0 };
  const box = world.getBoundingClientRect();
  const perUnit = (unitPx(world) * box.width) / world.offsetWidth;
  const units = (/** @type {number} */ px) => Math.max(0, Math.round(px / perUnit));
  return { x: units(point.x - box.left), y: units(point.y - box.top) };
}

/**
 * The length of a sheet unit at scale 1, in px: tokens.css has it in rem.
 * @param {Element} element
 */
export function unitPx(element) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return parseFloat(getComputedStyle(element).getPropertyValue("--unit")) * rem;
}
