// What one table made, on paper: labels of the notes, a sheet for each island, and the whole picture on A3.
import { makeWords } from "../lib/words.js";
import { readBoot } from "../sync/boot.js";
import { connect } from "../sync/client.js";
import { guardLeaving } from "../view/guard.js";
import { PrintView } from "../view/print.js";

const boot = readBoot(document);
const client = connect({ boot });
guardLeaving(client, makeWords(boot.texts));

new PrintView(emptied("app"), { client, doc: client.open(boot.board), boot, bar: emptied("bar"), back: backOf() });

/** @param {string} id */
function emptied(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  element.replaceChildren();
  return element;
}

/** Participants come from their seat, coordinators from their board, those who steer from one of several boards. */
function backOf() {
  const { seat, board } = boot;
  if (!seat) return "/";
  if (seat.role === "participant") return `/s/${seat.id}`;
  return seat.role === "coordinator" ? `/s/${seat.id}/board` : `/s/${seat.id}/board?board=${board}`;
}
