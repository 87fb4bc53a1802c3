/** The vectors that Go made, in the words of this browser: the same answers, one by one. */
import { digest } from "/static/lib/digest.js";
import { chars, cut, isBlank } from "/static/lib/text.js";
import { normalCode } from "/static/model/code.js";
import { isOrder, orderBetween } from "/static/model/order.js";
import { outline } from "/static/model/outline.js";
import { allowed } from "/static/model/rights.js";
import { State } from "/static/model/state.js";
import { equal, fetchJSON, ok, test } from "./runner.js";

/** @param {string} name */
const vectors = (name) => fetchJSON(`/vectors/${name}.json`);

/** @param {{kind: string, value: any}[]} records */
const stateOf = (records) => State.fromSnapshot({ epoch: "e", seq: 1, records });

const KINDS = ["workshop", "table", "seat", "assignment", "board", "note", "group", "statement"];

/** @param {State} state */
const recordsOf = (state) => KINDS.flatMap((kind) => state.all(/** @type {any} */ (kind)).map((value) => ({ kind, value })));

test("a change leads from the same records to the same records", async () => {
  for (const v of await vectors("apply")) {
    const before = stateOf(v.records);
    equal(digest(recordsOf(before)), v.digestBefore, `${v.name}: before`);
    const after = before.with([v.change]);
    equal(digest(recordsOf(after)), v.digestAfter, `${v.name}: after`);
    equal(recordsOf(after).length, v.after.length, `${v.name}: records`);
    equal(digest(recordsOf(before)), v.digestBefore, `${v.name}: what was before has changed`);
  }
});

/** @param {readonly any[]} branches @returns {unknown} */
const ids = (branches) =>
  branches.map((b) => (b.members.length > 0 ? { id: b.item.id, members: ids(b.members) } : { id: b.item.id }));

test("one reading order, one ledger", async () => {
  for (const v of await vectors("outline")) {
    const o = outline(stateOf(v.records));
    equal(ids(o.items), v.items, v.name);
    for (const list of /** @type {const} */ (["lone", "loose", "gone"])) equal(o[list].map((n) => n.id), v[list], `${v.name}: ${list}`);
    equal(o.tally, v.tally, `${v.name}: ledger`);
  }
});

test("digests agree byte by byte", async () => {
  for (const v of await vectors("digest")) equal(digest(v.records), v.digest, v.name);
});

test("characters are counted and cut alike", async () => {
  for (const v of await vectors("text")) {
    equal(chars(v.text), v.chars, JSON.stringify(v.text));
    equal(isBlank(v.text), v.blank, JSON.stringify(v.text));
    equal([cut(v.text, 1), cut(v.text, 3), cut(v.text, 14)], v.cuts, JSON.stringify(v.text));
  }
});

test("codes are read alike", async () => {
  for (const v of await vectors("code")) equal(normalCode(v.typed), v.normal, JSON.stringify(v.typed));
});

test("rights are judged alike", async () => {
  const [table] = await vectors("rights_table");
  let yes = 0;
  for (const { op, allowed: want, ...who } of await vectors("rights")) {
    equal(allowed(table, op, who), want, JSON.stringify({ op, ...who }));
    yes += want ? 1 : 0;
  }
  ok(yes > 100, "the table allows nearly nothing: the vectors are broken");
});

test("order keys are made alike", async () => {
  for (const v of await vectors("order")) {
    equal(orderBetween(v.a, v.b), v.between, `${v.a} ${v.b}`);
    ok(isOrder(v.between), v.between);
  }
});
