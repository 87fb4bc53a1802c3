/** Larger than this a short page looks shouted; below the least the back row reads nothing, and the page scrolls instead. */
const MOST = 1.5;
const STEP = 0.07;
const STEPS = 14;

/**
 * Makes the letters of a page as large as they can be without scrolling. Each size tried lays out the whole page, so the sizes are
 * not tried in turn: how much too high it is with the largest tells about how large they can be, and mostly that or the next is it.
 * @param {HTMLElement} page what must fit
 * @param {HTMLElement} root what carries the size of letters
 * @returns {boolean} it fits
 */
export function shrinkToFit(page, root) {
  const set = (/** @type {number} */ steps) => root.style.setProperty("--shrink", (MOST - steps * STEP).toFixed(2));
  const fits = (/** @type {number} */ steps) => {
    set(steps);
    return page.scrollHeight <= page.clientHeight + 1;
  };
  if (fits(0)) return true;
  let [from, to] = [1, STEPS];
  // With letters half as large it takes a quarter of the room.
  let next = Math.ceil((MOST - MOST * Math.sqrt(page.clientHeight / page.scrollHeight)) / STEP);
  for (let tries = 1; from < to; tries++) {
    next = Math.min(to - 1, Math.max(from, next));
    const held = fits(next);
    if (held) to = next;
    else from = next + 1;
    next = tries > 2 ? (from + to) >> 1 : held ? to - 1 : from;
  }
  return fits(to);
}
