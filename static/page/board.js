// The table's board: for coordinators, and for whoever else may look at it in a whole window.
import { makeWords } from "../lib/words.js";
import { readBoot } from "../sync/boot.js";
import { connect } from "../sync/client.js";
import { guardLeaving } from "../view/guard.js";
import { followLook } from "../view/looking.js";
import { followTable } from "../view/moving_table.js";
import { mountBoard } from "../view/board.js";

const boot = readBoot(document);
const client = connect({ boot });
const say = makeWords(boot.texts);
guardLeaving(client, say);
followTable(client, boot);
followLook({ client, say, here: () => boot.board });

const { desk } = mountBoard(emptied("app"), { client, doc: client.open(boot.board), boot, bar: emptied("bar") });

// Minutes pass without anything happening.
setInterval(() => client.hall.view.count("course") > 0 && desk.redraw(), 15_000);

/** @param {string} id */
function emptied(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  element.replaceChildren();
  return element;
}
