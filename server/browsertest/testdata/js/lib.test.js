import { render } from "/static/vendor/lit-html/lit-html.js";
import { phrased } from "/static/view/phrased.js";
import { Backoff } from "/static/lib/backoff.js";
import { ServerTime } from "/static/lib/clock.js";
import { Emitter } from "/static/lib/emitter.js";
import { isID, newID } from "/static/lib/ids.js";
import { confirmsNothing } from "/static/lib/ime.js";
import { hasShape, isCount, isObject, isString, listOf, optional, parseJSON } from "/static/lib/guard.js";
import { Pace } from "/static/lib/pace.js";
import { Store } from "/static/lib/store.js";
import { chars, checkLine, checkText, cut, wholeNumber } from "/static/lib/text.js";
import { makeWords } from "/static/lib/words.js";
import { brokenFactory, FakeClock, turn } from "./fakes.js";
import { equal, ok, test } from "./runner.js";

test("no line of a title ends one letter behind a comma, and its words stay the same", () => {
  const place = document.createElement("h3");
  for (const [title, together] of [["足がないと、たどり着けない", ["たど"]], ["待つ、ぬれる。でも行く", ["ぬれ", "でも"]], ["どこも、", []], ["、𠮷野です", ["𠮷野"]], ["もう！本当に", ["本当"]], ["ひとこと", []], ["", []]]) {
    render(phrased(title), place);
    equal([place.textContent, [...place.querySelectorAll(".together")].map((e) => e.textContent)], [title, together]);
  }
});

test("ids are canonical and differ", () => {
  const ids = Array.from({ length: 500 }, newID);
  ok(ids.every(isID), ids.find((id) => !isID(id)));
  ok(ids.every((id) => id[14] === "4" && "89ab".includes(id[19])), "not of version 4");
  equal(new Set(ids).size, 500);
  for (const bad of ["", ids[0].toUpperCase(), `{${ids[0]}}`, ids[0].replace(/-/g, ""), 7, null]) ok(!isID(bad), `${bad} passes`);
});

test("ids are made where there is no secure context", () => {
  const before = Object.getOwnPropertyDescriptor(Crypto.prototype, "randomUUID");
  Object.defineProperty(Crypto.prototype, "randomUUID", { configurable: true, value: undefined });
  try {
    ok(isID(newID()));
  } finally {
    if (before) Object.defineProperty(Crypto.prototype, "randomUUID", before);
  }
});

test("guards look before they believe", () => {
  ok(hasShape({ a: 1, b: "x", more: 2 }, { a: isCount, b: isString, c: optional(isString) }));
  for (const bad of [null, [], "x", { a: -1, b: "x" }, { a: 1.5, b: "x" }, { a: 1 }, { a: 1, b: "x", c: 3 }]) {
    ok(!hasShape(bad, { a: isCount, b: isString, c: optional(isString) }), JSON.stringify(bad));
  }
  // A member of the prototype is none of the object's own.
  ok(!hasShape({}, { toString: (v) => typeof v === "function" }), "toString passes");
  ok(listOf(isString)(["a"]) && !listOf(isString)(["a", 1]) && !listOf(isString)({ length: 0 }));
  equal([parseJSON("{"), parseJSON("[1]"), isObject([])], [undefined, [1], false]);
});

test("texts: limits in characters and bytes, nothing lost that was typed", () => {
  equal(chars("👩‍👩‍👧‍👦か\u3099"), 2);
  equal(cut("道具が足りないので困る", 3), "道具が…");
  equal(checkText("  一行\r\n二行 \u3000", { chars: 10, bytes: 100 }), { text: "一行\n二行", problem: "" });
  equal(checkText("あいう", { chars: 2, bytes: 100 }).problem, "too_big");
  equal(checkText("あいう", { chars: 9, bytes: 8 }).problem, "too_big");
  equal(checkText("\u200b\u3000", { chars: 9, bytes: 99 }).problem, "bad_text");
  equal(checkText("a\u0007b", { chars: 9, bytes: 99 }).problem, "bad_text");
  equal(checkText("a\ud800b", { chars: 9, bytes: 99 }).problem, "bad_text");
  equal(checkLine("山\u202e田\n太郎", { chars: 9, bytes: 99 }), { text: "山田 太郎", problem: "" });
});

test("a number is one in full-width digits, too, and nothing else is", () => {
  equal([" 7 ", "１２", "0"].map(wholeNumber), [7, 12, 0]);
  equal(["", "2.5", "-1", "三", "1e2", "七枚"].filter((text) => !Number.isNaN(wholeNumber(text))), []);
});

test("the input method keeps its keys", () => {
  ok(confirmsNothing({ isComposing: true, keyCode: 13 }) && confirmsNothing({ isComposing: false, keyCode: 229 }));
  ok(!confirmsNothing({ isComposing: false, keyCode: 13 }));
});

test("words: whole sentences, loud here and silent in a hall", () => {
  const texts = { "a.b": "出ました・{n}枚目", "refusal.unknown": "受け付けられません" };
  const loud = makeWords(texts, true);
  equal(loud("a.b", { n: 3 }), "出ました・3枚目");
  equal(loud("refusal.never_heard_of"), "受け付けられません");
  ok(loud.has("a.b") && !loud.has("toString"));
  for (const wrong of [() => loud("nowhere"), () => loud("a.b"), () => loud("toString")]) {
    let thrown = false;
    try {
      wrong();
    } catch {
      thrown = true;
    }
    ok(thrown, "a missing text is silent");
  }
  const silent = makeWords(texts, false);
  equal([silent("nowhere"), silent("a.b"), silent("constructor")], ["", "出ました・枚目", ""]);
  equal(silent("a.b", { n: "{n}$&" }), "出ました・{n}$&枚目");
});

test("waits grow to their bound, with full jitter", () => {
  const wide = new Backoff({ first: 500, most: 10_000, random: () => 1 });
  equal(Array.from({ length: 7 }, () => wide.next()), [500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  wide.reset();
  equal(wide.next(), 500);
  equal(new Backoff({ first: 500, most: 10_000, random: () => 0 }).next(), 0);
});

test("the pace lets a burst through and then so many a second", async () => {
  const clock = new FakeClock();
  const pace = new Pace({ burst: 3, perSecond: 10, clock });
  equal(Array.from({ length: 5 }, () => pace.take()), [true, true, true, false, false]);
  equal(pace.wait(), 100);
  await clock.pass(100);
  equal([pace.take(), pace.take()], [true, false]);
});

test("the server's time runs on with this machine's clock", async () => {
  const clock = new FakeClock();
  const time = new ServerTime(clock, () => 7_000);
  equal(time.now(), 7_000);
  time.heard(90_000);
  await clock.pass(250);
  equal(time.now(), 90_250);
});

test("listeners hear of many changes once", async () => {
  const emitter = new Emitter();
  let heard = 0;
  const off = emitter.on(() => heard++);
  emitter.changed();
  emitter.changed();
  await turn();
  equal(heard, 1);
  off();
  emitter.changed();
  await turn();
  equal(heard, 1);
});

test("the store keeps, lists in order, and writes all or nothing", async () => {
  const store = new Store(`test-${newID()}`);
  await store.write({ put: [["b/2", { n: 2 }], ["b/1", { n: 1 }], ["c/1", "x"], ["b", 0]] });
  equal(await store.all("b/"), [["b/1", { n: 1 }], ["b/2", { n: 2 }]]);
  await store.write({ put: [["b/3", 3]], del: ["b/1"] });
  equal([await store.get("b/1"), await store.get("b/3"), await store.get("b/")], [undefined, 3, undefined]);
  ok(store.lasting);
  // A value that cannot be kept takes the whole write with it, and not the store.
  let refused = false;
  await store.write({ put: [["d/1", 1], ["d/2", () => {}]] }).catch(() => (refused = true));
  equal([await new Store(store.name).all("d/"), refused, store.lasting], [[], true, true]);
});

test("another page finds what one has kept", async () => {
  const name = `test-${newID()}`;
  await new Store(name).write({ put: [["k", "v"]] });
  equal(await new Store(name).get("k"), "v");
});

test("without a database the store lives in memory, and says so", async () => {
  const store = new Store("x", brokenFactory);
  const value = { list: [1] };
  await store.write({ put: [["a/2", value], ["a/1", 1]] });
  value.list.push(2);
  equal(await store.all("a/"), [["a/1", 1], ["a/2", { list: [1] }]]);
  await store.write({ del: ["a/1"] });
  equal([await store.get("a/1"), store.lasting], [undefined, false]);
});
