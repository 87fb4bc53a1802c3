/**
 * A tiny model of the server: documents, entries, resuming, deduplication, refusals. It decides by the browser's own
 * predictions, which is enough to try how ops and news travel; that predictions and the real rules agree is for the vectors.
 *
 * Nothing moves by itself: frames lie in queues until `deliver` is called, so that a test can cut a line anywhere.
 */
import { digest } from "/static/lib/digest.js";
import { isUndoable, whatOf } from "/static/model/describe.js";
import { predict } from "/static/model/predict.js";
import { State } from "/static/model/state.js";
import { FakeSocket } from "./fakes.js";

export class ModelServer {
  constructor() {
    this.epoch = "e1";
    this.docs = new Map();
    this.lines = new Set();
    /** A code to refuse the next ops with; undefined: none. */
    this.refuse = (_seat, _op) => undefined;
    /** Resume from a number where possible, or always send the whole. */
    this.resumes = true;
    this.down = false;
    this.now = 5_000_000;
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
    const line = { socket, toServer: [], toBrowser: [], seat: undefined, open: new Set(), ended: false };
    socket.onsend = (message) => line.toServer.push(message);
    socket.close = () => this.end(line);
    line.toBrowser.push("opened");
    if (this.down) line.toBrowser = [1006];
    this.lines.add(line);
    return socket;
  }

  end(line) {
    line.ended = true;
    this.lines.delete(line);
  }

  /** Cuts a line: what is under way on it is lost. The browser hears of it, or (silent) does not. */
  cut(line, code = 1006, silent = false) {
    this.end(line);
    if (!silent) line.socket.ends(code);
  }

  cutAll(code) {
    for (const line of [...this.lines]) this.cut(line, code);
  }

  /** Moves one frame on one line. */
  step(line, up) {
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
      return this.say(line, { t: "welcome", v: 1, now: this.now });
    }
    const doc = this.docs.get(m.doc);
    if (!doc) return this.say(line, { t: "refused", doc: m.doc, id: m.id, code: "not_found", say: "" });
    if (m.t === "open") this.open(line, m, doc);
    if (m.t === "shut") line.open.delete(m.doc);
    if (m.t === "op") this.op(line, m, doc);
    if (m.t === "doing") doc.people.set(line.seat, m.doing ?? "");
  }

  open(line, { doc: id, epoch, seq }, doc) {
    line.open.add(id);
    const [have, undo] = [doc.entries.length, this.undoOf(doc, line.seat)];
    if (this.resumes && epoch === this.epoch && seq > 0 && seq <= have) {
      if (seq < have) this.say(line, { t: "entries", doc: id, entries: doc.entries.slice(seq) });
      return this.say(line, { t: "resumed", doc: id, epoch: this.epoch, seq: have, digest: digest(doc.state.records()), undo });
    }
    const snapshot = { epoch: this.epoch, seq: have, records: doc.state.records() };
    this.say(line, { t: "snapshot", doc: id, snapshot, digest: digest(doc.state.records()), undo });
  }

  undoOf(doc, seat) {
    const own = doc.entries.filter((e) => e.author === seat);
    const gone = new Set(own.filter((e) => e.op.type === "undo").map((e) => e.op.body.of));
    return own.filter((e) => isUndoable(e.op.type) && e.change.length > 0 && !gone.has(e.seq)).map((e) => ({ seq: e.seq, op: e.op.type, what: whatOf(e.change) }));
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
    const code = this.refuse(line.seat, op) ?? this.judge(doc, line.seat, op);
    this.tale.push([opId, typeof code === "string" ? code : `done in ${this.epoch}`]);
    if (typeof code === "string") return this.say(line, { t: "refused", doc: id, id: opId, code, say: "" });
    const entry = this.append(doc, { id: opId, seat: line.seat, op, change: code });
    doc.done.set(key, { op, seq: entry.seq });
    for (const other of this.lines) if (other.open.has(id)) this.say(other, { t: "entries", doc: id, entries: [entry] });
    this.say(line, { t: "ack", doc: id, id: opId, seq: entry.seq });
  }

  /** The change, or the code of a refusal. */
  judge(doc, seat, op) {
    if (op.type === "undo") return this.judgeUndo(doc, seat, op.body.of);
    const change = predict(doc.state, op, { id: seat });
    return change.length > 0 ? change : "not_found";
  }

  /** Simpler than the real one, and enough to keep a board sound: what was made is taken away, what was changed goes back. */
  judgeUndo(doc, seat, of) {
    const entry = doc.entries[of - 1];
    if (!entry || entry.author !== seat || entry.op.type === "undo") return "forbidden";
    const change = [];
    for (const { kind, id, before } of entry.change) {
      if (kind === "group" && !before) change.push(...predict(doc.state, { type: "group.dissolve", body: { group: id } }, { id: seat }));
      else if (!before) change.push({ kind, id, after: { ...doc.state.get(kind, id), withdrawn: true } });
      else if (kind === "note" && (!before.group || doc.state.group(before.group)?.withdrawn === undefined)) change.push({ kind, id, after: before });
    }
    return change.length > 0 ? change : "changed";
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
