/** What all of a sheet is drawn by: the custom properties that sheet.css reads. */
import { PAGE } from "../../model/layout.js";
import { UNIT } from "../../model/sizes.js";

/** @typedef {import("../../model/picture.js").Picture} Picture */

/** The density and the scale that all on the sheet is drawn by. @param {HTMLElement} sheet @param {Picture} picture */
export function dress(sheet, { rung }) {
  if (sheet.dataset["density"] !== rung.density) sheet.dataset["density"] = rung.density;
  set(sheet, "--scale", rung.scale.toFixed(4));
  set(sheet, "--widest", `${((rung.wide ?? PAGE.w) * UNIT).toFixed(2)}rem`);
}

/** @param {HTMLElement} sheet @param {import("../../model/layout.js").Size} page */
export function sizeTo(sheet, { w, h }) {
  for (const element of drawnLarge(sheet)) {
    set(element, "--sheet-w", Math.round(w));
    set(element, "--sheet-h", Math.round(h));
  }
}

/** The page, and what lies on it as one. @param {HTMLElement} sheet @returns {HTMLElement[]} */
export function drawnLarge(sheet) {
  const world = sheet.querySelector(":scope > .sheet__world");
  return world instanceof HTMLElement ? [sheet, world] : [sheet];
}

/** Only what is new: all that lies on the sheet inherits it. @param {HTMLElement} element @param {string} name @param {string | number} value */
export function set(element, name, value) {
  if (element.style.getPropertyValue(name) !== String(value)) element.style.setProperty(name, String(value));
}
