/**
 * Offline and bad networks: which test proves which line of what was promised. (* in this file.)
 *
 *   outbox in IndexedDB, strict durability    keeping.test "each write is asked to be on the disk"
 *   bounded; full → typing goes on, waiting   * "full: …", keeping.test "full is said …"
 *   未送信 within 2 s of the cut               * "within two seconds …" (three sorts of cuts), client.test "cut off: …"
 *   exactly once when the line returns:       * "once: …": each trouble, at each moment of an op's way
 *     reload, crash, tab closed while offline, asleep, server restarted, another Wi-Fi, words that arrive late
 *   full jitter, never giving up              * "never gives up …", "a hundred browsers …"; link.test "comes back after waits …"
 *   a sleep that nobody tells of              * "asleep, and nobody tells …"
 *   visibilitychange, online, pageshow        * "what the window tells …", "… tries at once"
 *   captive portals are "offline"             * "a portal …", portal.test, link.test
 *   refused ops: text, reason, way on         * "refused: …"; client.test "a refusal is shown …", keeping.test "a refused op stays …"
 *   shared laptops: emptied at leaving        * "leaving …", client_events.test "leaving forgets …", keeping.test "leaving forgets …"
 *   held back by the disk, goes at once       * "the disk was full …", queue.test
 *
 * BAD-INPUTS, family I, is in life.test.js.
 */
import { Backoff } from "/static/lib/backoff.js";
import { addNote } from "/static/model/ops.js";
import { browserParts } from "/static/sync/browser.js";
import { REST } from "/static/sync/draft.js";
import { ALARM, LONGEST_WAIT } from "/static/sync/link.js";
import { SLOW } from "/static/sync/standing.js";
import { seeded } from "./fakes.js";
import { BOARD, SEATS } from "./people.js";
import { equal, ok, test } from "./runner.js";
import { cut, hush, ids, noted, story, texts } from "./stories.js";

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
  const end = browserParts().listen({ wake: () => told.push("wake"), thaw: () => told.push("thaw"), alarm: () => told.push("alarm"), rest: () => told.push("rest"), bye: () => told.push("bye") });
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
  equal(told, ["wake", "thaw", "rest", "wake", "alarm", "rest", "bye"]);
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
