/**
 * What one person did to a document, on its way: kept in the outbox until the server has confirmed it, sent in its turn, and
 * given back to the person where the server would not do it.
 */
import { inLife, namesEntry, restingOn } from "./undoing.js";

/** Bytes of a message; the server takes 64 KiB. */
const LARGEST = 60_000;

/**
 * @typedef {import("./outbox.js").Kept} Kept
 * @typedef {import("../model/ops.js").Op} Op
 */
/** key: of the sentence in the catalogue. @typedef {{id: string, op: Op, code: string, at: number, key: string}} Refusal */

/** Who takes away what another has taken away just before has what they wanted: nobody is told of it. */
const REMOVALS = new Set(["link.withdraw", "note.withdraw", "statement.withdraw", "group.dissolve", "passage.withdraw", "wording.withdraw"]);

export class Way {
  /**
   * @param {{id: string, line: import("./line.js").Line, queue: import("./queue.js").Queue, shadow: import("./shadow.js").Shadow, changed: () => void, idle: (of: number) => void}} parts
   *   id: of the document; idle: an undo of this entry will never be done
   */
  constructor({ id, line, queue, shadow, changed, idle }) {
    this.id = id;
    /** @private */
    this.line = line;
    /** @private */
    this.queue = queue;
    /** @private */
    this.shadow = shadow;
    /** @private */
    this.changed = changed;
    /** @private */
    this.idle = idle;
    /** How often this person did something here since the page was opened; to know whether anything was done since. */
    this.acts = 0;
  }

  /** @param {Op} op @param {import("./outbox.js").Rest} [rest] @param {boolean} [again] it was refused before @returns {string | null} the op's id; null: the outbox is full, nothing was taken */
  keep(op, rest = namesEntry(op) ? inLife(this.shadow.epoch) : {}, again = false) {
    const kept = this.line.outbox.add(this.id, op, rest, again);
    if (!kept) return null;
    this.acts += 1;
    if (new TextEncoder().encode(JSON.stringify(op)).length > LARGEST) this.line.outbox.refuse(kept.id, "too_big");
    else this.queue.add(kept, this.line.clock.now());
    this.queue.pump();
    this.changed();
    return kept.id;
  }

  /** Takes over what was done in an earlier life of the page, or in a tab that is gone. @param {Kept} kept */
  take(kept) {
    if (kept.doc !== this.id || kept.refused || this.queue.find(kept.id)) return;
    this.queue.add(kept, -Infinity);
    if (this.queue.live) this.dropIdle();
    this.queue.pump();
    this.changed();
  }

  /** @returns {Refusal[]} what the server would not do, until the person has seen it */
  get refusals() {
    return this.line.outbox.kept.flatMap(({ id, doc, op, refused }) =>
      doc === this.id && refused ? [{ id, op, ...refused, key: `refusal.${refused.code}` }] : [],
    );
  }

  /** @param {string} id */
  dismiss(id) {
    this.line.outbox.drop([id]);
    this.changed();
  }

  /**
   * Sends a refused op anew, as a new one.
   * @param {string} id
   * @returns {string | null} null: nothing was sent, and it stays where it is. (The outbox is full; or it names an entry of data
   *   that are no more, where its number is another's.)
   */
  retry(id) {
    const refused = this.line.outbox.kept.find((k) => k.id === id && k.doc === this.id && k.refused);
    const { epoch, others } = refused ?? {};
    const again = refused && (!epoch || epoch === this.shadow.epoch) ? this.keep(refused.op, { ...inLife(epoch), ...(others && { others }) }, true) : null;
    if (again) this.dismiss(id);
    return again;
  }

  /**
   * An undo whose entry was lost with restored data, or whose op another tab has taken along, has nothing to undo any more: its
   * number would mean another entry, or never come. Other ops that name an entry are given back.
   */
  dropIdle() {
    const all = this.queue.pending.map((p) => p.kept);
    const idle = all.filter((k) => (k.epoch && k.epoch !== this.shadow.epoch) || (k.follows && !this.queue.find(k.follows)));
    for (const { id, op } of idle) if (op.type !== "undo") this.giveBack(id, "changed");
    const gone = idle.flatMap((k) => [k, ...restingOn(all, k.id)]).filter((k) => k.op.type === "undo").map((k) => k.id);
    this.line.outbox.drop(gone);
    for (const id of gone) this.queue.remove(id);
  }

  /** @param {readonly Kept[]} gone off the way, and before nobody's eyes */
  giveUp(gone) {
    this.line.outbox.drop(gone.map((k) => k.id));
    for (const { id } of gone) if (this.queue.find(id)) this.queue.remove(id);
  }

  /** @param {string} id @param {number} seq */
  confirmed(id, seq) {
    if (!this.queue.find(id)) return;
    this.line.outbox.confirm(id, seq, this.shadow.epoch);
    this.queue.remove(id);
    this.queue.pump();
    this.changed();
  }

  /** @param {string} id @param {string} code */
  refused(id, code) {
    const kept = this.queue.find(id)?.kept;
    if (kept && this.queue.refused(id, code)) {
      if (code === "gone" && REMOVALS.has(kept.op.type)) this.giveUp([kept, ...restingOn(this.queue.pending.map((p) => p.kept), id)]);
      else this.giveBack(id, code);
    }
    this.queue.pump();
    this.changed();
  }

  /** Refused for good: off the way, and before the person's eyes @param {string} id @param {string} code */
  giveBack(id, code) {
    const op = this.queue.find(id)?.kept.op;
    if (op?.type === "undo") this.idle(op.body["of"]);
    const followers = restingOn(this.queue.pending.map((p) => p.kept), id).map((k) => k.id);
    this.line.outbox.refuse(id, code);
    for (const gone of [id, ...followers]) this.queue.remove(gone);
  }
}
