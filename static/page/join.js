// Joining works as a plain form; this only keeps the chosen card marked, for
// browsers whose style sheets cannot look at a radio button from outside.

/** Marks the card of each chosen radio button, and no other. */
const mark = () => {
  for (const card of document.querySelectorAll(".choice")) {
    const input = card.querySelector("input");
    card.toggleAttribute("data-chosen", input !== null && input.checked);
  }
};

document.addEventListener("change", mark);
// Browsers fill forms in again after a step back, without a change event.
addEventListener("pageshow", mark);

export {};
