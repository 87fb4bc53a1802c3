/**
 * A tiny model of the server: documents, entries, resuming, deduplication, refusals. It decides by the browser's own
 * predictions, which is enough to try how ops and news travel; that predictions and the real rules agree is for the vectors.
 *
 * Nothing moves by itself: frames lie in queues until `deliver` is called, so that a test can cut a line anywhere.
 */
import { digest } from "/static/lib/digest.js";
import { predict } from "/static/model/predict.js";
import { State } from "/static/model/state.js";
import { FakeSocket } from "./fakes.js";
import { judgeText } from "./model_texts.js";
import { judgeRestore, judgeUndo, stepsOf } from "./model_undo.js";

export class ModelServer {
  constructor() {
    this.epoch = "e1";
    this.docs = new Map();
    this.lines = new Set();
    /** Lines the browser has let go of: what it said last may still arrive, after what it said on a new one. */
    this.ghosts = new Set();
    /** Who may undo anybody's, and restore. */
    this.steers = new Set();
    /** A code to refuse the next ops with; undefined: none. */
    this.refuse = (_seat, _op, _id) => undefined;
    /** A document was opened on a line. */
    this.opened = (_line, _doc) => {};
    /** Resume from a number where possible, or always send the whole. */
    this.resumes = true;
    this.down = false;
    this.now = 5_000_000;
    /** Lines stand still until their time: each is as slow as the test makes it. */
    this.clock = { now: () => 0 };
    /** Where set, what a snapshot does not say to everybody: (doc, seat) → records. */
    this.own = (_doc, _seat) => undefined;
    /** What became of each op, each time it came: [op id, what]. For the tale of a failing seed. */
    this.tale = [];
  }

  /** Begins a document. */
  begin(id, records) {
    const change = records.map(({ kind, value }) => ({ kind, id: value.id, after: value }));
    const doc = { entries: [], state: new State(), done: new Map(), people: new Map() };
    this.docs.set(id, doc);
    this.append(doc, { id: `begin-${id}`, op: { type: "begin" }, change });
    return doc;
  }

  append(doc, { id, seat, op, change }) {
    // As the wire does: what comes out is a copy.
    const both = change.map((d) => ({ ...d, before: doc.state.get(d.kind, d.id) }));
    const entry = JSON.parse(JSON.stringify({ epoch: this.epoch, seq: doc.entries.length + 1, id, author: seat, time: this.now, op, change: both }));
    doc.entries.push(entry);
    doc.state = doc.state.with([entry.change]);
    return entry;
  }

  /** A new socket, as the client makes one. */
  socket() {
    const socket = new FakeSocket();
    const line = { socket, toServer: [], toBrowser: [], seat: undefined, open: new Set(), ended: false, stands: 0 };
    socket.onsend = (message) => line.toServer.push(message);
    socket.close = () => this.letGo(line);
    line.toBrowser.push("opened");
    if (this.down) line.toBrowser = [1006];
    this.lines.add(line);
    return socket;
  }

  end(line) {
    line.ended = true;
    this.lines.delete(line);
  }

  /** The browser has let go of a line: it hears nothing more, and its last words are still on their way. */
  letGo(line) {
    if (!line.ended && line.seat && line.toServer.length > 0) this.ghosts.add(line);
    this.end(line);
  }

  /** The last words of a line that is no more arrive, or some of them. */
  haunt(frames = Infinity) {
    for (const ghost of this.ghosts) {
      for (const frame of ghost.toServer.splice(0, frames)) if (frame.t === "op") this.hear(ghost, frame);
      if (ghost.toServer.length === 0) this.ghosts.delete(ghost);
    }
  }

  /** Cuts a line: what is under way on it is lost. The browser hears of it, or (silent) does not. */
  cut(line, code = 1006, silent = false) {
    this.end(line);
    if (!silent) line.socket.ends(code);
  }

  cutAll(code) {
    this.ghosts.clear();
    for (const line of [...this.lines]) this.cut(line, code);
  }

  /** Moves one frame on one line. */
  step(line, up) {
    if (this.clock.now() < line.stands) return false;
    const queue = up ? line.toServer : line.toBrowser;
    const frame = queue.shift();
    if (frame === undefined || line.ended) return false;
    if (up) this.hear(line, frame);
    else if (frame === "opened") line.socket.opened();
    else if (typeof frame === "number") this.cut(line, frame);
    else line.socket.says(frame);
    return true;
  }

  /** Moves all frames until none is under way. */
  deliver() {
    for (let moved = true; moved; ) {
      moved = false;
      for (const line of [...this.lines]) moved = this.step(line, true) || this.step(line, false) || moved;
    }
  }

  say(line, message) {
    if (!line.ended) line.toBrowser.push(message);
  }

  hear(line, m) {
    if (m.t === "hello") {
      line.seat = m.as;
      return this.say(line, { t: "welcome", v: 2, now: this.now });
    }
    const doc = this.docs.get(m.doc);
    if (!doc) return this.say(line, { t: "refused", doc: m.doc, id: m.id, code: "not_found", say: "" });
    if (m.t === "open") {
      this.open(line, m, doc);
      this.opened(line, m.doc);
    }
    if (m.t === "shut") line.open.delete(m.doc);
    if (m.t === "op") this.op(line, m, doc);
    if (m.t === "doing") doc.people.set(line.seat, m.doing ?? "");
  }

  open(line, { doc: id, epoch, seq }, doc) {
    line.open.add(id);
    const [have, steps] = [doc.entries.length, stepsOf(doc, line.seat)];
    if (this.resumes && epoch === this.epoch && seq > 0 && seq <= have) {
      if (seq < have) this.say(line, { t: "entries", doc: id, entries: doc.entries.slice(seq) });
      return this.say(line, { t: "resumed", doc: id, epoch: this.epoch, seq: have, digest: digest(doc.state.records()), ...steps });
    }
    const snapshot = { epoch: this.epoch, seq: have, records: doc.state.records() };
    this.say(line, { t: "snapshot", doc: id, snapshot, own: this.own(doc, line.seat), digest: digest(doc.state.records()), ...steps });
  }

  op(line, { doc: id, id: opId, op }, doc) {
    const key = `${line.seat} ${opId}`;
    const before = doc.done.get(key);
    this.tale.push([opId, `comes from ${line.seat.slice(-2)}`]);
    if (before) {
      this.tale.push([opId, `again ${before.seq}`]);
      if (JSON.stringify(before.op) !== JSON.stringify(op)) return this.say(line, { t: "refused", doc: id, id: opId, code: "op_id_reuse", say: "" });
      return this.say(line, { t: "ack", doc: id, id: opId, seq: before.seq });
    }
    const code = this.refuse(line.seat, op, opId) ?? this.judge(doc, line.seat, op);
    this.tale.push([opId, typeof code === "string" ? code : `done in ${this.epoch}`]);
    if (typeof code === "string") return this.say(line, { t: "refused", doc: id, id: opId, code, say: "" });
    const entry = this.append(doc, { id: opId, seat: line.seat, op, change: code });
    doc.done.set(key, { op, seq: entry.seq });
    for (const other of this.lines) if (other.open.has(id)) this.say(other, { t: "entries", doc: id, entries: [entry] });
    this.say(line, { t: "ack", doc: id, id: opId, seq: entry.seq });
  }

  /** The change, or the code of a refusal. */
  judge(doc, seat, op) {
    const steers = this.steers.has(seat);
    if (op.type === "undo") return judgeUndo(doc, seat, steers, op.body.of);
    if (op.type === "board.restore") return steers ? judgeRestore(doc, op.body.to) : "forbidden";
    const text = judgeText(doc.state, seat, op);
    if (text !== undefined) return text;
    const change = predict(doc.state, op, { id: seat });
    return change.length > 0 ? change : "not_found";
  }

  /** The data is restored from a backup: entries after seq are gone, and the life is another. */
  restore(epoch, seq) {
    this.epoch = epoch;
    this.tale.push(["*", `restored as ${epoch}, ${seq} kept`]);
    for (const [id, doc] of this.docs) {
      const kept = doc.entries.slice(0, Math.max(1, seq));
      const fresh = this.begin(id, []);
      fresh.entries = kept;
      fresh.state = new State().with(kept.map((e) => e.change));
      fresh.done = new Map([...doc.done].filter(([, d]) => d.seq <= kept.length));
    }
    this.cutAll(1012);
  }
}
