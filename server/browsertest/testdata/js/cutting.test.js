/** Which picture a whole board gets in a window: the best that fits, with other columns where the usual ones leave no room. */
import { pageAt, rungsOf, stretchOf } from "/static/model/layout.js";
import { bestPicture, laidAt } from "/static/model/picture.js";
import { cutter } from "/static/model/cutting.js";
import { guess } from "/static/model/sizes.js";
import { State } from "/static/model/state.js";
import { sceneOf } from "/static/editor/scene.js";
import { innersOf, tallest } from "/static/view/sheet/closing.js";
import { equal, ok, test } from "./runner.js";

let seed = 5;
const dice = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
const words = ["回覧板が", "若い人に", "届かない。", "公園の", "草刈りは", "同じ人ばかり。", "担当が変わると、", "約束も", "消える。"];
const sentence = (long) => Array.from({ length: long }, () => words[dice(words.length)]).join("");
const key = (i) => `a${String(i).padStart(4, "0")}`;

/** Islands as deep as told, each with notes. */
function boardOf({ islands, depth, notes, long = 4 }) {
  const records = [{ kind: "board", value: { id: "b", phase: "gather" } }];
  let n = 0;
  const island = (group, level, at) => {
    const id = `g${n++}`;
    records.push({ kind: "group", value: { id, title: sentence(1 + dice(long)), order: key(n), ...(group ? { group } : { at }) } });
    for (let i = notes(); i > 0; i--) records.push({ kind: "note", value: { id: `n${n++}`, text: sentence(2 + dice(5)), order: key(n), group: id } });
    if (level < depth) for (let i = 1 + dice(3); i > 0; i--) island(id, level + 1);
  };
  for (let i = 0; i < islands; i++) island("", 1, { x: dice(1500), y: dice(900) });
  return sceneOf(State.fromSnapshot({ epoch: "e", seq: 1, records }));
}

/** The room of the sheet in the windows people have, in units at scale 1. */
const ROOMS = { laptop: { w: 1875, h: 1020 }, projector: { w: 2710, h: 1480 }, phone: { w: 582, h: 978 } };

/** As fit.js asks, with nothing measured yet. */
const sizedIn = (scene, room) => (rung, inner) => {
  const stretch = stretchOf(pageAt(room, rung.scale));
  const size = (b, closed) => guess(b, rung, closed, (id) => (inner?.cut?.blocks ?? scene.blocks).get(id), inner);
  const thing = (b) => ({ id: b.item.id, x: b.item.at.x * stretch.x, y: b.item.at.y * stretch.y, ...size(b, false) });
  return { piles: new Map(scene.lying.map((b) => [b.item.id, size(b, true)])), open: scene.lying.map(thing) };
};

function pictureOf(scene, room, cut) {
  return bestPicture(room, tallest(scene), sizedIn(scene, room), { inners: innersOf(scene), cut });
}

const thingsOf = (scene, room, { rung, closed, inner }) => {
  const { open, piles } = sizedIn(scene, room)(rung, inner);
  return open.map((thing) => (closed.includes(thing.id) ? { ...thing, ...piles.get(thing.id) } : thing));
};

const stepOf = ({ rung, fits }) => (fits ? ["normal", "small", "dense", "paper"].indexOf(rung.density) : 4);

/** Notes that can be read where they lie. */
function readable(scene, { rung, closed }) {
  const visit = (b) => (closed.includes(b.item.id) ? 0 : b.kind === "note" ? 1 : b.members.reduce((sum, m) => sum + visit(m), 0));
  return rung.density === "paper" ? 0 : scene.lying.reduce((sum, b) => sum + visit(b), 0);
}

/** Less air only where letters are larger for it, or nothing else has room. */
function largerThanNormal(scene, room, picture) {
  for (const rung of rungsOf(room).flat().filter((rung) => rung.density === "normal")) {
    const fits = laidAt(thingsOf(scene, room, { rung, closed: [] }), pageAt(room, rung.scale), rung).fits;
    ok(!fits || picture.rung.scale >= 1.2 * rung.scale, `normal has room at ${rung.scale}, and small was taken at ${picture.rung.scale}`);
  }
}

const boards = [];
for (let i = 0; i < 14; i++) boards.push(boardOf({ islands: 1 + dice(12), depth: 1 + dice(3), notes: () => dice(7), long: i % 4 === 0 ? 12 : 4 }));
boards.push(boardOf({ islands: 30, depth: 1, notes: () => 1 + dice(4) }), boardOf({ islands: 1, depth: 8, notes: () => 1 }));

for (const [name, room] of Object.entries(ROOMS)) {
  const cutFor = (scene) => cutter(scene.lying, scene.blocks, room);

  test(`${name}: the picture is of the first step in which all has room, and has it`, () => {
    for (const scene of boards) {
      const picture = pictureOf(scene, room, cutFor(scene));
      const things = thingsOf(scene, room, picture);
      const page = pageAt(room, picture.rung.scale);
      if (picture.fits) ok(laidAt(things, page, picture.rung).fits, `said to fit: ${JSON.stringify(picture.rung)}`);
      // With nothing closed and the usual columns: neither a step before nor, where something had to give way, any step with words.
      const gave = picture.closed.length > 0 || (picture.inner?.cut && picture.rung.density !== "normal");
      for (const rung of rungsOf(room).flat()) {
        // Other columns are worth it for larger letters, too.
        if (picture.closed.length === 0 && rung.scale < picture.rung.scale && picture.rung.scale > 0.8) continue;
        if (rung.density === "paper" || (!gave && stepOf({ rung, fits: true }) >= stepOf(picture)) || (picture.rung.density === "small" && rung.density === "normal")) continue;
        ok(!laidAt(thingsOf(scene, room, { rung, closed: [] }), pageAt(room, rung.scale), rung).fits, `${rung.density} ${rung.scale} has room, and ${picture.rung.density} was taken, closed ${picture.closed.length}`);
      }
      if (picture.rung.density === "small" && !gave) largerThanNormal(scene, room, picture);
    }
  });

  test(`${name}: no island is wider than the page, at any step`, () => {
    for (const scene of boards) {
      for (const rung of rungsOf(room).flat()) {
        const page = pageAt(room, rung.scale);
        const { open, piles } = sizedIn(scene, room)(rung);
        for (const { w } of [...open, ...piles.values()]) ok(w <= page.w - 35, `${w} on a page of ${page.w}: ${JSON.stringify(rung)}`);
      }
    }
  });

  test(`${name}: other columns never cost words, and the same board is cut the same way`, () => {
    let more = 0;
    for (const scene of boards) {
      const [usual, other] = [pictureOf(scene, room), pictureOf(scene, room, cutFor(scene))];
      const [before, after] = [readable(scene, usual), readable(scene, other)];
      ok(stepOf(other) < stepOf(usual) || other.closed.length <= usual.closed.length, `closes ${other.closed.length}, and ${usual.closed.length} as usual`);
      ok(after >= before, `${before} notes to read as usual, ${after} with other columns`);
      if (after > before) more++;
      equal(pictureOf(scene, room, cutFor(scene)), other);
    }
    ok(more > 0, "they never helped");
  });
}

test("two islands round four of eight notes each: most of it can be read on an office laptop", () => {
  const records = [{ kind: "board", value: { id: "b", phase: "gather" } }];
  for (let o = 0; o < 2; o++) {
    records.push({ kind: "group", value: { id: `o${o}`, title: sentence(4), order: key(o), at: { x: 20 + 750 * o, y: 20 } } });
    for (let i = 0; i < 4; i++) {
      records.push({ kind: "group", value: { id: `o${o}i${i}`, title: sentence(3), order: key(i), group: `o${o}` } });
      for (let n = 0; n < 8; n++) records.push({ kind: "note", value: { id: `o${o}i${i}n${n}`, text: sentence(5), order: key(n), group: `o${o}i${i}` } });
    }
  }
  const scene = sceneOf(State.fromSnapshot({ epoch: "e", seq: 1, records }));
  const picture = pictureOf(scene, ROOMS.laptop, cutter(scene.lying, scene.blocks, ROOMS.laptop));
  ok(readable(scene, picture) >= 40, `${readable(scene, picture)} of 64 notes: ${JSON.stringify(picture.rung)}, closed ${picture.closed}`);
});

test("an island that holds islands is as wide as the widest of its rows", () => {
  let found = 0;
  for (const scene of boards) {
    const { cut } = cutter(scene.lying, scene.blocks, ROOMS.projector)?.([]) ?? {};
    if (cut) found++;
    for (const [id, { cols, deep }] of cut?.blocks ?? []) {
      const branch = scene.byId.get(id);
      const inside = branch.members.filter((m) => m.kind === "group").map((m) => cut.blocks.get(m.item.id)?.cols ?? 1);
      ok(inside.length === 0 ? deep === 0 : deep > 0, `${id} is ${deep} deep`);
      ok(cols >= Math.max(1, ...inside) - 0.3 && cols < 40, `${id} has ${cols} columns, in it ${inside}`);
    }
  }
  ok(found > 5, `${found} boards`);
});
