/** Undo, redo and restore of the model server: field by field on the present state, simpler than the real ones and enough to keep a board sound. */
import { isUndoable, whatOf } from "/static/model/describe.js";
import { predict } from "/static/model/predict.js";
import { State } from "/static/model/state.js";

const PLACE = ["group", "order", "at"];
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** What a seat can take back and bring back, by the rules of server/room/undo.go. */
export function stepsOf(doc, seat) {
  const lists = new Map();
  const of = (author) => lists.get(author) ?? lists.set(author, { undo: [], redo: [] }).get(author);
  for (const entry of doc.entries) if (entry.author && entry.change.length > 0) note(of, lists, entry);
  const { undo, redo } = of(seat);
  return { undo: undo.slice(-50), redo: redo.slice(-50) };
}

function note(of, lists, { seq, author, op, change }) {
  const own = of(author);
  if (op.type !== "undo") {
    own.redo = [];
    if (isUndoable(op.type)) own.undo.push({ seq, op: op.type, what: whatOf(op.type, change) });
    return;
  }
  const was = pull(lists, op.body.of);
  if (was?.author !== author) {
    own.redo = [];
    own.undo.push({ seq, op: "undo", what: whatOf(op.type, change) });
  } else own[was.side === "undo" ? "redo" : "undo"].push({ ...was.step, seq });
}

function pull(lists, seq) {
  for (const [author, sides] of lists) {
    for (const side of ["undo", "redo"]) {
      const at = sides[side].findIndex((u) => u.seq === seq);
      if (at >= 0) return { author, side, step: sides[side].splice(at, 1)[0] };
    }
  }
  return undefined;
}

/** The change, or the code of a refusal. */
export function judgeUndo(doc, seat, steers, of) {
  const entry = doc.entries[of - 1];
  if (!entry || !canBe(doc, entry) || (entry.author !== seat && !steers)) return "forbidden";
  const work = { state: doc.state, change: [] };
  for (const diff of [...entry.change].reverse()) revert(work, diff);
  return work.change.length > 0 ? work.change : "changed";
}

function canBe(doc, { op }) {
  if (op.type !== "undo") return isUndoable(op.type) || op.type === "board.restore";
  return canBe(doc, doc.entries[op.body.of - 1]);
}

function revert(work, { kind, id, before, after }) {
  const now = work.state.get(kind, id);
  if (!now || kind === "board") return;
  if (!before) return unmake(work, kind, now);
  const next = { ...now };
  const moved = PLACE.some((field) => !same(now[field], after[field]));
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if ((PLACE.includes(field) && moved) || !same(now[field], after[field])) continue;
    if (before[field] === undefined) delete next[field];
    else next[field] = before[field];
  }
  // An island that goes again sets free what lies on it now.
  if (kind === "group" && next.withdrawn && !now.withdrawn) return unmake(work, kind, now);
  put(work, kind, now, settled(work.state, next, now));
}

function unmake(work, kind, now) {
  if (kind === "group" && !now.withdrawn) {
    const change = predict(work.state, { type: "group.dissolve", body: { group: now.id } }, { id: "" });
    for (const d of change) put(work, d.kind, work.state.get(d.kind, d.id), d.after);
  } else put(work, kind, now, { ...now, withdrawn: true });
}

/** Where its place is no more, it stays where it is now; where that is no more either, it lies free. */
function settled(state, next, now) {
  if (next.withdrawn || lies(state, next)) return next;
  const { group: _, at: __, order: ___, ...rest } = next;
  const here = { ...rest, ...Object.fromEntries(PLACE.filter((f) => now[f] !== undefined).map((f) => [f, now[f]])) };
  return lies(state, here) ? here : { ...rest, order: now.order };
}

function lies(state, item) {
  for (let id = item.group; id !== undefined; id = state.group(id).group) {
    const group = state.group(id);
    if (!group || group.withdrawn || id === item.id) return false;
  }
  return true;
}

function put(work, kind, before, after) {
  if (same(before, after)) return;
  const diff = { kind, id: after.id, after };
  work.change = [...work.change.filter((d) => d.kind !== kind || d.id !== after.id), diff];
  work.state = work.state.with([[diff]]);
}

/** The board as it was after entry `to`: what came since is withdrawn. */
export function judgeRestore(doc, to) {
  if (!(to >= 1 && to < doc.entries.length)) return "not_found";
  const then = new State().with(doc.entries.slice(0, to).map((e) => e.change));
  const change = [];
  for (const kind of ["note", "group", "statement"]) {
    for (const now of doc.state.all(kind)) {
      const after = then.get(kind, now.id) ?? { ...now, withdrawn: true };
      if (!same(now, after)) change.push({ kind, id: now.id, after });
    }
  }
  return change.length > 0 ? change : "changed";
}
