// The results page is whole without a script; this adds only what needs one.

import { tendGuide } from "../view/guide.js";
import { tellOfFiles } from "../view/making.js";

tendGuide();

const print = document.querySelector("[data-print]");

if (print instanceof HTMLButtonElement) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

const status = document.querySelector("[data-making-files]");

if (status instanceof HTMLElement) tellOfFiles(document, status);
