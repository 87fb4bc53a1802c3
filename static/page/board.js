// The table's board: for coordinators, and for whoever else may look at it in a whole window.
import { readBoot } from "../sync/boot.js";
import { connect } from "../sync/client.js";
import { mountBoard } from "../view/board.js";

const boot = readBoot(document);
const client = connect({ boot });

mountBoard(emptied("app"), { client, doc: client.open(boot.board), boot, bar: emptied("bar") });

/** @param {string} id */
function emptied(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  element.replaceChildren();
  return element;
}
