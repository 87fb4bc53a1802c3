// The results page is whole without a script; this adds only what needs one.

const print = document.querySelector("[data-print]");

if (print instanceof HTMLButtonElement) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

export {};
