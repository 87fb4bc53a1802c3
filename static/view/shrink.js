/** Larger than this a short page looks shouted; below the least the back row reads nothing, and the page scrolls instead. */
const MOST = 1.5;
const LEAST = 0.5;

/**
 * Makes the letters of a page as large as they can be without scrolling.
 * @param {HTMLElement} page what must fit
 * @param {HTMLElement} root what carries the size of letters
 */
export function shrinkToFit(page, root) {
  for (let size = MOST; size >= LEAST; size -= 0.07) {
    root.style.setProperty("--shrink", size.toFixed(2));
    if (page.scrollHeight <= page.clientHeight + 1) return;
  }
}
