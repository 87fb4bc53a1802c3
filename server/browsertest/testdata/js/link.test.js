import { ALARM, ALARMED, Link, LONGEST_WAIT, PATIENCE, SILENCE, SUSPICION } from "/static/sync/link.js";
import { FakeClock, FakeSocket } from "./fakes.js";
import { equal, ok, test } from "./runner.js";

/** A link, its sockets, and what it told. */
function linked({ random = () => 1, found = "none" } = {}) {
  const clock = new FakeClock();
  const sockets = [];
  const told = [];
  const link = new Link({
    seat: "me", clock, random, probe: async () => found,
    makeSocket: () => (sockets.push(new FakeSocket()), sockets.at(-1)),
    events: {
      up: (now) => told.push(["up", now]), message: (m) => told.push(["message", m.t]),
      down: (fresh, since) => told.push(["down", fresh, since]), ended: (end) => told.push(["ended", end.code, end.key]),
      probe: () => told.push(["probe"]), trouble: () => told.push(["trouble", link.trouble]),
    },
  });
  return { link, clock, sockets, told, last: () => sockets.at(-1) };
}

const people = { t: "people", doc: "d", people: [] };
const resumed = { t: "resumed", doc: "d", epoch: "e", seq: 1, digest: "", undo: [] };

function up(l) {
  if (l.link.state === "idle") l.link.start();
  l.last().opened();
  l.last().says({ t: "welcome", v: 2, now: 42 });
  l.told.length = 0;
}

test("greets with the seat and is up when welcomed", () => {
  const l = linked();
  l.link.start();
  equal(l.link.send("x"), false);
  l.last().opened();
  equal(l.last().sent, [{ t: "hello", v: 2, as: "me" }]);
  equal(l.link.state, "greeting");
  l.last().says({ t: "welcome", v: 2, now: 42 });
  equal([l.told, l.link.send('{"t":"x"}')], [[["up", 42]], true]);
});

// Found by restarting the server forty times: the browser logs an error for each word into a socket that is closing.
test("nothing is said into a socket that is closing", () => {
  const l = linked();
  up(l);
  const { length } = l.last().sent;
  l.last().readyState = 2;
  equal([l.link.send("{}"), l.last().sent.length, l.link.state], [false, length, "up"]);
});

test("what makes no sense is passed over", () => {
  const l = linked();
  up(l);
  for (const odd of ["", "{", "null", '{"t":"new_sort"}', '{"t":"entries","doc":"d","entries":[{"seq":-1}]}', '{"t":"constructor"}', '{"t":"ack","doc":"d"}']) l.last().says(odd);
  l.last().says(people);
  equal(l.told, [["message", "people"]]);
});

test("comes back after waits that grow to ten seconds, and begins small once the line bears", async () => {
  const l = linked();
  l.link.start();
  const waits = [];
  for (let i = 0; i < 7; i++) {
    const from = l.clock.now();
    const before = l.sockets.length;
    l.last().ends(1006);
    while (l.sockets.length === before) await l.clock.pass(100);
    waits.push(Math.round((l.clock.now() - from) / 100) * 100);
  }
  equal(waits, [500, 1000, 2000, 4000, 8000, LONGEST_WAIT, LONGEST_WAIT]);
  up(l);
  l.last().ends(1006); // welcomed and thrown out: not yet a good line
  const { length } = l.sockets;
  await l.clock.pass(9_000);
  equal(l.sockets.length, length);
  await l.clock.pass(1_000);
  up(l);
  l.last().says(people);
  l.last().ends(1012);
  await l.clock.pass(500);
  equal(l.sockets.length, length + 2);
});

test("close codes: who may come back, who begins afresh, who waits, who is out", async () => {
  for (const [code, key] of [[4401, "expired"], [4500, "bad"], [4503, "removed"], [4526, "reload"], [4777, "stopped"]]) {
    const l = linked();
    up(l);
    l.last().ends(code);
    equal([l.told.map((t) => t[0]), l.told.at(-1)], [["down", "ended"], ["ended", code, key]]);
    l.link.wake();
    await l.clock.pass(60_000);
    equal(l.sockets.length, 1, `after ${code} it came back`);
  }
  for (const [code, fresh] of [[1000, false], [1001, false], [1006, false], [1012, false], [4408, false], [4409, true], [4444, false]]) {
    const l = linked();
    up(l);
    l.last().ends(code);
    equal([l.told[0][0], l.told[0][1]], ["down", fresh], `after ${code}`);
    await l.clock.pass(500);
    equal(l.sockets.length, 2, `after ${code} it stayed away`);
  }
  const l = linked({ random: () => 0 });
  up(l);
  l.last().ends(4429);
  await l.clock.pass(LONGEST_WAIT / 2 - 1);
  equal(l.sockets.length, 1, "too much, and back at once");
  await l.clock.pass(1);
  equal(l.sockets.length, 2);
});

test("a line that is silent is dead, and said to have been so since it was last heard", async () => {
  const l = linked();
  up(l);
  await l.clock.pass(30_000);
  l.last().says(people);
  const heard = l.clock.now();
  await l.clock.pass(SILENCE - 1);
  equal(l.sockets.length, 1);
  await l.clock.pass(2);
  equal([l.sockets.length, l.told.at(-1), l.sockets[0].closed], [2, ["down", false, heard], true]);
});

test("a connection that hangs, and a greeting without an answer, are given up", async () => {
  const l = linked({ random: () => 0 });
  l.link.start();
  await l.clock.pass(PATIENCE);
  equal(l.sockets.length, 2);
  l.last().opened();
  await l.clock.pass(PATIENCE - 1);
  equal(l.sockets.length, 2);
  await l.clock.pass(1);
  equal(l.sockets.length, 3);
});

test("waking up: no waiting, and no trust", async () => {
  const l = linked();
  l.link.start();
  l.last().ends(1006);
  l.link.wake();
  equal(l.sockets.length, 2);
  l.link.wake(); // it has hardly begun
  equal(l.sockets.length, 2);
  up(l);
  l.link.wake();
  equal(l.told, [["probe"]]);
  l.last().says(resumed);
  await l.clock.pass(SUSPICION);
  equal([l.link.state, l.sockets.length], ["up", 2]);
  l.link.wake();
  l.last().says(people); // was on its way already
  await l.clock.pass(SUSPICION);
  equal([l.told.at(-1)[0], l.sockets.length], ["down", 3]);
});

test("the browser says there is no network: asked, not believed, and asked again", async () => {
  const l = linked();
  up(l);
  l.link.alarm();
  for (let i = 0; i < 3; i++) {
    equal(l.told.filter(([what]) => what === "probe").length, i + 1);
    l.last().says(resumed);
    await l.clock.pass(ALARM);
    equal(l.link.state, "up");
    await l.clock.pass(ALARMED);
  }
  await l.clock.pass(ALARM);
  equal(l.told.at(-1)[0], "down");
  up(l);
  l.link.wake(); // the network is back, it says
  l.last().says(resumed);
  await l.clock.pass(30_000);
  equal(l.told.map((t) => t[0]).filter((what) => what === "probe").length, 1);
});

test("a sleep that was longer than any silence needs no question", async () => {
  const l = linked();
  up(l);
  l.clock.time += SILENCE; // no timer ran
  l.link.wake();
  equal([l.told.at(-1)[0], l.sockets.length], ["down", 1]);
  await l.clock.pass(0);
  equal(l.sockets.length, 2);
});

/** Refused so often that it is asked who is there. */
async function refusedAgain(l, times = 3) {
  l.link.start();
  for (let i = 0; i < times; i++) {
    l.last().ends(1006);
    await l.clock.pass(1);
  }
}

test("refused again and again before it opens: perhaps the session is not known", async () => {
  const l = linked({ found: "unknown", random: () => 0 });
  await refusedAgain(l);
  equal(l.told, [["ended", 0, "expired"]]);
  const known = linked({ found: "none", random: () => 0 });
  await refusedAgain(known, 9);
  equal(known.told.filter(([what]) => what !== "trouble"), []);
});

test("the Wi-Fi's portal answers in the server's place: offline, never expired, and it goes on trying", async () => {
  const l = linked({ found: "stranger", random: () => 0 });
  await refusedAgain(l, 9);
  equal([l.link.state, l.link.trouble, l.told.at(-1)], ["connecting", "portal", ["trouble", "portal"]]);
  up(l);
  equal(l.link.trouble, "", "agreed to the terms, and still told of them");
});

test("the server answers, and no socket opens: something on the way", async () => {
  const l = linked({ found: "known", random: () => 0 });
  await refusedAgain(l);
  equal([l.link.state, l.link.trouble], ["connecting", "proxy"]);
});

test("a socket that was let go of says nothing any more", async () => {
  const l = linked();
  up(l);
  const { onmessage, onclose } = l.last();
  l.link.stop();
  ok(l.last().closed && l.last().onmessage === null && l.last().onclose === null);
  onclose({ code: 1006 });
  onmessage({ data: JSON.stringify(people) });
  l.told.length = 0;
  equal(l.told, []);
});
