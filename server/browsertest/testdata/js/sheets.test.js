/** 整える and the sheets side by side, without any page. */
import { fromSheet, ontoSheet, sheetAt } from "/static/model/sheets.js";
import { tidied } from "/static/model/tidy.js";
import { equal, ok, test } from "./runner.js";

/** Some things of all sizes, always the same for a seed. */
function things(n, seed) {
  let s = seed;
  const dice = (most) => (s = (s * 1103515245 + 12345) % 2147483648) % most;
  return Array.from({ length: n }, (_, i) => ({ id: `t${i}`, x: dice(1600), y: dice(1000), w: 120 + dice(500), h: 80 + dice(300) }));
}

const over = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

test("tidied things lie in rows in their order, none over another, none off the left or right", () => {
  for (let seed = 1; seed < 60; seed++) {
    const page = { w: 1600, h: 1000 };
    const laid = tidied(things(seed, seed), page);
    equal(laid.map((t) => t.id), things(seed, seed).map((t) => t.id));
    laid.forEach((t, i) => {
      ok(t.x >= 0 && t.y >= 0 && t.x + t.w <= page.w, `${seed}: ${t.id} lies off the page`);
      ok(!laid.slice(i + 1).some((o) => over(t, o)), `${seed}: something lies over ${t.id}`);
      const before = laid[i - 1];
      ok(!before || t.y > before.y || (t.y === before.y && t.x >= before.x + before.w), `${seed}: ${t.id} reads before the one before it`);
    });
  }
});

test("the last row is not left with one thing where two rows could share", () => {
  const five = Array.from({ length: 5 }, (_, i) => ({ id: `t${i}`, x: 0, y: 0, w: 360, h: 200 }));
  const rows = Map.groupBy(tidied(five, { w: 1600, h: 1000 }), (t) => t.y);
  equal([...rows.values()].map((row) => row.length), [3, 2]);
});

test("a place belongs to one sheet, beyond the last one to the last", () => {
  equal([{ x: 0, y: 0 }, { x: 1599, y: 0 }, { x: 1600, y: 0 }, { x: 9999, y: 0 }].map((at) => sheetAt(at, 2)), [0, 0, 1, 1]);
  equal(ontoSheet({ x: 1700, y: 5 }, 1), { x: 100, y: 5 });
  equal(fromSheet({ x: 1700, y: -5 }, 1), { x: 3199, y: 0 });
});
