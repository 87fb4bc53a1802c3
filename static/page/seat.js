// The participant's seat: a question, one box, one button, my notes; after the reveal the table's board beside them.
import { render } from "../vendor/lit-html/lit-html.js";
import { openRoundOf } from "../model/voting.js";
import { askProposal } from "../editor/writing.js";
import { relatePanel } from "../editor/relating.js";
import { followLook } from "../view/looking.js";
import { followTable } from "../view/moving_table.js";
import { drawEnd, openScreen } from "../view/screen.js";
import { dayText } from "../view/form/day.js";
import { helpView } from "../view/seat/help.js";
import { makeAnswering } from "../view/survey/answer.js";
import { barView, seatView } from "../view/seat/page.js";
import { meetEdits } from "../view/seat/mine.js";
import { makeWriting } from "../view/seat/writing.js";

const screen = openScreen();
const { boot, say, client, bar, main } = screen;
const doc = client.open(boot.board);
const writing = makeWriting({ client, doc, boot, say, changed: redraw });
const answering = makeAnswering({ client, say, chars: boot.limits.planChars, redraw });

const over = document.body.appendChild(document.createElement("div"));

/** @type {HTMLElement | null} where the table's board lives; made once, when the notes are laid open */
let board = null;
/** @type {import("../view/board/board.js").BoardView | undefined} what is in it, once it has come */
let table;
/** The phase last drawn: a new one begins without the answers of the old. */
let drawn = "";
/** The round last drawn: a new one is gone to. */
let round = "";

render(helpView(say), over);
client.onChange(redraw);
client.hall.onChange(redraw);
doc.onChange(redraw);
writing.load();
void answering.load();
followTable(client, boot, writing.carry, () => writing.text.trim() !== "");
followLook({ client, say, here: () => boot.board });
redraw();
// Minutes pass without anything happening.
setInterval(() => client.hall.view.count("course") > 0 && redraw(), 15_000);

function redraw() {
  render(barView(seatNow()), bar);
  if (!drawEnd(screen) && doc.ready) drawSeat();
}

function drawSeat() {
  const phase = doc.view.board?.phase ?? "prepare";
  const open = phase !== "prepare" && phase !== "write";
  if (open) openBoard();
  main.className = "seat";
  main.toggleAttribute("data-board", open);
  main.dataset["phase"] = phase;
  const begins = phase !== drawn;
  drawn = phase;
  if (begins) writing.answer = null;
  writing.edits.dropHidden();
  render(seatView({ ...seatNow(), board: open ? board : null }), main);
  meetEdits(main, writing);
  if (begins) readyToType();
  toBallot();
}

/** Who has a keyboard and nothing in hand is at the seals when they are to be laid: two steps to the first one, not seven. */
function toBallot() {
  const now = openRoundOf(doc.view)?.id ?? "";
  const title = main.querySelector(".ballot__title");
  if (now !== round && isFree() && title instanceof HTMLElement) title.focus({ preventScroll: true });
  round = now;
}

/** Nobody is anywhere, and there is a keyboard. */
const isFree = () => (document.activeElement === null || document.activeElement === document.body) && matchMedia("(hover: hover) and (pointer: fine)").matches;

/** With a keyboard before them, people just begin to type. On a touch screen the same would throw a keyboard over half the page. */
function readyToType() {
  const box = main.querySelector("#text");
  if (isFree() && box instanceof HTMLElement) box.focus({ preventScroll: true });
}

function seatNow() {
  const me = client.me;
  const hall = client.hall.view;
  const tableID = me?.table ?? "";
  const here = boot.boards.find((one) => one.id === boot.board);
  return {
    say, client, boot, doc, writing, answering, board, redraw, now: () => client.now(),
    seat: me?.id ?? "",
    name: me?.name ?? "",
    nameOf: (/** @type {string} */ id) => hall.seat(id)?.name ?? "",
    side: me?.side ?? "",
    tableID,
    table: hall.table(tableID)?.name ?? here?.name ?? "",
    question: hall.get("assignment", boot.board)?.theme ?? here?.theme ?? "",
    notes: writing.mine(),
    propose: (/** @type {string} */ group) => table && askProposal(table.desk, group),
    suggest: () => table?.desk.open(relatePanel("", "")),
    find: () => void import("../view/board/finding.js").then(({ openFinding }) => table && openFinding(table.desk)),
    day: (/** @type {string} */ iso) => dayText(iso, say),
  };
}

/** Made once; when the phase goes back to writing the board is taken off the page, and comes back as it was. */
function openBoard() {
  if (board !== null) return;
  const element = (board = document.createElement("div"));
  // Only now, so that a seat on an old phone is not slowed by what it does not show yet.
  import("../view/board/board.js").then(({ mountBoard }) => {
    const { desk } = (table = mountBoard(element, { client, doc, boot }));
    render(helpView(say, () => desk.open({ what: "help" })), over);
  });
}
