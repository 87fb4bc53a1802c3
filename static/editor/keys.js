/**
 * Keys to commands. Nothing happens while a word is being converted, while somebody types, or behind an open dialog; single
 * letters can be switched off (in the help), because dictation and chance press them too.
 */
import { confirmsNothing } from "../lib/ime.js";

/**
 * @typedef {"next" | "previous" | "island-next" | "island-before" | "more" | "fewer" | "phase" | "first" | "last" | "select" | "menu" | "move" | "group" | "title" | "link" | "edit" | "withdraw" | "earlier" | "later" | "undo" | "redo" | "help" | "escape" | "view" | "find" | "read" | "write" | "say" | "tell" | "above" | "present"
 *   | "sheet-next" | "sheet-before" | "closer" | "away" | "whole" | "left" | "right" | "up" | "down"} Command left, right, up, down: along the sheet; write: a note; say: a sentence of all; tell: the narrative; above: what there is to press above the sheet; more, fewer: the next one and the one before into the selection
 */

/** @type {Record<string, Command>} */
const PLAIN = {
  ArrowRight: "next",
  ArrowDown: "next",
  ArrowLeft: "previous",
  ArrowUp: "previous",
  Home: "first",
  End: "last",
  Escape: "escape",
  PageDown: "sheet-next",
  PageUp: "sheet-before",
  ContextMenu: "menu",
};

/** On an item, and not on a button inside it. @type {Record<string, Command>} */
const ON_ITEM = { Enter: "edit", " ": "select", Delete: "withdraw" };

/** On an item: its place in the island. @type {Record<string, Command>} */
const WITH_ALT = { ArrowLeft: "earlier", ArrowUp: "earlier", ArrowRight: "later", ArrowDown: "later" };

/** On an item, with Shift. @type {Record<string, Command>} */
const WITH_SHIFT = { ArrowRight: "more", ArrowDown: "more", ArrowLeft: "fewer", ArrowUp: "fewer" };

/** @type {Record<string, Command>} */
const LETTERS = { x: "select", m: "menu", g: "group", t: "title", l: "link", v: "view", n: "read", w: "write", s: "say", j: "tell", u: "above", d: "phase", p: "present", i: "island-next", "/": "find", "?": "help", "+": "closer", ";": "closer", "=": "closer", "-": "away", 0: "whole" };

/** With Ctrl: along the sheet when it is looked at closely; the arrows alone go from item to item. @type {Record<string, Command>} */
const WITH_CTRL = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };

/**
 * @param {KeyboardEvent} event
 * @param {{letters: boolean}} how
 * @returns {Command | undefined}
 */
export function commandOf(event, { letters }) {
  if (confirmsNothing(event) || event.isComposing || event.defaultPrevented) return undefined;
  const target = event.target instanceof Element ? event.target : undefined;
  if (!target || target.closest("input, textarea, select, [contenteditable], dialog, [role=menu]")) return undefined;
  if (event.altKey) return target.closest("[data-id]") && !event.ctrlKey && !event.metaKey ? WITH_ALT[event.key] : undefined;
  if (event.ctrlKey || event.metaKey) return withCtrl(event);
  if (event.shiftKey && event.key === "F10") return "menu";
  const onItem = target.hasAttribute("data-id");
  if (event.key === "Escape") return "escape";
  if (onItem && event.key in ON_ITEM) return ON_ITEM[event.key];
  if (onItem && event.shiftKey && event.key in WITH_SHIFT) return WITH_SHIFT[event.key];
  if (target.closest("[data-id]") && event.key in PLAIN) return PLAIN[event.key];
  if (event.key in WITH_CTRL && !target.closest("button, a, [role=group]")) return WITH_CTRL[event.key];
  return letters ? byLetter(event) : undefined;
}

/** @param {KeyboardEvent} event @returns {Command | undefined} */
function byLetter({ key, shiftKey }) {
  const command = LETTERS[key.toLowerCase()];
  return command === "island-next" && shiftKey ? "island-before" : command;
}

/** Windows says Ctrl+Y, others Ctrl+Shift+Z. @param {KeyboardEvent} event @returns {Command | undefined} */
function withCtrl({ key, shiftKey }) {
  if (key in WITH_CTRL) return WITH_CTRL[key];
  const letter = key.toLowerCase();
  if (letter === "z") return shiftKey ? "redo" : "undo";
  return letter === "y" && !shiftKey ? "redo" : undefined;
}

/** Every key there is and what it means, as 「Ctrl+z」: the help names them all. @returns {[string, Command][]} */
export function bindings() {
  const all = (/** @type {string} */ held, /** @type {Record<string, Command>} */ keys) => Object.entries(keys).map(([key, command]) => /** @type {[string, Command]} */ ([held + key, command]));
  return [
    ...all("", PLAIN), ...all("", ON_ITEM), ...all("", LETTERS), ...all("Alt+", WITH_ALT), ...all("Shift+", WITH_SHIFT), ...all("Ctrl+", WITH_CTRL),
    ["Shift+i", "island-before"], ["Shift+F10", "menu"], ["Ctrl+z", "undo"], ["Ctrl+Shift+z", "redo"], ["Ctrl+y", "redo"],
  ];
}
