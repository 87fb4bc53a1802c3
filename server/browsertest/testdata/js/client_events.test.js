/** What happens to people and documents: the client as pages use it, against the model server, on a clock that only moves when told. */
import { digest } from "/static/lib/digest.js";
import { addNote, moveItems, tray } from "/static/model/ops.js";
import { BOARD, SEATS, World } from "./people.js";
import { equal, ok, test, until } from "./runner.js";

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

story("a gap is noticed and filled", async (world) => {
  const [me, you] = [world.page(SEATS[0]), world.page(SEATS[1])];
  await world.pass();
  you.board.send(addNote("聞こえなかった"));
  await world.clock.pass(0);
  const mine = [...world.server.lines][0];
  const yours = [...world.server.lines][1];
  while (world.server.step(yours, true));
  mine.toBrowser = []; // lost on the way
  you.board.send(addNote("聞こえた"));
  await world.pass();
  equal([texts(me.board.view), me.board.mismatches], [["聞こえた", "聞こえなかった"], 0]);
});

story("shadow and server do not agree: begun anew, and counted", async (world) => {
  const [me, you] = [world.page(SEATS[0]), world.page(SEATS[1])];
  await world.pass();
  you.board.send(addNote("正しい"));
  await world.pass();
  const { shadow } = me.board;
  shadow.state = shadow.state.with([[{ kind: "note", id: "ghost", after: { id: "ghost", text: "ない" } }]]);
  const [line] = world.server.lines;
  world.server.say(line, { t: "digest", doc: BOARD, seq: shadow.seq, digest: "0000000000000000" });
  await world.pass();
  equal([texts(me.board.view), me.board.mismatches], [["正しい"], 1]);
});

story("a whole snapshot that is not what the server has is counted, later, whatever came since", async (world) => {
  const records = Array.from({ length: 350 }, (_, i) => ({ kind: "note", value: { id: `n${i}`, text: `${i}`, order: "V" } }));
  const boards = [world.page(SEATS[0]).board, world.page(SEATS[1]).board];
  await world.pass(2000);
  [...world.server.lines].forEach((line, i) => {
    const told = digest(i === 0 ? records : records.slice(1));
    world.server.say(line, { t: "snapshot", doc: BOARD, snapshot: { epoch: "e", seq: 0, records }, own: [], digest: told, undo: [] });
  });
  await world.pass();
  equal(boards.map((b) => [b.view.count("note"), b.mismatches]), [[350, 0], [350, 0]]);
  await world.pass(2000);
  equal(boards.map((b) => b.mismatches), [0, 1]);
});

story("restored from a backup: the shadow goes, the outbox stays and is sent", async (world) => {
  const [me, you] = [world.page(SEATS[0]), world.page(SEATS[1])];
  await world.pass();
  me.board.send(addNote("消える"));
  await world.pass();
  world.server.down = true;
  world.server.cutAll();
  me.board.send(addNote("残る"));
  world.server.restore("e2", 1);
  world.server.down = false;
  await world.pass(11_000);
  equal([noted(world), texts(me.board.view), texts(you.board.view)], [["残る"], ["残る"], ["残る"]]);
  equal([me.board.shadow.epoch, me.board.mismatches], ["e2", 0]);
});

story("my seat has changed: what I had is not resumed", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  const opened = [];
  const hear = world.server.hear.bind(world.server);
  world.server.hear = (line, m) => (m.t === "open" && opened.push([m.doc, m.seq]), hear(line, m));
  world.server.cutAll(4409);
  await world.pass(1_000);
  equal(opened, [[world.workshop, undefined], [BOARD, undefined]]);
  ok(me.board.status.state === "saved");
});

story("undo names what it takes back, what is on its way too", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  equal([me.board.undoable, me.board.undo()], [null, false]);
  me.board.send(addNote("一枚目"));
  await world.pass();
  me.board.send(addNote("二枚目"));
  equal(me.board.undoable.params, { what: "二枚目" }, "the one before is named while the last is on its way");
  ok(me.board.undo());
  equal([texts(me.board.view), me.board.undoable.params], [["一枚目"], { what: "一枚目" }]);
  await world.pass();
  const { state, entries } = world.server.docs.get(BOARD);
  equal(state.all("note").filter((n) => !n.withdrawn).map((n) => n.text), ["一枚目"]);
  equal([entries.at(-1).op, me.board.undoable.op, me.board.status.n], [{ type: "undo", body: { of: 3 } }, "note.add", 0]);
});

story("an undo done without a line finds its number after a reload", async (world) => {
  const browser = world.browser();
  const before = world.page(SEATS[0], browser);
  await world.pass();
  world.server.down = true;
  world.server.cutAll();
  before.board.send(addNote("やっぱりやめる"));
  before.board.undo();
  equal([texts(before.board.view), before.board.undoable], [[], null]);
  await world.pass();
  before.client.close();
  world.server.down = false;
  const after = world.page(SEATS[0], browser);
  await world.pass(3_000);
  equal([world.server.docs.get(BOARD).state.all("note").map((n) => n.withdrawn), after.board.status.n], [[true], 0]);
});

story("an undo that cannot be done any more does not block the one before", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  me.board.send(addNote("一枚目"));
  me.board.send(addNote("二枚目"));
  await world.pass();
  world.server.refuse = (_, op) => (op.type === "undo" ? "changed" : undefined);
  me.board.undo();
  await world.pass();
  equal([me.board.undoable.params.what, me.board.refusals.map((r) => r.code)], ["一枚目", ["changed"]]);
});

story("the body of my own op was held back: I know it myself; of my other tab's I ask", async (world) => {
  const browser = world.browser();
  const [a, b] = [world.page(SEATS[0], browser), world.page(SEATS[0], browser)];
  await world.pass();
  a.board.send(addNote("一"));
  await world.pass();
  const append = world.server.append.bind(world.server);
  world.server.append = (doc, e) => {
    const entry = append(doc, e);
    const shown = { ...entry, op: { type: entry.op.type } };
    for (const line of world.server.lines) world.server.say(line, { t: "entries", doc: BOARD, entries: [shown] });
    return entry;
  };
  a.board.undo();
  await world.pass();
  equal([a.board.undoable, b.board.undoable], [null, null]);
});

story("a document that is not mine to open gives its words back", async (world) => {
  const browser = world.browser();
  const before = world.page(SEATS[0], browser);
  await world.pass();
  world.server.down = true;
  world.server.cutAll();
  before.board.send(addNote("席が変わる前の文"));
  await world.pass();
  const { entries } = world.server.docs.get(BOARD);
  world.server.docs.delete(BOARD);
  world.server.down = false;
  await world.pass(11_000);
  equal([before.board.denied, before.board.refusals.map((r) => r.op.body.text), before.board.status.n], ["not_found", ["席が変わる前の文"], 0]);
  ok(entries.length > 0);
});

story("out for good: nothing is tried, the words stay", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  world.server.cutAll(4503);
  me.board.send(addNote("間に合わなかった"));
  await world.pass(60_000);
  equal([me.client.ended, me.client.connected, me.client.outbox.waiting], [{ code: 4503, key: "removed" }, false, 1]);
  equal([me.board.allowed("note.add"), world.server.lines.size], [false, 0]);
});

story("read-only: said, and over with the next opening", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  const tell = (readOnly) => [...world.server.lines].forEach((line) => world.server.say(line, { t: "standing", doc: BOARD, readOnly }));
  tell(true);
  await world.pass();
  equal(me.board.status.state, "readonly");
  tell(false);
  await world.pass();
  equal(me.board.status.state, "saved");
});

story("rights follow the board's phase, my role as it is now, and the open hand", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  ok(me.board.allowed("note.add") && me.board.allowed("group.add") && !me.board.allowed("note.edit") && me.board.allowed("note.edit", { own: true }));
  ok(!me.board.allowed("toString") && !me.board.allowed("group.dissolve"));
  const hall = world.server.docs.get(world.workshop);
  const seat = { ...hall.state.seat(SEATS[0]), role: "participant" };
  const entry = world.server.append(hall, { id: "x", op: { type: "seat.edit" }, change: [{ kind: "seat", id: seat.id, after: seat }] });
  for (const line of world.server.lines) world.server.say(line, { t: "entries", doc: world.workshop, entries: [entry] });
  await world.pass();
  equal([me.client.me.role, me.board.allowed("group.add"), me.board.allowed("note.add")], ["participant", false, true]);
});

story("presence: the newest word, not too often, again on a new line", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  const { people } = world.server.docs.get(BOARD);
  for (const doing of ["writing", "", "writing", "n1"]) me.board.doing(doing);
  await world.pass();
  equal(people.get(SEATS[0]), "writing");
  await world.pass(200);
  equal(people.get(SEATS[0]), "n1");
  people.clear();
  world.server.cutAll();
  await world.pass(1_000);
  equal(people.get(SEATS[0]), "n1");
  const [line] = world.server.lines;
  world.server.say(line, { t: "people", doc: BOARD, people: [{ seat: SEATS[1], doing: "writing" }] });
  await world.pass();
  equal(me.board.people, [{ seat: SEATS[1], doing: "writing" }]);
});

story("leaving forgets here and in the other tab", async (world) => {
  const browser = world.browser();
  const [a, b] = [world.page(SEATS[0], browser), world.page(SEATS[0], browser)];
  await world.pass(500);
  world.server.down = true;
  world.server.cutAll();
  a.board.send(addNote("出せなかった"));
  b.board.send(addNote("こちらも"));
  b.client.box("n").save("書きかけ");
  await world.pass(500);
  equal(await b.client.unsent(), { ops: 2, drafts: 1 });
  await a.client.leave();
  await world.pass();
  await until(() => b.client.ended);
  await world.pass(500);
  b.client.box("n").save("まだ書く");
  await world.pass(500);
  equal([[...browser.store.memory.keys()], browser.late.map.size], [[], 0]);
  equal([a.client.ended.key, b.client.ended.key, b.board.status, texts(b.board.view)], ["left", "left", { state: "readonly", n: 0 }, []]);
});

story("an op too large for a message is given back at once", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  me.board.send(moveItems(Array.from({ length: 2_000 }, () => SEATS[0]), tray()));
  equal([me.board.refusals.map((r) => r.code), me.board.status.n], [["too_big"], 0]);
});

story("a broken op out of the store costs nobody anything", async (world) => {
  const browser = world.browser();
  const key = `outbox/${world.workshop}/${SEATS[0]}/old/1`;
  await browser.store.write({ put: [[key, { n: 1, id: "00000000-0000-4000-8000-00000000abcd", doc: BOARD, op: { type: "constructor", body: {} } }]] });
  const me = world.page(SEATS[0], browser);
  await world.pass(2_000);
  equal([me.board.refusals.map((r) => r.code), me.board.status.n], [["not_found"], 0]);
});

