/** What is carried along from one state of a board to the next is what one would find by looking through all of it anew. */
import { sceneOf, walk } from "/static/editor/scene.js";
import { Fresh } from "/static/editor/fresh.js";
import { PIECE, pieceOf } from "/static/editor/pieces.js";
import { hiddenOn } from "/static/model/hidden.js";
import { outline } from "/static/model/outline.js";
import { isTooLarge, roomLeft } from "/static/model/room_left.js";
import { State } from "/static/model/state.js";
import { asked, equal, ok, test } from "./runner.js";

let seed = Number(asked.get("seed") ?? 7);
const dice = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648), Math.floor((seed / 2147483648) * n));
const pick = (list) => list[dice(list.length)];

const GROUPS = ["g0", "g1", "g2", "g3", "g4", "g5", "g6", "g7"];

/** An island lies only in one before it, so that none lies in itself. */
function place(at) {
  const above = GROUPS.slice(0, at);
  const where = dice(3);
  const order = `A${dice(9)}`;
  if (where === 0 && above.length > 0) return { group: pick(above), order };
  return where === 1 ? { order, at: { x: dice(1600), y: dice(1000) } } : { order };
}

function noteDiff() {
  const id = `n${dice(40)}`;
  if (dice(15) === 0) return { kind: "note", id };
  const one = { id, text: `${dice(3)}`, author: pick(["a", "b"]), ...place(GROUPS.length) };
  if (dice(4) === 0) one.lone = true;
  if (dice(5) === 0) one.withdrawn = true;
  if (dice(6) === 0) one.hidden = { at: 1 };
  if (dice(9) === 0) one.veiled = true;
  return { kind: "note", id, after: one };
}

function groupDiff() {
  const at = dice(GROUPS.length);
  const one = { id: GROUPS[at], title: "題".repeat(dice(30)), ...place(at), ...(dice(4) === 0 && { folded: true }), ...(dice(6) === 0 && { withdrawn: true }) };
  return { kind: "group", id: one.id, after: one };
}

const change = () => Array.from({ length: 1 + dice(dice(10) === 0 ? 60 : 3) }, () => (dice(3) === 0 ? groupDiff() : noteDiff()));

/** Copies of the same records, so that nothing is carried along. */
const anew = (state) => new State().with([state.records().map(({ kind, value }) => ({ kind, id: value.id, after: structuredClone(value) }))]);

const told = (scene) => ({ ids: [...scene.byId].map(([id, b]) => [id, b.item, b.level, b.members.map((m) => m.item.id)]).sort(), blocks: [...scene.blocks].sort(), counts: [...scene.counts].sort(), lying: scene.lying.map((b) => b.item.id), tray: scene.tray, lone: scene.lone, gone: scene.gone, tally: scene.tally });

test("a scene made from the one before is the one made of all", () => {
  let state = new State();
  let scene = sceneOf(state);
  for (let i = 0; i < 400; i++) {
    state = state.with([change(), change()]);
    scene = sceneOf(state, scene);
    equal(told(scene), told(sceneOf(anew(state))), `after ${i} changes`);
  }
});

test("what was put away, and what one has written, is carried along", () => {
  let state = new State();
  for (let i = 0; i < 400; i++) {
    hiddenOn(state);
    state = state.with([change(), change()]);
    const all = anew(state);
    equal([...hiddenOn(state)].sort(), [...hiddenOn(all)].sort());
    equal(outline(state).tally, outline(all).tally);
    equal(roomLeft(state, { notesAuthor: 10 }, "a"), roomLeft(all, { notesAuthor: 10 }, "a"));
  }
});

test("what others changed breathes, through however many scenes nobody looked at", () => {
  const note = (text, more) => [{ kind: "note", id: "n", after: { id: "n", text, order: "A", ...more } }];
  let state = new State().with([note("はじめ")]);
  let scene = sceneOf(state);
  const fresh = new Fresh(() => {});
  fresh.hear(scene);
  fresh.look(scene);
  ok(fresh.now.size === 0, "the first sight is no news");
  const goes = (...changes) => {
    for (const one of changes) fresh.hear((scene = sceneOf((state = state.with([one])), scene)));
    fresh.look(scene);
    const now = [...fresh.now];
    fresh.now.clear();
    return now;
  };
  equal(goes(note("つぎ")), ["n"]);
  equal(goes(note("つぎ", { tags: ["t"] })), [], "a mark is no news");
  equal(goes(note("べつ"), note("つぎ", { tags: ["t"] })), [], "there and back");
  equal(goes(note("べつ"), note("べつ", { tags: ["u"] })), ["n"], "in a scene before this one");
  equal(goes([{ kind: "note", id: "m", after: { id: "m", text: "あたらしい", order: "B" } }]), ["m"]);
  equal(goes([{ kind: "note", id: "m" }]), []);
  fresh.mine({ type: "note.edit", body: { note: "n", text: "" } });
  equal(goes(note("わたし")), [], "one's own is known");
});

test("K-08 on a thousand boards the list and the sheet lead through the same things, each once, and each as deep", () => {
  let [things, piles] = [0, 0];
  for (let i = 0; i < 1000; i++) {
    const scene = sceneOf(new State().with([change(), change(), change(), change()]));
    const [sheet, list] = ["sheet", "list"].map((mode) => walk(scene, { mode, lens: "", closed: new Set(), lying: scene.lying }));
    for (const way of [sheet, list]) equal(new Set(way).size, way.length, `twice on board ${i}`);
    const gone = new Set(scene.gone.map((n) => n.id));
    equal([...sheet].sort(), list.filter((id) => !gone.has(id)).sort(), `on board ${i}`);
    // What lies in an island follows it in the same order in both.
    for (const { kind, item, members } of scene.byId.values()) {
      if (kind !== "group" || item.folded) continue;
      const inner = new Set(members.map((m) => m.item.id));
      equal(sheet.filter((id) => inner.has(id)), list.filter((id) => inner.has(id)), `in ${item.id} of board ${i}`);
    }
    things += sheet.length;
    piles += [...scene.byId.values()].filter((b) => b.kind === "group" && b.item.folded).length;
  }
  ok(things > 5000 && piles > 100, `${things} things and ${piles} piles on all boards`);
});

test("the pieces of a list are the whole list, in its order; an island that goes on stands there again", () => {
  const notes = Array.from({ length: 3 * PIECE + 7 }, (_, i) => ({ id: `n${i}`, text: `${i}`, author: "a", ...place(GROUPS.length) }));
  const groups = GROUPS.map((id, at) => ({ id, title: id, ...place(at), ...(at === 3 && { folded: true }) }));
  const state = new State().with([[...groups.map((g) => ({ kind: "group", id: g.id, after: g })), ...notes.map((n) => ({ kind: "note", id: n.id, after: n }))]]);
  const scene = sceneOf(state);
  const order = walk(scene, { mode: "list", lens: "", closed: new Set(), lying: scene.lying });
  for (let from = 0; from < order.length; from += PIECE) {
    const current = order[Math.min(order.length - 1, from + dice(PIECE))];
    const piece = pieceOf({ scene, order, current });
    const rows = [];
    const visit = (b) => {
      rows.push(b.item.id);
      if (!b.item.folded) b.members.forEach(visit);
    };
    piece.branches.forEach(visit);
    for (const list of [piece.lone, piece.loose, piece.gone]) rows.push(...list.map((n) => n.id));
    const own = order.slice(from, from + PIECE);
    equal(rows.filter((id) => own.includes(id)), own);
    ok(rows.filter((id) => !own.includes(id)).every((id) => scene.byId.get(id).kind === "group"), "only title cards stand there again");
    equal([piece.from, piece.to, piece.of, piece.earlier, piece.later], [from, Math.min(order.length, from + PIECE), order.length, order[from - PIECE], order[from + PIECE]]);
    ok(pieceOf({ scene, order, current }) === piece, "asked twice it is the same");
  }
});

test("a board past the limit is too large, a full one is full", () => {
  const of = (n) => new State().with([Array.from({ length: n }, (_, i) => ({ kind: "note", id: `n${i}`, after: { id: `n${i}`, order: "A" } }))]);
  const limits = { notes: 20, notesAuthor: 20 };
  equal([20, 21].map((n) => isTooLarge(of(n), limits)), [false, true]);
  equal([20, 21].map((n) => roomLeft(of(n), limits, "")?.n), [0, undefined]);
});
