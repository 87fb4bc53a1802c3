// 「大きな文字」: three sizes, remembered in this browser. static/page/size.js sets the same attribute before the page is drawn.

const SIZES = /** @type {const} */ (["100", "125", "150"]);
const KEPT = "yoriai.size";

/** @typedef {typeof SIZES[number]} Size in per cent */

/** @returns {Size} */
export const sizeNow = () => SIZES.find((size) => size === document.documentElement.dataset["size"]) ?? "100";

/** Goes on to the next size; after the largest comes the usual one again. */
export const nextSize = () => {
  const size = SIZES[(SIZES.indexOf(sizeNow()) + 1) % SIZES.length] ?? "100";
  if (size === "100") delete document.documentElement.dataset["size"];
  else document.documentElement.dataset["size"] = size;
  remember(size);
};

/** @param {Size} size */
const remember = (size) => {
  try {
    localStorage.setItem(KEPT, size);
  } catch {
    // Storage may be forbidden or full: the size then lasts as long as the page.
  }
};
