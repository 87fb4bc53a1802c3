/** The frame of every dialog of the board: a title, a body, the buttons. The browser's own <dialog> keeps the focus inside. */
import { html, nothing } from "../vendor/lit-html/lit-html.js";

/**
 * @typedef {{
 *   title: string, body: unknown, acts: unknown, wide?: boolean,
 *   close: () => void, submit?: (dialog: HTMLDialogElement) => void, keys?: (e: KeyboardEvent) => void,
 * }} Frame keys: those of this dialog alone; submit: the main button, and Ctrl+Enter anywhere in it; where there is nothing to send, and nothing is being written, that closes it
 */

/** @param {Frame} frame */
export function dialogView({ title, body, acts, wide = false, close, submit, keys }) {
  const send = (/** @type {Event} */ e) => {
    e.preventDefault();
    const dialog = /** @type {Element} */ (e.currentTarget).closest("dialog");
    if (dialog && submit) submit(dialog);
    else if (!document.activeElement?.matches("textarea, input:not([type=checkbox], [type=radio])")) close();
  };
  return html`<dialog class=${wide ? "dialog dialog--wide" : "dialog"} aria-labelledby="dialog-title" @close=${close} @keydown=${(/** @type {KeyboardEvent} */ e) => (onKey(e), keys?.(e))}>
    <form method="dialog" @submit=${send}>
      <h2 class="dialog__title" id="dialog-title">${title}</h2>
      <div class="dialog__body">${body}</div>
      ${acts === nothing ? nothing : html`<div class="dialog__acts">${acts}</div>`}
    </form>
  </dialog>`;
}

/**
 * Enter alone never sends a text: it may be confirming a conversion, and in a box of several lines it is a new line.
 * @param {KeyboardEvent} e
 */
function onKey(e) {
  if (e.isComposing || e.keyCode === 229) return;
  const form = /** @type {Element} */ (e.currentTarget).querySelector("form");
  if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
    e.preventDefault();
    form?.requestSubmit();
  } else if (e.key === "Enter" && e.target instanceof HTMLInputElement && e.target.type !== "radio") {
    e.preventDefault(); // a radio button holds no text that could be half converted
  } else if (!e.defaultPrevented && !e.altKey && form) walk(form, e);
}

/** Through a long list of things to tick or to choose from the arrows go as through radio buttons. */
const LISTED = "input[type=checkbox], .pick";
/** @type {Readonly<Record<string, 1 | -1>>} */
const WAYS = { ArrowDown: 1, ArrowUp: -1 };

/** @param {HTMLFormElement} form @param {KeyboardEvent} e */
function walk(form, e) {
  const way = WAYS[e.key];
  if (!way || !(e.target instanceof Element) || !e.target.matches(LISTED)) return;
  const all = [...form.querySelectorAll(LISTED)];
  const to = all[all.indexOf(e.target) + way];
  e.preventDefault();
  if (to instanceof HTMLElement) to.focus();
}

/**
 * @param {string} word
 * @param {() => void} close
 */
export function closeButton(word, close) {
  return html`<button class="button" type="button" @click=${close}>${word}</button>`;
}

/** @param {string} word */
export function mainButton(word) {
  return html`<button class="button button--main" type="submit">${word}</button>`;
}

/**
 * A dialog over which the time ended, or the board was closed: what is written in it stays, and that is said.
 * @param {import("../lib/words.js").Say} say
 * @param {boolean} may what it is for can still be done
 */
export const closedView = (say, may) => html`<div role="status">${may ? nothing : html`<p class="notice" data-kind="warn">${say("board.write_closed")}</p>`}</div>`;
