/** What is put away leaves the browser: what repeats it is found, and what waits to be sent about it is let go. */
import { hiddenOn, putAway, saidBy, twinsOf } from "/static/model/hidden.js";
import { addInstead, addNote, editNote, moveItems, restoreNote, titleGroup } from "/static/model/ops.js";
import { State } from "/static/model/state.js";
import { wordsAbout } from "/static/sync/forgetting.js";
import { equal, test } from "./runner.js";

/** @param {...[string, any]} records */
const board = (...records) => State.fromSnapshot({ epoch: "e", seq: 1, records: records.map(([kind, value]) => ({ kind, value })) });

test("what repeats a text: elsewhere, in other widths, in what a card said before; not what only shares a short word", () => {
  const state = board(
    ["note", { id: "n1", text: "田中さんは ２回 怒る" }], ["note", { id: "n2", text: "「田中さんは2回怒る。」と聞いた" }], ["note", { id: "n3", text: "田中さんは元気" }],
    ["group", { id: "g1", title: "よい題", earlier: [{ text: "田中さんは2回怒る" }] }], ["wording", { id: "w1", group: "g1", text: "田中さんは2回怒る" }],
    ["note", { id: "n4", text: "道" }], ["note", { id: "n5", text: "道が狭い" }], ["note", { id: "n6", text: "道。" }], ["note", { id: "n7", veiled: true }],
  );
  equal(twinsOf(state, ["n1"]).map(({ id }) => id), ["n2", "g1", "w1"]);
  equal(twinsOf(state, ["n4"]).map(({ id }) => id), ["n6"]);
  equal([saidBy(state, "g1")?.words, saidBy(state, "n7")], ["よい題", undefined]);
});

test("what an entry puts away; a card that only moves is not put away again", () => {
  const at = { at: 7 };
  const note = { id: "n1", withdrawn: true, veiled: true, hidden: at };
  equal(putAway([{ kind: "note", id: "n1", before: note, after: note }, { kind: "note", id: "n2", before: note, after: { id: "n2", text: "文" } }]), ["n1"]);
  equal(putAway([{ kind: "group", id: "g1", before: { id: "g1" }, after: { id: "g1", hidden: at } }]), ["g1"]);
  equal(putAway([{ kind: "group", id: "g1", before: { id: "g1", hidden: at }, after: { id: "g1", hidden: at, folded: true } }]), []);
  equal(hiddenOn(board(["note", note], ["note", { id: "n2", text: "文" }])), ["n1"]);
});

test("words on their way about it are let go, and what rests on them; a move, and what was begun on the bare card, go on", () => {
  const card = { id: "g1", hidden: { at: 7 } };
  const state = board(["note", { id: "n1", withdrawn: true, veiled: true, hidden: { at: 7 } }], ["group", card]);
  const ops = [
    editNote({ id: "n1", text: "ひどい文" }, "ひどい文。"), addInstead("ひどい文", "n1"), restoreNote("n1"), moveItems(["n1", "n2"], {}), addNote("ほかの文"),
    titleGroup({ id: "g1", title: "ひどい題" }, "ひどい題。"), titleGroup({ id: "g1" }, "よい題"),
  ];
  const kept = ops.map((op, i) => ({ n: i, id: `k${i}`, doc: "b", op }));
  const undo = { n: 9, id: "k9", doc: "b", op: { type: "undo", body: { of: 0 } }, follows: "k0" };
  equal(wordsAbout(["n1", "g1"], [...kept, undo], "b", state).map(({ id }) => id), ["k0", "k1", "k5", "k9"]);
  equal(wordsAbout(["n1", "g1"], kept, "another", state), []);
});
