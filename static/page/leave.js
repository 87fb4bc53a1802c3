// Leaving a seat: says what would be lost, and makes sure that nothing of this person stays in the browser for the next one.
// Without a script the form still works; then only the session ends.
import { forgetKept } from "../lib/tab.js";
import { forget, unsentOf } from "../sync/keeping.js";

const form = document.querySelector("form");
const { workshop = "", seat = "" } = form?.dataset ?? {};

/** It was said that something may still lie here. */
let asked = false;

if (form && workshop && seat) {
  form.addEventListener("submit", leave);
  unsentOf({ workshop, seat }).then(({ ops, drafts }) => {
    warn("unsent-ops", ops > 0);
    warn("unsent-drafts", drafts > 0);
  });
}

/**
 * @param {string} id
 * @param {boolean} on
 */
function warn(id, on) {
  const text = document.getElementById(id);
  if (text) text.hidden = !on;
}

/** @param {SubmitEvent} event */
async function leave(event) {
  event.preventDefault();
  // The words of this seat go first: the page that follows may already belong to somebody else.
  forgetKept();
  const forgotten = await forget({ workshop, seat }).catch(() => false);
  if (!forgotten && !asked) {
    // The person hears it before somebody else sits down here; a second press leaves all the same.
    asked = true;
    return warn("kept", true);
  }
  form?.submit();
}
