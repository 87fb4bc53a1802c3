/** Finding things by their words: what counts as the same letter, and what may be found. */
import { fold, says } from "/static/model/fold.js";
import { find } from "/static/model/finding.js";
import { State } from "/static/model/state.js";
import { equal, ok, test } from "./runner.js";

test("kana, widths, capitals, marks and lines do not matter to who looks", () => {
  for (const [a, b] of [
    ["ハンカク", "ﾊﾝｶｸ"],
    ["がっこう", "か\u3099っこう"],
    ["ガラス", "ｶﾞﾗｽ"],
    ["ボランティア", "ぼらんてぃあ"],
    ["ＮＰＯ法人", "npo 法人"],
    ["１２３", "123"],
    ["コーヒー", "コ−ヒ－"],
    ["10〜20人", "10～20人"],
    ["子 ども", "子\u3000ども"],
    ["見\u200bえない", "見えない"],
    ["ヴァイオリン", "ゔぁいおりん"],
    ["がっこう", "カ\u309bッコウ"],
    ["パン", "ハ\u309cン"],
    ["3〜4人", "3\u30304人"],
  ]) equal(fold(a), fold(b));
  ok(fold("はし") !== fold("ばし"), "a voiced sound is another one");
  ok(fold("図書館") !== fold("図書室"), "other letters are other letters");
});

test("all words must be said, in any order", () => {
  ok(says(fold("夜の図書館をあけてほしい"), "としょかん 夜") === false, "kanji are not read aloud");
  ok(says(fold("夜の図書館をあけてほしい"), "アケテ　図書館"), "two words");
  ok(!says(fold("夜の図書館をあけてほしい"), "図書館 朝"), "one of them is not there");
});

const state = State.fromSnapshot({
  epoch: "e", seq: 1,
  records: [
    { kind: "note", value: { id: "1", text: "ベンチを増やす", author: "a", side: "citizen", group: "g", order: "A" } },
    { kind: "note", value: { id: "2", text: "べんち(木)", author: "b", order: "B", lone: true } },
    { kind: "note", value: { id: "3", text: "ﾍﾞﾝﾁはいらない", author: "b", side: "staff", order: "C", withdrawn: true } },
    { kind: "note", value: { id: "4", veiled: true } },
    { kind: "note", value: { id: "5", text: "日かげ", side: "staff", order: "D", proposal: true } },
    { kind: "group", value: { id: "g", title: "ベンチのこと", order: "E", at: { x: 1, y: 1 } } },
    { kind: "statement", value: { id: "s", text: "ベンチで話そう", group: "g", order: "B" } },
  ],
});
const ids = (query) => find(state, { words: "", ...query }).map((h) => h.id).join(" ");

test("what is found, in reading order; what is veiled or withdrawn never by the way", () => {
  equal(ids({ words: "べんち" }), "g 1 s 2");
  equal(ids({ words: "べんち", where: "gone" }), "3");
  equal(ids({ words: "べんち", side: "citizen" }), "1");
  equal(ids({ side: "none" }), "2");
  equal(ids({ author: "b" }), "2");
  equal(ids({ where: "lone" }), "2");
  equal(ids({ where: "loose" }), "5");
  equal(ids({ where: "title" }), "g");
  equal(ids({ where: "proposal" }), "5");
  equal(ids({}), "");
  equal(ids({ words: "　" }), "");
});
