/**
 * A document as it stands after some entry: its records by kind and id. The one thing that ever happens to it is `with`: the
 * records of a change take the place of those before. No op is known here, so that new ops need nothing new in old pages.
 *
 * A State never changes; `with` gives another that shares what stayed the same. Who holds one may keep it and compare.
 */
import { ITEM_KINDS } from "./records.js";

/**
 * @typedef {import("./records.js").AnyRecord} AnyRecord
 * @typedef {import("./records.js").ByKind} ByKind
 * @typedef {import("./records.js").Change} Change
 * @typedef {import("./records.js").Item} Item
 * @typedef {import("./records.js").ItemKind} ItemKind
 * @typedef {import("./records.js").Kind} Kind
 */
/** @typedef {{epoch: string, seq: number, records: readonly {kind: string, value: AnyRecord}[]}} Snapshot */
/** @typedef {ReadonlyMap<string, ReadonlyMap<string, AnyRecord>>} Records */
/**
 * What is asked of each record of a kind; the answer depends on the record alone.
 * @template {Kind} [K=Kind]
 * @typedef {{readonly kind: K, readonly is: (record: ByKind[K]) => boolean}} Question
 */

export class State {
  /** @param {Records} [byKind] */
  constructor(byKind = new Map()) {
    /** @private */
    this.byKind = byKind;
    /** @private @type {Map<string, readonly Item[]> | undefined} */
    this.lying = undefined;
    /** @private @type {Map<Question<any>, ReadonlyMap<string, AnyRecord>>} */
    this.answers = new Map();
  }

  /**
   * @param {Snapshot} snapshot
   * @returns {State}
   */
  static fromSnapshot(snapshot) {
    return new State().with([snapshot.records.map(({ kind, value }) => ({ kind, id: value.id, after: value }))]);
  }

  /**
   * The state after some changes, one after the other.
   * @param {readonly Change[]} changes
   * @returns {State}
   */
  with(changes) {
    const byKind = new Map(this.byKind);
    /** @type {Set<string>} kinds whose map is a copy already */
    const own = new Set();
    for (const diff of changes.flat()) {
      if (!own.has(diff.kind)) {
        byKind.set(diff.kind, new Map(byKind.get(diff.kind)));
        own.add(diff.kind);
      }
      const records = /** @type {Map<string, AnyRecord>} */ (byKind.get(diff.kind));
      if (diff.after === undefined) records.delete(diff.id);
      else records.set(diff.id, diff.after);
    }
    if (own.size === 0) return this;
    const after = new State(byKind);
    if (this.lying) after.lying = lyingAfter(this.lying, this, after, new Set(changes.flat().map((diff) => diff.id)));
    if (changes.flat().length <= FEW) for (const [question, records] of this.answers) after.answers.set(question, recordsAfter(question, records, changes.flat()));
    return after;
  }

  /**
   * @template {Kind} K
   * @param {K} kind
   * @param {string} id
   * @returns {ByKind[K] | undefined}
   */
  get(kind, id) {
    return /** @type {ByKind[K] | undefined} */ (this.byKind.get(kind)?.get(id));
  }

  /**
   * @template {Kind} K
   * @param {K} kind
   * @returns {ByKind[K][]} in no order that means anything
   */
  all(kind) {
    return /** @type {ByKind[K][]} */ ([...(this.byKind.get(kind)?.values() ?? [])]);
  }

  /**
   * The records of which something holds. Asked of all once; afterwards only what changes is asked again, however large the
   * board: so one question has to be one object, kept by whoever asks.
   * @template {Kind} K
   * @param {Question<K>} question
   * @returns {ReadonlyMap<string, ByKind[K]>} by id, in no order that means anything
   */
  those(question) {
    let records = this.answers.get(question);
    if (!records) this.answers.set(question, (records = new Map(this.all(question.kind).filter(question.is).map((r) => [r.id, r]))));
    return /** @type {ReadonlyMap<string, ByKind[K]>} */ (records);
  }

  /** @param {Kind} kind @returns {number} */
  count(kind) {
    return this.byKind.get(kind)?.size ?? 0;
  }

  /** @returns {{kind: string, value: AnyRecord}[]} all records, for the digest */
  records() {
    return [...this.byKind].flatMap(([kind, records]) => Array.from(records.values(), (value) => ({ kind, value })));
  }

  /** @returns {import("./records.js").Board | null} the root of a board's document */
  get board() {
    return this.all("board")[0] ?? null;
  }

  /** @returns {import("./records.js").Workshop | null} the root of a workshop's document */
  get workshop() {
    return this.all("workshop")[0] ?? null;
  }

  /** @param {string} id */
  note(id) {
    return this.get("note", id);
  }
  /** @param {string} id */
  group(id) {
    return this.get("group", id);
  }
  /** @param {string} id */
  statement(id) {
    return this.get("statement", id);
  }
  /** @param {string} id */
  seat(id) {
    return this.get("seat", id);
  }
  /** @param {string} id */
  table(id) {
    return this.get("table", id);
  }

  /** @param {string} id @returns {Item | undefined} a note, group or statement, withdrawn ones included */
  item(id) {
    return this.note(id) ?? this.group(id) ?? this.statement(id);
  }

  /** @param {string} id @returns {ItemKind | undefined} */
  kindOf(id) {
    return ITEM_KINDS.find((kind) => this.get(kind, id) !== undefined);
  }

  /**
   * @param {string} group empty: the top level
   * @returns {readonly Item[]} what lies directly there, in reading order, without what was withdrawn
   */
  members(group) {
    this.lying ??= lyingIn(this);
    return this.lying.get(group) ?? NOTHING;
  }

  /** @returns {import("./records.js").Link[]} the relations that stand: not taken away, between things that are on the board */
  links() {
    return byId(this.all("link").filter((l) => !l.withdrawn && !l.proposed && this.lives(l.from) && this.lives(l.to)));
  }

  /** @returns {import("./records.js").Link[]} the relations that people propose, between things that are on the board */
  proposedLinks() {
    return byId(this.all("link").filter((l) => !l.withdrawn && l.proposed && this.lives(l.from) && this.lives(l.to)));
  }

  /** @param {string} group @returns {import("./records.js").Wording[]} what is proposed for its title card */
  wordings(group) {
    return byId(this.all("wording").filter((w) => !w.withdrawn && w.group === group));
  }

  /** @returns {import("./records.js").Round[]} in the order they were opened */
  rounds() {
    return inOrder(this.all("round").filter((r) => !r.withdrawn));
  }

  /** @param {string} round @returns {import("./records.js").Ballot[]} one for each seat that has laid seals, others' veiled */
  ballots(round) {
    return this.all("ballot").filter((b) => b.round === round);
  }

  /** @returns {import("./records.js").Passage[]} the steps of the narrative; each item is told once */
  passages() {
    const told = new Set();
    return inOrder(this.all("passage").filter((p) => !p.withdrawn && this.lives(p.item))).filter((p) => {
      if (told.has(p.item)) return false;
      told.add(p.item);
      return true;
    });
  }

  /** @param {string} id @returns {boolean} an item that is on the board */
  lives(id) {
    const item = this.item(id);
    return item !== undefined && !item.withdrawn;
  }

  /** @returns {import("./records.js").Table[]} in the order they were set up, without those taken away */
  tables() {
    return inOrder(this.all("table").filter((t) => !t.withdrawn));
  }

  /** @param {string} table empty: those who steer the hall @returns {import("./records.js").Seat[]} the member line */
  seats(table) {
    return inOrder(this.all("seat").filter((s) => !s.withdrawn && (s.table ?? "") === table));
  }

  /** @param {string} table @returns {import("./records.js").Assignment[]} its boards, in the order of their themes */
  assignments(table) {
    const theme = (/** @type {{themeId?: string}} */ { themeId = "" }) => this.get("theme", themeId) ?? { id: themeId, order: "" };
    return inOrder(this.all("assignment").filter((a) => a.table === table && !this.get("theme", a.themeId ?? "")?.withdrawn)).sort((a, b) => byOrder(theme(a), theme(b)));
  }
}

/** @type {readonly Item[]} the same each time, so that `===` tells */
const NOTHING = [];
/** More changes at once, and all is sorted anew. */
const FEW = 40;

/**
 * What lies where after a few changes: the lists that they do not touch are the very same. On a board of two thousand notes
 * sorting all of them, and making the islands of them anew, took a third of the script that drew somebody else's change.
 * @param {ReadonlyMap<string, readonly Item[]>} lying before
 * @param {State} was
 * @param {State} now
 * @param {ReadonlySet<string>} ids of what changed
 * @returns {Map<string, readonly Item[]> | undefined} undefined: to be made anew when asked for
 */
function lyingAfter(lying, was, now, ids) {
  if (ids.size > FEW) return undefined;
  const after = new Map(lying);
  const here = [...ids].map((id) => now.item(id)).filter((item) => item !== undefined && !item.withdrawn);
  const groups = new Set([...here, ...[...ids].map((id) => was.item(id))].map((item) => item?.group ?? ""));
  for (const group of groups) {
    const stay = (lying.get(group) ?? NOTHING).filter((item) => !ids.has(item.id));
    const come = here.filter((item) => (item?.group ?? "") === group);
    after.set(group, inOrder([...stay, .../** @type {Item[]} */ (come)]));
  }
  return after;
}

/**
 * @param {Question<any>} question
 * @param {ReadonlyMap<string, AnyRecord>} records of which it held
 * @param {Change} change
 * @returns {ReadonlyMap<string, AnyRecord>} the very same where the change is of others
 */
function recordsAfter({ kind, is }, records, change) {
  /** @type {Map<string, AnyRecord> | undefined} */
  let copy;
  for (const { id, after } of change.filter((diff) => diff.kind === kind)) {
    const holds = after !== undefined && is(after);
    if (!holds && !(copy ?? records).has(id)) continue;
    copy ??= new Map(records);
    if (holds) copy.set(id, after);
    else copy.delete(id);
  }
  return copy ?? records;
}

/**
 * @param {State} state
 * @returns {Map<string, Item[]>} items by the group they lie in
 */
function lyingIn(state) {
  /** @type {Map<string, Item[]>} */
  const byGroup = new Map();
  for (const item of ITEM_KINDS.flatMap((kind) => /** @type {Item[]} */ (state.all(kind)))) {
    if (item.withdrawn) continue;
    const list = byGroup.get(item.group ?? "");
    if (list) list.push(item);
    else byGroup.set(item.group ?? "", [item]);
  }
  for (const list of byGroup.values()) inOrder(list);
  return byGroup;
}

/**
 * Sorts by order key, ties by id. Plain comparison of strings: the keys are ASCII, and every other comparison (localeCompare)
 * would differ from the server's.
 * @template {{order?: string, id: string}} R
 * @param {R[]} list sorted in place
 * @returns {R[]} the same list
 */
export function inOrder(list) {
  return list.sort(byOrder);
}

/**
 * @template {{id: string}} R
 * @param {R[]} list sorted in place
 * @returns {R[]} the same list
 */
function byId(list) {
  return list.sort((a, b) => compare(a.id, b.id));
}

/**
 * @param {{order?: string, id: string}} a
 * @param {{order?: string, id: string}} b
 * @returns {number} under 0: a comes first
 */
export function byOrder(a, b) {
  return compare(a.order ?? "", b.order ?? "") || compare(a.id, b.id);
}

/** @param {string} a @param {string} b */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
