/** What keys do at the desk: coming closer, walking, what a letter stands for, and the way out. */
import { commandOf } from "../../editor/keys.js";
import { aimAt, stopAiming } from "../../editor/relating.js";
import { STEP } from "../../editor/zoom.js";
import { doIf, edit, menuAt } from "./acting.js";
import { redoLast, undoLast } from "./bar.js";
import { begins, presents } from "./beginning.js";
import { openFinding } from "./finding.js";
import { readOn } from "./reading.js";
import { extend, leap, walkTo } from "./walking.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("../../editor/actions.js").Name} Name */
/** @typedef {{root: HTMLElement, desk: Desk, zooming: import("../../editor/zoom.js").Zooming}} Keyed */

/**
 * @param {KeyboardEvent} e
 * @param {Keyed} hand
 */
export function onKey(e, hand) {
  const command = commandOf(e, { letters: hand.desk.letters });
  if (!command || !hand.root.isConnected) return;
  if (seeMore(command, hand) || obey(command, hand.desk, hand.root)) e.preventDefault();
}

/** How far one press of an arrow goes along the sheet, px. */
const ALONG = 80;

/** @type {Partial<Record<import("../../editor/keys.js").Command, [number, number]>>} */
const WAYS = { left: [-ALONG, 0], right: [ALONG, 0], up: [0, -ALONG], down: [0, ALONG] };

/**
 * Coming closer to the sheet, and along it.
 * @param {import("../../editor/keys.js").Command} command
 * @param {Keyed} hand
 */
function seeMore(command, { desk, zooming }) {
  if (desk.mode !== "sheet" || desk.lens) return false;
  const way = WAYS[command];
  if (way) zooming.pan(...way);
  else if (command === "closer") zooming.step(STEP);
  else if (command === "away") zooming.step(1 / STEP);
  else if (command === "whole") zooming.fit();
  else if (command === "sheet-next" && desk.sheets > 1) desk.turnTo(desk.sheet + 1);
  else if (command === "sheet-before" && desk.sheets > 1) desk.turnTo(desk.sheet - 1);
  else return false;
  return true;
}

/**
 * @param {import("../../editor/keys.js").Command} command
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
    case "find":
      openFinding(desk);
      return true;
    case "view":
      desk.wants = document.activeElement?.closest("[data-id]") !== null; // who had something in hand sees it in the other one as well
      return (desk.turn(desk.mode === "list" ? "sheet" : "list"), true);
    case "phase":
      if (desk.may("phase.set")) desk.open({ what: "phase" });
      return true;
    case "read":
      return readOn(desk);
    case "write":
    case "say":
    case "tell":
      return begins(command, desk);
    case "present":
      return presents(desk);
    case "above":
      return goesAbove(root);
    case "escape":
      return escape(desk);
    default:
      // The rest is about an item, so the hand must be on one.
      if (!root.contains(document.activeElement) || !document.activeElement?.closest("[data-id]")) return false;
      return onItem(command, desk, root);
  }
}

/** To what there is to do above the sheet, the main thing first: from the middle of a board Tab takes long to it. @param {HTMLElement} root */
function goesAbove(root) {
  const strips = root.querySelector(".desk__strips");
  const button = strips?.querySelector(".button--main") ?? strips?.querySelector("button");
  if (!(button instanceof HTMLElement)) return false;
  button.focus();
  return true;
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

/** Commands that are actions of the menu. @type {Partial<Record<import("../../editor/keys.js").Command, Name>>} */
const ACTIONS = { group: "group", title: "title", link: "link", withdraw: "withdraw" };

/**
 * @param {import("../../editor/keys.js").Command} command
 * @param {Desk} desk
 * @param {HTMLElement} root
 */
function onItem(command, desk, root) {
  const id = desk.current;
  const action = ACTIONS[command];
  // Alt and an arrow would leave the page for the one before: never by mistake at the end of a row.
  if (command === "earlier" || command === "later") return doIf(desk, command, [id]) || true;
  if (action) return doIf(desk, action, desk.together(id)) || (action === "title" && doIf(desk, "wording", [id])) || (action === "link" && doIf(desk, "suggest", desk.together(id)));
  switch (command) {
    case "next":
      return walkTo(desk, 1);
    case "previous":
      return walkTo(desk, -1);
    case "first":
      return walkTo(desk, 0);
    case "last":
      return walkTo(desk, Infinity);
    case "island-next":
      return leap(desk, 1);
    case "island-before":
      return leap(desk, -1);
    case "more":
      return extend(desk, 1);
    case "fewer":
      return extend(desk, -1);
    case "select":
      if (desk.aim) aimAt(desk, id);
      else desk.press(id, true);
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
