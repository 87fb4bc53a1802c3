/** What is said of a sheet that has no room for the words on its notes: once, to whoever has it before them, while it is so. */
import { PaperTold } from "/static/view/sheet/paper_told.js";
import { equal, test } from "./runner.js";

const seen = { getBoundingClientRect: () => ({ top: 60, bottom: 700 }) };
/** On a telephone the sheet may stand far below. */
const below = { getBoundingClientRect: () => ({ top: window.innerHeight, bottom: window.innerHeight + 500 }) };

/** A desk as far as this asks it. @param {object} more */
function deskWith(more = {}) {
  const desk = {
    paper: true, mode: "sheet", lens: "", panel: undefined, notice: undefined, drawn: 0, said: [],
    scene: { tally: { grouped: 5 } },
    may: (op) => !["sheet.count", "items.place"].includes(op) || desk.leads,
    leads: false,
    say: (key) => key,
    note: (kind, text) => {
      desk.notice = { kind, text };
      desk.said.push(text);
    },
    redraw: () => desk.drawn++,
    get saidNow() {
      return desk.notice;
    },
    ...more,
  };
  return desk;
}

test("it is told once, and to who leads with the way to more paper", () => {
  for (const [leads, key] of [[false, "board.paper_how"], [true, "board.paper_how_lead"]]) {
    const [told, desk] = [new PaperTold(), deskWith({ leads })];
    told.tell(desk, seen);
    desk.notice = undefined;
    told.tell(desk, seen);
    equal(desk.said, [key]);
  }
});

test("it waits until the sheet is before one's eyes and nothing else is being said", () => {
  const [told, desk] = [new PaperTold(), deskWith()];
  told.tell(desk, below);
  desk.notice = { text: "another" };
  told.tell(desk, seen);
  desk.notice = undefined;
  desk.panel = { what: "move" };
  told.tell(desk, seen);
  desk.panel = undefined;
  desk.scene.tally.grouped = 0;
  told.tell(desk, seen);
  equal(desk.said, []);
  desk.scene.tally.grouped = 1;
  told.tell(desk, seen);
  equal(desk.said, ["board.paper_how"]);
});

test("it goes as soon as it is true no more, and takes nothing else with it", () => {
  for (const change of [{ paper: false }, { mode: "list" }, { lens: "a" }, { panel: { what: "menu" } }]) {
    const [told, desk] = [new PaperTold(), deskWith()];
    told.tell(desk, seen);
    told.settle(desk);
    equal(desk.notice?.text, "board.paper_how", "it stands while it is so");
    Object.assign(desk, change);
    told.settle(desk);
    equal([desk.notice, desk.drawn], [undefined, 1], JSON.stringify(change));
  }
  const [told, desk] = [new PaperTold(), deskWith()];
  told.tell(desk, seen);
  desk.notice = { text: "what was said since" };
  desk.paper = false;
  told.settle(desk);
  equal([desk.notice.text, desk.drawn], ["what was said since", 0]);
});
