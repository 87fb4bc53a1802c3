/** What a person hears of something that was refused: what happened, in a sentence of its own where there is one to tell. */
import { makeWords } from "/static/lib/words.js";
import { isUndoable } from "/static/model/describe.js";
import { mayTryAgain, reasonOf } from "/static/view/refused.js";
import { equal, fetchJSON, ok, test } from "./runner.js";

const texts = await fetchJSON("/static/i18n/ja.json");
const say = makeWords(texts);
const refusal = (type, code, body = {}) => ({ id: "r", op: { type, body }, code, at: 1, key: `refusal.${code}` });
const reason = (type, code, body) => reasonOf(say, { turnedBy: () => undefined }, refusal(type, code, body));

test("who acts on what another took away hears what is gone", () => {
  equal(
    [reason("group.add", "gone", { items: ["a"] }), reason("items.move", "gone"), reason("passage.move", "gone"), reason("note.lone", "gone")],
    ["refusal.gone.group.add", "refusal.gone.items.move", "refusal.gone.passage.move", "refusal.gone_deed"],
  );
  equal(reason("note.edit", "gone", { text: "書いた文" }), "refusal.gone", "nothing is said of the words that are kept");
  for (const type of ["group.add", "items.move", "passage.move"]) ok(!mayTryAgain({}, refusal(type, "gone")), "it is offered again in vain");
});

test("an undo of anything is told in a sentence about undoing", () => {
  const all = Object.keys(texts).flatMap((key) => /^undo\.(.+)\.plain$/u.exec(key)?.[1] ?? []).filter(isUndoable);
  ok(all.length > 30, `only ${all.length} were looked at`);
  for (const op of all) {
    for (const way of ["undo", "redo"]) {
      for (const code of ["changed", "gone", "forbidden", "not_found"]) {
        const doc = { turnedBy: () => ({ op, what: "", way }), allowed: () => true };
        const key = reasonOf(say, doc, refusal("undo", code));
        ok(key.startsWith(`refusal.${code}.${way}`) && say.has(key), `${way} of ${op}, ${code}: ${key}`);
        equal(mayTryAgain(doc, refusal("undo", code)), code === "forbidden");
      }
    }
  }
});
