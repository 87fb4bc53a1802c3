/** Choosing and presenting as far as they are thought and not drawn. */
import { sceneOf } from "/static/editor/scene.js";
import { State } from "/static/model/state.js";
import { ballotOf, bestOf, closedRounds, countedBy, hindrance, laidBy, openRoundOf, placesOf, sealsIn, sealsOn, sumOf, withSeal } from "/static/model/voting.js";
import { slidesOf, stay } from "/static/view/present/slides.js";
import { equal, ok, test } from "./runner.js";

const ids = ["a", "b", "c", "d", "e"];
const islands = ids.map((id, i) => ["group", { id, title: `島${id}`, order: `k${i}`, at: { x: 0, y: 0 }, ...(id === "e" && { withdrawn: true }) }]);
const state = (...records) => new State().with([[["board", { id: "t", workshop: "w", table: "1", phase: "vote" }], ...islands, ...records].map(([kind, after]) => ({ kind, id: after.id, after }))]);
const round = (id, more) => ["round", { id, order: id, seals: 3, items: ids, ...more }];
const counts = (numbers) => Object.entries(numbers).map(([item, n]) => ({ item, n }));

test("a result is here and by hand, most first, equal ones as they were offered, and says what is gone", () => {
  const s = state(round("r1", { counts: counts({ b: 2, d: 2, e: 9 }), hand: counts({ c: 5 }) }));
  equal(placesOf(s, s.get("round", "r1")).map((p) => [p.id, p.here, p.hand, p.n, p.gone]), [["e", 9, 0, 9, true], ["c", 0, 5, 5, false], ["b", 2, 0, 2, false], ["d", 2, 0, 2, false], ["a", 0, 0, 0, false]]);
});

test("the better half goes on, with whoever is equal to the last of it", () => {
  const best = (numbers) => {
    const s = state(round("r1", { counts: counts(numbers) }));
    return bestOf(s, s.get("round", "r1"));
  };
  equal(best({ a: 4, b: 3, c: 2, d: 1 }), ["a", "b"]);
  equal(best({ a: 4, b: 3, c: 3, d: 1 }), ["a", "b", "c"]);
  equal(best({ a: 4, b: 4, c: 1, d: 1 }), ["a", "b"]);
  equal(best({ a: 2, b: 2, c: 2, d: 2 }), ["a", "b", "c", "d"]);
  equal(best({ a: 2 }), ["a"]);
  equal(best({ e: 9, a: 2, b: 1 }), ["a", "b"]);
  equal(best({}), []);
});

test("seals on what is gone are in the hand again; nobody lays more than there is", () => {
  const s = state(round("r1", { open: true, most: 2 }), ["ballot", { id: "x", round: "r1", seat: "me", marks: counts({ a: 2, e: 1 }) }], ["ballot", { id: "y", round: "r1", veiled: true }]);
  const r = openRoundOf(s);
  const laid = laidBy(s, r, ballotOf(s, "r1", "me"));
  equal([...laid], [["a", 2]]);
  equal(hindrance(r, laid, "a"), "most_here");
  equal(hindrance(r, laid, "b"), "");
  equal(withSeal(laid, "b", 1), counts({ a: 2, b: 1 }));
  equal(hindrance(r, new Map([["a", 2], ["b", 1]]), "c"), "none_left");
  equal(withSeal(laid, "a", -1), counts({ a: 1 }));
  equal(withSeal(new Map([["a", 1]]), "a", -1), []);
  equal(sumOf(laid), 2);
  equal(ballotOf(s, "r1", "other"), undefined);
  equal(sealsOn(s).size, 0, "an open round shows nothing");
});

test("nobody is asked to lay more seals than there is room for", () => {
  const seals = (more) => {
    const s = state(round("r1", { open: true, ...more }));
    return sealsIn(s, openRoundOf(s));
  };
  equal(seals({}), 3);
  equal(seals({ most: 1, items: ["a", "b"] }), 2);
  equal(seals({ most: 2, items: ["a", "b"] }), 3);
  equal(seals({ most: 1, items: ["a", "b", "e"] }), 2, "one of them is gone");
});

test("who goes on to the presentation counts the seals; who goes back keeps the round open", () => {
  const s = state(round("r1", { open: true }));
  equal(countedBy(s, "present")?.id, "r1");
  equal(countedBy(s, "relate"), undefined);
  equal(countedBy(state(round("r1", {})), "present"), undefined);
});

test("the seals of the last closed round lie on the sheet; a round taken away counts no more", () => {
  const s = state(round("r1", { counts: counts({ a: 1 }) }), round("r2", { counts: counts({ b: 2 }) }), round("r3", { counts: counts({ c: 3 }), withdrawn: true }));
  equal([...sealsOn(s)], [["b", 2]]);
  equal(closedRounds(s).map((r) => r.id), ["r1", "r2"]);
});

test("every note is on exactly one slide, in its order, whatever the island", () => {
  for (const n of [0, 1, 7, 30, 200]) {
    const inner = ["group", { id: "in", title: "中", group: "a", order: "z" }];
    const notes = Array.from({ length: n }, (_, i) => ["note", { id: `n${String(i).padStart(3, "0")}`, text: "長さのちがう文。".repeat(1 + (i % 5)), group: i % 3 === 0 ? "in" : "a", order: `o${String(i).padStart(3, "0")}` }]);
    const s = state(inner, ...notes);
    const shown = slidesOf(s, sceneOf(s)).flatMap((slide) => (slide.kind === "island" ? slide.members : []));
    const texts = (b) => (b.kind === "note" ? [b.item.id] : b.members.flatMap(texts));
    const all = shown.flatMap(texts);
    equal(all.length, n);
    equal(new Set(all).size, n);
    for (const group of ["a", "in"]) {
      const own = all.filter((id) => s.note(id).group === group);
      equal(own, [...own].sort());
    }
  }
});

test("the overview is one slide while its cards can be read, and of more islands as few even ones as can", () => {
  const ofIslands = (n) => {
    const groups = Array.from({ length: n }, (_, i) => ({ kind: "group", id: `g${i}`, after: { id: `g${i}`, title: `島${i}`, order: `o${String(i).padStart(3, "0")}`, at: { x: 10 * i, y: 20 } } }));
    const s = new State().with([[{ kind: "board", id: "t", after: { id: "t", workshop: "w", table: "1", phase: "present" } }, ...groups]].flat());
    const slides = slidesOf(s, sceneOf(s)).filter((slide) => slide.kind === "overview");
    equal(slides.flatMap((slide) => slide.shown.map((b) => b.item.id)).length, n, `all of ${n}`);
    return slides.map((slide) => slide.shown.length);
  };
  equal(ofIslands(0), [0]);
  equal(ofIslands(36), [36]);
  equal(ofIslands(48), [24, 24]);
  equal(ofIslands(60), [30, 30]);
  equal(ofIslands(130), [33, 33, 33, 31]);
});

test("who presents stays where they are, or goes to what came before", () => {
  equal(stay(["o", "a", "b"], "b", ["o", "x", "b"]), "b");
  equal(stay(["o", "a", "b", "c"], "b", ["o", "a", "c"]), "a");
  equal(stay(["o", "a"], "a", ["o"]), "o");
  equal(stay([], "a", []), "");
});
