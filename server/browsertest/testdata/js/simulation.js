/**
 * Several people, some with two tabs, work at one board, take back and bring back, edit the same texts, and who steers undoes
 * anybody's and sends the board back in time. Lines are cut anywhere, loudly and silently, stand still, say things twice; what
 * was said on an old line comes after what was said on a new one. The server restarts, is restored from a backup, refuses and
 * puts off, takes no changes for a while; pages are reloaded, machines sleep. At the end everything is mended, and:
 *   – every browser shows what the server has, and nothing disagreed on the way;
 *   – the entries of the server, replayed, give what it has;
 *   – what a person did is on the board exactly once, or before their eyes as a refusal, or was done and then lost with the
 *     restored data; nothing is anywhere else;
 *   – no outbox holds anything more.
 *   – what can be undone and redone is for each browser what the server has for its seat.
 * ?from=SEED&seeds=N. A failing seed is named; it fails again with YORIAI_SEED.
 */
import { digest } from "/static/lib/digest.js";
import { isUndoable } from "/static/model/describe.js";
import { outline } from "/static/model/outline.js";
import { State } from "/static/model/state.js";
import { addGroup, addNote, dissolveGroup, editNote, foldGroup, inGroup, loneNote, moveItems, onSheet, restoreNote, titleGroup, tray, withdrawNote } from "/static/model/ops.js";
import { seeded } from "./fakes.js";
import { stepsOf } from "./model_undo.js";
import { BOARD, SEATS, World } from "./people.js";
import { asked, ok, test } from "./runner.js";

const STEPS = 240;

const from = Number(asked.get("from"));
const totals = {
  ops: 0, cuts: 0, reloads: 0, restores: 0, refused: 0, undone: 0, redone: 0, refusals: 0, frozen: 0, doubled: 0, delayed: 0, late: 0, slept: 0, standing: 0,
  othersUndone: 0, turnedBack: 0, merged: 0, rivals: 0, chosen: 0,
};
for (let seed = from; seed < from + Number(asked.get("seeds")); seed++) test(`seed ${seed}`, () => simulate(seed));
/** What happened in all seeds together is looked at from outside: a simulation in which nothing happens proves nothing. */
Object.assign(window, { totals });

/** @param {number} seed */
async function simulate(seed) {
  const random = seeded(seed * 7919 + 17);
  const any = (list) => list[Math.floor(random() * list.length)];
  const world = new World();
  const { server } = world;
  server.steers.add(SEATS[2]);
  const browsers = [...SEATS, SEATS[0]].map((seat, i) => ({ seat, at: i === 3 ? 0 : i, storage: undefined, page: undefined }));
  for (const b of browsers) b.storage = b.at < browsers.indexOf(b) ? browsers[b.at].storage : world.browser();
  const begin = (b) => (b.page = world.page(b.seat, b.storage, { random }));
  browsers.forEach(begin);
  await world.pass(400);

  /** What was asked for: op id of the outbox → the op. */
  const asks = new Map();
  /** Ops that were done and then lost with restored data, and so were their echoes in nobody's outbox. */
  const lost = new Set();
  let epoch = 1;

  /** A hard no is one for every copy of an op. */
  const no = new Map();
  let readOnly = false;
  server.refuse = (_seat, _op, id) => {
    if (readOnly) return "storage";
    if (no.has(id)) return no.get(id);
    if (random() > 0.06) return undefined;
    totals.refused++;
    const code = any(["rate", "storage", "quota", "gone", "storage"]);
    if (code === "quota" || code === "gone") no.set(id, code);
    return code;
  };
  const stand = (is) => {
    readOnly = is;
    for (const line of server.lines) for (const doc of line.open) server.say(line, { t: "standing", doc, readOnly: is });
  };
  server.opened = (line, doc) => readOnly && server.say(line, { t: "standing", doc, readOnly: true });

  const acts = {
    op: (b) => {
      const { view } = b.page.board;
      const op = someOp({ view, old: b.old ?? view }, random, any);
      if (random() < 0.3) b.old = view;
      if (!op) return;
      const id = b.page.board.send(op);
      if (id) asks.set(id, op);
      totals.ops++;
    },
    undo: (b) => void (b.page.board.undo() && totals.undone++),
    redo: (b) => void (b.page.board.redo() && totals.redone++),
    steer: () => {
      const { board } = browsers[2].page;
      const { entries } = server.docs.get(BOARD);
      if (random() < 0.2) {
        const id = board.send({ type: "board.restore", body: { to: Math.max(1, board.shadow.seq - Math.floor(random() * 8)) } });
        if (id) asks.set(id, { type: "board.restore" });
        totals.turnedBack++;
      } else {
        const entry = any(entries.filter((e) => e.seq <= board.shadow.seq && e.author && (isUndoable(e.op.type) || e.op.type === "undo")));
        if (entry && board.undoEntry(entry.seq)) totals.othersUndone++;
      }
    },
    double: () => {
      const queue = any([...server.lines].flatMap((line) => [line.toServer, line.toBrowser]).filter((frames) => frames.length > 0));
      const at = queue ? queue.findIndex((f) => ["op", "entries", "ack", "refused", "digest"].includes(f?.t)) : -1;
      if (at >= 0) queue.splice(at, 0, queue[at]), totals.doubled++;
    },
    delay: () => {
      const line = any([...server.lines]);
      if (line) (line.stands = world.clock.now() + Math.floor(random() * 6_000)), totals.delayed++;
    },
    late: () => {
      totals.late += server.ghosts.size;
      server.haunt(1 + Math.floor(random() * 3));
    },
    sleep: (b) => {
      if (random() > 0.3) return;
      world.asleep += 60_000;
      if (random() < 0.5) for (const line of [...server.lines]) if (line.seat === b.seat) server.cut(line, 1006, true);
      totals.slept++;
    },
    standing: () => void (stand(random() < 0.4), totals.standing++),
    some: async () => {
      for (let i = 0; i < 12; i++) {
        const line = any([...server.lines]);
        if (line) server.step(line, random() < 0.5);
      }
    },
    flow: () => world.flow(),
    time: () => world.pass(Math.floor(random() * 4_000)),
    cut: () => {
      const line = any([...server.lines]);
      if (!line) return;
      const silent = random() < 0.4;
      if (silent && random() < 0.5 && line.toServer.length > 0) server.ghosts.add(line);
      server.cut(line, any([1006, 1006, 4408, 4409, 1012]), silent);
      totals.cuts++;
    },
    wake: (b) => b.page.window.wake(),
    alarm: (b) => b.page.window.alarm(),
    down: () => {
      readOnly = false;
      server.down = !server.down;
      if (server.down) server.cutAll(1012);
    },
    resumes: () => void (server.resumes = random() < 0.7),
    reload: async (b) => {
      if (random() < 0.5) b.page.window.bye();
      b.page.client.close();
      for (const line of [...server.lines]) if (line.socket.onmessage === null) server.end(line);
      begin(b);
      totals.reloads++;
    },
    // A tab that does not answer is taken for gone, though it lives: its ops are sent by two.
    freeze: () => {
      const channel = any(world.channels.all);
      if (channel && random() < 0.3) channel.frozen = !channel.frozen;
      if (channel?.frozen) totals.frozen++, (world.frozen = true);
    },
    restore: () => {
      if (random() > 0.15) return;
      const doc = server.docs.get(BOARD);
      const keep = Math.max(1, doc.entries.length - Math.floor(random() * 6));
      for (const entry of doc.entries.slice(keep)) lost.add(entry.id);
      server.restore(`e${++epoch}`, keep);
      totals.restores++;
    },
  };
  const deck = [
    "op", "op", "op", "op", "op", "op", "op", "op", "undo", "undo", "redo", "steer", "some", "some", "some", "flow", "flow", "time", "time", "time", "cut", "wake",
    "alarm", "down", "resumes", "reload", "restore", "freeze", "double", "delay", "late", "sleep", "standing",
  ];
  for (let i = 0; i < STEPS; i++) await acts[any(deck)](any(browsers));

  server.down = false;
  for (const line of server.lines) line.stands = 0;
  stand(false);
  server.haunt();
  server.refuse = (_seat, _op, id) => no.get(id);
  for (const channel of world.channels.all) channel.frozen = false;
  for (const b of browsers) b.page.window.wake();
  await world.pass(40_000);
  check(world, browsers, asks, lost);
  world.close();
}

/** @param {{view: any, old: any}} board old: as it was a while ago, for edits that rest on what is no more */
function someOp({ view, old }, random, any) {
  const notes = view.all("note");
  const groups = view.all("group");
  const live = [...notes, ...groups].filter((item) => !item.withdrawn);
  const to = () => any([tray(any(notes)?.id), onSheet({ x: random() * 900, y: random() * 900 }), groups.length > 0 ? inGroup(any(groups).id) : onSheet({ x: 5, y: 5 })]);
  const note = any(notes);
  const group = any(groups);
  const stale = any(old.all("note").slice(-3));
  const torn = [...notes, ...groups].find((item) => item.rivals?.length > 0);
  const n = Math.floor(random() * 1e6);
  const edits = (record) => record?.text && editNote(record, any([`${n}、${record.text}`, `${record.text}、${n}`, `まったく別の${n}`]));
  const choices = [
    () => addNote(`文${n}のつづき`, random() < 0.5 ? tray() : to()),
    () => edits(note),
    () => edits(stale),
    () => edits(stale),
    () => torn && { type: "text.choose", body: { item: torn.id, text: any(torn.rivals).text, rivals: torn.rivals.map((r) => r.text) } },
    () => note && any([withdrawNote(note.id), restoreNote(note.id), loneNote(note.id, random() < 0.5)]),
    () => live.length > 1 && moveItems([any(live).id], to()),
    () => addGroup({ title: random() < 0.5 ? "島" : "", items: notes.length > 2 ? [notes[0].id, notes[1].id] : [], to: onSheet({ x: 10, y: 10 }) }),
    () => group && any([titleGroup(group, `表札${Math.floor(random() * 100)}`), foldGroup(group.id, random() < 0.5), dissolveGroup(group.id)]),
  ];
  return any([choices[0], ...choices])();
}

function check(world, browsers, asks, lost) {
  const { state, entries } = world.server.docs.get(BOARD);
  const want = digest(state.records());
  ok(digest(new State().with(entries.map((e) => e.change)).records()) === want, "the entries, replayed, are something else than the board");
  const edits = entries.filter((e) => e.op.type === "note.edit" && e.change.length > 0);
  totals.rivals += edits.filter((e) => e.change[0].after.text === e.change[0].before.text).length;
  totals.merged += edits.filter((e) => ![e.change[0].before.text, e.op.body.text].includes(e.change[0].after.text)).length;
  totals.chosen += entries.filter((e) => e.op.type === "text.choose").length;
  const refused = new Set();
  for (const [i, { page }] of browsers.entries()) {
    const { board, client } = page;
    const who = `browser ${i}: `;
    ok(client.connected && client.ended === null, `${who}${client.link.state}`);
    ok(board.queue.pending.length === 0, `${who}${board.queue.pending.length} ops never came home: ${JSON.stringify(board.queue.pending[0])}`);
    ok(digest(board.shadow.state.records()) === want, `${who}shows something else than the server has`);
    ok(board.view === board.shadow.state, `${who}the view is not the shadow`);
    ok(board.mismatches === 0, `${who}${board.mismatches} times in disagreement`);
    ok(board.status.state === "saved", `${who}${board.status.state}`);
    for (const r of board.refusals) refused.add(r.id);
    totals.refusals += board.refusals.length;
    const { undo, redo } = stepsOf(world.server.docs.get(BOARD), client.me.id);
    for (const [name, mine, theirs] of [["undone", board.shadow.undo, undo], ["redone", board.shadow.redo, redo]]) {
      ok(JSON.stringify(mine) === JSON.stringify(theirs), `${who}another list of what can be ${name}: ${JSON.stringify([mine, theirs])}`);
    }
    const { tally } = outline(board.view);
    ok(tally.written === tally.grouped + tally.lone + tally.loose + tally.withdrawn, `${who}the ledger does not balance`);
  }
  const done = entries.map((e) => e.id);
  ok(new Set(done).size === done.length, "an op was done twice");
  for (const [id, op] of asks) {
    const times = done.filter((d) => d === id).length;
    // Done, lost with the restored data, and sent again by a tab that had not heard: then it is as any other.
    // One that two tabs sent may have been refused to the one and done for the other.
    const good = times === 0 ? refused.has(id) || lost.has(id) : times === 1 && (!refused.has(id) || world.frozen);
    const tale = world.server.tale.filter(([of]) => of === id || of === "*").map(([, what]) => what).join(", ");
    ok(good, `op ${id} (${op.type}) is ${times} times on the board, ${refused.has(id) ? "" : "not "}among the refusals: ${tale}`);
  }
}
