/** The drag machine and what a drop means, without any pointer. */
import { IDLE, next } from "/static/editor/drag.js";
import { dropped } from "/static/editor/drop.js";
import { equal, ok, test } from "./runner.js";

const at = (x, y) => ({ x, y });
const down = (more = {}) => ({ type: "down", id: "a", pointer: 1, touch: false, at: at(0, 0), many: false, mayMove: true, ...more });

/** Runs events from the start; gives the effects' names and the last state's. */
function play(...events) {
  let state = IDLE;
  const done = [];
  for (const event of events) {
    const step = next(state, event);
    state = step.state;
    done.push(...step.effects.map((e) => e.type));
  }
  return [done.filter((name) => name !== "unwait"), state.name];
}

test("a press that trembles is a press", () => {
  equal(play(down(), { type: "move", pointer: 1, at: at(3, 3) }, { type: "up", pointer: 1, at: at(3, 3) }), [["press"], "idle"]);
});

test("a press that moves is a drag, and one drop ends it", () => {
  const moves = [{ type: "move", pointer: 1, at: at(9, 0) }, { type: "move", pointer: 1, at: at(50, 0) }];
  equal(play(down(), ...moves, { type: "up", pointer: 1, at: at(50, 0) }), [["lift", "over", "over", "drop"], "idle"]);
});

test("a finger that moves at once scrolls; one that rests lifts; one that rests and goes up asks for the menu", () => {
  equal(play(down({ touch: true }), { type: "move", pointer: 1, at: at(0, 30) }), [["wait"], "idle"]);
  equal(play(down({ touch: true }), { type: "held" }, { type: "move", pointer: 1, at: at(0, 30) }), [["wait", "lift", "over"], "dragging"]);
  equal(play(down({ touch: true }), { type: "held" }, { type: "up", pointer: 1, at: at(1, 1) }), [["wait", "lift", "abort", "menu"], "idle"]);
});

test("what may not be moved is never lifted, but can be pressed", () => {
  const fixed = down({ mayMove: false });
  equal(play(fixed, { type: "move", pointer: 1, at: at(90, 0) }), [["stuck"], "idle"]);
  equal(play(fixed, { type: "up", pointer: 1, at: at(0, 0) }), [["press"], "idle"]);
  equal(play(down({ mayMove: false, touch: true }), { type: "held" }), [["wait", "menu"], "idle"]);
});

test("who holds what is suddenly gone is told so", () => {
  equal(play(down(), { type: "move", pointer: 1, at: at(9, 0) }, { type: "gone", id: "a" }), [["lift", "over", "lost", "abort"], "idle"]);
});

for (const event of [{ type: "cancel" }, { type: "lost" }, { type: "escape" }, down({ pointer: 2 })]) {
  test(`while something is held, ${event.type} puts it back`, () => {
    equal(play(down(), { type: "move", pointer: 1, at: at(9, 0) }, event), [["lift", "over", "abort"], "idle"]);
  });
}

test("another item's end and another pointer's moves change nothing", () => {
  const foreign = [{ type: "gone", id: "b" }, { type: "move", pointer: 2, at: at(99, 9) }, { type: "up", pointer: 2, at: at(99, 9) }];
  equal(play(down(), { type: "move", pointer: 1, at: at(9, 0) }, ...foreign)[1], "dragging");
});

test("whatever happens, each lift ends in exactly one drop or abort", () => {
  let seed = 7;
  const dice = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
  for (let round = 0; round < 400; round++) {
    let state = IDLE;
    let open = 0;
    for (let i = 0; i < 30; i++) {
      const event = [down({ touch: dice(2) === 0, mayMove: dice(4) > 0 }), { type: "move", pointer: 1 + dice(2), at: at(dice(30), dice(30)) },
        { type: "up", pointer: 1 + dice(2), at: at(0, 0) }, { type: "held" }, { type: "cancel" }, { type: "lost" }, { type: "escape" }, { type: "gone", id: "ab"[dice(2)] }][dice(8)];
      const step = next(state, event);
      state = step.state;
      for (const { type } of step.effects) {
        if (type === "lift") open++;
        if (type === "drop" || type === "abort") open--;
        ok(open === 0 || open === 1, `round ${round}: ${open} open after ${type}`);
      }
      ok((state.name === "dragging") === (open === 1), `round ${round}: ${state.name} with ${open} open`);
    }
  }
});

/** A small board: notes n1 n2 in the tray, n3 in island g, n4 lone, g inside G. */
const board = {
  n1: { kind: "note", group: "" }, n2: { kind: "note", group: "" }, n3: { kind: "note", group: "g" }, n4: { kind: "note", group: "", lone: true },
  g: { kind: "group", group: "G" }, G: { kind: "group", group: "", at: at(10, 10) },
};
const ground = {
  lying: (id) => board[id], newId: () => "new", besides: () => undefined, freeAt: () => at(500, 500), freeNear: (p) => p,
  inside: (group, ancestor) => group === ancestor || (group === "g" && ancestor === "G"),
};
const drop = (held, target) => dropped(held, target, ground);

test("a note on a note makes an island of both that the hand goes to", () => {
  equal(drop(["n1"], { on: "note", id: "n2" }), { made: "new", ops: [{ type: "group.add", body: { group: "new", items: ["n2", "n1"], to: { at: at(500, 500) } } }] });
  equal(drop(["n1"], { on: "note", id: "n1" }), undefined);
});

test("on an island it joins, at its place; an island never joins itself", () => {
  equal(drop(["n1", "n2"], { on: "island", id: "g", before: "n3" })?.ops, [{ type: "items.move", body: { items: ["n1", "n2"], to: { group: "g", before: "n3" } } }]);
  equal(drop(["G"], { on: "island", id: "g" }), undefined);
  equal(drop(["G", "n1"], { on: "island", id: "g" })?.ops[0].body.items, ["n1"]);
});

test("on the tray notes are out again, and no longer lone; islands stay where they are", () => {
  equal(drop(["n3", "G"], { on: "tray" })?.ops, [{ type: "items.move", body: { items: ["n3"], to: {} } }]);
  equal(drop(["n4"], { on: "tray" })?.ops, [{ type: "note.lone", body: { note: "n4", lone: false } }]);
  equal(drop(["n1"], { on: "tray" }), undefined);
  equal(drop(["G"], { on: "tray" }), undefined);
});

test("on the lone ones a note becomes one of them; on the bare sheet it lies there", () => {
  equal(drop(["n3", "n4"], { on: "lone" })?.ops, [{ type: "note.lone", body: { note: "n3", lone: true } }]);
  equal(drop(["n3"], { on: "sheet", at: at(7, 8) })?.ops, [{ type: "items.move", body: { items: ["n3"], to: { at: at(7, 8) } } }]);
});

test("what vanished in the hand is not dropped", () => {
  equal(drop(["gone"], { on: "tray" }), undefined);
});
