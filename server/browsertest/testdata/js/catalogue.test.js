/** Keys that the client makes of codes and names: each has its sentence. */
import { makeWords } from "/static/lib/words.js";
import { describe, isUndoable } from "/static/model/describe.js";
import { PHASES } from "/static/model/phase.js";
import { closing } from "/static/sync/wire.js";
import { equal, fetchJSON, ok, test } from "./runner.js";

const texts = /** @type {Record<string, string>} */ (await fetchJSON("/static/i18n/ja.json"));
const say = makeWords(texts, true);
const [table] = await fetchJSON("/vectors/rights_table.json");

test("what can be undone has a name, with and without words of its own", () => {
  const undoable = Object.keys(table).filter(isUndoable);
  equal(undoable.length, 41);
  // What somebody who steers undid of another's is an action, too.
  for (const op of [...undoable, "undo"]) {
    const [named, plain] = [describe({ op, what: "道具" }), describe({ op })];
    // Neither a whole board nor a line has words of its own.
    ok(/^(board\.restore|items\.place|sheet\.count|(link|passage)\.\w+)$/.test(op) || say(named.key, named.params).includes("道具"), `${op}: ${say(named.key, named.params)}`);
    ok(say(plain.key, plain.params) !== "", op);
  }
});

test("each end is told, and each is another", () => {
  const keys = [4401, 4500, 4503, 4526, 4999].map((code) => closing(code)).map((c) => (c.comeBack ? "" : c.key));
  const said = [...keys, "left"].map((key) => say(`ended.${key}`));
  equal(new Set(said).size, said.length);
});

test("each refusal has its own sentence, and one that nobody knows yet the general one", () => {
  for (const code of ["full", "too_big", "bad_text", "gone", "changed", "forbidden", "quota", "not_found", "storage"]) ok(say.has(`refusal.${code}`), code);
  equal(say("refusal.of_next_year"), say("refusal.unknown"));
});

test("each phase has its word", () => {
  for (const phase of PHASES) ok(say(`phase.${phase}`) !== "", phase);
});

test("somebody's quotation marks never double the sentence's own", () => {
  const awkward = ["「絆」って何だろう", "みんなの「絆」", "「絆」「縁」", "「歩いて『楽しい』まち」を", "『縁』と「絆」", "「歩いて暮…", "」だけ", "「", "「「二重」」"];
  for (const key of Object.keys(texts)) {
    for (const words of awkward) {
      const places = Object.fromEntries([...texts[key].matchAll(/\{(\w+)\}/gu)].map(([, name]) => [name, words]));
      const told = say(key, places);
      // Where a place has no marks round it, the words stand as they were written.
      const bare = texts[key].replaceAll(/「\{\w+\}」/gu, "");
      ok(/\{\w+\}/u.test(bare) || !/「「|」」/u.test(told), `${key}: ${told}`);
    }
  }
  equal(say("undo.note.add", { what: "「絆」って何だ…" }), "「『絆』って何だ…」を出したこと");
  equal(say("undo.note.add", { what: "「歩いて暮…" }), "「『歩いて暮…』」を出したこと");
  equal(say("undo.note.add", { what: "『縁』を" }), "「『縁』を」を出したこと");
  equal(say("board.and_others", { what: "「絆」", n: 2 }), "「絆」 ほか2つ");
});
