/** The outbox: what was done is not lost, whatever becomes of the page, and goes when it is confirmed. */
import { browserClock } from "/static/lib/clock.js";
import { newID } from "/static/lib/ids.js";
import { outboxPrefix, unsentOf } from "/static/sync/keeping.js";
import { LIMIT } from "/static/sync/outbox.js";
import { answered, browser, note, settled } from "./kept.js";
import { equal, ok, test } from "./runner.js";

test("what was done is kept, in order, and taken over by the next page", async () => {
  const { store, tab } = browser();
  const first = tab();
  const kept = ["一", "二", "三"].map((text) => first.outbox.add("d", note(text)));
  await settled(store);
  first.tabs.close(); // the page is gone
  const second = tab();
  const taken = await second.outbox.adopt();
  equal(taken.map((k) => [k.id, k.op.body.text]), kept.map((k) => [k.id, k.op.body.text]));
  equal(second.outbox.kept.length, 3);
  ok(second.outbox.add("d", note("四")).n > taken[2].n);
  // Nothing is doubled by another look, nor by a third page.
  equal(await second.outbox.adopt(), []);
  await settled(store);
  second.tabs.close();
  const third = tab();
  equal((await third.outbox.adopt()).map((k) => k.op.body.text), ["一", "二", "三", "四"]);
  third.tabs.close();
});

test("each write is asked to be on the disk before it counts, and is committed at once", async () => {
  const asked = [];
  const { transaction } = IDBDatabase.prototype;
  const { commit } = IDBTransaction.prototype;
  IDBDatabase.prototype.transaction = function (tables, mode, options) {
    asked.push([mode, options?.durability]);
    return transaction.call(this, tables, mode, options);
  };
  IDBTransaction.prototype.commit = function () {
    asked.push(["commit", this.durability]);
    return commit.call(this);
  };
  try {
    const { store, tab } = browser();
    const { outbox, tabs } = tab();
    const kept = outbox.add("d", note("一"));
    await settled(store);
    equal(asked.filter(([mode]) => mode !== "readonly"), [["readwrite", "strict"], ["commit", "strict"]]);
    outbox.confirm(kept.id, 1, "e");
    await settled(store);
    equal([asked.filter(([mode]) => mode === "commit").length, store.lasting], [2, true]);
    tabs.close();
  } finally {
    IDBDatabase.prototype.transaction = transaction;
    IDBTransaction.prototype.commit = commit;
  }
});

// Found in review: a page of the back button sent again what another tab had taken over, had had refused and its person had seen.
test("a page that was frozen lets go of what another tab took over meanwhile", async () => {
  const { store, tab } = browser();
  const frozen = tab();
  const taken = frozen.outbox.add("d", note("甲"));
  await settled(store);
  frozen.tabs.channel.close(); // it hears and answers nothing
  const other = tab();
  equal((await other.outbox.adopt()).length, 1);
  other.outbox.refuse(taken.id, "forbidden");
  other.outbox.drop([taken.id]);
  await settled(store);
  const own = frozen.outbox.add("d", note("乙"));
  const recalled = frozen.outbox.recall();
  equal(frozen.outbox.recalling, true, "what is not ours goes before it is looked");
  equal([await recalled, frozen.outbox.kept.map((k) => k.id)], [[taken.id], [own.id]]);
  equal([await frozen.outbox.recall(), frozen.outbox.recalling], [[], false]);
  other.tabs.close();
});

test("two living tabs leave each other's alone", async () => {
  const machine = browser();
  const { store, tab } = machine;
  const [a, b] = [tab(), tab()];
  const clock = answered(machine);
  a.outbox.add("d", note("甲"));
  b.outbox.add("d", note("乙"));
  await settled(store);
  for (const { tabs } of [a, b]) tabs.clock = clock;
  equal([await a.outbox.adopt(), await b.outbox.adopt()], [[], []]);
  for (const { tabs } of [a, b]) tabs.clock = browserClock;
  a.tabs.say("bye");
  a.tabs.close();
  equal((await b.outbox.adopt()).map((k) => k.op.body.text), ["甲"]);
  equal(b.told, ["bye"]);
  b.tabs.close();
});

// Found by the simulation: a reloaded page and another tab both took over what the old page had left, and both sent it.
test("two tabs that look at once share what was left", async () => {
  const { store, tab } = browser();
  const old = tab();
  for (const text of ["一", "二", "三"]) old.outbox.add("d", note(text));
  await settled(store);
  old.tabs.close();
  const [a, b] = [tab(), tab()];
  const [ofA, ofB] = await Promise.all([a.outbox.adopt(), b.outbox.adopt()]);
  equal([...ofA, ...ofB].map((k) => k.op.body.text).sort(), ["一", "三", "二"].sort());
  a.tabs.close();
  b.tabs.close();
});

// Found by the simulation: the key was the moment, and one op took the place of the other.
test("what two tabs did in the same moment is two things", async () => {
  const { store, tab } = browser();
  const [a, b] = [tab({ wall: () => 5 }), tab({ wall: () => 5 })];
  a.outbox.add("d", note("甲"));
  b.outbox.add("d", note("乙"));
  await settled(store);
  a.tabs.close();
  await b.outbox.adopt();
  await settled(store);
  b.tabs.close();
  const next = tab();
  equal((await next.outbox.adopt()).map((k) => k.op.body.text).sort(), ["乙", "甲"].sort());
  next.tabs.close();
});

test("it leaves when confirmed, and only then", async () => {
  const { store, whose, tab } = browser();
  const { outbox, tabs } = tab();
  const [one, two] = [outbox.add("d", note("一")), outbox.add("d", note("二"))];
  outbox.confirm(one.id, 7, "e");
  await settled(store);
  equal((await store.all(outboxPrefix(whose))).map(([, k]) => k.id), [two.id]);
  equal(outbox.waiting, 1);
  tabs.close();
});

test("an undo gets its number in the same write in which what it undoes is done", async () => {
  const { store, whose, tab } = browser();
  const { outbox, tabs } = tab();
  const done = outbox.add("d", note("一"));
  outbox.add("d", { type: "undo", body: { of: 0 } }, { follows: done.id });
  outbox.confirm(done.id, 9, "e");
  await settled(store);
  equal((await store.all(outboxPrefix(whose))).map(([, k]) => [k.op, k.follows, k.epoch]), [[{ type: "undo", body: { of: 9 } }, undefined, "e"]]);
  tabs.close();
});

test("full is said, and what is taken away makes room", () => {
  const { tab } = browser();
  const { outbox, tabs } = tab({ limit: 3 });
  const kept = [1, 2, 3].map((n) => outbox.add("d", note(String(n))));
  equal(outbox.add("d", note("4")), null);
  outbox.refuse(kept[0].id, "forbidden");
  equal(outbox.add("d", note("4")), null, "refused words lie here until they are looked at");
  outbox.drop([kept[0].id]);
  ok(outbox.add("d", note("4")), "what was looked at still takes a place");
  equal(LIMIT, 500);
  tabs.close();
});

test("a refused op stays with its text over a reload, until it is dismissed", async () => {
  const { store, whose, tab } = browser();
  const { outbox, tabs } = tab();
  const kept = outbox.add("d", note("大事な文"));
  const undo = outbox.add("d", { type: "undo", body: { of: 0 } }, { follows: kept.id });
  outbox.refuse(kept.id, "quota");
  ok(!outbox.kept.includes(undo), "what would undo it has nothing to undo");
  await settled(store);
  tabs.close();
  const next = tab();
  await next.outbox.adopt();
  equal(next.outbox.kept.map((k) => [k.op.body.text, k.refused.code]), [["大事な文", "quota"]]);
  equal(await unsentOf(whose, store), { ops: 0, drafts: 0 });
  next.outbox.drop([kept.id]);
  await settled(store);
  equal(await store.all(outboxPrefix(whose)), []);
  next.tabs.close();
});

// Found in review: one change of phase refused all that had been written without a line, and from the 101st on the oldest texts
// were deleted before anybody had seen them.
test("refused words are never let go unseen; refused moves do not collect without end", async () => {
  const { store, whose, tab } = browser();
  const { outbox, tabs } = tab();
  const all = Array.from({ length: LIMIT }, (_, i) => outbox.add("d", note(`文${i}`)));
  for (const k of all) outbox.refuse(k.id, "forbidden");
  await settled(store);
  equal([outbox.kept.length, outbox.kept[0].op.body.text, outbox.full], [LIMIT, "文0", true]);
  equal((await store.all(outboxPrefix(whose))).length, LIMIT);
  ok(outbox.add("d", note("文0"), {}, true), "a refused one cannot be sent again, because it is in its own way");
  outbox.drop(outbox.kept.map((k) => k.id));
  const moves = Array.from({ length: 130 }, () => outbox.add("d", { type: "items.move", body: { items: [newID()], to: {} } }));
  for (const k of moves) outbox.refuse(k.id, "gone");
  equal([outbox.kept.length, outbox.kept[0].id], [100, moves[30].id]);
  tabs.close();
});

test("what lies broken in the store is passed over", async () => {
  const { store, whose, tab } = browser();
  const key = `${outboxPrefix(whose)}old/1`;
  await store.write({ put: [[key, { n: 1, id: "x", op: "no op" }], [`${key}2`, null], [`${key}3`, { n: 2, id: "y", doc: "d", op: note("よい") }]] });
  const { outbox, tabs } = tab();
  equal((await outbox.adopt()).map((k) => k.id), ["y"]);
  await settled(store);
  equal((await store.all(outboxPrefix(whose))).map(([, k]) => k.id), ["y"]);
  tabs.close();
});
