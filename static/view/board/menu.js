/** The menu of an item or of several: everything that dragging does, and the rest. See css/dialog.css. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { perform } from "../../editor/deeds.js";
import { namesOf } from "../../editor/names.js";
import { confirmsNothing } from "../../lib/ime.js";
import { vars } from "../vars.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {Extract<import("../../editor/desk.js").Panel, {what: "menu"}>} MenuPanel */

/**
 * @param {Desk} desk
 * @param {MenuPanel} panel
 */
export function menuView(desk, panel) {
  const actions = desk.actions(panel.ids);
  const { say } = desk;
  return html`<div
    class="menu"
    role="menu"
    aria-label=${say("board.menu_of", { what: namesOf(desk, panel.ids) })}
    data-over=${panel.over ?? panel.y}
    ${vars({ "--x": panel.x, "--y": panel.y })}
    @keydown=${(/** @type {KeyboardEvent} */ e) => onKey(e, desk, panel)}
  >
    <p class="menu__heading" aria-hidden="true">${namesOf(desk, panel.ids)}</p>
    ${actions.map(
      (a) =>
        html`${a.apart ? html`<hr class="menu__rule" />` : nothing}<button
            class=${a.danger ? "menu__item menu__item--danger" : "menu__item"}
            type="button"
            role="menuitem"
            tabindex="-1"
            data-letter=${a.letter ?? ""}
            @click=${() => perform(desk, a.name, panel.ids)}
          >
            ${say(a.label)}${a.letter && desk.letters ? html`<kbd class="menu__key" aria-hidden="true">${a.letter}</kbd>` : nothing}
          </button>`,
    )}
  </div>`;
}

/**
 * @param {KeyboardEvent} e
 * @param {Desk} desk
 * @param {MenuPanel} panel
 */
function onKey(e, desk, panel) {
  if (confirmsNothing(e)) return;
  if (!walkItems(e, () => desk.open(undefined)) && !byLetter(e, desk, panel)) return;
  e.preventDefault();
  e.stopPropagation();
}

/**
 * Arrows walk a menu round, Esc and Tab close it.
 * @param {KeyboardEvent} e
 * @param {() => void} close
 * @returns {boolean} whether the key meant anything
 */
export function walkItems(e, close) {
  const items = [.../** @type {HTMLElement} */ (e.currentTarget).querySelectorAll(".menu__item")].filter((i) => i instanceof HTMLElement);
  const at = items.findIndex((i) => i === document.activeElement);
  const to = { ArrowDown: (at + 1) % items.length, ArrowUp: (at - 1 + items.length) % items.length, Home: 0, End: items.length - 1 }[e.key];
  if (to !== undefined) items[to]?.focus();
  else if (e.key === "Escape" || e.key === "Tab") close();
  else return false;
  return true;
}

/**
 * @param {KeyboardEvent} e
 * @param {Desk} desk
 * @param {MenuPanel} panel
 */
function byLetter(e, desk, panel) {
  if (!desk.letters || e.ctrlKey || e.metaKey || e.altKey) return false;
  const action = desk.actions(panel.ids).find((a) => a.letter === e.key.toUpperCase());
  if (action) perform(desk, action.name, panel.ids);
  return action !== undefined;
}

/** What is left between a menu and the window's edge. */
const EDGE = 8;

/**
 * Moves an open menu into the window and puts the focus on its first line. Where there is no room below what was pressed it
 * stands above it and not upon it: a second press would take whatever happens to lie there.
 * @param {HTMLElement} menu
 */
export function placeMenu(menu) {
  const box = menu.getBoundingClientRect();
  const x = Math.max(EDGE, Math.min(box.left, window.innerWidth - box.width - EDGE));
  const [lowest, above] = [window.innerHeight - box.height - EDGE, Number(menu.dataset["over"]) - box.height];
  const y = box.top <= lowest ? box.top : above >= EDGE ? above : Math.max(EDGE, lowest);
  menu.style.setProperty("--x", String(x));
  menu.style.setProperty("--y", String(y));
  const first = menu.querySelector(".menu__item");
  if (first instanceof HTMLElement) first.focus({ preventScroll: true });
}
