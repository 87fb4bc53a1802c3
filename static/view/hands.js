/** What presses, drops and keys do at the desk: the last step from a person's hand to the deeds. */
import { commandOf } from "../editor/keys.js";
import { askTitle, letGo, perform } from "../editor/deeds.js";
import { aimAt, stopAiming } from "../editor/relating.js";
import { redoLast, undoLast } from "./bar.js";
import { readOn } from "./reading.js";

/** @typedef {import("../editor/desk.js").Desk} Desk */
/** @typedef {import("../editor/pointer.js").Pointer} Pointer */
/** @typedef {import("../editor/actions.js").Name} Name */

/**
 * @param {Desk} desk
 * @returns {import("../editor/pointer.js").Hands}
 */
export function handsOf(desk) {
  return {
    mayMove: (id) => desk.actions(desk.together(id)).some((a) => a.name === "move"),
    selecting: () => desk.picking,
    heldWith: (id) => desk.together(id),
    press: (id, many) => press(desk, id, many),
    menu: (id, at) => menuAt(desk, id, at),
    lifted: (ids) => {
      desk.lifted = ids;
      desk.redraw();
    },
    drop: (ids, target) => letGo(desk, ids, target),
    abort: () => {
      desk.lifted = [];
      desk.redraw();
    },
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
  if (!many && desk.mode === "sheet" && !desk.lens && (desk.paper || desk.closed.has(topIsland(desk, id)))) {
    const top = topIsland(desk, id);
    if (top) return desk.magnify(top);
  }
  desk.press(id, many);
}

/** @param {Desk} desk @param {string} id @returns {string} the island on the sheet that holds it, or nothing */
function topIsland(desk, id) {
  let up = desk.doc.view.item(id);
  while (up?.group) up = desk.doc.view.item(up.group);
  return up && desk.scene.byId.get(up.id)?.kind === "group" ? up.id : "";
}

/**
 * @param {Desk} desk
 * @param {string} id
 * @param {{x: number, y: number}} at
 */
function menuAt(desk, id, at) {
  const ids = desk.together(id);
  desk.current = id;
  if (desk.actions(ids).length > 0) desk.open({ what: "menu", ids, x: at.x, y: at.y });
  else desk.redraw();
}

/**
 * @param {HTMLElement} root
 * @param {Desk} desk
 * @param {Pointer} pointer
 * @returns {() => void} ends it
 */
export function listenOn(root, desk, pointer) {
  const ends = new AbortController();
  const { signal } = ends;
  root.addEventListener("contextmenu", (e) => onContext(e, desk, pointer), { signal });
  root.addEventListener("dblclick", (e) => onDouble(e, desk), { signal });
  root.addEventListener("click", (e) => onClick(e, desk, pointer), { signal });
  root.addEventListener("focusin", (e) => onFocus(e, desk), { signal });
  document.addEventListener("pointerdown", (e) => away(e, desk), { signal, capture: true });
  // On the document, so that undo and help work wherever the focus is; what is typed into a box never gets here.
  document.addEventListener("keydown", (e) => onKey(e, desk, root), { signal });
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
  if (!id) return;
  e.preventDefault();
  // A finger that rests opens the menu when it goes up again.
  if (pointer.state.name === "idle") menuAt(desk, id, { x: e.clientX, y: e.clientY });
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
  if (desk.panel?.what === "menu" && e.target instanceof Element && !e.target.closest(".menu")) desk.open(undefined);
}

/**
 * @param {KeyboardEvent} e
 * @param {Desk} desk
 * @param {HTMLElement} root
 */
function onKey(e, desk, root) {
  const command = commandOf(e, { letters: desk.letters });
  if (!command || !root.isConnected) return;
  if (obey(command, desk, root)) e.preventDefault();
}

/**
 * @param {import("../editor/keys.js").Command} command
 * @param {Desk} desk
 * @param {HTMLElement} root
 * @returns {boolean} whether it meant anything
 */
function obey(command, desk, root) {
  switch (command) {
    case "undo":
      undoLast(desk);
      return true;
    case "redo":
      redoLast(desk);
      return true;
    case "help":
      desk.open({ what: "help" });
      return true;
    case "view":
      desk.turn(desk.mode === "list" ? "sheet" : "list");
      return true;
    case "read":
      return readOn(desk);
    case "escape":
      return escape(desk);
    default:
      // The rest is about an item, so the hand must be on one.
      if (!root.contains(document.activeElement) || !document.activeElement?.closest("[data-id]")) return false;
      return onItem(command, desk, root);
  }
}

/** The innermost thing first. @param {Desk} desk */
function escape(desk) {
  if (desk.panel) desk.open(undefined);
  else if (desk.aim) stopAiming(desk);
  else if (desk.lens) desk.magnify("");
  else if (desk.selected.size > 0 || desk.picking) desk.pick(false);
  else return false;
  return true;
}

/** Commands that are actions of the menu. @type {Partial<Record<import("../editor/keys.js").Command, Name>>} */
const ACTIONS = { group: "group", title: "title", link: "link", withdraw: "withdraw" };

/**
 * @param {import("../editor/keys.js").Command} command
 * @param {Desk} desk
 * @param {HTMLElement} root
 */
function onItem(command, desk, root) {
  const id = desk.current;
  const action = ACTIONS[command];
  // Alt and an arrow would leave the page for the one before: never by mistake at the end of a row.
  if (command === "earlier" || command === "later") return doIf(desk, command, [id]) || true;
  if (action) return doIf(desk, action, desk.together(id)) || (action === "title" && doIf(desk, "wording", [id]));
  switch (command) {
    case "next":
      return walkTo(desk, 1);
    case "previous":
      return walkTo(desk, -1);
    case "first":
      return walkTo(desk, 0);
    case "last":
      return walkTo(desk, Infinity);
    case "select":
      desk.press(id, true);
      return true;
    case "edit":
      if (desk.aim) aimAt(desk, id);
      else return edit(desk, id);
      return true;
    case "menu":
      return menuBeside(desk, id, root);
    default:
      return false;
  }
}

/** @param {Desk} desk @param {number} step */
function walkTo(desk, step) {
  desk.step(step);
  return true;
}

/**
 * Only what the menu offers as well.
 * @param {Desk} desk
 * @param {Name} name
 * @param {readonly string[]} ids
 */
function doIf(desk, name, ids) {
  if (!desk.actions(ids).some((a) => a.name === name)) return false;
  perform(desk, name, ids);
  return true;
}

/** The words of an item: a note's text, an island's title card; or else a look at it. @param {Desk} desk @param {string} id */
function edit(desk, id) {
  return doIf(desk, "edit", [id]) || doIf(desk, "title", [id]) || doIf(desk, "large", [id]);
}

/**
 * @param {Desk} desk
 * @param {string} id
 * @param {HTMLElement} root
 */
function menuBeside(desk, id, root) {
  const item = root.querySelector(`[data-id="${CSS.escape(id)}"]`);
  if (!item) return false;
  const box = item.getBoundingClientRect();
  menuAt(desk, id, { x: box.left + 24, y: Math.min(box.bottom, box.top + 48) });
  return true;
}
