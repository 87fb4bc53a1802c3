/** Larger than this a short page looks shouted; below the least the back row reads nothing, and the page scrolls instead. */
const MOST = 1.5;
const STEP = 0.07;
const STEPS = 14;

/**
 * Makes the letters of a page as large as they can be without scrolling. Each size tried lays out the whole page, so the sizes are
 * not tried in turn.
 * @param {HTMLElement} page what must fit
 * @param {HTMLElement} root what carries the size of letters
 */
export function shrinkToFit(page, root) {
  const set = (/** @type {number} */ steps) => root.style.setProperty("--shrink", (MOST - steps * STEP).toFixed(2));
  const fits = (/** @type {number} */ steps) => {
    set(steps);
    return page.scrollHeight <= page.clientHeight + 1;
  };
  if (fits(0)) return;
  let [from, to] = [1, STEPS];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (fits(middle)) to = middle;
    else from = middle + 1;
  }
  set(to);
}
