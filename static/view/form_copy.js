/**
 * Copies a link. A hall's network is plain http, where browsers offer no clipboard to pages; there the old command still works, and where
 * even that is forbidden the text is left selected, so that Ctrl+C does the rest.
 */

/**
 * @param {string} text
 * @param {HTMLElement | null} shown where the text stands on the page
 * @returns {Promise<boolean>} whether it is in the clipboard
 */
export async function copyText(text, shown) {
  if (window.isSecureContext && navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not allowed after all: the old way is tried.
    }
  }
  return copySelected(text) || (selectIn(shown), false);
}

/** @param {string} text */
function copySelected(text) {
  const box = document.createElement("textarea");
  box.value = text;
  box.className = "visually-hidden";
  // Inside an open dialog only what is in it can take the focus.
  (document.querySelector("dialog[open]") ?? document.body).append(box);
  const back = document.activeElement;
  box.select();
  const copied = document.execCommand("copy");
  box.remove();
  if (back instanceof HTMLElement) back.focus();
  return copied;
}

/** @param {HTMLElement | null} element */
function selectIn(element) {
  if (element) getSelection()?.selectAllChildren(element);
}
