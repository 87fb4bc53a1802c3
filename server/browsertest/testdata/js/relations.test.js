/** Lines between islands: where they go, where their words stand, and in which order a picture is told. */
import { spread } from "/static/model/layout.js";
import { along, drawn, overlap, pathOf } from "/static/model/relations.js";
import { orderFrom } from "/static/model/narrative.js";
import { equal, ok, test } from "./runner.js";

let seed = 7;
const dice = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
const page = { w: 1600, h: 1000 };
const size = { label: { w: 90, h: 22 }, sign: { w: 22, h: 22 } };
const islands = (n) => spread(Array.from({ length: n }, (_, i) => ({ id: `i${i}`, x: dice(1500), y: dice(900), w: 90 + dice(170), h: 60 + dice(110) })), page).laid;
const wiresFor = (boxes, n) =>
  Array.from({ length: n }, (_, i) => {
    const a = dice(boxes.length);
    const b = (a + 1 + dice(boxes.length - 1)) % boxes.length;
    return { id: `l${i}`, from: [boxes[a].id], to: [boxes[b].id], ...size };
  });
const onSheet = (boxes) => new Map([["", boxes]]);

/** Points every unit or so: whether a line goes through a box is found by looking, and not by the geometry under test. */
function goesThrough(points, box) {
  for (let i = 1; i < points.length; i++) {
    const steps = Math.ceil(Math.hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y));
    for (let s = 0; s <= steps; s++) {
      const x = points[i - 1].x + ((points[i].x - points[i - 1].x) * s) / steps;
      const y = points[i - 1].y + ((points[i].y - points[i - 1].y) * s) / steps;
      if (x > box.x && x < box.x + box.w && y > box.y && y < box.y + box.h) return true;
    }
  }
  return false;
}

/** Whether a small ball rolls from one box to the other between the rest: an answer found by flooding, for the routes to live up to. */
function canPass(boxes, from, to) {
  const step = 6;
  const [columns, rows] = [Math.ceil(3000 / step), Math.ceil(3000 / step)];
  const near = 6;
  const others = boxes.filter((b) => b !== from && b !== to);
  const free = (x, y) => x >= 0 && y >= 0 && others.every((b) => x < b.x - near || x > b.x + b.w + near || y < b.y - near || y > b.y + b.h + near);
  const seen = new Uint8Array(columns * rows);
  const open = [[Math.round((from.x + from.w / 2) / step), Math.round((from.y + from.h / 2) / step)]];
  while (open.length > 0) {
    const [c, r] = open.pop();
    if (c < 0 || r < 0 || c >= columns || r >= rows || seen[c * rows + r] || !free(c * step, r * step)) continue;
    seen[c * rows + r] = 1;
    if (c * step > to.x && c * step < to.x + to.w && r * step > to.y && r * step < to.y + to.h) return true;
    open.push([c + 1, r], [c - 1, r], [c, r + 1], [c, r - 1]);
  }
  return false;
}

test("no line goes through a third island where there is a way round", () => {
  let round = 0;
  let bent = 0;
  for (let n = 0; n < 60; n++) {
    const boxes = islands(3 + dice(28));
    const wires = wiresFor(boxes, 1 + dice(40));
    for (const line of drawn(wires, onSheet(boxes))) {
      const { from, to } = wires.find((w) => w.id === line.id);
      const through = boxes.filter((b) => b.id !== from[0] && b.id !== to[0] && goesThrough(line.points, b));
      round++;
      if (line.points.length > 2) bent++;
      if (through.length === 0) continue;
      const [a, b] = [from[0], to[0]].map((id) => boxes.find((box) => box.id === id));
      ok(!canPass(boxes, a, b), `${line.id} goes through ${through.map((t) => t.id)}: ${JSON.stringify(line.points)}`);
    }
  }
  ok(round > 500 && bent > 50, `${round} lines, ${bent} of them bent: the boards are too easy`);
});

test("a line begins at the edge of the one island and ends at the edge of the other", () => {
  const atEdge = (p, b) => {
    const inside = p.x > b.x - 1 && p.x < b.x + b.w + 1 && p.y > b.y - 1 && p.y < b.y + b.h + 1;
    return inside && Math.min(Math.abs(p.x - b.x), Math.abs(p.x - b.x - b.w), Math.abs(p.y - b.y), Math.abs(p.y - b.y - b.h)) < 1;
  };
  for (let n = 0; n < 40; n++) {
    const boxes = islands(2 + dice(20));
    const wires = wiresFor(boxes, 12);
    for (const line of drawn(wires, onSheet(boxes))) {
      const wire = wires.find((w) => w.id === line.id);
      ok(atEdge(line.points[0], boxes.find((b) => b.id === wire.from[0])), `${line.id} begins nowhere`);
      ok(atEdge(line.points.at(-1), boxes.find((b) => b.id === wire.to[0])), `${line.id} ends nowhere`);
    }
  }
});

test("words of lines cover neither each other nor an island", () => {
  let [words, lines] = [0, 0];
  for (let n = 0; n < 60; n++) {
    const boxes = islands(2 + dice(18));
    const all = drawn(wiresFor(boxes, 1 + dice(40)), onSheet(boxes));
    const labels = all.map((l) => l.label).filter(Boolean);
    lines += all.length;
    words += labels.length;
    labels.forEach((a, i) => {
      labels.slice(i + 1).forEach((b) => ok(!overlap(a, b), `${a.id} over ${b.id}`));
      boxes.forEach((b) => ok(!overlap(a, b), `${a.id} over the island ${b.id}`));
    });
  }
  ok(words > lines / 3, `${words} words on ${lines} lines`);
});

test("a line within a closed pile is not drawn: both its ends are the pile", () => {
  const boxes = [{ id: "a", x: 100, y: 100, w: 200, h: 120 }, { id: "b", x: 800, y: 100, w: 200, h: 120 }];
  const wires = [["within", "a", "a"], ["between", "a", "b"]].map(([id, from, to]) => ({ id, from: [from], to: [to], ...size }));
  equal(drawn(wires, onSheet(boxes)).map((l) => l.id).join(), "between");
});

test("two lines between the same islands are two lines", () => {
  const boxes = [{ id: "a", x: 100, y: 100, w: 200, h: 120 }, { id: "b", x: 800, y: 100, w: 200, h: 120 }];
  const wires = [["l1", "a", "b"], ["l2", "b", "a"], ["l3", "a", "b"]].map(([id, from, to]) => ({ id, from: [from], to: [to], ...size }));
  const ys = drawn(wires, onSheet(boxes)).map((l) => Math.round(l.points[0].y));
  equal(new Set(ys).size, 3);
  ok(Math.max(...ys) - Math.min(...ys) > 30, ys.join());
});

test("a line of a note goes out of its island between its neighbours", () => {
  const outer = { id: "outer", x: 100, y: 100, w: 460, h: 200 };
  const notes = [0, 1, 2].map((i) => ({ id: `n${i}`, x: 120 + i * 145, y: 160, w: 130, h: 110 }));
  const other = { id: "other", x: 900, y: 120, w: 200, h: 160 };
  const boxes = new Map([["", [outer, other]], ["outer", notes]]);
  const [line] = drawn([{ id: "l", from: ["outer", "n0"], to: ["other"], ...size }], boxes);
  notes.slice(1).forEach((n) => ok(!goesThrough(line.points, n), `through ${n.id}: ${JSON.stringify(line.points)}`));
  ok(Math.abs(line.points[0].x - 120) < 135 && line.points[0].x <= 250.5, JSON.stringify(line.points[0]));
  const [inner] = drawn([{ id: "l", from: ["outer", "n0"], to: ["outer", "n2"], ...size }], boxes);
  ok(!goesThrough(inner.points, notes[1]), "through its neighbour");
});

test("the same board gives the same picture; without both ends here there is no line", () => {
  const boxes = islands(12);
  const wires = wiresFor(boxes, 20);
  equal(drawn(wires, onSheet(boxes)), drawn(wires, onSheet(boxes)));
  equal(drawn([{ ...wires[0], to: [] }], onSheet(boxes)), []);
  ok(pathOf([{ x: 0, y: 0 }, { x: 50, y: 0 }, { x: 50, y: 50 }]).startsWith("M0.0 0.0L"), "a path");
  equal(along([{ x: 0, y: 0 }, { x: 10, y: 0 }], 4), { x: 4, y: 0 });
});

test("forty lines between thirty islands: each is there, from one end to the other", () => {
  for (let n = 0; n < 10; n++) {
    const boxes = islands(30);
    const lines = drawn(wiresFor(boxes, 40), onSheet(boxes));
    equal(lines.length, 40);
    ok(lines.every((line) => line.points.length >= 2), "a line without a way");
  }
});

test("every island is told once, neighbours first, and the rest in reading order", () => {
  equal(orderFrom("c", ["a", "b", "c", "d", "e"], [["c", "e"], ["e", "a"]]), ["c", "e", "a", "b", "d"]);
  equal(orderFrom("a", ["a", "b", "c", "d"], [["a", "d"], ["c", "a"], ["a", "b"]]), ["a", "b", "d", "c"]);
  equal(orderFrom("not there", ["a", "b"], []), ["a", "b"]);
  for (let n = 0; n < 300; n++) {
    const ids = Array.from({ length: 1 + dice(40) }, (_, i) => `i${i}`);
    const pairs = Array.from({ length: dice(60) }, () => [ids[dice(ids.length)], ids[dice(ids.length)]]);
    const start = ids[dice(ids.length)];
    const told = orderFrom(start, ids, pairs);
    equal(told[0], start);
    equal([...told].sort(), [...ids].sort());
    told.slice(1).forEach((id, i) => {
      // Whoever comes without being a neighbour of what was told: then nobody who waits is one.
      const before = new Set(told.slice(0, i + 1));
      const near = (x) => pairs.some(([a, b]) => (a === x && before.has(b)) || (b === x && before.has(a)));
      if (!near(id)) ok(!ids.some((x) => !before.has(x) && near(x)), `${id} before a neighbour`);
    });
  }
});

test("a chain of a thousand islands is told as well", () => {
  const ids = Array.from({ length: 1000 }, (_, i) => `i${i}`);
  equal(orderFrom("i0", ids, ids.slice(1).map((id, i) => [ids[i], id])), ids);
});
