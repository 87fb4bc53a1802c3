// The presentation of one table, for the projector.
import { readBoot } from "../sync/boot.js";
import { connect } from "../sync/client.js";
import { Presentation } from "../view/present.js";

const boot = readBoot(document);
const client = connect({ boot });
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
