/** Lines between islands: where they go, where their words stand, and in which order a picture is told. */
import { spread } from "/static/model/layout.js";
import { along, flagsOf, floating, overlap } from "/static/model/labels.js";
import { cardOf, drawn, pathOf } from "/static/model/relations.js";
import { orderFrom, ownWords } from "/static/model/narrative.js";
import { equal, ok, test } from "./runner.js";

let seed = 7;
const dice = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
const page = { w: 1600, h: 1000 };
const size = { label: { w: 90, h: 26 }, sign: { w: 26, h: 26 } };
const islands = (n) => spread(Array.from({ length: n }, (_, i) => ({ id: `i${i}`, x: dice(1500), y: dice(900), w: 90 + dice(170), h: 60 + dice(110) })), page).laid;
const wiresFor = (boxes, n) =>
  Array.from({ length: n }, (_, i) => {
    const a = dice(boxes.length);
    const b = (a + 1 + dice(boxes.length - 1)) % boxes.length;
    return { id: `l${i}`, from: [boxes[a].id], to: [boxes[b].id], ...size };
  });
const onSheet = (boxes, more = {}) => ({ boxes: new Map([["", boxes]]), words: boxes, page: { w: 3000, h: 3000 }, unit: 1, ...more });

/** A thing without its rim: a sign may lie over that, where no words stand. */
const inner = ({ x, y, w, h }, rim) => ({ x: x + rim, y: y + rim, w: w - 2 * rim, h: h - 2 * rim });

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
    const labels = all.filter((l) => l.label).map((l) => ({ ...l.label, rim: l.short ? 6 : 0 }));
    lines += all.length;
    words += labels.length;
    labels.forEach((a, i) => {
      labels.slice(i + 1).forEach((b) => ok(!overlap(a, b), `${a.id} over ${b.id}`));
      boxes.forEach((b) => ok(!overlap(a, inner(b, a.rim)), `${a.id} over the island ${b.id}`));
    });
  }
  ok(words > lines / 3, `${words} words on ${lines} lines`);
});

/** Islands with a title card and notes in rows, some of them in an island inside, and lines between anything at any depth. */
function nested() {
  const outer = spread(Array.from({ length: 2 + dice(8) }, (_, i) => ({ id: `o${i}`, x: dice(1500), y: dice(900), w: 260 + dice(200), h: 240 + dice(160) })), { w: 1900, h: 1300 }).laid;
  const boxes = new Map([["", outer]]);
  const words = [];
  const chains = outer.map((o) => [o.id]);
  const fill = (box, chain, deep) => {
    const card = { id: cardOf(box.id), x: box.x + 14, y: box.y + 14, w: 80 + dice(100), h: 34 };
    const inside = [];
    for (let y = box.y + 60; y + 60 < box.y + box.h; y += 62) for (let x = box.x + 14; x + 100 < box.x + box.w; x += 112) inside.push({ id: `${box.id}-${inside.length}`, x, y, w: 100, h: 50 });
    if (deep && box.h > 300) inside.splice(-2, 2, ...(box.w > 300 ? [{ id: `${box.id}-in`, x: box.x + 14, y: box.y + box.h - 178, w: box.w - 28, h: 170 }] : []));
    const clear = inside.filter((a, i) => a.id.endsWith("in") || !inside.some((b, k) => k !== i && b.id.endsWith("in") && overlap(a, b)));
    boxes.set(box.id, [card, ...clear]);
    words.push(card);
    for (const one of clear) {
      chains.push([...chain, one.id]);
      if (one.id.endsWith("in")) fill(one, [...chain, one.id], false);
      else words.push(one);
    }
  };
  for (const o of outer) fill(o, [o.id], true);
  const wires = [];
  for (let i = 0; i < 30; i++) {
    const [from, to] = [chains[dice(chains.length)], chains[dice(chains.length)]];
    if (!from.includes(to.at(-1)) && !to.includes(from.at(-1))) wires.push({ id: `l${i}`, from, to, ...size });
  }
  return { wires, ground: { boxes, words, page: { w: 1900, h: 1300 }, unit: 1 } };
}

test("on boards with islands in islands: words lie on the page, over no other word, no title card and no note", () => {
  let [named, lines, deep] = [0, 0, 0];
  for (let n = 0; n < 60; n++) {
    const { wires, ground } = nested();
    const all = drawn(wires, ground);
    deep += wires.filter((w) => w.from.length > 2).length;
    const labels = all.flatMap((l) => (l.label ? [{ ...l.label, short: l.short }] : []));
    lines += all.length;
    named += labels.length;
    labels.forEach((a, i) => {
      ok(a.x >= 0 && a.y >= 0 && a.x + a.w <= ground.page.w && a.y + a.h <= ground.page.h, `${a.id} off the page`);
      labels.slice(i + 1).forEach((b) => ok(!overlap(a, b), `${a.id} over ${b.id}`));
      ground.words.forEach((b) => ok(!overlap(a, inner(b, a.short ? 6 : 0)), `${a.id} over ${b.id}`));
    });
  }
  ok(lines > 800 && deep > 60 && named > lines * 0.6, `${named} words on ${lines} lines, ${deep} of them deep`);
});

test("no line goes through a title card or a note on its way within islands", () => {
  let count = 0;
  for (let n = 0; n < 40; n++) {
    const { wires, ground } = nested();
    for (const { id, points } of drawn(wires, ground)) {
      const { from, to } = wires.find((w) => w.id === id);
      if (from.length === 1 && to.length === 1) continue;
      count++;
      const within = new Set([...from, ...to].flatMap((holder) => ground.boxes.get(holder) ?? []));
      for (const box of within) {
        if (from.includes(box.id) || to.includes(box.id)) continue;
        ok(!goesThrough(points, box), `${id} from ${from.join(" ")} to ${to.join(" ")} goes through ${box.id}: ${JSON.stringify(points)}`);
      }
    }
  }
  ok(count > 400, `${count} lines into islands`);
});

test("flags of lines that lead off the sheet lie on the page and over no other; words in hand find room", () => {
  for (let n = 0; n < 30; n++) {
    const { wires, ground } = nested();
    const away = wires.map((wire, i) => (i % 2 ? { ...wire, to: [] } : wire));
    const lines = drawn(away, ground);
    const flags = flagsOf(away, ground, lines, () => ({ long: { w: 230, h: 22 }, short: { w: 70, h: 22 } }));
    equal(flags.length, away.filter((wire) => wire.to.length === 0).length);
    const all = [...flags, ...lines.flatMap((l) => l.label ?? [])];
    all.forEach((a, i) => all.slice(i + 1).forEach((b) => ok(!overlap(a, b), `${a.id} over ${b.id}`)));
    flags.forEach((a) => ok(a.x >= 0 && a.x + a.w <= ground.page.w && a.y >= 0, `${a.id} off the page`));
    const lost = lines.filter((l) => !l.label);
    const floats = floating(lost, () => size.label, [], ground.page);
    floats.forEach((a, i) => floats.slice(i + 1).forEach((b) => ok(!overlap(a, b), `${a.id} over ${b.id}`)));
  }
});

test("a line to the island that a note was moved into leads to its title card", () => {
  const { ground } = nested();
  const [card, ...notes] = ground.boxes.get("o0");
  const note = notes.at(-1);
  for (const [from, to] of [[["o0", note.id], ["o0"]], [["o0"], ["o0", note.id]]]) {
    const [{ points }] = drawn([{ id: "l", from, to, ...size }], ground);
    const end = from.length === 1 ? points[0] : points.at(-1);
    ok(Math.abs(end.x - Math.min(card.x + card.w, Math.max(card.x, end.x))) < 1 && Math.abs(end.y - Math.min(card.y + card.h, Math.max(card.y, end.y))) < 1, `ends at ${JSON.stringify(end)}, not at ${JSON.stringify(card)}`);
    notes.slice(0, -1).forEach((other) => ok(!goesThrough(points, other), `through ${other.id}`));
  }
});

test("two lines that lead against each other between the same islands do not lie on each other", () => {
  const boxes = [{ id: "a", x: 100, y: 100, w: 200, h: 120 }, { id: "b", x: 800, y: 100, w: 200, h: 120 }, { id: "c", x: 700, y: 600, w: 200, h: 120 }];
  for (const [p, q] of [["a", "b"], ["a", "c"], ["c", "b"]]) {
    const [one, two] = drawn([["l1", p, q], ["l2", q, p]].map(([id, from, to]) => ({ id, from: [from], to: [to], ...size })), onSheet(boxes));
    const [start, end] = [one.points[0], two.points.at(-1)];
    ok(Math.hypot(start.x - end.x, start.y - end.y) > 15, `${p} ${q}: ${JSON.stringify([start, end])}`);
  }
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
  const ground = onSheet([outer, other], { boxes: new Map([["", [outer, other]], ["outer", notes]]), words: [...notes, other] });
  const [line] = drawn([{ id: "l", from: ["outer", "n0"], to: ["other"], ...size }], ground);
  notes.slice(1).forEach((n) => ok(!goesThrough(line.points, n), `through ${n.id}: ${JSON.stringify(line.points)}`));
  ok(Math.abs(line.points[0].x - 120) < 135 && line.points[0].x <= 250.5, JSON.stringify(line.points[0]));
  const [inner] = drawn([{ id: "l", from: ["outer", "n0"], to: ["outer", "n2"], ...size }], ground);
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

test("what has a step of its own is told there, and not once more in the island it was laid into", () => {
  const note = (id, text) => ({ kind: "note", level: 2, members: [], item: { id, text } });
  const inner = { kind: "group", level: 2, item: { id: "in", title: "中" }, members: [note("b", "乙")] };
  const outer = { kind: "group", level: 1, item: { id: "out", title: "外" }, members: [note("a", "甲"), inner, note("c", "丙")] };
  equal(ownWords(outer, new Set()).words, "甲。中。乙。丙。");
  equal(ownWords(outer, new Set(["out", "in"])).words, "甲。丙。");
  equal(ownWords(outer, new Set(["out", "b"])).words, "甲。中。丙。");
  equal(ownWords(inner, new Set(["out", "in"])), { title: "中。", words: "乙。" });
});

test("a sentence keeps the end its writer gave it, also before words in brackets; brackets alone end none", () => {
  const told = (text) => ownWords({ kind: "note", level: 1, members: [], item: { id: "n", text } }, new Set()).words;
  for (const [text, end] of [["坂がきつい", "。"], ["坂がきつい。", ""], ["坂がきつい(とくに冬)", "。"], ["坂がきつい。(とくに冬)", ""], ["坂をどうする？（冬）(夜)", ""], ["「坂がきつい」", ""], ["(冬)", "。"]]) equal(told(text), text + end);
});
