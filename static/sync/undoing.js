/**
 * What this person can take back and bring back: as the server's lists will be when it has confirmed what is on its way. An
 * action that is still on its way can be undone, and its undo redone, as soon as it has a number: otherwise the button would
 * take back the action before, just when the line is slow. So the buttons say now what they will do.
 */
import { describe, isUndoable } from "../model/describe.js";
import { undoOf } from "../model/ops.js";

/**
 * @typedef {import("./outbox.js").Kept} Kept
 * @typedef {import("./wire.js").Undoable} Undoable
 */
/**
 * seq: a confirmed entry. id: an op that is not confirmed yet.
 * @typedef {{op: string, what: string, seq?: number, id?: string}} Done
 */
/** In the order they were done: the last of each is the next. @typedef {{undo: Done[], redo: Done[]}} Steps */
/** @typedef {{op: string, what: string, key: string, params: Record<string, string>}} UndoName */
/** What an entry did that was to be taken back, or brought back. @typedef {{op: string, what: string, way: "undo" | "redo"}} Turned */

export class Undoing {
  /**
   * @param {import("./doc.js").Doc} doc
   * @param {(op: import("../model/ops.js").Op, rest: import("./outbox.js").Rest) => string | null} keep
   */
  constructor(doc, keep) {
    /** @private */
    this.doc = doc;
    /** @private */
    this.keep = keep;
    /** @private @type {Map<number, Turned | undefined>} entries that turned out not to be undoable any more */
    this.dead = new Map();
  }

  /** @param {"undo" | "redo"} way @returns {UndoName | null} */
  next(way) {
    const done = this.steps()[way].at(-1);
    return done ? { op: done.op, what: done.what, ...describe(done) } : null;
  }

  /** @param {"undo" | "redo"} way @returns {boolean} there was something, and it is on its way */
  turn(way) {
    const done = this.steps()[way].at(-1);
    if (!done) return false;
    const { seq, id = "" } = done;
    return this.keep(undoOf(seq ?? 0), seq ? inLife(this.doc.shadow.epoch) : { follows: id }) !== null;
  }

  /** Undoes an entry that may be somebody else's. @param {number} seq @returns {string | null} the op's id */
  entry(seq) {
    const { shadow, queue } = this.doc;
    const same = queue.pending.find(({ kept: { op, follows } }) => op.type === "undo" && !follows && op.body["of"] === seq);
    if (same) return same.kept.id;
    const own = [...shadow.undo, ...shadow.redo].some((u) => u.seq === seq);
    return this.keep(undoOf(seq), { ...inLife(shadow.epoch), ...(!own && { others: true }) });
  }

  /** An undo of this entry was refused: it is offered no more, and keeps its name for the sentence that says so. @param {number} of */
  bury(of) {
    this.dead.set(of, this.turned(of));
  }

  /** @param {number} of an entry @returns {Turned | undefined} nothing where it is somebody else's, or too long ago */
  turned(of) {
    const { undo, redo } = this.doc.shadow;
    const named = (/** @type {"undo" | "redo"} */ way, /** @type {Undoable | undefined} */ u) => u && { op: u.op, what: u.what ?? "", way };
    const seq = (/** @type {Undoable} */ u) => u.seq === of;
    return this.dead.get(of) ?? named("undo", undo.find(seq)) ?? named("redo", redo.find(seq));
  }

  /** Words were put away: what is buried may be named by them. */
  forgetWords() {
    for (const turned of this.dead.values()) if (turned) turned.what = "";
  }

  /** @private @returns {Steps} */
  steps() {
    const { shadow, queue, overlay } = this.doc;
    this.doc.view; // names what is pending
    return stepsOf(queue.pending.map((p) => p.kept), shadow, this.dead, (id) => overlay.what(id));
  }
}

/**
 * @param {readonly Kept[]} pending in order
 * @param {{undo: readonly Undoable[], redo: readonly Undoable[]}} confirmed
 * @param {Pick<ReadonlySet<number>, "has">} dead entries that turned out not to be undoable any more
 * @param {(id: string) => string} what the first words of what a pending op touched
 * @returns {Steps}
 */
export function stepsOf(pending, confirmed, dead, what) {
  const steps = { undo: alive(confirmed.undo, dead), redo: alive(confirmed.redo, dead) };
  for (const kept of pending) step(steps, kept, what(kept.id));
  return steps;
}

/** @param {readonly Undoable[]} list @param {Pick<ReadonlySet<number>, "has">} dead @returns {Done[]} */
const alive = (list, dead) => list.filter((u) => !dead.has(u.seq)).map((u) => ({ op: u.op, what: u.what ?? "", seq: u.seq }));

/**
 * The twin of Shadow.remember for one that has no number yet.
 * @param {Steps} steps
 * @param {Kept} kept
 * @param {string} what
 */
function step(steps, { id, op, follows, others }, what) {
  const of = op.type === "undo" ? (follows ?? op.body["of"]) : undefined;
  const undone = of === undefined ? undefined : pull(steps.undo, of);
  const redone = of === undefined || undone ? undefined : pull(steps.redo, of);
  if (undone) {
    steps.redo.push({ op: undone.op, what: undone.what, id });
    return;
  }
  // An undo of one's own that finds nothing is done already: only its answer is still on the way.
  if (!redone && (op.type !== "undo" || others)) steps.redo = [];
  if (redone) steps.undo.push({ op: redone.op, what: redone.what, id });
  else if (others || isUndoable(op.type)) steps.undo.push({ op: op.type, what, id });
}

/** Takes out the one that is meant. @param {Done[]} list @param {string | number} of @returns {Done | undefined} */
function pull(list, of) {
  const at = list.findIndex((done) => (typeof of === "number" ? done.seq === of : done.id === of));
  return at < 0 ? undefined : list.splice(at, 1)[0];
}

/**
 * Those that rest on an op, however many steps away: an undo of it, a redo of that.
 * @param {readonly Kept[]} kept
 * @param {string} id
 * @returns {Kept[]} in order
 */
export function restingOn(kept, id) {
  const ids = new Set([id]);
  return kept.filter((k) => k.follows !== undefined && ids.has(k.follows) && ids.add(k.id));
}

/**
 * The ops among the pending whose undo is pending too and stands: they are not shown, and neither are the undos.
 * @param {readonly Kept[]} pending in order
 * @returns {ReadonlySet<string>} ids
 */
export function takenBack(pending) {
  /** @type {Set<string>} */
  const gone = new Set();
  for (const { id, follows } of [...pending].reverse()) if (follows !== undefined && !gone.has(id)) gone.add(follows);
  return gone;
}

/** Before a document was ever opened there is no life to name. @param {string | undefined} epoch */
export const inLife = (epoch) => (epoch ? { epoch } : {});

/** Whether an op names an entry by its number: it means something in one life of the data only. @param {import("../model/ops.js").Op} op */
export const namesEntry = ({ type }) => type === "undo" || type === "board.restore";
