/**
 * A dialog over a board, without showModal(): that makes all behind it inert, and inertness is inherited, so that of two thousand
 * notes every look is worked out anew as a dialog opens and again as it closes: 250 ms each on an old laptop, and this way none.
 *
 * What showModal() gives is given here: nothing behind can be pressed (a scrim, see css/dialog.css), reached by keys or read by a
 * screen reader; Esc, or the way back of a telephone, closes it.
 */

/** Where a key stops that goes through a dialog. */
const STOPS = "a[href], button, input, select, textarea, summary, [tabindex]";
/** Behind a dialog, and still read out as it changes; or of no matter to anybody. */
const SPOKEN = "script, style, [role=status], [role=alert]";

export class Modal {
  constructor() {
    /** @private @type {HTMLDialogElement | undefined} */
    this.dialog = undefined;
    /** @private */
    this.ends = new AbortController();
  }

  /**
   * After each drawing.
   * @param {HTMLDialogElement | null} dialog what lies over the board by now
   * @returns {boolean} it has just been opened
   */
  settle(dialog) {
    if (this.dialog && this.dialog !== dialog) this.stop();
    if (!dialog || dialog.open) return false;
    this.dialog = dialog;
    const { signal } = this.ends;
    hide(behind(dialog), signal);
    raise(dialog.closest(".seat__board"), signal);
    keepIn(dialog, signal);
    closeOnAsking(dialog, signal);
    dialog.setAttribute("aria-modal", "true");
    dialog.addEventListener("close", () => this.stop(), { signal });
    dialog.show();
    return true;
  }

  stop() {
    this.ends.abort();
    this.ends = new AbortController();
    this.dialog = undefined;
  }
}

/**
 * All that neither holds the dialog nor lies in it.
 * @param {Element} dialog
 * @returns {Element[]}
 */
function behind(dialog) {
  const { parentElement } = dialog;
  if (!parentElement || dialog === document.body) return [];
  return [...[...parentElement.children].filter((e) => e !== dialog && !e.matches(SPOKEN)), ...behind(parentElement)];
}

/** From a screen reader. @param {readonly Element[]} elements @param {AbortSignal} signal */
function hide(elements, signal) {
  const shown = elements.filter((e) => !e.hasAttribute("aria-hidden"));
  for (const e of shown) e.setAttribute("aria-hidden", "true");
  signal.addEventListener("abort", () => shown.forEach((e) => e.removeAttribute("aria-hidden")));
}

/**
 * Beside a seat's box the board has a height of its own among the parts of the page, and the bar is above it.
 * @param {Element | null} holder
 * @param {AbortSignal} signal
 */
function raise(holder, signal) {
  holder?.toggleAttribute("data-over", true);
  signal.addEventListener("abort", () => holder?.removeAttribute("data-over"));
}

/**
 * The keys go round in the dialog. Whatever else gets the focus, by a key that came in from outside or by the page itself, hands
 * it back before anybody hears of it.
 * @param {HTMLDialogElement} dialog
 * @param {AbortSignal} signal
 */
function keepIn(dialog, signal) {
  let backwards = false;
  const on = (/** @type {KeyboardEvent} */ e) => {
    if (e.key !== "Tab" || !dialog.open) return;
    backwards = e.shiftKey;
    const stops = stopsIn(dialog);
    const from = stops.at(backwards ? 0 : -1);
    if (e.defaultPrevented || !from || !isAt(from)) return;
    e.preventDefault();
    stops.at(backwards ? -1 : 0)?.focus();
  };
  const back = (/** @type {FocusEvent} */ e) => {
    if (!dialog.open || !(e.target instanceof Element) || dialog.contains(e.target) || e.target.closest("dialog:modal")) return;
    e.stopImmediatePropagation();
    (stopsIn(dialog).at(backwards ? -1 : 0) ?? dialog).focus();
  };
  const stay = (/** @type {MouseEvent} */ e) => e.target instanceof Element && e.target.matches(".scrim") && e.preventDefault();
  document.addEventListener("mousedown", stay, { signal });
  document.addEventListener("keydown", on, { signal, capture: true });
  document.addEventListener("focusin", back, { signal, capture: true });
}

/** Of radio buttons any of the group. @param {HTMLElement} stop */
function isAt(stop) {
  const here = document.activeElement;
  if (stop === here) return true;
  return isRadio(stop) && isRadio(here) && stop.name === here.name;
}

/** @param {Element | null} element @returns {element is HTMLInputElement} */
const isRadio = (element) => element instanceof HTMLInputElement && element.type === "radio";

/** @param {HTMLDialogElement} dialog @returns {HTMLElement[]} */
function stopsIn(dialog) {
  const all = [...dialog.querySelectorAll(STOPS)].filter((e) => e instanceof HTMLElement);
  const chosen = new Set(all.filter((e) => isRadio(e) && e.checked).map((e) => /** @type {HTMLInputElement} */ (e).name));
  const isPassed = (/** @type {HTMLElement} */ e) => isRadio(e) && !e.checked && chosen.has(e.name);
  return all.filter((e) => e.tabIndex >= 0 && !e.matches(":disabled") && e.checkVisibility() && !isPassed(e));
}

/**
 * A browser that knows how to close such a dialog does it; to older ones Esc is told.
 * @param {HTMLDialogElement} dialog
 * @param {AbortSignal} signal
 */
function closeOnAsking(dialog, signal) {
  dialog.setAttribute("closedby", "closerequest");
  if ("closedBy" in HTMLDialogElement.prototype) return;
  const onKey = (/** @type {KeyboardEvent} */ e) => {
    if (e.key !== "Escape" || e.isComposing || e.keyCode === 229 || e.defaultPrevented || document.querySelector("dialog:modal")) return;
    e.preventDefault();
    dialog.close();
  };
  document.addEventListener("keydown", onKey, { signal });
}
