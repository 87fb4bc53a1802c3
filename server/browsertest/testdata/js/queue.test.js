import { Queue, WINDOW } from "/static/sync/queue.js";
import { FakeClock } from "./fakes.js";
import { equal, ok, test } from "./runner.js";

function queued(n, answer = () => "sent") {
  const clock = new FakeClock();
  const sent = [];
  const queue = new Queue({
    clock,
    send: (kept) => {
      const how = answer(kept);
      if (how === "sent") sent.push(kept.id);
      return how;
    },
  });
  for (let i = 1; i <= n; i++) queue.add({ n: i, id: `o${i}`, doc: "d", op: { type: "x", body: {} } }, 0);
  return { queue, clock, sent };
}

test("nothing goes before the document is open; then in order, a window at a time", () => {
  const { queue, sent } = queued(WINDOW + 5);
  queue.pump();
  equal(sent, []);
  queue.start();
  equal(sent, Array.from({ length: WINDOW }, (_, i) => `o${i + 1}`));
  queue.remove("o1");
  queue.pump();
  equal(sent.at(-1), `o${WINDOW + 1}`);
});

test("a new line gets all of it again, in order", () => {
  const { queue, sent } = queued(3);
  queue.start();
  queue.stop();
  queue.remove("o2");
  queue.start();
  equal(sent, ["o1", "o2", "o3", "o1", "o3"]);
});

test("what is taken over from an earlier life goes before what was done since", () => {
  const { queue, sent } = queued(0);
  queue.add({ n: 50, id: "late", doc: "d", op: { type: "x", body: {} } }, 0);
  queue.add({ n: 7, id: "early", doc: "d", op: { type: "x", body: {} } }, 0);
  queue.start();
  equal(sent, ["early", "late"]);
});

test("the pace stops it, and whoever stopped it pumps again", () => {
  let left = 2;
  const { queue, sent } = queued(4, () => (left-- > 0 ? "sent" : "later"));
  queue.start();
  equal(sent, ["o1", "o2"]);
  left = 9;
  queue.pump();
  equal(sent, ["o1", "o2", "o3", "o4"]);
});

test("put off by the server: those behind are judged again, in order", async () => {
  const { queue, clock, sent } = queued(4);
  queue.start();
  queue.remove("o1"); // done
  equal(queue.refused("o2", "storage"), false);
  equal(queue.refused("o3", "not_found"), false, "it was judged on a board without o2");
  queue.remove("o4"); // done all the same
  equal(sent.length, 4);
  await clock.pass(2_999);
  equal(sent.length, 4);
  await clock.pass(1);
  equal(sent.slice(4), ["o2", "o3"]);
  equal(queue.refused("o3", "not_found"), true, "now it counts");
});

test("nothing goes again while an answer from before is still missing", async () => {
  const { queue, clock, sent } = queued(3);
  queue.start();
  queue.refused("o1", "rate");
  queue.refused("o2", "not_found");
  await clock.pass(5_000);
  equal(sent.length, 3, "o3 has not been answered yet");
  queue.refused("o3", "gone");
  equal(sent.slice(3), ["o1", "o2", "o3"]);
});

test("an undo waits for the number of what it undoes, and holds back what comes behind", () => {
  const { queue, sent } = queued(1);
  const undo = { n: 2, id: "u", doc: "d", op: { type: "undo", body: { of: 0 } }, follows: "o1" };
  queue.add(undo, 0);
  queue.add({ n: 3, id: "o3", doc: "d", op: { type: "x", body: {} } }, 0);
  queue.start();
  equal(sent, ["o1"]);
  queue.remove("o1");
  delete undo.follows;
  queue.pump();
  equal(sent, ["o1", "u", "o3"]);
});

test("a refusal of something unknown counts, and hurts nothing", () => {
  const { queue } = queued(1);
  ok(queue.refused("nobody", "rate"));
});

test("the server takes no changes: nothing goes until it says so, and then at once", async () => {
  const { queue, clock, sent } = queued(3);
  queue.start();
  queue.wait(true);
  for (const id of ["o1", "o2", "o3"]) queue.refused(id, "storage");
  await clock.pass(60_000);
  equal(sent.length, 3, "asked again though it was told that it is no use");
  queue.wait(false);
  equal(sent.slice(3), ["o1", "o2", "o3"], "waited for a timer though it was told");
});

test("put off a moment ago, and the server says that it takes changes again: no timer is waited for", async () => {
  const { queue, clock, sent } = queued(2);
  queue.start();
  queue.wait(true);
  for (const id of ["o1", "o2"]) queue.refused(id, "storage");
  await clock.pass(100);
  queue.wait(false);
  equal(sent.slice(2), ["o1", "o2"]);
});

test("told first, refused after: the refusal's timer does not wake it", async () => {
  const { queue, clock, sent } = queued(1);
  queue.start();
  queue.refused("o1", "storage");
  queue.wait(true);
  await clock.pass(10_000);
  equal(sent.length, 1);
  queue.wait(true);
  queue.stop();
  queue.start();
  equal(sent.length, 2, "a new line knows nothing of the old one's standing");
});

test("what was never sent waits as well while the server takes no changes", () => {
  const { queue, sent } = queued(0);
  queue.start();
  queue.wait(true);
  queue.add({ n: 1, id: "o1", doc: "d", op: { type: "x", body: {} } }, 0);
  queue.pump();
  equal(sent, []);
  queue.wait(false);
  equal(sent, ["o1"]);
});
