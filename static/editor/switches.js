/** What a person has switched on or off for themselves, kept by their browser. */

/** @param {string} name */
export function readSwitch(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // storage may be forbidden: the switch then lasts as long as the page
  }
}

/** @param {string} name @param {string} value */
export function writeSwitch(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // as above
  }
}
