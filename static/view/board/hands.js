/** What presses and drops do at the desk, and who listens for them: the last step from a person's hand to the deeds. */
import { onSheet } from "../../editor/hit.js";
import { path } from "../../model/outline.js";
import { aimAt } from "../../editor/relating.js";
import { busyWith, letGo } from "../../editor/deeds.js";
import { namesOf } from "../../editor/names.js";
import { layOn } from "../../editor/paper.js";
import { askTitle } from "../../editor/writing.js";
import { edit, menuAt } from "./acting.js";
import { onKey } from "./keying.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("../../editor/pointer.js").Pointer} Pointer */
/** @typedef {import("../../editor/zoom.js").Zooming} Zooming */

/**
 * @param {Desk} desk
 * @param {() => void} drawLater what is in the hand, or no longer, is to be seen first, and the place it was taken from in the picture behind
 * @returns {import("../../editor/pointer.js").Hands}
 */
export function handsOf(desk, drawLater) {
  return {
    mayMove: (id) => mayMove(desk, id) && busyWith(desk, desk.together(id)) === "",
    selecting: () => desk.picking,
    heldWith: (id) => desk.together(id),
    press: (id, many, range) => (range ? desk.pressTo(id) : press(desk, id, many)),
    menu: (id, at) => menuAt(desk, id, at),
    lifted: (ids) => {
      desk.lifted = ids;
      drawLater();
    },
    drop: (ids, target) => (target.on === "turn" ? layOn(desk, ids, target.sheet) : letGo(desk, ids, target)),
    lost: (ids) => lost(desk, ids),
    stuck: (id) => stuck(desk, id),
    whereIs: (id) => placeOf(desk, id),
    carried: (at) => desk.zooming?.reach(at),
    abort: () => {
      desk.lifted = [];
      drawLater();
    },
  };
}

/** @param {Desk} desk @param {string} id */
function mayMove(desk, id) {
  return desk.actions(desk.together(id)).some((a) => a.name === "move");
}

/**
 * Why the hand is empty all at once.
 * @param {Desk} desk
 * @param {readonly string[]} ids
 */
function lost(desk, ids) {
  const [first] = ids;
  if (!first) return;
  const what = namesOf(desk, ids);
  const gone = ids.some((id) => !desk.scene.byId.has(id));
  const name = busyWith(desk, ids);
  if (gone) desk.note("info", desk.say("board.lost_gone", { what }));
  else if (name) desk.note("info", desk.say("board.held_still", { name }));
  else desk.note("info", desk.say(mayMove(desk, first) ? "board.lost_moved" : "board.lost_time", { what }));
}

/** Why it does not move. Where nothing moves anyway nobody needs to be told. @param {Desk} desk @param {string} id */
function stuck(desk, id) {
  const name = busyWith(desk, desk.together(id));
  if (name && mayMove(desk, id)) desk.note("info", desk.say("board.held_still", { name }));
}

/** @param {Desk} desk @param {string} id */
function placeOf(desk, id) {
  const item = desk.doc.view.item(id);
  return item ? `${item.group ?? ""} ${item.at?.x ?? ""} ${item.at?.y ?? ""}` : "";
}

/**
 * What hands do on bare paper.
 * @param {Desk} desk
 * @param {Zooming} zooming
 * @returns {import("../../editor/marquee.js").Paper}
 */
export function paperOf(desk, zooming) {
  return {
    room: () => zooming.room(),
    scrolls: () => zooming.scrolls,
    busy: () => zooming.pinching,
    picking: () => desk.picking,
    maySelect: () => desk.may("items.move"),
    select: (ids, more) => desk.select(ids, more),
    menu: (at) => paperMenu(desk, at),
    pan: (x, y) => zooming.pan(x, y),
  };
}

/**
 * Where notes are blank paper, a press makes their island large.
 * @param {Desk} desk
 * @param {string} id
 * @param {boolean} many
 */
function press(desk, id, many) {
  if (desk.aim) return aimAt(desk, id);
  if (!many && desk.mode === "sheet" && !desk.lens && (desk.paper || isClosed(desk, id))) {
    const top = topIsland(desk, id);
    if (top) return desk.magnify(top);
  }
  desk.press(id, many);
}

/** Whether it is a pile that the sheet has no room for open. @param {Desk} desk @param {string} id */
const isClosed = (desk, id) => desk.closed.has(id) || path(desk.doc.view, id).some((g) => desk.closed.has(g.id));

/** @param {Desk} desk @param {string} id @returns {string} the island on the sheet that holds it, or nothing */
function topIsland(desk, id) {
  let up = desk.doc.view.item(id);
  while (up?.group) up = desk.doc.view.item(up.group);
  return up && desk.scene.byId.get(up.id)?.kind === "group" ? up.id : "";
}

/**
 * @typedef {{root: HTMLElement, desk: Desk, pointer: Pointer, zooming: Zooming}} Hand
 *
 * @param {Hand} hand
 * @returns {() => void} ends it
 */
export function listenOn({ root, desk, pointer, zooming }) {
  const ends = new AbortController();
  const { signal } = ends;
  root.addEventListener("contextmenu", (e) => onContext(e, desk, pointer), { signal });
  root.addEventListener("dblclick", (e) => onDouble(e, desk), { signal });
  root.addEventListener("click", (e) => onClick(e, desk, pointer), { signal });
  root.addEventListener("focusin", (e) => onFocus(e, desk), { signal });
  document.addEventListener("pointerdown", (e) => away(e, desk), { signal, capture: true });
  // On the document, so that undo and help work wherever the focus is; what is typed into a box never gets here.
  document.addEventListener("keydown", (e) => onKey(e, { root, desk, zooming }), { signal });
  return () => ends.abort();
}

/** @param {Event} e */
function idOf(e) {
  const item = e.target instanceof Element ? e.target.closest("[data-id]") : null;
  return item instanceof HTMLElement ? (item.dataset["id"] ?? "") : "";
}

/**
 * @param {MouseEvent} e
 * @param {Desk} desk
 * @param {Pointer} pointer
 */
function onContext(e, desk, pointer) {
  const id = idOf(e);
  const bare = e.target instanceof Element && e.target.closest(".desk__room > .sheet") !== null;
  if (!id && !bare) return;
  e.preventDefault();
  // A finger that rests on bare paper is the marquee's.
  if (!id) return isTouch(e) ? undefined : paperMenu(desk, { x: e.clientX, y: e.clientY });
  // A finger that rests opens the menu when it goes up again.
  if (pointer.state.name === "idle") menuAt(desk, id, { x: e.clientX, y: e.clientY });
}

/** @param {MouseEvent} e */
function isTouch(e) {
  return e instanceof PointerEvent && e.pointerType === "touch";
}

/** @param {Desk} desk @param {{x: number, y: number}} at px in the window */
function paperMenu(desk, at) {
  const sheet = document.querySelector(".desk__room > .sheet");
  if (sheet) desk.open({ what: "paper", ...at, at: desk.ground.toAt(onSheet(at, sheet)) });
}

/**
 * @param {MouseEvent} e
 * @param {Desk} desk
 */
function onDouble(e, desk) {
  const id = idOf(e);
  if (id && !desk.aim && e.target instanceof Element && !e.target.closest("button")) edit(desk, id);
}

/**
 * An island without a title card asks for one where the card would lie.
 * @param {MouseEvent} e
 * @param {Desk} desk
 * @param {Pointer} pointer
 */
function onClick(e, desk, pointer) {
  if (pointer.dragged || desk.picking || desk.aim || !(e.target instanceof Element) || !e.target.closest(".title--empty")) return;
  const id = idOf(e);
  if (id && !e.ctrlKey && !e.shiftKey) askTitle(desk, id);
}

/**
 * @param {FocusEvent} e
 * @param {Desk} desk
 */
function onFocus(e, desk) {
  const id = idOf(e);
  if (!id || id === desk.current) return;
  desk.current = id;
  desk.redraw();
}

/**
 * A press beside the menu closes it.
 * @param {PointerEvent} e
 * @param {Desk} desk
 */
function away(e, desk) {
  if ((desk.panel?.what === "menu" || desk.panel?.what === "paper") && e.target instanceof Element && !e.target.closest(".menu")) desk.open(undefined);
}
