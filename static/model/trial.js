/**
 * A state with ops tried out on it: reads fall through to the state, what an op puts lies on top. The small sister of the
 * server's Tx, for predictions only.
 *
 * All predictions of a document go onto one Trial, so that five hundred unsent ops on a board of five thousand notes cost one
 * copy of the board and not five hundred.
 */
import { orderKeysBetween, orderRun } from "./order.js";
import { ITEM_KINDS } from "./records.js";
import { byOrder, inOrder } from "./state.js";

/**
 * @typedef {import("./ops.js").Target} Target
 * @typedef {import("./records.js").AnyRecord} AnyRecord
 * @typedef {import("./records.js").Diff} Diff
 * @typedef {import("./records.js").Item} Item
 * @typedef {import("./records.js").Kind} Kind
 * @typedef {import("./records.js").Place} Place
 * @typedef {import("./records.js").Point} Point
 * @typedef {import("./records.js").Seat} Seat
 * @typedef {import("./state.js").State} State
 */
/** Who sends the op. @typedef {{id: string, side?: string}} Actor */

/** Longer keys make the server number the siblings afresh (board.Limits.OrderKey). */
const LONGEST_KEY = 40;
/** Islands nest at most eight deep; beyond is a circle. */
const DEEPEST = 10;
/** Several items dropped at one point are fanned out like a hand of cards; as in board/placing.go. */
const FAN = 24;
const FANNED = 20;
/** The last sheet unit (board.Limits.Coordinate). */
const EDGE = 100_000;

/** The op would be refused: nothing is predicted. */
export class Refused extends Error {}

export class Trial {
  /**
   * @param {State} state
   * @param {Actor} actor
   */
  constructor(state, actor) {
    /** @private */
    this.state = state;
    this.actor = actor;
    /** @private @type {Map<string, Diff>} what lies on top of the state */
    this.diffs = new Map();
    /** @private @type {Map<string, Diff | undefined>} what lay there before the present attempt */
    this.before = new Map();
  }

  /**
   * Tries one op. Several may be tried one after the other; each sees what those before it did.
   * @param {() => void} effect
   * @returns {Diff[]} what it did; nothing, with all of it taken back, where it would be refused
   */
  attempt(effect) {
    this.before = new Map();
    try {
      effect();
    } catch (error) {
      this.takeBack();
      if (!(error instanceof Refused)) throw error;
      return [];
    }
    return [...this.before.keys()].map((id) => /** @type {Diff} */ (this.diffs.get(id)));
  }

  /** @private */
  takeBack() {
    for (const [id, diff] of this.before) {
      if (diff) this.diffs.set(id, diff);
      else this.diffs.delete(id);
    }
  }

  /** @returns {State} the state with all that was tried */
  result() {
    return this.state.with([[...this.diffs.values()]]);
  }

  /**
   * @param {Kind} kind
   * @param {AnyRecord} record
   */
  put(kind, record) {
    if (!this.before.has(record.id)) this.before.set(record.id, this.diffs.get(record.id));
    this.diffs.set(record.id, { kind, id: record.id, after: record });
  }

  /**
   * @template {Kind} K
   * @param {K} kind
   * @param {string} id
   * @returns {import("./records.js").ByKind[K] | undefined}
   */
  get(kind, id) {
    const laid = this.diffs.get(id);
    const record = laid?.kind === kind ? laid.after : this.state.get(kind, id);
    return /** @type {import("./records.js").ByKind[K] | undefined} */ (record);
  }

  /**
   * @template {Kind} K
   * @param {K} kind
   * @param {string} id
   * @returns {import("./records.js").ByKind[K]} refusing what is not there or was withdrawn
   */
  live(kind, id) {
    const record = this.get(kind, id);
    if (!record || ("withdrawn" in record && record.withdrawn)) throw new Refused(`no live ${kind}`);
    return record;
  }

  /** @returns {import("./records.js").Board} the root record, where this is a table's document */
  board() {
    const root = this.state.board;
    if (!root) throw new Refused("no board");
    return this.live("board", root.id);
  }

  /** @returns {import("./records.js").Workshop} the root record, where this is a workshop's document */
  workshop() {
    const root = this.state.workshop;
    if (!root) throw new Refused("no workshop");
    return this.live("workshop", root.id);
  }

  /** @param {string} table @returns {string} the order key of its last seat, or empty */
  lastSeat(table) {
    const laid = [...this.diffs.values()].filter((d) => d.kind === "seat").map((d) => /** @type {Seat} */ (d.after));
    const there = this.state.seats(table).filter((seat) => !this.diffs.has(seat.id));
    return inOrder([...there, ...laid.filter((seat) => !seat.withdrawn && (seat.table ?? "") === table)]).at(-1)?.order ?? "";
  }

  /** @param {string} id @returns {import("./records.js").ItemKind} */
  kindOf(id) {
    const kind = this.diffs.get(id)?.kind ?? this.state.kindOf(id);
    if (!kind) throw new Refused("no such item");
    return /** @type {import("./records.js").ItemKind} */ (kind);
  }

  /** @param {string} id an item's: refusing one that is there already */
  taken(id) {
    if (this.diffs.has(id) || this.state.item(id)) throw new Refused("exists");
  }

  /** @param {Kind} kind @param {string} id refusing one that is there already */
  unused(kind, id) {
    if (this.diffs.has(id) || this.state.get(kind, id)) throw new Refused("exists");
  }

  /**
   * @template {"link" | "passage"} K
   * @param {K} kind
   * @returns {import("./records.js").ByKind[K][]} those not taken away, whether or not what they are about is on the board
   */
  kept(kind) {
    const there = this.state.all(kind).filter((r) => !this.diffs.has(r.id));
    const laid = [...this.diffs.values()].filter((d) => d.kind === kind).map((d) => /** @type {import("./records.js").ByKind[K]} */ (d.after));
    return [...there, ...laid].filter((r) => !r.withdrawn);
  }

  /** @returns {import("./records.js").Link[]} the relations that stand */
  links() {
    return this.kept("link").filter((l) => !l.proposed && this.lives(l.from) && this.lives(l.to));
  }

  /** @returns {import("./records.js").Link[]} the relations that people propose */
  proposedLinks() {
    return this.kept("link").filter((l) => l.proposed && this.lives(l.from) && this.lives(l.to));
  }

  /** @returns {import("./records.js").Passage[]} the steps of the narrative, in order */
  passages() {
    const there = this.state.passages().filter((p) => !this.diffs.has(p.id));
    const laid = [...this.diffs.values()].filter((d) => d.kind === "passage").map((d) => /** @type {import("./records.js").Passage} */ (d.after));
    return inOrder([...there, ...laid.filter((p) => !p.withdrawn && this.lives(p.item))]);
  }

  /** @param {string} id @returns {boolean} an item that is on the board */
  lives(id) {
    const item = this.itemNow(id);
    return item !== undefined && !item.withdrawn;
  }

  /** @param {string} id @returns {boolean} an item that was taken off the board */
  isGone(id) {
    return this.itemNow(id)?.withdrawn === true;
  }

  /** As in board/op_items.go: without what was taken off the board meanwhile. @param {readonly string[]} ids @returns {string[]} */
  staying(ids) {
    return ids.filter((id) => !this.isGone(id));
  }

  /** @private @param {string} id */
  itemNow(id) {
    return /** @type {Item | undefined} */ (this.diffs.get(id)?.after ?? this.state.item(id));
  }

  /** @param {string} id @param {string} group @returns {boolean} the item lies in the group, at any depth */
  liesIn(id, group) {
    const item = /** @type {Item | undefined} */ (this.diffs.get(id)?.after ?? this.state.item(id));
    return this.inside(item?.group ?? "", group);
  }

  /** @param {string} group @returns {Item[]} what lies there, in reading order */
  members(group) {
    const base = this.state.members(group).filter((item) => !this.diffs.has(item.id));
    const items = [...this.diffs.values()].filter((d) => ITEM_KINDS.includes(/** @type {any} */ (d.kind)));
    const laid = items.map((d) => /** @type {Item} */ (d.after)).filter((item) => !item.withdrawn);
    return inOrder([...base, ...laid.filter((item) => (item.group ?? "") === group)]);
  }

  /**
   * Lays items to a target, in the order named.
   * @param {readonly string[]} ids
   * @param {Target} to
   */
  lay(ids, to) {
    const group = to.group ?? "";
    if (group) this.live("group", group);
    for (const id of ids) {
      if (this.kindOf(id) === "group" && this.inside(group, id)) throw new Refused("cycle");
    }
    const keys = this.keys(to, ids);
    ids.forEach((id, i) => this.move(id, placeAt(to, keys[i] ?? "", i)));
  }

  /** @private @param {string} group @param {string} ancestor */
  inside(group, ancestor) {
    let up = group;
    for (let n = 0; up !== "" && n < DEEPEST; n++) {
      if (up === ancestor) return true;
      up = this.get("group", up)?.group ?? "";
    }
    return false;
  }

  /** @private @param {string} id @param {Place} place */
  move(id, place) {
    const kind = this.kindOf(id);
    const { group: _group, order: _order, at: _at, ...rest } = /** @type {import("./records.js").Note} */ (this.live(kind, id));
    if (kind === "note" && place.group) delete rest.lone;
    this.put(kind, /** @type {Item} */ ({ ...rest, ...place }));
  }

  /**
   * Sets what lies in a group free in front of it, at its level. At the top level notes go to the tray; islands and statements
   * need a spot on the sheet, and take the group's.
   * @param {import("./records.js").Group} group
   */
  free(group) {
    const members = this.members(group.id);
    if (members.length === 0) return;
    const up = group.group ? { group: group.group } : {};
    const keys = this.keys({ ...up, before: group.id }, members.map((item) => item.id));
    members.forEach((item, i) => {
      const onSheet = !group.group && this.kindOf(item.id) !== "note";
      this.move(item.id, { ...up, order: keys[i] ?? "", ...(onSheet && { at: fanned(group.at ?? { x: 0, y: 0 }, i) }) });
    });
  }

  /**
   * Ascending keys for items that go to a target. Where there is no gap, or it has become too narrow, those who stay are
   * numbered afresh first.
   * @private
   * @param {Target} to
   * @param {readonly string[]} moving
   * @returns {string[]}
   */
  keys(to, moving) {
    const group = to.group ?? "";
    const staying = () => this.members(group).filter((item) => !moving.includes(item.id));
    const keys = orderKeysBetween(...this.gap(to, staying()), moving.length);
    if (keys.length > 0 && keys.every((key) => key.length <= LONGEST_KEY)) return keys;
    const afresh = orderRun(staying().length);
    staying().forEach((item, i) => this.put(this.kindOf(item.id), { ...item, order: afresh[i] ?? "" }));
    return orderKeysBetween(...this.gap(to, staying()), moving.length);
  }

  /**
   * The keys between which a target lies, empty for no neighbour on that side. A sibling that goes too stands for the next one
   * that stays.
   * @private
   * @param {Target} to
   * @param {readonly Item[]} staying in order
   * @returns {[string, string]}
   */
  gap(to, staying) {
    const before = to.before ?? "";
    const mark = this.get("note", before) ?? this.get("group", before) ?? this.get("statement", before);
    const counts = mark && !mark.withdrawn && (mark.group ?? "") === (to.group ?? "");
    const next = counts ? staying.findIndex((item) => byOrder(item, mark) >= 0) : -1;
    const low = staying[(next < 0 ? staying.length : next) - 1];
    return [low?.order ?? "", next < 0 ? "" : (staying[next]?.order ?? "")];
  }
}

/**
 * @param {Target} to
 * @param {string} order
 * @param {number} i which of several
 * @returns {Place}
 */
function placeAt(to, order, i) {
  return { ...(to.group && { group: to.group }), order, ...(to.at && { at: fanned(to.at, i) }) };
}

/**
 * @param {Point} at
 * @param {number} i
 * @returns {Point}
 */
export function fanned(at, i) {
  const by = (i % FANNED) * FAN;
  return { x: Math.min(at.x + by, EDGE), y: Math.min(at.y + by, EDGE) };
}
