/**
 * Offline and bad networks: which test proves which line of what was promised. (* in this file.)
 *
 *   outbox in IndexedDB, strict durability    keeping.test "each write is asked to be on the disk"
 *   bounded; full → typing goes on, waiting   * "full: …", keeping.test "full is said …"
 *   未送信 within 2 s of the cut               * "within two seconds …" (three sorts of cuts), client.test "cut off: …"
 *   exactly once when the line returns:       * "once: …": each trouble, at each moment of an op's way
 *     reload, crash, tab closed while offline, asleep, server restarted, another Wi-Fi, words that arrive late
 *   full jitter, never giving up              * "never gives up …", "a hundred browsers …"; link.test "comes back after waits …"
 *   visibilitychange, online, pageshow        * "what the window tells …", "… tries at once"
 *   captive portals are "offline"             * "a portal …", portal.test, link.test
 *   refused ops: text, reason, way on         * "refused: …"; client.test "a refusal is shown …", keeping.test "a refused op stays …"
 *   shared laptops: emptied at leaving        * "leaving …", client_events.test "leaving forgets …", keeping.test "leaving forgets …"
 *   held back by the disk, goes at once       * "the disk was full …", queue.test
 *
 * BAD-INPUTS, family I (network and browser life), as far as the core of the browser decides:
 *   I-01 blackouts while typing, dragging     * "I-01 …"
 *   I-02 an hour offline, 200 ops             * "I-02 …"
 *   I-04 deleted offline stays deleted        * "I-04 …"
 *   I-05 outbox full                          * "full: …"
 *   I-07 two tabs offline                     * "I-07 …"
 *   I-08 hidden 10 min                        * "I-08 …" (three)
 *   I-10 Wi-Fi → phone                        * "once: another Wi-Fi …"; the session is a cookie, no address is in it (server)
 *   I-11 loss, latency, reordering            * "I-11 …"; simulation.js: lines that stand still, words of old lines that come late
 *   I-13 clock a day off                      * "I-13 …" (two)
 *   I-14 old page, new server; and reverse    client_events.test "out for good …" (4526: words stay); shadow.test "messages …" (what a newer server adds, what an older one lacks)
 *   I-16 no JavaScript, very old browser      cannot reach this code: the page says it (server/pages)
 *   I-17 zoom, rotate during a drag           cannot reach this code: nothing here measures or drags (drag.test, views)
 *   I-19 500 notes pasted; undo 500 times     * "I-19 …", client.test "an afternoon's work …"
 *   I-20 storage cleared mid-event            * "I-20 …"; the door by code is the server's; what would be lost is told by unsent() (client_events.test "leaving forgets …")
 */
import { Backoff } from "/static/lib/backoff.js";
import { addNote, editNote, moveItems, onSheet, withdrawNote } from "/static/model/ops.js";
import { browserParts } from "/static/sync/browser.js";
import { ALARM, LONGEST_WAIT } from "/static/sync/link.js";
import { REST } from "/static/sync/draft.js";
import { SLOW } from "/static/sync/standing.js";
import { seeded } from "./fakes.js";
import { BOARD, SEATS, World } from "./people.js";
import { equal, ok, test } from "./runner.js";

const texts = (state) => state.all("note").filter((n) => !n.withdrawn).map((n) => n.text).sort();
const noted = (world) => texts(world.server.docs.get(BOARD).state);
const ids = (world) => world.server.docs.get(BOARD).entries.map((e) => e.id);

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

/** The server is gone, and every browser hears of it. */
function cut(world) {
  world.server.down = true;
  world.server.cutAll();
}

/** The line is dead, and nobody is told. */
function hush(world) {
  world.server.down = true;
  for (const line of [...world.server.lines]) world.server.cut(line, 1006, true);
}

// ---- Full

story("full: typing goes on, new notes wait with a word, nothing is dropped; and it ends", async (world) => {
  const browser = world.browser();
  const me = world.page(SEATS[0], browser);
  await world.pass();
  cut(world);
  me.client.outbox.limit = 3;
  for (const text of ["一", "二", "三"]) ok(me.board.send(addNote(text)));
  equal(me.board.status.full, true);
  const box = me.client.box("note:b");
  box.save("四枚目を書いている");
  equal(me.board.send(addNote("四枚目を書いている")), null);
  box.save("四枚目を書いている。まだ続く");
  await world.pass(REST);
  equal([me.board.status.n, texts(me.board.view)], [3, ["一", "二", "三"].sort()]);
  const next = world.page(SEATS[0], browser);
  equal(await next.client.box("note:b").load(), "四枚目を書いている。まだ続く", "what waits in its box is lost with the page");
  next.client.close();
  world.server.down = false;
  await world.pass(11_000);
  equal([me.board.status, Boolean(me.board.send(addNote("四枚目")))], [{ state: "saved", n: 0 }, true]);
  await world.pass();
  equal(noted(world), ["一", "二", "三", "四枚目"].sort());
});

// ---- 未送信 within two seconds

story("within two seconds: the server ends", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  const op = addNote("送信中");
  me.board.send(op);
  cut(world);
  await world.clock.pass(2_000);
  equal([me.board.status.state, me.board.markOf(op.body.note)], ["unsent", "unsent"]);
});

story("within two seconds: the line dies without a word while something is on its way", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  hush(world);
  const op = addNote("送信中");
  me.board.send(op);
  await world.clock.pass(2_000);
  equal([me.board.status.state, me.board.markOf(op.body.note)], ["unsent", "unsent"]);
});

story("within two seconds: the cable is pulled, and nothing is on its way", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass(20_000);
  hush(world);
  me.window.alarm();
  await world.clock.pass(2_000);
  ok(ALARM < 2_000 && SLOW < 2_000);
  equal(me.board.status.state, "offline");
  const op = addNote("いま書いた");
  me.board.send(op);
  await world.clock.pass(2_000);
  equal([me.board.status, me.board.markOf(op.body.note)], [{ state: "unsent", n: 1 }, "unsent"]);
});

story("a line that died without a word is found out by the op that is not answered, long before the silence", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  hush(world);
  me.board.send(addNote("応答がない"));
  world.server.down = false;
  await world.pass(12_500);
  equal([noted(world), me.board.status.state], [["応答がない"], "saved"]);
});

story("asleep, and nobody tells; nothing is on its way: what the others did is here within ten seconds", async (world) => {
  const [me, you] = [world.page(SEATS[0]), world.page(SEATS[1])];
  await world.pass();
  hush(world);
  world.server.down = false;
  you.window.alarm();
  await world.pass(5_000);
  you.board.send(addNote("眠っているあいだに"));
  await world.pass(1_000);
  equal(texts(me.board.view), []);
  world.asleep += 3_600_000; // the clock of its timers stood still
  await world.pass(10_000);
  equal([texts(me.board.view), me.board.status.state], [["眠っているあいだに"], "saved"]);
});

// ---- Exactly once

/** How far an op has come when the trouble begins. */
const moments = {
  "before it was sent": (world, me) => {
    cut(world);
    me.board.send(addNote("一度だけ"));
  },
  "while it was on its way": async (world, me) => me.board.send(addNote("一度だけ")),
  "when it was done and its answer was on its way": async (world, me) => {
    me.board.send(addNote("一度だけ"));
    for (const line of world.server.lines) while (world.server.step(line, true));
  },
};

/** A page that ends without a word: a crash, a battery, a kill. */
function crash({ client }) {
  client.tabs.close();
  client.outbox.stop();
  client.link.stop();
  client.sleep.stop();
}

/** What comes then. Each gives the page that is there at the end. */
const troubles = {
  "the page is reloaded": async (world, me, browser) => {
    me.window.bye();
    me.client.close();
    return world.page(SEATS[0], browser);
  },
  "the browser crashes": async (world, me, browser) => {
    crash(me);
    return world.page(SEATS[0], browser);
  },
  "the tab is closed without a line, and opened an hour later": async (world, me, browser) => {
    cut(world);
    await world.pass(5_000);
    me.window.bye();
    me.client.close();
    await world.clock.pass(3_600_000);
    world.server.down = false;
    return world.page(SEATS[0], browser);
  },
  "the laptop sleeps, and the lid tells of it": async (world, me) => {
    hush(world);
    world.clock.time += 3_600_000; // no timer ran
    world.server.down = false;
    me.window.wake();
    return me;
  },
  "the laptop sleeps, and nobody tells; its clock stood still": async (world, me) => {
    hush(world);
    world.asleep = 3_600_000;
    world.server.down = false;
    await world.pass(16_000);
    return me;
  },
  "the server is restarted": async (world, me) => {
    cut(world);
    world.server.cutAll(1012);
    await world.pass(3_000);
    world.server.down = false;
    return me;
  },
  "another Wi-Fi": async (world, me) => {
    for (const line of [...world.server.lines]) world.server.cut(line, 1006, true);
    me.window.alarm();
    await world.pass(1_000);
    world.server.down = false;
    me.window.wake();
    return me;
  },
  "the old line's words arrive after the new line's": async (world, me) => {
    world.server.down = false;
    for (const line of [...world.server.lines]) line.stands = world.clock.now() + 60_000;
    me.client.link.lose(0);
    await world.pass(100);
    ok(world.server.ghosts.size > 0 || me.board.status.n >= 0);
    world.server.haunt();
    return me;
  },
};
for (const [trouble, comes] of Object.entries(troubles)) {
  for (const [moment, reached] of Object.entries(moments)) {
    story(`once: ${trouble}, ${moment}`, async (world) => {
      const browser = world.browser();
      const me = world.page(SEATS[0], browser);
      await world.pass();
      await reached(world, me);
      const page = await comes(world, me, browser);
      world.server.down = false;
      await world.pass(12_000);
      equal([noted(world), ids(world).length, page.board.status, texts(page.board.view), page.client.outbox.kept], [["一度だけ"], 2, { state: "saved", n: 0 }, ["一度だけ"], []]);
      equal(page.board.mismatches, 0);
    });
  }
}

// ---- Back-off

story("never gives up: ten minutes without a server, tried all the time, never longer apart than ten seconds", async (world) => {
  const me = world.page(SEATS[0], undefined, { random: seeded(7) });
  await world.pass();
  cut(world);
  const tries = [];
  const socket = world.server.socket.bind(world.server);
  world.server.socket = () => (tries.push(world.clock.now()), socket());
  for (let i = 0; i < 60; i++) await world.pass(10_000);
  const gaps = tries.slice(1).map((at, i) => at - tries[i]);
  ok(tries.length > 90 && Math.max(...gaps) <= LONGEST_WAIT + 50, `${tries.length} tries, ${Math.max(...gaps)} ms apart`);
  world.server.down = false;
  await world.pass(LONGEST_WAIT + 100);
  ok(me.client.connected);
});

test("a hundred browsers come back spread over the whole of each wait: full jitter", () => {
  const random = seeded(11);
  for (const tries of [0, 1, 2, 3, 4, 9]) {
    const waits = Array.from({ length: 400 }, () => {
      const backoff = new Backoff({ first: 500, most: LONGEST_WAIT, random });
      backoff.tries = tries;
      return backoff.next();
    });
    const bound = Math.min(LONGEST_WAIT, 500 * 2 ** tries);
    ok(waits.every((w) => w >= 0 && w <= bound), `${bound}`);
    for (let part = 0; part < 4; part++) {
      const n = waits.filter((w) => w >= (bound * part) / 4 && w <= (bound * (part + 1)) / 4).length;
      ok(n > 60, `of 400 waits up to ${bound}, ${n} in quarter ${part}`);
    }
  }
});

test("what the window tells: online, pageshow, seen again → at once; offline; put aside; gone", () => {
  const told = [];
  const end = browserParts().listen({ wake: () => told.push("wake"), alarm: () => told.push("alarm"), rest: () => told.push("rest"), bye: () => told.push("bye") });
  const hidden = (is) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => is });
    document.dispatchEvent(new Event("visibilitychange"));
  };
  dispatchEvent(new Event("online"));
  dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  hidden(true);
  hidden(false);
  dispatchEvent(new Event("offline"));
  dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
  dispatchEvent(new PageTransitionEvent("pagehide", { persisted: false }));
  equal(told, ["wake", "wake", "rest", "wake", "alarm", "rest", "bye"]);
  end();
  dispatchEvent(new Event("online"));
  equal(told.length, 7, "heard after its end");
  delete /** @type {any} */ (document).hidden;
});

story("seen again: the line that waits tries at once", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  cut(world);
  me.board.send(addNote("待っていた"));
  await world.pass(60_000);
  world.server.down = false;
  me.window.wake();
  await world.flow();
  equal([noted(world), me.board.status.state], [["待っていた"], "saved"]);
});

// ---- Portal

story("a portal: offline and unsent, never expired; agreed to, all is sent", async (world) => {
  let found = "stranger";
  const me = world.page(SEATS[0], undefined, { probe: async () => found });
  await world.pass();
  cut(world);
  await world.pass(60_000);
  equal([me.client.ended, me.client.trouble, me.board.status.state], [null, "portal", "offline"]);
  me.board.send(addNote("ロビーで書いた"));
  await world.pass(20_000);
  equal([me.client.ended, me.board.status], [null, { state: "unsent", n: 1 }]);
  world.server.down = false;
  await world.pass(11_000);
  equal([noted(world), me.client.trouble], [["ロビーで書いた"], ""]);
  found = "unknown";
  cut(world);
  await world.pass(60_000);
  equal(me.client.ended.key, "expired", "our own 401 counts");
});

// ---- Refused, left, held back

story("refused: text, reason and a way on, after a reload too", async (world) => {
  const browser = world.browser();
  const before = world.page(SEATS[0], browser);
  await world.pass();
  world.server.refuse = () => "frozen";
  before.board.send(addNote("時間切れの一枚"));
  await world.pass();
  before.client.close();
  world.server.refuse = () => undefined;
  const after = world.page(SEATS[0], browser);
  await world.pass(1_000);
  equal(after.board.refusals.map((r) => [r.key, r.op.body.text]), [["refusal.frozen", "時間切れの一枚"]]);
  ok(after.board.retry(after.board.refusals[0].id));
  await world.pass();
  equal([noted(world), after.board.refusals], [["時間切れの一枚"], []]);
});

story("leaving: the next person at this laptop finds no word, and nothing is sent under the old name", async (world) => {
  const browser = world.browser();
  const me = world.page(SEATS[0], browser);
  await world.pass();
  cut(world);
  me.board.send(addNote("前の人の文"));
  me.client.box("n").save("前の人の書きかけ");
  await world.pass(REST);
  await me.client.leave();
  equal([[...browser.store.memory.keys()], browser.late.map.size], [[], 0]);
  world.server.down = false;
  const next = world.page(SEATS[1], browser);
  const again = world.page(SEATS[0], browser); // the back button
  await world.pass(11_000);
  equal([noted(world), await next.client.box("n").load(), await again.client.box("n").load()], [[], "", ""]);
});

story("the disk was full: what waits goes the moment the server says so", async (world) => {
  const me = world.page(SEATS[0]);
  await world.pass();
  const stand = (readOnly, more = {}) => {
    for (const line of world.server.lines) world.server.say(line, { t: "standing", doc: BOARD, readOnly, ...more });
  };
  world.server.refuse = () => "storage";
  me.board.send(addNote("一"));
  await world.flow();
  stand(true);
  await world.flow();
  me.board.send(addNote("二"));
  await world.pass(30_000);
  equal([me.board.readOnly, me.board.status, me.board.refusals, me.client.connected], [true, { state: "unsent", n: 2 }, [], true]);
  world.server.refuse = () => undefined;
  const from = world.clock.now();
  stand(false, { space: "low" });
  await world.flow();
  equal([noted(world), me.board.status, world.clock.now() - from], [["一", "二"], { state: "saved", n: 0, space: "low" }, 0]);
  stand(false);
  await world.flow();
  equal(me.board.status, { state: "saved", n: 0 });
});

// ---- Family I

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
