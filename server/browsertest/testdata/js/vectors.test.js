/** The vectors that Go made, in the hands of this browser: the same answers, one by one. */
import { digest } from "/static/lib/digest.js";
import { chars, cut, isBlank } from "/static/lib/text.js";
import { normalCode } from "/static/model/code.js";
import { merge } from "/static/model/merge.js";
import { isOrder, orderBetween, orderKeysBetween } from "/static/model/order.js";
import { outline } from "/static/model/outline.js";
import { predict } from "/static/model/predict.js";
import { isDiff, isRecord } from "/static/model/records.js";
import { allowed } from "/static/model/rights.js";
import { State } from "/static/model/state.js";
import { equal, fetchJSON, ok, test } from "./runner.js";

/** @param {string} file @param {(c: any) => void} check */
const vectors = (file, check) =>
  test(file, async () => {
    const cases = await fetchJSON(`/vectors/${file}`);
    ok(Array.isArray(cases) && cases.length > 0, "no cases");
    for (const c of cases) check(c);
  });

const stateOf = (records) => State.fromSnapshot({ epoch: "e", seq: 1, records });
const byKey = (records) => [...records].sort((a, b) => (a.kind + a.value.id < b.kind + b.value.id ? -1 : 1));

vectors("apply.json", ({ name, records, change, after, digestBefore, digestAfter }) => {
  ok(records.every((r) => isRecord(r.kind, r.value)) && change.every(isDiff), `${name}: the guards refuse what Go sends`);
  const before = stateOf(records);
  equal(digest(before.records()), digestBefore, name);
  const now = before.with([change]);
  equal(byKey(now.records()), byKey(after), name);
  equal(digest(now.records()), digestAfter, name);
  equal(digest(before.records()), digestBefore, `${name}: the state before was changed`);
});

// One long evening, op by op: what the browser shows at once is what the server will have done, to the order key.
let evening = stateOf([]);
vectors("predict.json", ({ op, id, side, change }) => {
  const after = evening.with([change]);
  if (op.type !== "board.open") {
    const predicted = evening.with([predict(evening, op, { id, ...(side && { side }) })]);
    equal(byKey(predicted.records()), byKey(after.records()), JSON.stringify(op));
  }
  evening = after;
});

vectors("outline.json", ({ name, records, items, lone, loose, gone, tally }) => {
  const made = outline(stateOf(records));
  const shape = (list) => list.map((b) => ({ id: b.item.id, ...(b.members.length > 0 && { members: shape(b.members) }) }));
  equal(shape(made.items), items, name);
  equal([made.lone, made.loose, made.gone].map((list) => list.map((n) => n.id)), [lone, loose, gone], name);
  equal(made.tally, tally, name);
});

vectors("digest.json", ({ name, records, digest: want }) => equal(digest(records), want, name));

vectors("text.json", ({ text, chars: n, blank, cuts }) => {
  equal([chars(text), isBlank(text), [1, 3, 14].map((most) => cut(text, most))], [n, blank, cuts], JSON.stringify(text));
});

vectors("merge.json", ({ base, a, b, text, clean }) => equal(merge(base, a, b), clean ? text : null, JSON.stringify([base, a, b])));

vectors("code.json", ({ typed, normal }) => equal(normalCode(typed), normal, typed));

let granted = 0;
vectors("rights.json", ({ op, phase, role, own, openHand, allowed: want }) => {
  granted += want ? 1 : 0;
  equal(allowed(table, op, { phase, role, own, openHand }), want, `${op} ${phase} ${role} ${own} ${openHand}`);
});
const [table] = await fetchJSON("/vectors/rights_table.json");

test("the rights table grants something", () => ok(granted > 100, "the vectors are broken"));

vectors("order.json", ({ a, b, between }) => {
  equal(orderBetween(a, b), between, `${a} … ${b}`);
  ok(between === "" || (isOrder(between) && (a === "" || a < between) && (b === "" || between < b)), `${between} is not between`);
});

test("many at one place: ascending, between, and short", () => {
  for (const [a, b, n] of [["V", "V01", 500], ["", "V", 40], ["Uz", "", 200], ["", "", 7]]) {
    const keys = orderKeysBetween(a, b, n);
    equal(keys.length, n);
    ok(keys.every((key, i) => isOrder(key) && (i === 0 ? a : keys[i - 1]) < key && (b === "" || key < b) && key.length <= 12), `${a} … ${b}`);
  }
  equal(orderKeysBetween("V", "V", 2), []);
});
