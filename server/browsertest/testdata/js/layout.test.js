/** Where things lie on the sheet, and what the keys, the menu and the title dialog decide by themselves. */
import { BESIDE, WIDE, columnsOf, shapeOf } from "/static/model/columns.js";
import { GAP, freePlace, freeSpot, isTooFull, pageAt, readsBefore, rungAt, rungsOf, spread, stayed } from "/static/model/layout.js";
import { bestPicture } from "/static/model/picture.js";
import { innersOf } from "/static/view/sheet/closing.js";
import { Ground } from "/static/editor/ground.js";
import { actionsFor } from "/static/editor/actions.js";
import { bindings, commandOf } from "/static/editor/keys.js";
import { KEYS } from "/static/view/board/help.js";
import { isBareNoun } from "/static/editor/noun.js";
import { roomLeft } from "/static/model/room_left.js";
import { State } from "/static/model/state.js";
import { equal, ok, test } from "./runner.js";

let seed = 11;
const dice = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
const page = { w: 1600, h: 1000 };
const things = (n, size) => Array.from({ length: n }, (_, i) => ({ id: `t${i}`, x: dice(2000), y: dice(1400), w: 100 + dice(size), h: 60 + dice(size) }));
const apart = (a, b) => a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;

const movedIn = (before, now) => before.filter((thing, i) => thing.x !== now[i].x || thing.y !== now[i].y).length;

test("whatever people lay, nothing overlaps and nothing begins off the page", () => {
  for (let round = 0; round < 150; round++) {
    const wished = things(1 + dice(30), 400);
    const { laid, fits } = spread(wished, page);
    equal(laid.map((t) => t.id), wished.map((t) => t.id));
    laid.forEach((a, i) => {
      ok(a.x >= 0 && a.y >= 0, "off the page");
      laid.slice(i + 1).forEach((b) => ok(apart(a, b), `${a.id} over ${b.id}`));
      if (fits) ok(a.x + a.w <= page.w && a.y + a.h <= page.h, "said to fit, and does not");
    });
  }
});

test("what has room lies exactly where it was laid, and the same board gives the same picture", () => {
  const one = { id: "a", x: 300, y: 200, w: 250, h: 100 };
  equal(spread([one], page), { laid: [one], fits: true });
  const many = things(20, 300);
  equal(spread(many, page), spread(many, page));
});

test("the one that is small gives way, and stays near", () => {
  const big = { id: "big", x: 300, y: 300, w: 600, h: 300 };
  const small = { id: "small", x: 320, y: 320, w: 200, h: 100 };
  const { laid } = spread([small, big], page);
  equal(laid[1], big);
  ok(apart(laid[0], big) && Math.hypot(laid[0].x - 320, laid[0].y - 320) < 300, JSON.stringify(laid[0]));
});

test("a wish beyond the edge is a place at the edge", () => {
  const { laid, fits } = spread([{ id: "a", x: 90000, y: 5, w: 200, h: 100 }], page);
  ok(fits && laid[0].x + 200 <= page.w, JSON.stringify(laid));
});

test("where the places people gave leave no room, things are laid against each other before words become too small to read", () => {
  // Two halves of a page, each wished for in the middle: wherever the first lies, the nearest place for the second is off the page.
  const half = { w: 760, h: 900 };
  const { laid, fits } = spread([{ id: "a", x: 400, y: 40, ...half }, { id: "b", x: 420, y: 60, ...half }], page);
  ok(fits && apart(laid[0], laid[1]), JSON.stringify(laid));
  const three = Array.from({ length: 3 }, (_, i) => ({ id: `t${i}`, x: 0, y: 0, ...half }));
  ok(isTooFull(three, page) && !spread(three, page).fits);
  ok(!isTooFull(three.slice(1), page));
});

test("on a full sheet the picture that people know stays: what goes sends nothing elsewhere, and what grows few", () => {
  let [full, moved, movedAnew] = [0, 0, 0];
  for (let round = 0; round < 200; round++) {
    const wished = Array.from({ length: 12 }, (_, i) => ({ id: `t${i}`, x: dice(1500), y: dice(900), w: 200 + dice(260), h: 150 + dice(170) }));
    const before = spread(wished, page);
    if (!before.fits) continue;
    const known = new Map(before.laid.map(({ id, x, y }) => [id, { x, y }]));
    equal(movedIn(before.laid, spread(wished, page, undefined, true, known).laid), 0, "nothing happened");
    const less = spread(wished.slice(1), page, undefined, true, known).laid;
    // Where one thing less leaves room for the places that people gave, they are taken.
    ok(movedIn(before.laid.slice(1), less) === 0 || movedIn(less, spread(wished.slice(1), page).laid) === 0, "something went where nobody laid it");
    const grown = wished.map((thing, i) => (i === 5 ? { ...thing, h: thing.h + 40 } : thing));
    const [kept, anew] = [spread(grown, page, undefined, true, known).laid, spread(grown, page).laid];
    if (movedIn(kept, anew) === 0) continue;
    full++;
    moved += movedIn(before.laid, kept);
    movedAnew += movedIn(before.laid, anew);
  }
  ok(full > 20 && moved * 2 < movedAnew, `on ${full} full sheets ${moved} things moved, without the known picture ${movedAnew}`);
});

test("what is new sends nothing away that people see, as long as there is room near it", () => {
  let [beside, pushed] = [0, 0];
  for (let round = 0; round < 200; round++) {
    const wished = things(2 + dice(20), 300);
    const before = spread(wished, page);
    if (!before.fits) continue;
    const known = new Map(before.laid.map(({ id, x, y }) => [id, { x, y }]));
    const more = { id: "new", x: 20 + dice(1000), y: 20 + dice(600), w: 250 + dice(250), h: 150 + dice(200) };
    const free = freeSpot(more, before.laid, page);
    if (free.x + more.w > page.w - 20 || free.y + more.h > page.h - 20) continue;
    const { laid } = stayed([...wished, more], page, GAP, known);
    const [here, way] = [laid.at(-1), Math.hypot(free.x - more.x, free.y - more.y)];
    if (way > Math.max(more.w, more.h)) {
      ok(Math.hypot(here.x - more.x, here.y - more.y) <= way, "it lies nearer, and others gave way");
      pushed++;
      continue;
    }
    equal(laid.slice(0, -1), before.laid, `round ${round}`);
    equal({ x: here.x, y: here.y }, free);
    beside++;
  }
  ok(beside > 100 && pushed > 0, `${beside} rounds had room near, ${pushed} had none`);
});

test("very many things are laid in rows, and still none over another", () => {
  const { laid, fits } = spread(things(300, 60), { w: 9000, h: 5600 });
  ok(fits);
  laid.forEach((a, i) => laid.slice(i + 1).forEach((b) => ok(apart(a, b))));
  ok(!spread(things(300, 60), page).fits);
});

test("a free place touches nothing", () => {
  const laid = spread(things(6, 300), page).laid;
  for (const at of [freePlace(laid, { w: 300, h: 150 }, page), freeSpot({ id: "", x: 800, y: 500, w: 300, h: 150 }, laid, page)]) {
    laid.forEach((t) => ok(apart({ ...at, w: 300, h: 150 }, t)));
  }
});

const room = { w: 1600, h: 900 };
/** Things as large as told, at whatever rung; closed ones are small. */
const sized = (sizes, tried = [], more = []) => (rung) => {
  tried.push(rung);
  const open = Object.entries(sizes).map(([id, size]) => ({ id, x: 0, y: 0, ...size(rung) }));
  return { open: [...open, ...more], piles: new Map(Object.keys(sizes).map((id) => [id, { w: 300, h: 80 }])) };
};

test("the best picture that fits is found, and coarser ones only when finer ones do not fit", () => {
  const always = (w, h) => () => ({ w, h });
  equal(bestPicture(room, ["a"], sized({ a: always(900, 600) })), { rung: rungAt(room, "normal", 1), closed: [], fits: true });
  const tried = [];
  const found = bestPicture(room, ["a"], sized({ a: ({ density }) => (density === "normal" ? { w: 9000, h: 9000 } : { w: 2000, h: 1200 }) }, tried));
  ok(found.rung.density === "small" && found.rung.scale > 0.65 && found.closed.length === 0, JSON.stringify(found));
  ok(tried.every((rung) => rung.density !== "paper"), "bare paper is not even thought of");
  equal(pageAt(room, 0.5), { w: 3200, h: 1800 });
});

test("what fits at one scale and not at a smaller one is found", () => {
  const only = rungsOf(room)[1].find(({ scale }) => scale < 0.8);
  const found = bestPicture(room, ["a"], sized({ a: (rung) => (rung.scale === only.scale ? { w: 1900, h: 900 } : { w: 9000, h: 50 }) }));
  equal(found, { rung: only, closed: [], fits: true });
});

test("the tallest islands are closed before the notes of the others become bare paper, but never most of them", () => {
  const tall = ({ density }) => (density === "paper" ? { w: 600, h: 400 } : { w: 2000, h: 4000 });
  const low = () => ({ w: 500, h: 300 });
  const one = bestPicture(room, ["t", "a", "b", "c"], sized({ t: tall, a: low, b: low, c: low }));
  equal([one.rung.density, one.closed, one.fits], ["small", ["t"], true]);
  const most = bestPicture(room, ["t", "u", "v", "c"], sized({ t: tall, u: tall, v: tall, c: low }));
  equal([most.rung.density, most.closed, most.fits], ["paper", [], true]);
});

test("when nothing fits all is closed, what is not is legible, and the room scrolls", () => {
  const huge = () => ({ w: 9000, h: 9000 });
  const found = bestPicture(room, ["a", "b"], sized({ a: huge, b: huge }, [], [{ id: "n", x: 0, y: 0, w: 9000, h: 9000 }]));
  equal([found.rung.density, found.closed, found.fits], ["small", ["a", "b"], false]);
});

test("a picture that was tried and did not fit is not wanted again", () => {
  const sizes = sized({ a: () => ({ w: 900, h: 600 }) });
  const first = bestPicture(room, ["a"], sizes);
  const next = bestPicture(room, ["a"], sizes, { failed: (p) => p.rung.scale === first.rung.scale });
  ok(next.rung.scale < first.rung.scale && next.fits);
});

test("islands take compact shapes, and are never narrower than an island in them", () => {
  equal(columnsOf(Array(4).fill(undefined), 4).cols, 2);
  ok(columnsOf(Array(9).fill(undefined), 4).cols >= 3);
  const inner = columnsOf(Array(6).fill(undefined), 4);
  const outer = columnsOf([inner, undefined], 4);
  ok(outer.cols >= inner.cols && outer.deep === 1);
  const three = Array.from({ length: 3 }, () => columnsOf(Array(5).fill(undefined), 16));
  ok(columnsOf([...three, ...Array(5).fill(undefined)], 20, BESIDE).cols < columnsOf([...three, ...Array(5).fill(undefined)], 20).cols, "several large islands stand side by side");
  equal(columnsOf(Array(9).fill(undefined), 4, BESIDE).cols, columnsOf(Array(9).fill(undefined), 4).cols);
});

test("what is laid reads by rows", () => {
  const laid = [{ id: "a", x: 0, y: 0, w: 9, h: 9 }, { id: "b", x: 500, y: 10, w: 9, h: 9 }, { id: "c", x: 0, y: 400, w: 9, h: 9 }];
  equal(readsBefore({ x: 250, y: 20 }, laid), "b");
  equal(readsBefore({ x: 900, y: 0 }, laid), "c");
  equal(readsBefore({ x: 900, y: 900 }, laid), undefined);
});

test("places travel on a page of 1600 whatever the picture's scale", () => {
  const ground = new Ground();
  ground.show({ laid: [], page: { w: 3200, h: 1800 }, stretch: { x: 2, y: 1.8 } });
  equal(ground.near({ x: 300, y: 200 }, { w: 100, h: 100 }, []), { x: 300, y: 200 });
  equal(ground.toAt({ x: 601, y: 360 }), { x: 301, y: 200 });
});

test("before anything is closed the words stand tight", () => {
  const words = ({ density, scale }) => ({ w: 1400, h: density === "dense" ? 800 / scale : 1200 / scale });
  const found = bestPicture(room, ["a"], sized({ a: words }));
  equal([found.rung.density, found.closed, found.fits], ["dense", [], true]);
  const lines = bestPicture(room, ["a"], sized({ a: words }), { tight: false });
  equal([lines.rung.density, lines.closed], ["small", ["a"]], "lines between things need their room");
});

/** @param {number} level @param {number} notes @param {readonly number[]} inner how many notes in each island within */
const isle = (id, level, notes, inner = []) => ({
  kind: "group", level, item: { id, title: "担当が変わると話が初めからになる" },
  members: [...Array.from({ length: notes }, (_, i) => ({ kind: "note", level: level + 1, item: { id: `${id}n${i}`, text: "前の記録を探すのに一日かかる" }, members: [] })), ...inner.map((n, i) => isle(`${id}${i}`, level + 1, n))],
});
const lyingAs = (...branches) => ({ lying: branches, blocks: new Map(branches.flatMap((b) => b.members).map((b) => [b.item.id, { h: b.members.length }])) });

test("of islands inside islands the tallest close first, and no more than need be", () => {
  const inners = innersOf(lyingAs(isle("a", 1, 0, [3, 9, 6]), isle("b", 1, 2, [7])));
  equal(inners.map(({ ids }) => [...ids]), [["a1"], ["a1", "b0"], ["a1", "b0", "a2"], ["a1", "b0", "a2", "a0"]]);
  equal(new Set(inners.map(({ name }) => name)).size, inners.length);
  const pile = isle("p", 1, 0, [4]);
  pile.members[0].item.folded = true;
  equal(innersOf(lyingAs(pile)), []);
});

test("two large islands take the shape in which both have room, and one note more does not change it", () => {
  const blocks = (notes) => (shape) => [[columnsOf(Array(notes).fill(undefined), 9, shape), columnsOf(Array(notes).fill(undefined), 9, shape)]];
  const shape = shapeOf(WIDE, blocks(32));
  const [[one]] = blocks(32)(shape);
  ok(one.w < one.h * 1.1, `side by side on a wide sheet: ${JSON.stringify(one)}`);
  equal(shapeOf(WIDE, blocks(33)), shape);
  equal(shapeOf(WIDE, () => [[undefined]]), WIDE, "where it makes no difference nothing changes");
});

test("an island round islands is no wider than they stand", () => {
  const inner = columnsOf(Array(8).fill(undefined), 9, { flat: 0.7, round: 0.9 });
  const outer = columnsOf(Array(4).fill(inner), 9, { flat: 0.7, round: 0.9 });
  equal(inner.cols, 2);
  ok(outer.cols > 4 && outer.cols < 4.5, String(outer.cols));
});

test("a bare noun is noticed, a sentence is not", () => {
  for (const bare of ["異動の問題", "協働について", "情報共有", "職員に関して", "困ること", "意識の問題。"]) ok(isBareNoun(bare), bare);
  for (const said of ["異動のたびに、話が初めからになる", "月に一度、立ち話をしよう!", "約束が必要？", "", "職員の意識が低い"]) ok(!isBareNoun(said), said);
});

test("islands inside islands close before those that hold them, the innermost first", () => {
  const room = { w: 1600, h: 1000 };
  const inners = [{ name: "2", ids: new Set(["c"]) }, { name: "1", ids: new Set(["b"]) }];
  const high = { all: 5000, 2: 3000, 1: 400 };
  const by = (heights) => (_, inner) => ({ open: [{ id: "a", x: 0, y: 0, w: 700, h: heights[inner?.name ?? "all"] }], piles: new Map([["a", { w: 300, h: 80 }]]) });
  const all = bestPicture(room, ["a"], by({ all: 400, 2: 300, 1: 200 }), { inners });
  equal([all.closed, all.inner, all.fits], [[], undefined, true]);
  const some = bestPicture(room, ["a"], by({ all: 5000, 2: 400, 1: 300 }), { inners });
  equal([some.closed, some.inner], [["c"], inners[0]]);
  const most = bestPicture(room, ["a"], by(high), { inners });
  equal([most.closed, most.inner, most.rung.density !== "paper"], [["b"], inners[1], true]);
});

test("where wishes leave no room things are packed, and only for the sake of words", () => {
  const page = { w: 1048, h: 548 };
  const odd = [[280, 278, 310, 310], [88, 254, 150, 300], [181, 276, 390, 240], [400, 36, 470, 200], [396, 176, 390, 160]].map(([x, y, w, h], i) => ({ id: `o${i}`, x, y, w, h }));
  const { laid, fits } = spread(odd, page, 20);
  ok(fits && !spread(odd, page, 20, false).fits, JSON.stringify(laid));
  laid.forEach((a, i) => laid.slice(i + 1).forEach((b) => ok(apart(a, b), `${a.id} over ${b.id}`)));
  equal(spread(odd, page, 20), { laid, fits });
});

test("a board or a person nearly full is told in good time, those taken back counted", () => {
  const of = (n, author) => new State().with([Array.from({ length: n }, (_, i) => ({ kind: "note", id: `${author}${i}`, after: { id: `${author}${i}`, author, withdrawn: i % 2 === 0 } }))]);
  const limits = { notes: 40, notesAuthor: 20 };
  equal(roomLeft(of(17, "me"), limits, "me"), undefined);
  equal(roomLeft(of(18, "me"), limits, "me"), { whose: "mine", n: 2 });
  equal(roomLeft(of(30, "you"), limits, "me"), undefined);
  equal(roomLeft(of(36, "you"), limits, "me"), { whose: "board", n: 4 });
  equal(roomLeft(of(40, "you"), limits, ""), { whose: "board", n: 0 });
  equal(roomLeft(of(36, "me"), {}, "me"), undefined);
});

const key = (k, target, more = {}) => ({ key: k, target, isComposing: false, keyCode: 0, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, defaultPrevented: false, ...more });

test("keys mean nothing while a word is converted, in a box, or behind a dialog; letters can be off", () => {
  const note = document.createElement("li");
  note.dataset.id = "a";
  const on = { letters: true };
  equal(commandOf(key("g", note), on), "group");
  equal(commandOf(key("g", note), { letters: false }), undefined);
  equal(commandOf(key("ArrowRight", note), { letters: false }), "next");
  equal(commandOf(key("g", note, { isComposing: true }), on), undefined);
  equal(commandOf(key("Enter", note, { keyCode: 229 }), on), undefined);
  equal(commandOf(key("z", note, { ctrlKey: true }), on), "undo");
  equal([commandOf(key("ArrowUp", note, { altKey: true }), on), commandOf(key("ArrowRight", note, { altKey: true }), on)], ["earlier", "later"]);
  equal(commandOf(key("g", note, { altKey: true }), on), undefined);
  const box = document.createElement("textarea");
  equal(commandOf(key("g", box), on), undefined);
  equal(commandOf(key("z", box, { ctrlKey: true }), on), undefined);
  const button = note.appendChild(document.createElement("button"));
  equal([commandOf(key("Enter", button), on), commandOf(key(" ", button), on)], [undefined, undefined]);
});

/** The glyph that stands for a key in the help. */
const GLYPHS = { ArrowLeft: "←", ArrowUp: "↑", ArrowDown: "↓", ArrowRight: "→", " ": "Space", Escape: "Esc", "-": "−" };
/** The menu key says its own name, and these two are the plus sign without Shift. */
const UNNAMED = ["ContextMenu", ";", "="];

test("the help names every key, and each does what stands there", () => {
  const item = document.createElement("li");
  item.dataset.id = "a";
  const named = KEYS.flatMap(([shown, , ...specs]) => specs.map((spec) => [shown, spec]));
  equal(named.map(([, spec]) => spec).sort(), bindings().map(([spec]) => spec).sort());
  for (const [shown, spec] of named) {
    const parts = spec === "+" ? ["+"] : spec.split("+");
    const last = parts.at(-1);
    const held = parts.slice(0, -1);
    const shift = held.includes("Shift") || ["+", "?"].includes(last);
    const event = key(shift && /^[a-z]$/.test(last) ? last.toUpperCase() : last, item, { ctrlKey: held.includes("Ctrl"), altKey: held.includes("Alt"), shiftKey: shift });
    equal(commandOf(event, { letters: true }), bindings().find(([s]) => s === spec)[1], spec);
    const glyph = GLYPHS[last] ?? (last.length === 1 ? last.toUpperCase() : last);
    ok(UNNAMED.includes(last) || [...held, glyph].every((part) => shown.includes(part)), `${shown} does not name ${spec}`);
  }
  equal(new Set(KEYS.map(([, words]) => words)).size, KEYS.length);
});

const note = (more = {}) => ({ kind: "note", level: 1, members: [], item: { id: "n", author: "me", ...more } });
const island = (more = {}) => ({ kind: "group", level: 1, members: [], item: { id: "g", ...more } });
const alone = () => ({ earlier: false, later: false });
/** All rights but the one that only the time to read aloud gives. */
const most = (op) => op !== "reading.turn";
const names = (items, may = most, gone = () => false, neighbours = alone) => actionsFor(items, { may, isMine: (a) => a === "me", gone, neighbours }).map((a) => a.name);

test("the menu has what role, phase and the items allow, and nothing else", () => {
  equal(names([note()]), ["move", "group", "lone", "link", "propose", "tags", "edit", "withdraw"]);
  equal(names([note({ group: "g" })]), ["move", "group", "out", "lone", "link", "propose", "tags", "edit", "withdraw"]);
  const last = () => ({ earlier: true, later: false });
  equal(names([note({ group: "g" })], undefined, undefined, last), ["move", "earlier", "group", "out", "lone", "link", "propose", "tags", "edit", "withdraw"], "the last of an island can go before another");
  ok(!names([note({ group: "g" }), note({ group: "g" })], undefined, undefined, last).includes("earlier"));
  ok(!names([note({ group: "g" })], (op) => op !== "items.move", undefined, last).includes("earlier"));
  equal(names([note({ lone: true })]), ["move", "group", "unlone", "link", "propose", "tags", "edit", "withdraw"]);
  equal(names([note({ author: "you" })], (op, own) => own && !["note.echo", "link.propose"].includes(op)), []);
  equal(names([note({ author: "you" })], (op, own) => own && op === "link.propose"), ["suggest"], "who may not draw lines proposes them");
  ok(!names([note()]).includes("suggest"), "who may draw them draws them");
  equal(names([note()], (op, own) => own && ["note.edit", "note.withdraw"].includes(op)), ["edit", "withdraw"]);
  equal(names([island()]), ["move", "group", "title", "link", "propose", "tags", "statement", "fold", "large", "dissolve"]);
  equal(names([island({ folded: true })], () => false), ["large"]);
  equal(names([note(), island()]), ["move", "group", "link"]);
  ok(names([island({ proposal: true })]).join().includes("link,answers,unpropose,tags"), "a proposal says what it answers");
  ok(!names([note({ veiled: true })]).includes("link") && !names([note(), note(), note()]).includes("link"), "a line has two ends that can be read");
  equal(names([note()], () => true, () => true), ["restore"]);
});
