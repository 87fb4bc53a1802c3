/** Leaving a seat: nothing of it stays on this machine, and what stays all the same is said. */
import { Store } from "/static/lib/store.js";
import { Drafts, REST } from "/static/sync/draft.js";
import { draftPrefix, forget, unsentOf } from "/static/sync/keeping.js";
import { brokenFactory, FakeClock } from "./fakes.js";
import { browser, note } from "./kept.js";
import { equal, ok, test, until } from "./runner.js";

test("leaving forgets all of it, in all tabs, and nothing is written after", async () => {
  const { store, whose, tab } = browser();
  const [clock, late] = [new FakeClock(), localStorage];
  const { outbox, tabs } = tab();
  const other = tab();
  const drafts = new Drafts({ store, late, clock, ...whose });
  const box = drafts.box("n");
  outbox.add("d", note("出していない文"));
  box.save("書きかけ");
  await clock.pass(REST);
  localStorage.setItem(`yoriai.${draftPrefix(whose)}m`, JSON.stringify({ text: "もう一つ", at: 1 }));
  localStorage.setItem("somebody.else", "keep");
  equal(await unsentOf(whose, store), { ops: 1, drafts: 2 });
  drafts.close();
  outbox.forget();
  await forget(whose, store);
  box.save("あとから");
  box.clear();
  outbox.add("d", note("あとから"));
  drafts.flush();
  await clock.pass(REST);
  equal([await store.all(""), localStorage.getItem("somebody.else")], [[], "keep"]);
  ok(!Object.keys(localStorage).some((key) => key.includes(whose.seat)));
  await until(() => other.told.length > 0);
  equal(other.told, ["left"]);
  localStorage.clear();
  tabs.close();
  other.tabs.close();
});

/** A browser's own storage whose writes fail while `full.now`; deletions too where `full.all`. */
function failing(full) {
  const { put } = IDBObjectStore.prototype;
  const { delete: del } = IDBObjectStore.prototype;
  const no = () => {
    throw new DOMException("the disk is full", "QuotaExceededError");
  };
  IDBObjectStore.prototype.put = function (...args) {
    return full.now ? no() : put.apply(this, args);
  };
  IDBObjectStore.prototype.delete = function (...args) {
    return full.all ? no() : del.apply(this, args);
  };
  return () => Object.assign(IDBObjectStore.prototype, { put, delete: del });
}

// Found in review: after one failed write the store looked only into memory, and leaving the seat left all words on the disk.
test("leaving forgets what the disk took before it failed; what is confirmed or cleared leaves it too", async () => {
  const full = { now: false, all: false };
  const end = failing(full);
  try {
    const { store, whose, tab } = browser();
    const { outbox, tabs } = tab();
    const [one] = ["一", "二"].map((text) => outbox.add("d", note(text)));
    await store.write({ put: [[`${draftPrefix(whose)}n`, { text: "書きかけ", at: 1 }], ["another seat", 1]] });
    full.now = true;
    await store.write({ put: [[`${draftPrefix(whose)}n`, { text: "書きかけの続き", at: 2 }]] });
    equal(store.lasting, false);
    const disk = () => new Store(store.name).all("");
    equal((await disk()).length, 4);
    outbox.confirm(one.id, 1, "e");
    await store.write({ del: [`${draftPrefix(whose)}n`] });
    equal((await disk()).map(([key, value]) => value.op?.body.text ?? key), ["another seat", "二"]);
    equal(await forget(whose, store, undefined), true);
    equal((await disk()).map(([key]) => key), ["another seat"]);
    tabs.close();
  } finally {
    end();
  }
});

test("where nothing can be erased by itself, leaving takes the whole table; and says so where that fails too", async () => {
  const full = { now: false, all: false };
  const end = failing(full);
  try {
    const { store, whose } = browser();
    await store.write({ put: [[`${draftPrefix(whose)}n`, { text: "書きかけ", at: 1 }]] });
    full.all = true;
    equal(await forget(whose, store, undefined), true);
    equal((await indexedDB.databases()).some(({ name }) => name === store.name), false);
    equal(await forget(whose, new Store("x", brokenFactory), undefined), false, "nobody hears that words stay");
  } finally {
    end();
  }
});
