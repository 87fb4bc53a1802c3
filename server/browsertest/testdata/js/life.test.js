/**
 * BAD-INPUTS, family I (network and browser life), as far as the core of the browser decides. (* in this file.)
 *
 *   I-01 blackouts while typing, dragging     * "I-01 …"
 *   I-02 an hour offline, 200 ops             * "I-02 …"
 *   I-04 deleted offline stays deleted        * "I-04 …"
 *   I-05 outbox full                          offline.test "full: …"
 *   I-07 two tabs offline                     * "I-07 …"
 *   I-08 hidden 10 min                        * "I-08 …" (three)
 *   I-10 Wi-Fi → phone                        offline.test "once: another Wi-Fi …"; the session is a cookie, no address is in it (server)
 *   I-11 loss, latency, reordering            * "I-11 …"; simulation.js: lines that stand still, words of old lines that come late
 *   I-13 clock a day off                      * "I-13 …" (four clocks)
 *   I-14 old page, new server; and reverse    * "I-14 …"; shadow.test "messages …" (what a newer server adds, what an older one lacks)
 *   I-16 no JavaScript, very old browser      cannot reach this code: the page says it (server/pages)
 *   I-17 zoom, rotate during a drag           cannot reach this code: nothing here measures or drags (drag.test, views)
 *   I-19 500 notes pasted; undo 500 times     * "I-19 …", client.test "an afternoon's work …"
 *   I-20 storage cleared mid-event            * "I-20 …"; the door by code is the server's; what would be lost is told by unsent() (client_events.test "leaving forgets …")
 */
import { addNote, editNote, moveItems, onSheet, withdrawNote } from "/static/model/ops.js";
import { REST } from "/static/sync/draft.js";
import { seeded } from "./fakes.js";
import { BOARD, SEATS } from "./people.js";
import { equal, ok } from "./runner.js";
import { cut, hush, ids, noted, story, texts } from "./stories.js";

for (const dark of [5_000, 30_000, 600_000]) {
  story(`I-01 ${dark / 1000} s without a network while typing and dragging: all there, once`, async (world) => {
    const me = world.page(SEATS[0]);
    await world.pass();
    const first = addNote("動かす一枚");
    me.board.send(first);
    await world.pass();
    hush(world);
    me.window.alarm();
    const box = me.client.box("note:b");
    let typed = "";
    for (const letter of "暗やみで書いた言葉") {
      typed += letter;
      box.save(typed);
      await world.clock.pass(300);
    }
    me.board.send(addNote(typed));
    box.clear();
    me.board.send(moveItems([first.body.note], onSheet({ x: 120, y: 80 })));
    await world.clock.pass(2_000);
    equal(me.board.status, { state: "unsent", n: 2 });
    await world.pass(dark);
    equal(texts(me.board.view), ["動かす一枚", typed].sort());
    world.server.down = false;
    me.window.wake();
    await world.pass(11_000);
    equal([noted(world), ids(world).length, world.server.docs.get(BOARD).state.note(first.body.note).at], [["動かす一枚", typed].sort(), 4, { x: 120, y: 80 }]);
  });
}

story("I-02 an hour and 200 ops without a line, others at the same notes: applied or offered, in order", async (world) => {
  const [me, you] = [world.page(SEATS[0]), world.page(SEATS[1])];
  await world.pass();
  const ops = Array.from({ length: 20 }, (_, i) => addNote(`もと${i}`));
  for (const op of ops) me.board.send(op);
  await world.pass(3_000);
  // Only my line is cut: my browser's next sockets find nobody.
  const mine = [...world.server.lines].find((line) => line.seat === SEATS[0]);
  world.server.cut(mine);
  me.client.link.makeSocket = () => {
    const socket = world.server.socket();
    world.server.cut([...world.server.lines].at(-1), 1006);
    queueMicrotask(() => socket.ends(1006));
    return socket;
  };
  const sent = [];
  for (let i = 0; i < 200; i++) {
    const note = me.board.view.note(ops[i % 20].body.note);
    const op = i % 3 === 0 ? editNote(note, `わたしが${i}`) : i % 3 === 1 ? moveItems([note.id], onSheet({ x: i, y: i })) : addNote(`あらたに${i}`);
    sent.push([me.board.send(op), op]);
    if (i % 10 === 0) await world.pass(2_000);
  }
  for (let i = 0; i < 20; i += 2) you.board.send(editNote(you.board.view.note(ops[i].body.note), `あなたが${i}`));
  for (let i = 1; i < 20; i += 6) you.board.send(withdrawNote(ops[i].body.note));
  await world.pass(3_600_000);
  me.client.link.makeSocket = () => world.server.socket();
  me.window.wake();
  await world.pass(60_000);
  equal([me.board.status.n, me.board.mismatches], [0, 0]);
  const done = ids(world);
  const offered = new Set(me.board.refusals.map((r) => r.id));
  for (const [id, op] of sent) ok(done.filter((d) => d === id).length + (offered.has(id) ? 1 : 0) === 1, `${op.type} is neither done nor offered, or both`);
  const mineDone = sent.map(([id]) => done.indexOf(id)).filter((at) => at >= 0);
  equal(mineDone, [...mineDone].sort((a, b) => a - b), "not in the order they were done");
  equal(texts(me.board.view), noted(world));
});

story("I-04 withdrawn without a line, edited by others meanwhile: it stays withdrawn", async (world) => {
  const [me, you] = [world.page(SEATS[0]), world.page(SEATS[1])];
  await world.pass();
  const op = addNote("消したい");
  me.board.send(op);
  await world.pass();
  hush(world);
  me.board.send(withdrawNote(op.body.note));
  world.server.down = false;
  you.client.link.lose(0);
  await world.pass(100);
  you.board.send(moveItems([op.body.note], onSheet({ x: 5, y: 5 })));
  me.window.alarm();
  await world.pass(20_000);
  for (const { board } of [me, you]) equal([board.view.note(op.body.note).withdrawn, board.status.n], [true, 0]);
});

story("I-07 two tabs of one seat, both without a line: two senders, no clash", async (world) => {
  const browser = world.browser();
  const [a, b] = [world.page(SEATS[0], browser), world.page(SEATS[0], browser)];
  await world.pass(500);
  ok(a.client.tabs.tab !== b.client.tabs.tab);
  cut(world);
  for (const n of [1, 2, 3]) {
    a.board.send(addNote(`甲${n}`));
    b.board.send(addNote(`乙${n}`));
  }
  await world.pass(30_000);
  world.server.down = false;
  await world.pass(12_000);
  equal([noted(world), ids(world).length], [["乙1", "乙2", "乙3", "甲1", "甲2", "甲3"].sort(), 7]);
  for (const { board, client } of [a, b]) equal([board.status, client.outbox.kept, board.undoable.what.length], [{ state: "saved", n: 0 }, [], 2]);
});

/** Browsers let the timers of a hidden page run once a minute. */
function throttled(world) {
  const { after } = world.clock;
  world.clock.after = (act, ms) => after(act, Math.ceil((world.clock.now() + ms) / 60_000) * 60_000 - world.clock.now());
  return () => (world.clock.after = after);
}

story("I-08 hidden for ten minutes, the server lives: not one reconnection", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  let sockets = 0;
  const socket = world.server.socket.bind(world.server);
  world.server.socket = () => (sockets++, socket());
  const seen = throttled(world);
  me.window.rest();
  for (let i = 0; i < 20; i++) {
    for (const line of world.server.lines) world.server.say(line, { t: "people", doc: BOARD, people: [] });
    await world.pass(30_000);
  }
  seen();
  me.window.wake();
  await world.pass(1_000);
  equal([sockets, me.client.connected, me.board.status.state], [0, true, "saved"]);
});

story("I-08 hidden for ten minutes, the server gone: no storm of tries, and fresh within a second of the return", async (world) => {
  const [me, you] = [world.page(SEATS[0]), world.page(SEATS[1])];
  await world.pass();
  const seen = throttled(world);
  cut(world);
  let sockets = 0;
  const socket = world.server.socket.bind(world.server);
  world.server.socket = () => (sockets++, socket());
  await world.pass(600_000);
  ok(sockets <= 24, `${sockets} tries of two pages in ten minutes`);
  seen();
  world.server.down = false;
  you.window.wake();
  await world.pass(100);
  you.board.send(addNote("留守のあいだ"));
  await world.pass(100);
  me.window.wake();
  await world.pass(1_000);
  equal([texts(me.board.view), me.board.status.state], [["留守のあいだ"], "saved"]);
});

story("I-08 hidden and put to sleep with its messages: one question, one line", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  const [line] = world.server.lines;
  for (let i = 0; i < 5; i++) world.server.say(line, { t: "people", doc: BOARD, people: [] });
  world.clock.time += 600_000; // frozen: neither timers nor messages
  me.window.wake();
  await world.pass(1_000);
  equal([me.client.connected, world.server.lines.size, me.board.status.state], [true, 1, "saved"]);
});

story("I-11 two seconds each way, and every tenth frame's line lost: slow, and right", async (world) => {
  const [me, you] = [world.page(SEATS[0]), world.page(SEATS[1])];
  await world.pass();
  const random = seeded(3);
  const mine = [];
  for (let i = 0; i < 40; i++) {
    for (const line of world.server.lines) line.stands = Math.max(line.stands, world.clock.now() + 2_000);
    mine.push(`遅い${i}`);
    (i % 2 ? me : you).board.send(addNote(mine.at(-1)));
    await world.pass(2_100);
    if (random() < 0.2) world.server.cut([...world.server.lines][Math.floor(random() * world.server.lines.size)] ?? [...world.server.lines][0], 1006, random() < 0.5);
    if (random() < 0.2) world.server.haunt(1);
  }
  await world.pass(120_000);
  world.server.haunt();
  await world.pass(1_000);
  equal(noted(world), mine.sort());
  for (const { board } of [me, you]) equal([texts(board.view), board.status.n, board.mismatches], [mine, 0, 0]);
});

story("I-11 slow is not dead: an answer after four seconds does not cost the line", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  const [line] = world.server.lines;
  for (let i = 0; i < 10; i++) {
    me.board.send(addNote(`ゆっくり${i}`));
    line.stands = world.clock.now() + 4_000;
    await world.pass(4_500);
  }
  await world.pass(100);
  ok(world.server.lines.has(line), "the line was given up");
  equal([noted(world).length, me.board.status.state], [10, "saved"]);
});

for (const [off, name] of [[86_400_000, "fast"], [-86_400_000, "slow"], [-1_800_000_000_000, "of a battery that is dead"], [9e15, "of another age"]]) {
  story(`I-13 a clock ${name}: order and times are right all the same`, async (world) => {
    const browser = world.browser();
    const before = world.page(SEATS[0], browser, { wall: () => 1_700_000_000_000 + off + world.clock.now() });
    await world.pass();
    equal(before.client.now(), world.server.now, "the time shown is the server's");
    cut(world);
    for (const n of [1, 2]) before.board.send(addNote(`書いた${n}`));
    before.client.box("n").save("書きかけ");
    await world.pass(REST);
    before.window.bye();
    before.client.close();
    const after = world.page(SEATS[0], browser); // somebody has set the clock right
    await world.pass(500);
    for (const n of [3, 4]) after.board.send(addNote(`書いた${n}`));
    equal(await after.client.box("n").load(), "書きかけ");
    after.client.box("n").save("書き足した");
    await world.pass(REST);
    world.server.down = false;
    await world.pass(11_000);
    const order = world.server.docs.get(BOARD).entries.slice(1).map((e) => e.op.body.text);
    equal([order, after.board.status.n], [["書いた1", "書いた2", "書いた3", "書いた4"], 0]);
    equal(await world.page(SEATS[0], browser).client.box("n").load(), "書き足した", "the older text counts as the newer");
  });
}

story("I-14 a page too old for the server: it says so and tries nothing; reloaded, it has and sends what waited", async (world) => {
  const browser = world.browser();
  const old = world.page(SEATS[0], browser);
  await world.pass();
  const sockets = [];
  const socket = world.server.socket.bind(world.server);
  world.server.socket = () => (sockets.push(world.clock.now()), socket());
  world.server.cutAll(4526);
  old.board.send(addNote("古いページで書いた"));
  old.client.box("n").save("書きかけ");
  await world.pass(60_000);
  old.window.wake();
  equal([old.client.ended, sockets, old.board.status.state], [{ code: 4526, key: "reload" }, [], "unsent"]);
  old.window.bye();
  old.client.close();
  const next = world.page(SEATS[0], browser);
  await world.pass(2_000);
  equal([noted(world), await next.client.box("n").load(), next.board.status], [["古いページで書いた"], "書きかけ", { state: "saved", n: 0 }]);
});

story("I-19 hundreds of notes pasted and taken back: within limits, in order, nothing left over", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  for (let i = 0; i < 200; i++) ok(me.board.send(addNote(`貼った${i}`)));
  let undone = 0;
  while (me.board.undo()) undone++;
  equal([undone, texts(me.board.view)], [200, []]);
  const seen = [];
  world.server.refuse = () => void seen.push(world.clock.now());
  await world.pass(60_000);
  equal([me.board.status.n, me.board.refusals.length, noted(world)], [0, 0, []]);
  const most = Math.max(...seen.map((at) => seen.filter((t) => t >= at && t < at + 1000).length));
  ok(most <= 60, `${most} in one second`);
});

story("I-20 the browser's storage is cleared while something waits: this page still has it, and sends it", async (world) => {
  const browser = world.browser();
  const me = world.page(SEATS[0], browser);
  await world.pass();
  cut(world);
  me.board.send(addNote("まだここにある"));
  me.client.box("n").save("書きかけもある");
  await world.pass(REST);
  browser.store.memory.clear();
  browser.late.map.clear();
  equal([texts(me.board.view), await me.client.box("n").load()], [["まだここにある"], "書きかけもある"]);
  world.server.down = false;
  await world.pass(11_000);
  equal([noted(world), me.board.status.n], [["まだここにある"], 0]);
});
