/**
 * What a page keeps for itself over a reload, in this tab and on this machine only. Storage may be forbidden or full: then it lasts
 * as long as the page.
 */

/** @param {string} name @returns {unknown} undefined: nothing, or nothing that can be read */
export function kept(name) {
  try {
    const text = sessionStorage.getItem(`yoriai.${name}`);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {string} name @param {unknown} value undefined: no more of it */
export function keep(name, value) {
  try {
    if (value === undefined) sessionStorage.removeItem(`yoriai.${name}`);
    else sessionStorage.setItem(`yoriai.${name}`, JSON.stringify(value));
  } catch {
    // as above
  }
}

/** Nothing of it stays in this tab. */
export function forgetKept() {
  try {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith("yoriai.")) sessionStorage.removeItem(name);
  } catch {
    // nothing was kept, then
  }
}
