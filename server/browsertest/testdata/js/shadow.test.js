import { digest } from "/static/lib/digest.js";
import { State } from "/static/model/state.js";
import { outline, path, notesUnder, inside } from "/static/model/outline.js";
import { classify, Shadow } from "/static/sync/shadow.js";
import { closing, parse } from "/static/sync/wire.js";
import { equal, ok, test } from "./runner.js";

const note = (id, text = id, more = {}) => ({ id, text, order: "V", ...more });
const put = (after, before) => ({ kind: "note", id: after.id, before, after });
const entry = (seq, change, more = {}) => ({ epoch: "e", seq, id: `op${seq}`, author: "me", time: 1, op: { type: "note.add", body: {} }, change, ...more });

function shadowAt(seq, records = []) {
  const shadow = new Shadow("me");
  const list = records.map((value) => ({ kind: "note", value }));
  shadow.replace({ t: "snapshot", doc: "d", snapshot: { epoch: "e", seq, records: list }, digest: digest(list), undo: [] });
  return shadow;
}

test("a number is stale, next, or a gap", () => {
  equal([classify(3, 5), classify(5, 5), classify(6, 5), classify(7, 5)], ["stale", "stale", "next", "gap"]);
});

test("entries are taken in order; what is here already is passed over; a gap stops", () => {
  const shadow = shadowAt(4);
  equal(shadow.take([entry(4, [put(note("old"))]), entry(5, [put(note("a"))]), entry(6, [put(note("b"))])]).gap, false);
  equal([shadow.seq, shadow.state.note("old"), shadow.state.note("b").text], [6, undefined, "b"]);
  const result = shadow.take([entry(7, [put(note("c"))]), entry(9, [put(note("d"))])]);
  equal([result.gap, result.taken.length, shadow.seq, shadow.state.note("d")], [true, 1, 7, undefined]);
});

test("another life of the data is never merged", () => {
  const shadow = shadowAt(4);
  equal(shadow.take([entry(5, [put(note("a"))], { epoch: "other" })]).gap, true);
  equal([shadow.seq, shadow.state.count("note")], [4, 0]);
  equal(shadow.since, { epoch: "e", seq: 4 });
  shadow.distrust();
  equal(shadow.since, undefined);
});

test("a record that did not change is the very same", () => {
  const shadow = shadowAt(1, [note("a"), note("b")]);
  const before = shadow.state;
  shadow.take([entry(2, [put(note("b", "新しい"), note("b"))])]);
  ok(shadow.state.note("a") === before.note("a") && shadow.state.note("b") !== before.note("b"));
  equal(before.note("b").text, "b", "who holds an old state keeps it");
  ok(shadow.state.with([]) === shadow.state && shadow.state.with([[]]) === shadow.state);
});

test("a record without an after ends", () => {
  const shadow = shadowAt(1, [note("a")]);
  shadow.take([entry(2, [{ kind: "note", id: "a", before: note("a") }])]);
  equal(shadow.state.count("note"), 0);
});

test("own entries can be undone, the last first; undone ones not again", () => {
  const shadow = shadowAt(1);
  shadow.take([
    entry(2, [put(note("a", "道具が足りないので困っている"))]),
    entry(3, [put(note("b"))], { author: "other" }),
    entry(4, [{ kind: "board", id: "x", after: { id: "x", phase: "gather" } }], { op: { type: "phase.set", body: {} } }),
    entry(5, [put(note("c"))], { op: { type: "items.move", body: {} } }),
    entry(6, [], { op: { type: "note.edit", body: {} } }),
  ]);
  equal(shadow.undo, [{ seq: 2, op: "note.add", what: "道具が足りないので困っている" }, { seq: 5, op: "items.move", what: "c" }]);
  const undone = shadow.take([entry(7, [put(note("c"))], { op: { type: "undo", body: { of: 5 } } })]);
  equal([shadow.undo.map((u) => u.seq), undone.lostUndo], [[2], false]);
  equal(shadow.take([entry(8, [put(note("a"))], { op: { type: "undo" } })]).lostUndo, true);
});

const undoOf = (seq, of, more = {}) => entry(seq, [put(note("a", `u${seq}`))], { op: { type: "undo", ...(of && { body: { of } }) }, ...more });
const lists = (shadow) => [shadow.undo.map((u) => u.seq), shadow.redo.map((u) => u.seq)];

test("what is undone can be redone, under the same name; redone, it can be undone again", () => {
  const shadow = shadowAt(1);
  shadow.take([entry(2, [put(note("a", "一枚目"))]), entry(3, [put(note("b", "二枚目"))], { op: { type: "note.edit", body: {} } })]);
  shadow.take([undoOf(4, 3)]);
  equal([shadow.undo.map((u) => u.seq), shadow.redo], [[2], [{ seq: 4, op: "note.edit", what: "二枚目" }]]);
  shadow.take([undoOf(5, 2)]);
  equal(lists(shadow), [[], [4, 5]]);
  shadow.take([undoOf(6, 5)]);
  equal([shadow.undo, shadow.redo.map((u) => u.seq)], [[{ seq: 6, op: "note.add", what: "一枚目" }], [4]]);
  shadow.take([undoOf(7, 6)]);
  equal(lists(shadow), [[], [4, 7]]);
});

test("what I do next ends what can be redone; what others do does not", () => {
  const after = (next) => {
    const shadow = shadowAt(1);
    shadow.take([entry(2, [put(note("a"))]), undoOf(3, 2), next]);
    return lists(shadow);
  };
  equal(after(entry(4, [put(note("b"))], { author: "other" })), [[], [3]]);
  equal(after(entry(4, [], { op: { type: "note.edit", body: {} } })), [[], [3]], "an op that changed nothing");
  equal(after(entry(4, [put(note("b"))])), [[4], []]);
  equal(after(entry(4, [{ kind: "board", id: "x", after: { id: "x", phase: "gather" } }], { op: { type: "phase.set", body: {} } })), [[], []], "what cannot be undone is an action, too");
});

test("who steers undoes mine: it leaves my lists; I undo another's: it is an action of mine, and the server is asked", () => {
  const mine = shadowAt(1);
  const taken = mine.take([entry(2, [put(note("a"))]), entry(3, [put(note("b"))]), undoOf(4, 3), undoOf(5, 2, { author: "steers" }), undoOf(6, 4, { author: "steers" })]);
  equal([lists(mine), taken.lostUndo], [[[], []], false]);
  const steers = shadowAt(1);
  steers.take([entry(2, [put(note("a"))], { author: "other" }), entry(3, [put(note("b"))]), undoOf(4, 3)]);
  const result = steers.take([undoOf(5, 2)]);
  equal([lists(steers), result.lostUndo], [[[5], []], true]);
});

test("what only I may see takes the place of what all are told", () => {
  const shadow = new Shadow("me");
  const all = [{ kind: "note", value: { id: "a", veiled: true } }, { kind: "note", value: { id: "b", veiled: true } }];
  const own = [{ kind: "note", value: note("a", "わたしの下書き") }];
  const seen = [own[0], all[1]];
  shadow.replace({ t: "snapshot", doc: "d", snapshot: { epoch: "e", seq: 3, records: all }, own, digest: digest(seen), undo: [], redo: [{ seq: 3, op: "note.add" }] });
  ok(shadow.agrees(digest(seen)));
  equal([shadow.state.note("a").text, shadow.state.note("b").veiled, shadow.state.count("note"), shadow.redo.length], ["わたしの下書き", true, 2, 1]);
});

test("the list of what can be undone has an end", () => {
  const shadow = shadowAt(0);
  shadow.take(Array.from({ length: 80 }, (_, i) => entry(i + 1, [put(note(`n${i}`))])));
  equal([shadow.undo.length, shadow.undo[0].seq], [50, 31]);
});

test("the digest is of what came, in any order, and tells a difference", () => {
  const a = [{ kind: "note", value: note("a") }, { kind: "note", value: note("b", "😊") }];
  equal(digest(a), digest([...a].reverse()));
  ok(digest(a) !== digest([a[0], { kind: "note", value: note("b", "🙂") }]));
  ok(!shadowAt(1, [note("a")]).agrees(digest([])));
});

test("what lies where after many small changes is what it would be from the beginning", () => {
  let seed = 7;
  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
  const groups = ["", "g0", "g1", "g2", "g3", "g4"];
  const item = (id, group) => ({ id, group, order: `V${random(30)}`, ...(random(6) === 0 ? { withdrawn: true } : {}), ...(id.startsWith("n") ? { text: `${random(99)}` } : {}) });
  const change = () => {
    const id = random(5) === 0 ? `g${random(5)}` : `n${random(40)}`;
    const kind = id.startsWith("g") ? "group" : "note";
    // An island only in one of a higher number: never round in a circle.
    const group = kind === "group" ? groups.slice(1).find((g) => g > id && random(2) === 0) ?? "" : groups[random(6)];
    return { kind, id, after: random(12) === 0 ? undefined : item(id, group) };
  };
  let state = new State();
  for (let step = 0; step < 400; step++) {
    outline(state);
    state = state.with([Array.from({ length: 1 + random(4) }, change)]);
    const fresh = State.fromSnapshot({ epoch: "e", seq: 1, records: state.records() });
    for (const group of groups) equal(state.members(group), fresh.members(group));
    equal(shapeOf(outline(state).items), shapeOf(fresh.members("").map((top) => treeOf(fresh, top)).filter((b) => b.kind !== "note")));
  }
});

/** Made without anything that is kept. */
const treeOf = (state, item) => ({ item, kind: state.kindOf(item.id), members: state.members(item.id).map((m) => treeOf(state, m)) });
const shapeOf = (branches) => branches.map(({ item, kind, members }) => [kind, item, shapeOf(members)]);

test("the outline of a board, and what lies where", () => {
  const state = State.fromSnapshot({ epoch: "e", seq: 1, records: [
    { kind: "group", value: { id: "g1", order: "B", at: { x: 0, y: 0 } } }, { kind: "group", value: { id: "g2", order: "A", group: "g1", title: "中" } },
    { kind: "note", value: note("n1", "一", { order: "A", group: "g2" }) }, { kind: "note", value: note("n2", "二", { order: "C" }) },
    { kind: "note", value: note("n3", "三", { order: "D", lone: true }) }, { kind: "note", value: note("n4", "四", { order: "E", withdrawn: true }) },
    { kind: "note", value: { id: "n5", veiled: true } }, { kind: "statement", value: { id: "s", text: "ひとこと", order: "A" } },
  ] });
  const made = outline(state);
  equal(made.items.map((b) => b.item.id), ["s", "g1"]);
  equal(made.tally, { written: 5, grouped: 1, lone: 1, loose: 2, withdrawn: 1, hidden: 0, islands: 1 });
  equal(made.loose.map((n) => n.id), ["n5", "n2"]);
  equal([notesUnder(made.items[1]), path(state, "n1").map((g) => g.id), inside(state, "g2", "g1"), inside(state, "g1", "g2")], [1, ["g1", "g2"], true, false]);
  ok(outline(state) === made, "made twice for one state");
});

test("messages: what does not fit is no message", () => {
  const good = [
    { t: "entries", doc: "d", entries: [entry(1, [put(note("a"))])] },
    { t: "snapshot", doc: "d", snapshot: { epoch: "e", seq: 1, records: [{ kind: "newer_kind", value: { id: "x", any: 1 } }] }, digest: "", undo: [] },
    { t: "snapshot", doc: "d", snapshot: { epoch: "e", seq: 1, records: [] }, own: [{ kind: "note", value: note("a") }], digest: "", undo: [], redo: [{ seq: 1, op: "note.add" }] },
    { t: "resumed", doc: "d", epoch: "e", seq: 1, digest: "", undo: [] }, { t: "resumed", doc: "d", epoch: "e", seq: 1, digest: "", undo: [], redo: [] },
    { t: "standing", doc: "d", readOnly: false }, { t: "standing", doc: "d", readOnly: false, space: "low" }, { t: "standing", doc: "d", readOnly: true, space: "a word of a newer server" },
    { t: "refused", code: "rate", say: "" }, { t: "people", doc: "d", people: [{ seat: "s", doing: "writing" }] },
  ];
  for (const message of good) ok(parse(JSON.stringify(message)), message.t);
  const bad = [
    { t: "entries", doc: "d", entries: [entry(1, [put({ id: "a", text: 7 })])] },
    { t: "entries", doc: "d", entries: [entry(1, [{ kind: "note", id: "a", after: "x" }])] },
    { t: "entries", doc: "d", entries: {} }, { t: "entries", entries: [] },
    { t: "snapshot", doc: "d", snapshot: { epoch: "e", seq: 1, records: [{ kind: "note", value: { text: "no id" } }] }, digest: "", undo: [] },
    { t: "snapshot", doc: "d", snapshot: { epoch: "e", seq: 1, records: [] }, own: [{ kind: "note", value: { text: "no id" } }], digest: "", undo: [] },
    { t: "resumed", doc: "d", epoch: "e", seq: 1, digest: "", undo: [], redo: null }, { t: "standing", doc: "d", readOnly: false, space: 3 },
    { t: "ack", doc: "d", id: "x", seq: 1.5 }, { t: "ack", doc: "d", id: "x", seq: -1 }, { t: "__proto__" }, { t: 7 }, [], null,
  ];
  for (const message of bad) equal(parse(JSON.stringify(message)), null, JSON.stringify(message));
  equal([parse("{"), parse(undefined), parse(new ArrayBuffer(2))], [null, null, null]);
});

test("close codes that nobody knows yet have a meaning all the same", () => {
  equal([closing(4123).comeBack, closing(4999).comeBack, closing(1011).comeBack], [true, false, true]);
});
