/**
 * The board sorted for showing: what lies on the sheet, what in the lists at the left, and the one order in which the keys
 * walk. Pure; made anew for each view of the document, and cheap: records and branches are the model's own.
 */
import { notesUnder, outline } from "../model/outline.js";
import { BESIDE, WIDE, columnsOf, shapeOf } from "../model/columns.js";
import { sheetAt, sheetsOf } from "../model/sheets.js";

/**
 * @typedef {import("../model/records.js").Note} Note
 * @typedef {import("../model/records.js").Group} Group
 * @typedef {import("../model/records.js").Statement} Statement
 * @typedef {import("../model/state.js").State} State
 * @typedef {import("../model/layout.js").Block} Block
 * @typedef {import("../model/columns.js").Shape} Shape
 *
 * A branch of the outline whose kind tells what its item is.
 * @typedef {{kind: "note", item: Note, level: number, members: readonly Branch[]}
 *   | {kind: "group", item: Group, level: number, members: readonly Branch[]}
 *   | {kind: "statement", item: Statement, level: number, members: readonly Branch[]}} Branch
 * @typedef {{
 *   lying: Branch[], tray: Note[], lone: Note[],
 *   branches: readonly Branch[], loose: Note[], allLone: Note[], gone: Note[], veiled: number,
 *   tally: import("../model/outline.js").Tally,
 *   byId: Map<string, Branch>, blocks: Map<string, Block>, counts: Map<string, number>, shape: Shape,
 *   news: ReadonlyMap<string, Branch | undefined> | undefined,
 *   from: {loose: readonly Note[], lone: readonly Note[], reading: boolean},
 * }} Scene lying: all on the sheet, in reading order. tray, lone: the notes that lie in the two lists instead. loose, allLone:
 *   those and the ones on the sheet, for the list view. gone: withdrawn ones whose text is for these eyes. shape: of the
 *   islands. news: what is other than in the scene before, and what it was there; undefined: there was none. from: what
 *   the lists were made from.
 */

/**
 * @param {State} state
 * @param {Scene} [before] its lists are taken over where they are the same, so that `===` tells; its maps in any case, so that
 *   only what changed is sorted in anew: it is used up
 * @returns {Scene}
 */
export function sceneOf(state, before) {
  const o = outline(state);
  // The coordinator's board hangs on the wall: while the table reads, their own note is nobody's to see before it is read either.
  const reading = state.board?.phase === "read";
  const lists = before && before.from.loose === o.loose && before.from.lone === o.lone && before.from.reading === reading ? before : listsOf(o, reading, before);
  const branches = /** @type {readonly Branch[]} */ (o.items);
  const { tray, lone, loose, allLone, veiled } = lists;
  const sort = () => same([...branches, ...[...loose, ...allLone].filter((n) => n.at).map(leaf)].sort(byOrder), before?.lying);
  const lying = (lists === before ? exchanged(before, branches) : undefined) ?? sort();
  /** @type {Scene} */
  const scene = {
    lying, tray, lone, branches, loose, allLone, veiled,
    gone: same(seen(o.gone), before?.gone),
    tally: o.tally,
    byId: new Map(),
    blocks: new Map(),
    counts: new Map(),
    shape: shapeFor(lying, sheetsOf(state.board)),
    news: undefined,
    from: { loose: o.loose, lone: o.lone, reading },
  };
  if (before) sortInNews(scene, before);
  else for (const branch of topsOf(scene)) index(branch, scene);
  return scene;
}

/** @param {readonly Note[]} notes */
const seen = (notes) => notes.filter((n) => !n.veiled);

/**
 * The notes that lie in nothing.
 * @param {import("../model/outline.js").Outline} o
 * @param {boolean} reading
 * @param {Scene | undefined} before
 * @returns {Pick<Scene, "tray" | "lone" | "loose" | "allLone" | "veiled">}
 */
function listsOf(o, reading, before) {
  const heard = (/** @type {readonly Note[]} */ notes) => seen(notes).filter((n) => !reading || n.read);
  const [loose, allLone] = [heard(o.loose), heard(o.lone)];
  return {
    tray: same(loose.filter((n) => !n.at), before?.tray),
    lone: same(allLone.filter((n) => !n.at), before?.lone),
    loose: same(loose, before?.loose),
    allLone: same(allLone, before?.allLone),
    veiled: o.loose.length - loose.length + (o.lone.length - allLone.length),
  };
}

/**
 * What lies on the sheet where only what is in islands has changed: there is nothing to sort.
 * @param {Scene} before
 * @param {readonly Branch[]} branches
 * @returns {Branch[] | undefined} undefined: the islands themselves have changed
 */
function exchanged({ lying, branches: were }, branches) {
  if (branches === were) return lying;
  if (branches.length !== were.length || branches.some((b, i) => b.item !== were[i]?.item)) return undefined;
  const now = new Map(branches.map((b, i) => [were[i], b]));
  return lying.map((b) => now.get(b) ?? b);
}

/** @param {Scene} scene @returns {readonly Branch[]} all that lies in nothing else */
const topsOf = ({ lying, tray, lone }) => [...lying, ...tray.map(leaf), ...lone.map(leaf)];

/**
 * Only what changed: most of a big board is the very same after somebody's edit.
 * @param {Scene} scene
 * @param {Scene} before
 */
function sortInNews(scene, before) {
  Object.assign(scene, { byId: before.byId, blocks: before.blocks, counts: before.counts });
  /** @type {Changes} */
  const changes = { gone: [], come: [] };
  const lists = /** @type {const} */ ([[before.lying, scene.lying], [before.tray, scene.tray], [before.lone, scene.lone]]).map(([was, now]) => apart(was, now));
  differ(lists.flatMap(([was]) => was), lists.flatMap(([, now]) => now), changes);
  const { byId, blocks, counts } = scene;
  const news = new Map(changes.come.map(({ item: { id } }) => [id, byId.get(id)]));
  // What went from one list to another is in both: first away with it, then in again.
  for (const { item: { id } } of changes.gone) for (const map of [byId, blocks, counts]) map.delete(id);
  for (const branch of changes.come) sortIn(branch, scene);
  if (scene.shape !== before.shape) for (const branch of byId.values()) sortIn(branch, scene);
  scene.news = news;
}

/**
 * Without what is at the same place in both.
 * @param {readonly (Branch | Note)[]} was
 * @param {readonly (Branch | Note)[]} now
 * @returns {[Branch[], Branch[]]}
 */
function apart(was, now) {
  const differs = (/** @type {unknown} */ _, /** @type {number} */ i) => was[i] !== now[i];
  const branches = (/** @type {readonly (Branch | Note)[]} */ list) => list.filter(differs).map((x) => ("item" in x ? x : leaf(x)));
  return was === now ? [[], []] : [branches(was), branches(now)];
}

/** come: of those that lie in each other the inner ones first. @typedef {{gone: Branch[], come: Branch[]}} Changes */

/**
 * @param {readonly Branch[]} before
 * @param {readonly Branch[]} now
 * @param {Changes} changes
 */
function differ(before, now, changes) {
  const still = new Set(now);
  const gone = before.filter((branch) => !still.has(branch));
  const were = new Set(before);
  const come = now.filter((branch) => !were.has(branch));
  const was = new Map(gone.map((branch) => [branch.item.id, branch]));
  const is = new Set(come.map((branch) => branch.item.id));
  for (const branch of gone) {
    if (!is.has(branch.item.id)) differ(membersOf(branch), [], changes);
    changes.gone.push(branch);
  }
  for (const branch of come) {
    differ(membersOf(was.get(branch.item.id)), membersOf(branch), changes);
    changes.come.push(branch);
  }
}

/** @param {Branch | undefined} branch */
const membersOf = (branch) => /** @type {readonly Branch[]} */ (branch?.members ?? []);

/**
 * @template T
 * @param {T[]} list
 * @param {T[] | undefined} before
 * @returns {T[]}
 */
function same(list, before) {
  return before?.length === list.length && list.every((x, i) => x === before[i]) ? before : list;
}

/** @type {WeakMap<Note, Branch>} */
const leaves = new WeakMap();

/**
 * @param {Note} item
 * @returns {Branch} the same for the same record
 */
export function leaf(item) {
  let branch = leaves.get(item);
  if (!branch) leaves.set(item, (branch = { item, kind: "note", level: 1, members: [] }));
  return branch;
}

/**
 * Plain comparison of code units, as the server compares.
 * @param {Branch} a
 * @param {Branch} b
 */
function byOrder(a, b) {
  const x = a.item.order ?? "";
  const y = b.item.order ?? "";
  if (x !== y) return x < y ? -1 : 1;
  return a.item.id < b.item.id ? -1 : 1;
}

/**
 * @param {Branch} branch
 * @param {Scene} scene
 */
function index(branch, scene) {
  for (const m of branch.members) index(/** @type {Branch} */ (m), scene);
  sortIn(branch, scene);
}

/** By itself, without what lies in it. @param {Branch} branch @param {Scene} scene */
function sortIn(branch, scene) {
  scene.byId.set(branch.item.id, branch);
  if (branch.kind !== "group") return;
  scene.blocks.set(branch.item.id, blockOf(branch, scene.shape));
  scene.counts.set(branch.item.id, notesUnder(branch));
}

/** @type {WeakMap<Branch, number>} a branch never changes */
const steps = new WeakMap();

/**
 * Which step (段) an island is: one that holds notes only is the first, one round others is one above the highest of them.
 * @param {Branch} branch
 * @returns {number} 0 for what is no island
 */
export function stepOf(branch) {
  if (branch.kind !== "group") return 0;
  let step = steps.get(branch);
  if (step === undefined) steps.set(branch, (step = 1 + branch.members.reduce((most, m) => Math.max(most, stepOf(/** @type {Branch} */ (m))), 0)));
  return step;
}

/** From so many islands with islands inside on. */
const SEVERAL = 3;
/** Of more things than this it makes no difference how each is made. */
const FEW = 8;

/**
 * @param {readonly Branch[]} lying
 * @param {number} sheets
 * @returns {Shape}
 */
function shapeFor(lying, sheets) {
  const round = lying.filter((b) => isOpen(b) && b.members.some((m) => m.kind === "group"));
  const usual = round.length >= SEVERAL ? BESIDE : WIDE;
  if (lying.length > FEW || !lying.some(isOpen)) return usual;
  return shapeOf(usual, (shape) => Array.from({ length: sheets }, (_, n) => lying.filter((b) => sheetAt(b.item.at, sheets) === n).map((b) => (isOpen(b) ? blockOf(b, shape) : undefined))));
}

/** @param {Branch} branch @returns {branch is Extract<Branch, {kind: "group"}>} */
const isOpen = (branch) => branch.kind === "group" && !branch.item.folded;

/** @type {Map<Shape, WeakMap<Branch, Block>>} a branch never changes */
const blocks = new Map();

/**
 * @param {Extract<Branch, {kind: "group"}>} branch
 * @param {Shape} shape
 * @returns {Block}
 */
function blockOf(branch, shape) {
  const known = blocks.get(shape) ?? new WeakMap();
  blocks.set(shape, known);
  const before = known.get(branch);
  if (before) return before;
  const inner = branch.members.map((m) => (isOpen(/** @type {Branch} */ (m)) ? blockOf(/** @type {Extract<Branch, {kind: "group"}>} */ (m), shape) : undefined));
  const block = columnsOf(inner, (branch.item.title ?? "").length, shape);
  known.set(branch, block);
  return block;
}

/**
 * Everything the keys can walk to, in the order it is shown. What lies in a closed pile is not shown.
 * @param {Scene} scene
 * @param {{mode: "sheet" | "list", lens: string, closed: ReadonlySet<string>, lying: readonly Branch[]}} shown lying: on the sheet one has turned to. closed: islands shown closed because the sheet has no room for them
 * @returns {string[]}
 */
export function walk(scene, shown) {
  /** @type {string[]} */
  const ids = [];
  const lensed = scene.byId.get(shown.lens);
  const visit = (/** @type {Branch} */ b) => {
    ids.push(b.item.id);
    const folded = b.kind === "group" && (b.item.folded || (shown.mode === "sheet" && !lensed && shown.closed.has(b.item.id)));
    if (!folded || b.item.id === shown.lens) b.members.forEach(visit);
  };
  if (lensed) {
    visit(lensed);
    return ids;
  }
  const notes = (/** @type {readonly Note[]} */ list) => list.forEach((n) => ids.push(n.id));
  if (shown.mode === "list") {
    scene.branches.forEach(visit);
    [scene.allLone, scene.loose, scene.gone].forEach(notes);
  } else {
    [scene.tray, scene.lone].forEach(notes);
    shown.lying.forEach(visit);
  }
  return ids;
}

/**
 * Where an item stands in its island's order.
 * @param {Scene} scene
 * @param {string} group
 * @param {string} id
 * @returns {{all: string[], at: number, earlier: boolean, later: boolean}} earlier, later: whether something stands before and behind it
 */
export function placeIn(scene, group, id) {
  const all = (scene.byId.get(group)?.members ?? []).map((m) => m.item.id);
  const at = all.indexOf(id);
  return { all, at, earlier: at > 0, later: at >= 0 && at < all.length - 1 };
}

/**
 * Where to stand when the item under the hand is gone: what came after it, or else before.
 * @param {readonly string[]} before
 * @param {string} gone
 * @param {ReadonlySet<string>} lives
 */
export function neighbour(before, gone, lives) {
  const at = before.indexOf(gone);
  if (at < 0) return undefined;
  return before.slice(at + 1).find((id) => lives.has(id)) ?? before.slice(0, at).reverse().find((id) => lives.has(id));
}

/**
 * @param {Scene} scene
 * @param {string} id
 * @returns {Branch | undefined}
 */
export function goneBranch(scene, id) {
  const item = scene.gone.find((n) => n.id === id);
  return item && { item, kind: "note", level: 1, members: [] };
}
