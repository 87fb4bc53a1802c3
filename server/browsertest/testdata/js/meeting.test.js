/** A text in hand meets news of the same text: what was typed stays, the caret stays, the input method is left alone. */
import { browserClock } from "/static/lib/clock.js";
import { split } from "/static/lib/text.js";
import { merge } from "/static/model/merge.js";
import { InHand, meet, moves } from "/static/sync/meeting.js";
import { seeded } from "./fakes.js";
import { equal, ok, test } from "./runner.js";

/** 「あ|い」: the caret as a bar, or two for a selection. */
function boxOf(shown) {
  const text = shown.replaceAll("|", "");
  const start = shown.indexOf("|");
  const end = shown.lastIndexOf("|");
  return { text, start, end: end > start ? end - 1 : start };
}
function shownOf({ text, start, end }) {
  const head = `${text.slice(0, start)}|`;
  return start === end ? head + text.slice(end) : `${head}${text.slice(start, end)}|${text.slice(end)}`;
}
const met = (base, shown, theirs, fits) => {
  const { how, base: next, box } = meet(base, boxOf(shown), theirs, fits);
  return [how, next, shownOf(box)];
};

test("news goes in beside what is typed, and the caret stays behind the same letters", () => {
  const base = "道具が足りない";
  equal(met(base, "道具が足りないので困る|", "古い道具が足りない"), ["merged", "古い道具が足りない", "古い道具が足りないので困る|"]);
  equal(met(base, "町の|道具が足りない", "道具が足りないらしい"), ["merged", "道具が足りないらしい", "町の|道具が足りないらしい"]);
  equal(met("一二三四五六七八", "一二三四五★|六七八", "〇一二三四五六七八九"), ["merged", "〇一二三四五六七八九", "〇一二三四五★|六七八九"]);
  equal(met("一二三四五六七八", "一二三四|五★|六七八", "零一二三四五六七八"), ["merged", "零一二三四五六七八", "零一二三四|五★|六七八"]);
});

test("nothing typed yet: the box takes what stands, and the caret stays where it can", () => {
  equal(met("道具が足りない", "道具が|足りない", "古い道具が全く足りない"), ["merged", "古い道具が全く足りない", "古い道具が|全く足りない"]);
  equal(met("消される言葉|".replace("|", ""), "消され|る言葉", "あたらしい"), ["merged", "あたらしい", "あたらしい|"]);
  equal(met("", "|", "はじめて"), ["merged", "はじめて", "|はじめて"]);
});

test("what is put in right at the caret comes after it; at the end, too", () => {
  equal(met("会議の日を決める", "会議の|日を決める", "会議の次の日を決める")[2], "会議の|次の日を決める");
  equal(met("あいうえおかきく", "★あいうえおかきく|", "あいうえおかきく。", undefined)[2], "★あいうえおかきく|。");
});

test("the same stretch: nothing is touched, nothing is lost; it is told", () => {
  equal(met("赤い車", "青い車|", "緑の車"), ["clash", "赤い車", "青い車|"]);
  equal(met("赤い車", "赤い車。|", undefined), ["gone", "赤い車", "赤い車。|"]);
  equal(met("道具が足りない", "町の道具が足りない|", "道具が足りないらしい", (text) => text.length < 9), ["clash", "道具が足りない", "町の道具が足りない|"], "longer than may be sent");
});

test("both wrote the same, or nothing is new", () => {
  equal(met("赤い車", "青い車|", "青い車"), ["same", "青い車", "青い車|"]);
  equal(met("赤い車", "青い車|", "赤い車"), ["same", "赤い車", "青い車|"]);
});

test("emoji and marks are never torn, and the caret is never inside one", () => {
  const [family, ga] = ["👩‍👩‍👧‍👦", "か\u3099"];
  equal(met(`会議${family}は大事です`, `会議${family}は大事です|ね`, `会議${family}は${ga}大事です`), ["merged", `会議${family}は${ga}大事です`, `会議${family}は${ga}大事です|ね`]);
  const random = seeded(5);
  const letters = ["あ", "い", "か", ga, family, "😊", "\n", "漢", "🇯🇵", "e\u0301"];
  const some = (n) => Array.from({ length: n }, () => letters[Math.floor(random() * letters.length)]);
  const changed = (list) => {
    const at = Math.floor(random() * (list.length + 1));
    return [...list.slice(0, at), ...some(Math.floor(random() * 4)), ...list.slice(at + Math.floor(random() * 3))];
  };
  let merged = 0;
  for (let i = 0; i < 4_000; i++) {
    const base = some(3 + Math.floor(random() * 20));
    const [mine, theirs] = [changed(base), changed(base)];
    const caret = Math.floor(random() * (mine.length + 1));
    const place = mine.slice(0, caret).join("").length;
    const box = { text: mine.join(""), start: place, end: place };
    const result = meet(base.join(""), box, theirs.join(""));
    const edges = new Set([0]);
    for (const part of split(result.box.text)) edges.add([...edges].at(-1) + part.length);
    ok(result.how === "clash" || result.how === "same" || (merged++, edges.has(result.box.start)), `seed 5, round ${i}: the caret is inside a character`);
    ok(result.how === "merged" || result.box === box, `seed 5, round ${i}: touched without need`);
    if (result.how === "merged") equal(result.box.text, merge(base.join(""), theirs.join(""), box.text));
  }
  ok(merged > 500, `${merged} merged`);
});

test("the caret: before what I typed it stays before it, behind it behind", () => {
  const random = seeded(9);
  const letters = [..."いろはにほへとちりぬるをわかよたれそつねならむ"];
  for (let i = 0; i < 3_000; i++) {
    // Each letter once: so a caret's place is known by the letters on both its sides.
    const base = letters.slice(0, 12 + Math.floor(random() * 10));
    const at = Math.floor(random() * base.length);
    const mine = [...base.slice(0, at), "★", ...base.slice(at)];
    const theirs = base.flatMap((c) => (random() < 0.08 ? [] : random() < 0.08 ? [c, "◆"] : [c]));
    const box = { text: mine.join(""), start: at + 1, end: at + 1 };
    const { how, box: after } = meet(base.join(""), box, theirs.join(""));
    if (how === "merged") equal(after.text[after.start - 1], "★", `seed 9, round ${i}: ${after.text}`);
  }
});

test("a place in a text that did not change is where it was", () => {
  const moved = moves("あい😊う", "あい😊う");
  equal([0, 1, 2, 4, 5].map(moved), [0, 1, 2, 4, 5]);
});

// ---- In a real box

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

/** @param {string} base @param {string} shown */
function inBox(base, shown) {
  const box = document.createElement("textarea");
  document.body.append(box);
  const { text, start, end } = boxOf(shown);
  box.value = text;
  box.setSelectionRange(start, end, "backward");
  let told = 0;
  const hand = new InHand({ box, base, changed: () => told++, clock: browserClock });
  return { box, hand, told: () => told, shown: () => shownOf({ text: box.value, start: box.selectionStart, end: box.selectionEnd }) };
}

test("in a box: merged, caret and direction kept, and the next edit rests on what stands", () => {
  const b = inBox("道具が足りない", "道具が|足り|ないので");
  b.hand.news("古い道具が足りない");
  equal([b.shown(), b.box.selectionDirection, b.hand.base, b.hand.state, b.told()], ["古い道具が|足り|ないので", "backward", "古い道具が足りない", "fine", 1]);
  b.hand.news("古い道具が足りない");
  equal(b.told(), 1, "told of nothing new");
  b.hand.news("とても古い道具が足りない");
  equal(b.shown(), "とても古い道具が|足り|ないので");
});

test("in a box: a clash is told once and ends when it is none any more", () => {
  const b = inBox("赤い車", "青い車|");
  b.hand.news("緑の車");
  equal([b.shown(), b.hand.state, b.hand.base, b.hand.theirs, b.told()], ["青い車|", "clash", "赤い車", "緑の車", 1]);
  b.hand.news("赤い車");
  equal([b.hand.state, b.told()], ["fine", 2]);
  b.hand.news(undefined);
  equal([b.shown(), b.hand.state, b.told()], ["青い車|", "gone", 3]);
});

test("while the input method composes nothing is touched; afterwards all of it is merged, once", async () => {
  const b = inBox("道具が足りない", "道具が足りない|");
  b.box.dispatchEvent(new CompositionEvent("compositionstart"));
  for (const [typed, theirs] of [["の", "古い道具が足りない"], ["のd", "とても古い道具が足りない"], ["ので", "とても古い道具が足りない"]]) {
    b.box.value = `道具が足りない${typed}`;
    b.box.dispatchEvent(new InputEvent("input", { isComposing: true }));
    b.hand.news(theirs);
    equal([b.box.value, b.told()], [`道具が足りない${typed}`, 0]);
  }
  b.box.dispatchEvent(new CompositionEvent("compositionend"));
  equal(b.box.value, "道具が足りないので", "touched while the browser may still be putting the last letters in");
  b.box.value = "道具が足りないので困る"; // as Safari does: after it said that it has ended
  b.box.setSelectionRange(11, 11);
  await settle();
  equal([b.shown(), b.hand.base, b.told()], ["とても古い道具が足りないので困る|", "とても古い道具が足りない", 1]);
});

test("the next composition begins before the last one was looked at: still nothing is touched", async () => {
  const b = inBox("道具が足りない", "道具が足りない|");
  b.box.dispatchEvent(new CompositionEvent("compositionstart"));
  b.hand.news("古い道具が足りない");
  b.box.dispatchEvent(new CompositionEvent("compositionend"));
  b.box.dispatchEvent(new CompositionEvent("compositionstart"));
  await settle();
  equal([b.box.value, b.told()], ["道具が足りない", 0]);
  b.box.dispatchEvent(new CompositionEvent("compositionend"));
  await settle();
  equal(b.box.value, "古い道具が足りない");
});

test("a box that is closed is left alone", async () => {
  const b = inBox("赤い車", "赤い車。|");
  b.box.dispatchEvent(new CompositionEvent("compositionstart"));
  b.hand.news("赤い大きな車");
  b.box.dispatchEvent(new CompositionEvent("compositionend"));
  b.hand.stop();
  await settle();
  equal(b.box.value, "赤い車。");
});

test("remote edits pour in while somebody types for a while: not one typed letter is lost", async () => {
  const random = seeded(21);
  const b = inBox("はじめの文です。おわりの文です。", "はじめの文です。|おわりの文です。");
  let board = "はじめの文です。おわりの文です。";
  let typed = "";
  for (let i = 0; i < 300; i++) {
    if (random() < 0.1) b.box.dispatchEvent(new CompositionEvent(random() < 0.5 ? "compositionstart" : "compositionend"));
    const letter = String.fromCodePoint(0x4e00 + i);
    const at = b.box.selectionStart;
    b.box.setRangeText(letter, at, at, "end");
    typed += letter;
    board = random() < 0.5 ? `※${board}` : `${board}※`;
    b.hand.news(board);
    if (i % 10 === 0) await settle();
  }
  b.box.dispatchEvent(new CompositionEvent("compositionend"));
  await settle();
  const letters = [...b.box.value].filter((c) => typed.includes(c)).join("");
  equal([letters, b.hand.state], [typed, "fine"]);
  equal(b.box.value, board.replace("。おわり", `。${typed}おわり`));
});
