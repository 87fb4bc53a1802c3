/** Whether the window has room for all the tools. */

/** Narrower than this, with letters of the usual size, they would take the window from what one looks at. In pixels. */
const PHONE = 576;

/**
 * A telephone, or letters so large that the window is like one. What the person chose here counts and not what the browser
 * measures: asking for that would compute the look of the whole board at each drawing.
 */
export function isNarrow() {
  const letters = Number(document.documentElement.dataset["size"] ?? 100) / 100;
  return window.innerWidth < PHONE * letters;
}
