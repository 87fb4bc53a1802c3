// The presentation of one table, for the projector.
import { makeWords } from "../lib/words.js";
import { readBoot } from "../sync/boot.js";
import { connect } from "../sync/client.js";
import { guardLeaving } from "../view/guard.js";
import { Presentation } from "../view/present.js";

const boot = readBoot(document);
const client = connect({ boot });
guardLeaving(client, makeWords(boot.texts));
const app = document.getElementById("app");
if (!app) throw new Error("the page has no #app");

document.getElementById("bar")?.remove();
app.replaceChildren();
new Presentation(app, { client, doc: client.open(boot.board), boot, back: backOf() });

/** Participants come from their seat, coordinators from their board, those who steer from one of several boards. */
function backOf() {
  const { seat, board } = boot;
  if (!seat) return "/";
  if (seat.role === "participant") return `/s/${seat.id}`;
  return seat.role === "coordinator" ? `/s/${seat.id}/board` : `/s/${seat.id}/board?board=${board}`;
}
