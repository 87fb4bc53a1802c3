/** 核融合法, 読み上げ and 表札の案 as far as they are thought and not drawn. */
import { beginFusing, choosePair, collect, coreOf, coresOf, fuse, mark, packedUp, pieces, unfuse, unpacked } from "/static/editor/fusing.js";
import { noteRead, readCounts, readOf, unreadOf } from "/static/model/reading.js";
import { State } from "/static/model/state.js";
import { islandsToTitle, wordingsOf } from "/static/model/wording.js";
import { equal, ok, test } from "./runner.js";

const texts = ["担当が変わると、約束も消える。", "前の記録を探すのに一日かかる。", "Wi-Fi が 2時間\n切れた!!", "。", "👨‍👩‍👧が来た", ""];

test("the pieces of a sentence are the sentence", () => {
  for (const text of texts) equal(pieces(text).join(""), text);
  ok(pieces(texts[0]).length >= 3, "one can point at a part of it");
  for (const piece of pieces(texts[0])) ok(/[^\p{P}\s]/u.test(piece), `「${piece}」 is a word`);
});

test("what was begun comes back after a reload as it was, and what cannot be read as nothing", () => {
  const begun = collect(mark(mark(beginFusing([{ id: "a", text: texts[0] }, { id: "b", text: texts[1] }]), "a", 0), "b", 1));
  const back = unpacked(JSON.parse(JSON.stringify(packedUp(begun))));
  equal([[...back.parts], [...back.marked].map(([id, set]) => [id, [...set]]), back.pool, back.ids], [[...begun.parts], [...begun.marked].map(([id, set]) => [id, [...set]]), begun.pool, begun.ids]);
  for (const junk of [undefined, null, 3, "x", [], {}, { ...packedUp(begun), marked: [["a", "b"]] }, { ...packedUp(begun), parts: { a: 1 } }]) equal(unpacked(junk), undefined);
});

test("without the browser's dictionary the pieces end at the punctuation", () => {
  const { Segmenter } = Intl;
  delete Intl.Segmenter;
  try {
    for (const text of texts) equal(pieces(text).join(""), text);
    equal(pieces(texts[0]), ["担当が変わると、", "約束も消える。"]);
  } finally {
    Intl.Segmenter = Segmenter;
  }
});

test("cores are marked, put together two and two, and every step can be gone back", () => {
  let fusing = beginFusing([{ id: "a", text: texts[0] }, { id: "b", text: texts[1] }, { id: "c", text: "同じ地図を三度描いた。" }]);
  equal(coresOf(fusing), []);
  for (const id of ["a", "b", "c"]) fusing = mark(fusing, id, fusing.parts.get(id).length - 1);
  ok(coresOf(fusing).every((core) => !/[。、]$/u.test(core)), "no punctuation at the end of a core");
  const twice = mark(mark(fusing, "a", 0), "a", 0);
  equal(coresOf(twice), coresOf(fusing));
  ok(coreOf(mark(fusing, "a", 0), "a").startsWith(fusing.parts.get("a")[0].replace(/[、。]$/u, "")), "in the order of the sentence");

  const all = collect(fusing);
  equal(all.pool, coresOf(fusing));
  const one = fuse(choosePair(choosePair(choosePair(all, 0), 1), 2), "nothing is chosen but the third");
  equal(one.pool.length, 3);
  const two = fuse(choosePair(all, 2), "記録を探し、また描く");
  equal(two.pool, [all.pool[0], "記録を探し、また描く"]);
  equal(two.pair, [0, 1]);
  const last = fuse(two, "初めからになる");
  equal(last.pool, ["初めからになる"]);
  equal(unfuse(last).pool, two.pool);
  equal(unfuse(unfuse(last)).pool, all.pool);
  equal(unfuse(unfuse(unfuse(last))).pool, []);
  equal(coresOf(unfuse(unfuse(unfuse(last)))), coresOf(fusing));
});

const board = (...records) => new State().with([records.map(([kind, value]) => ({ kind, id: value.id, after: value }))]);

test("what is left to read counts the veiled ones, and never the withdrawn ones", () => {
  const state = board(
    ["board", { id: "B", workshop: "w", table: "t", phase: "read", reading: "n1" }],
    ["note", { id: "n1", text: "一", author: "me", order: "a", read: true }],
    ["note", { id: "n2", text: "三", author: "me", order: "c" }],
    ["note", { id: "n3", text: "二", author: "me", order: "b" }],
    ["note", { id: "n4", veiled: true }],
    ["note", { id: "n5", veiled: true, withdrawn: true }],
    ["note", { id: "n6", text: "四", author: "me", order: "d", withdrawn: true }],
  );
  equal(readCounts(state), { left: 3, read: 1 });
  equal(noteRead(state)?.id, "n1");
  equal(unreadOf(state, "me").map((n) => n.id), ["n3", "n2"]);
  equal(unreadOf(state, ""), []);
  equal(readOf(state, "me"), 1);
  for (const reading of ["", "n4", "n6", "gone"]) equal(noteRead(state.with([[{ kind: "board", id: "B", after: { id: "B", workshop: "w", table: "t", phase: "read", reading } }]])), undefined);
});

test("the island in hand comes first, then those without a title, the inner before the outer", () => {
  const state = board(
    ["group", { id: "g1", title: "ある", order: "a", at: { x: 0, y: 0 } }],
    ["group", { id: "g2", order: "b", at: { x: 0, y: 0 } }],
    ["group", { id: "g3", group: "g2", order: "a" }],
    ["group", { id: "g4", title: "手に", order: "c", at: { x: 0, y: 0 } }],
    ["note", { id: "n1", text: "初め", group: "g3", order: "a" }],
    ["wording", { id: "w2", group: "g1", text: "二" }],
    ["wording", { id: "w1", group: "g1", text: "一" }],
    ["wording", { id: "w3", group: "g1", text: "三", withdrawn: true }],
    ["wording", { id: "w4", group: "g2", text: "四" }],
  );
  const islands = islandsToTitle(state, new Set(["g4"]));
  equal(islands.map((i) => i.group.id), ["g4", "g3", "g2", "g1"]);
  equal(islands.map((i) => i.first), ["", "初め", "", ""]);
  equal(wordingsOf(state, "g1").map((w) => w.text), ["一", "二"]);
});
