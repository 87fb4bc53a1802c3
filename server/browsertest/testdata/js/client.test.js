/** What a person does and how far it has come: the client as pages use it, against the model server, on a clock that only moves when told. */
import { addGroup, addNote, editNote, tray, withdrawNote } from "/static/model/ops.js";
import { describe } from "/static/model/describe.js";
import { SLOW } from "/static/sync/standing.js";
import { BOARD, SEATS, World } from "./people.js";
import { equal, ok, test } from "./runner.js";

const texts = (state) => state.all("note").map((n) => n.text).sort();
const noted = (world) => texts(world.server.docs.get(BOARD).state);

/** @param {string} name @param {(world: World) => Promise<void>} run */
const story = (name, run) =>
  test(name, async () => {
    const world = new World();
    try {
      await run(world);
    } finally {
      world.close();
    }
  });

story("what I do is seen at once, is saving, is saved, and others see it", async (world) => {
  const [me, you] = [world.page(SEATS[0]), world.page(SEATS[1])];
  await world.pass();
  ok(me.board.ready && me.client.connected);
  equal([me.client.me.name, me.client.now()], ["人0", 5_000_000]);
  let heard = 0;
  you.board.onChange(() => heard++);
  const op = addNote("道具が足りない");
  me.board.send(op);
  equal([texts(me.board.view), me.board.status, me.board.markOf(op.body.note)], [["道具が足りない"], { state: "saving", n: 1 }, "saving"]);
  equal(me.board.view.note(op.body.note).side, "citizen");
  await world.pass();
  equal([me.board.status, me.board.markOf(op.body.note), texts(you.board.view)], [{ state: "saved", n: 0 }, "saved", ["道具が足りない"]]);
  ok(heard > 0);
  ok(me.board.view === me.board.shadow.state && me.client.outbox.kept.length === 0);
});

story("a record of mine that the server confirms as predicted is not drawn anew twice over", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  me.board.send(addNote("一"));
  me.board.send(addNote("二"));
  const [a, b] = [me.board.view, me.board.view];
  ok(a === b, "the same view, made twice");
  const first = a.all("note")[0];
  me.board.send(addNote("三"));
  ok(me.board.view.note(first.id) === first, "an op at the end made the others anew");
});

story("cut off: unsent within two seconds, counted, and sent in order on return, once", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  world.server.down = true;
  for (const line of [...world.server.lines]) world.server.cut(line, 1006, true); // nobody tells
  me.board.send(addNote("一"));
  await world.clock.pass(SLOW - 1);
  equal(me.board.status, { state: "saving", n: 1 });
  let heard = 0;
  me.board.onChange(() => heard++);
  await world.clock.pass(1);
  equal([me.board.status, heard], [{ state: "unsent", n: 1 }, 1]);
  me.board.send(addNote("二"));
  equal([me.board.status.n, texts(me.board.view)], [2, ["一", "二"]]);
  await world.pass(60_000);
  equal(me.board.status, { state: "unsent", n: 2 });
  world.server.down = false;
  await world.pass(11_000);
  equal([me.board.status, noted(world)], [{ state: "saved", n: 0 }, ["一", "二"]]);
});

story("offline is shown though nothing waits, and goes away", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  world.server.down = true;
  world.server.cutAll(1012);
  equal(me.board.status.state, "saved");
  let heard = 0;
  me.board.onChange(() => heard++);
  await world.pass(SLOW);
  equal([me.board.status.state, me.client.connected, heard > 0], ["offline", false, true]);
  world.server.down = false;
  me.window.wake();
  await world.pass();
  equal(me.board.status.state, "saved");
});

story("the answer was lost, not the op: sent again under the same id, done once", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  me.board.send(addNote("一"));
  const [line] = world.server.lines;
  while (world.server.step(line, true)); // the server has it; its answer is on the way
  world.server.cut(line);
  await world.pass(1_000);
  equal([noted(world), me.board.status, me.board.mismatches], [["一"], { state: "saved", n: 0 }, 0]);
});

story("a reload in the midst: the next page sends what the last one could not", async (world) => {
  const browser = world.browser();
  const before = world.page(SEATS[0], browser);
  await world.pass();
  world.server.down = true;
  world.server.cutAll();
  before.board.send(addNote("電池が切れる前の一枚"));
  await world.pass();
  before.window.bye();
  before.client.close();
  world.server.down = false;
  const after = world.page(SEATS[0], browser);
  await world.pass(100);
  equal(texts(after.board.view), [], "taken over before the roll was called");
  await world.pass(2_000);
  equal([noted(world), after.board.status], [["電池が切れる前の一枚"], { state: "saved", n: 0 }]);
});

story("a page that does not show a board sends what was done on it all the same", async (world) => {
  const browser = world.browser();
  const before = world.page(SEATS[0], browser);
  await world.pass();
  const [line] = world.server.lines;
  world.server.cut(line);
  world.server.down = true;
  before.board.send(addNote("残っていた"));
  await world.pass();
  before.client.close();
  world.server.down = false;
  const { client } = world.page(SEATS[0], browser);
  client.docs.delete(BOARD); // a page of another board
  await world.pass(2_000);
  equal(noted(world), ["残っていた"]);
});

story("two tabs of one seat do not send each other's, and both see all", async (world) => {
  const browser = world.browser();
  const [a, b] = [world.page(SEATS[0], browser), world.page(SEATS[0], browser)];
  await world.pass(500);
  a.board.send(addNote("甲"));
  b.board.send(addNote("乙"));
  equal([a.board.status.n, b.board.status.n], [1, 1]);
  await world.pass(500);
  equal([texts(a.board.view), texts(b.board.view), noted(world)], [["乙", "甲"], ["乙", "甲"], ["乙", "甲"]]);
  equal(world.server.docs.get(BOARD).entries.length, 3);
});

story("a refusal is shown, with its text, until it is dismissed; the view lets go of it", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  world.server.refuse = () => "quota";
  const op = addNote("二百一枚目");
  const opId = me.board.send(op);
  await world.pass();
  equal(me.board.refusals.map(({ id, code, key, op: o }) => [id, code, key, o.body.text]), [[opId, "quota", "refusal.quota", "二百一枚目"]]);
  equal([texts(me.board.view), me.board.status], [[], { state: "saved", n: 0 }]);
  equal(me.client.refusals.length, 1);
  world.server.refuse = () => undefined;
  const again = me.board.retry(opId);
  ok(again && again !== opId);
  await world.pass();
  equal([noted(world), me.board.refusals], [["二百一枚目"], []]);
  world.server.refuse = () => "gone";
  const last = me.board.send(withdrawNote(op.body.note));
  await world.pass();
  me.board.dismiss(last);
  equal([me.board.refusals, me.client.outbox.kept], [[], []]);
});

story("too fast, or the disk is full: not refused, sent again, in order", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  let left = 2;
  world.server.refuse = () => (left-- > 0 ? "storage" : undefined);
  const first = addNote("一");
  me.board.send(first);
  me.board.send(editNote({ id: first.body.note, text: "一" }, "一の続き"));
  me.board.send(withdrawNote(first.body.note));
  await world.pass();
  equal([me.board.status.state, me.board.refusals], ["saving", []]);
  await world.pass(20_000);
  const note = world.server.docs.get(BOARD).state.note(first.body.note);
  equal([note.text, note.withdrawn, me.board.refusals, me.board.status.n], ["一の続き", true, [], 0]);
});

story("an afternoon's work comes back without being too much at once", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  world.server.down = true;
  world.server.cutAll();
  let taken = 0;
  while (taken < 600 && me.board.send(addNote(`${taken}`)) !== null) taken++;
  equal(taken, 500);
  equal(me.board.send(addNote("もう一枚")), null);
  equal(me.board.view.count("note"), 500);
  world.server.down = false;
  let most = 0;
  const seen = [];
  world.server.refuse = () => void seen.push(world.clock.now());
  await world.pass(60_000);
  for (const at of seen) most = Math.max(most, seen.filter((t) => t >= at && t < at + 1000).length);
  equal([noted(world).length, me.board.status.n, me.board.refusals.length], [500, 0, 0]);
  ok(most <= 60, `${most} in one second`);
  const order = world.server.docs.get(BOARD).entries.slice(1).map((e) => Number(e.op.body.text));
  equal(order, [...order].sort((a, b) => a - b));
});

test("every action that can be undone has a name", () => {
  equal(describe({ op: "items.move", what: "道具" }), { key: "undo.items.move", params: { what: "道具" } });
  equal(describe({ op: "items.move", what: "" }), { key: "undo.items.move.plain", params: {} });
  ok(addGroup({ to: tray() }).body.items === undefined, "an empty list is no list");
});
