/** 核融合法 as far as it is thought and not drawn. */
import { beginFusing, choosePair, collect, coreOf, coresOf, fuse, mark, pieces, unfuse } from "/static/editor/fusing.js";
import { equal, ok, test } from "./runner.js";

const texts = ["担当が変わると、約束も消える。", "前の記録を探すのに一日かかる。", "Wi-Fi が 2時間\n切れた!!", "。", "👨‍👩‍👧が来た", ""];

test("the pieces of a sentence are the sentence", () => {
  for (const text of texts) equal(pieces(text).join(""), text);
  ok(pieces(texts[0]).length >= 3, "one can point at a part of it");
  for (const piece of pieces(texts[0])) ok(/[^\p{P}\s]/u.test(piece), `「${piece}」 is a word`);
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
