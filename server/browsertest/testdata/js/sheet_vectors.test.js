/** The layout's vectors, which Go made: the same board is the same picture on this screen and on the server's paper. */
import { spread } from "/static/model/layout.js";
import { flagsOf } from "/static/model/labels.js";
import { drawn } from "/static/model/relations.js";
import { guess } from "/static/model/sizes.js";
import { ontoSheet, sheetAt } from "/static/model/sheets.js";
import { State } from "/static/model/state.js";
import { PAGE } from "/static/model/layout.js";
import { sceneOf } from "/static/editor/scene.js";
import { labelOf, sizeOf } from "/static/view/relating/words.js";
import { equal, fetchJSON, ok, test } from "./runner.js";

const cases = await fetchJSON("/vectors/layout.json");
const texts = await fetchJSON("/static/i18n/ja.json");
const say = (key) => texts[key];

/** Alike to a hair: the same sum written in another order. */
function near(got, want, why) {
  if (typeof want === "number" && typeof got === "number") return ok(Math.abs(got - want) < 1e-6, `${why}: ${got}, want ${want}`);
  if (typeof want !== "object" || want === null) return equal(got, want, why);
  for (const key of Object.keys(want)) near(got?.[key], want[key], `${why} ${key}`);
  ok(!Array.isArray(want) || got.length === want.length, `${why}: ${got?.length} things, want ${want.length}`);
}

/** On paper every pile is open. */
const stateOf = (records) => State.fromSnapshot({ epoch: "e", seq: 1, records: records.map(({ kind, value }) => ({ kind, value: { ...value, folded: undefined } })) });

ok(cases.length > 5, "no cases");
for (const { name, records, blocks, sheets } of cases) {
  test(name, () => {
    const state = stateOf(records);
    const scene = sceneOf(state);
    near(Object.fromEntries(scene.blocks), blocks, "columns");
    equal(scene.blocks.size, Object.keys(blocks).length);
    sheets.forEach((sheet, n) => {
      const lying = scene.lying.filter((b) => sheetAt(b.item.at, sheets.length) === n);
      for (const { page, gap, laid, fits } of sheet.spread) {
        const things = lying.map((branch) => {
          const at = ontoSheet(branch.item.at ?? { x: 0, y: 0 }, n);
          const size = guess(branch, { density: "normal", scale: 1 }, false, (group) => scene.blocks.get(group));
          return { id: branch.item.id, x: at.x * (page.w / PAGE.w), y: at.y * (page.h / PAGE.h), ...size };
        });
        equal(things.map(({ id, w, h }) => [id, w, h]), (laid ?? []).map(({ id, w, h }) => [id, w, h]), `sheet ${n}`);
        const made = spread(things, page, gap);
        equal([made.fits, made.laid], [fits, laid ?? []], `sheet ${n} of ${page.w}`);
      }
      const wires = (sheet.wires ?? []).map(({ from, to, ...wire }) => ({ ...wire, from: from ?? [], to: to ?? [] }));
      const boxes = new Map(Object.entries(sheet.boxes).map(([holder, list]) => [holder, list ?? []]));
      const ground = { boxes, words: sheet.words ?? [], page: sheet.page, unit: 1 };
      const lines = drawn(wires, ground);
      near(lines, sheet.lines ?? [], `lines on sheet ${n}`);
      near(flagsOf(wires, ground, lines, ({ label, sign }) => ({ long: label, short: sign })), sheet.flags ?? [], `flags on sheet ${n}`);
      for (const { id, label } of wires) {
        const link = state.get("link", id);
        near(sizeOf(labelOf(link, say), 14), label, `the word on ${id}`);
      }
    });
  });
}
