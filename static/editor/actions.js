/**
 * What may be done with the items in hand, as a list for the menu. The keys choose from the same list, so that menu, keys and
 * rights never disagree. What role, phase or the items themselves do not allow is absent.
 */

/**
 * @typedef {import("./scene.js").Branch} Branch
 * @typedef {"choose" | "large" | "source" | "move" | "earlier" | "later" | "group" | "out" | "lone" | "unlone" | "title" | "wording" | "read" | "echo" | "unecho" | "link" | "suggest" | "links" | "propose" | "unpropose" | "answers" | "tags" | "fold" | "unfold" | "statement" | "edit" | "dissolve" | "withdraw" | "hide" | "restore"} Name
 * @typedef {{name: Name, label: string, letter?: string, danger?: boolean, apart?: boolean}} Action label: key of its words; apart: a line before it
 * @typedef {{may: (op: string, own: boolean) => boolean, isMine: (author: string | undefined) => boolean, gone: (id: string) => boolean, neighbours: (id: string) => Neighbours, mends?: (note: import("../model/records.js").Note) => boolean, related?: (id: string) => boolean}} Grants related: whether lines lead from it
 * @typedef {{earlier: boolean, later: boolean}} Neighbours whether something stands before and behind it in its island
 */
import { stillPrivate } from "../model/phase.js";

/** Everything there is, in the order of the menu. @type {Action[]} */
const ALL = [
  { name: "choose", label: "menu.choose" },
  { name: "read", label: "menu.read" },
  { name: "echo", label: "menu.echo" },
  { name: "unecho", label: "menu.unecho" },
  { name: "move", label: "menu.move", letter: "M" },
  { name: "earlier", label: "menu.earlier", letter: "Alt+↑" },
  { name: "later", label: "menu.later", letter: "Alt+↓" },
  { name: "group", label: "menu.group", letter: "G" },
  { name: "out", label: "menu.out", letter: "O" },
  { name: "lone", label: "menu.lone", letter: "A" },
  { name: "unlone", label: "menu.unlone", letter: "A" },
  { name: "title", label: "menu.title", letter: "T" },
  { name: "wording", label: "menu.wording", letter: "T" },
  { name: "link", label: "menu.link", letter: "L" },
  { name: "suggest", label: "menu.suggest", letter: "L" },
  { name: "links", label: "menu.links" },
  { name: "propose", label: "menu.propose", letter: "P" },
  { name: "answers", label: "menu.answers" },
  { name: "unpropose", label: "menu.unpropose", letter: "P" },
  { name: "tags", label: "menu.tags" },
  { name: "statement", label: "menu.statement", letter: "S" },
  { name: "fold", label: "menu.fold", letter: "F" },
  { name: "unfold", label: "menu.unfold", letter: "F" },
  { name: "large", label: "menu.large", letter: "B" },
  { name: "source", label: "menu.source" },
  { name: "edit", label: "menu.edit", letter: "E", apart: true },
  { name: "restore", label: "menu.restore", letter: "R" },
  { name: "dissolve", label: "menu.dissolve", apart: true },
  { name: "withdraw", label: "menu.withdraw", danger: true },
  { name: "hide", label: "menu.hide", danger: true },
];

/**
 * @param {readonly Branch[]} items
 * @param {Grants} grants
 * @returns {Action[]}
 */
export function actionsFor(items, grants) {
  const [first] = items;
  if (!first) return [];
  if (items.some((b) => grants.gone(b.item.id))) {
    return ALL.filter((a) => (a.name === "restore" && grants.may("note.restore", ownAll(items, grants))) || (a.name === "hide" && mayHide(items, grants)));
  }
  return ALL.filter((a) => fits(a.name, items, first, grants));
}

/**
 * @param {Name} name
 * @param {readonly Branch[]} items
 * @param {Branch} first
 * @param {Grants} grants
 * @returns {boolean}
 */
function fits(name, items, first, grants) {
  const own = ownAll(items, grants);
  const one = items.length === 1;
  const notes = items.every((b) => b.kind === "note");
  const group = one && first.kind === "group" ? first.item : undefined;
  switch (name) {
    case "move":
      return grants.may("items.move", own);
    case "earlier":
    case "later":
      return one && grants.may("items.move", own) && grants.neighbours(first.item.id)[name];
    case "group":
      return grants.may("group.add", false) && !(one && first.kind === "statement");
    case "out":
      return grants.may("items.move", own) && items.some(isIn);
    case "lone":
      return notes && grants.may("note.lone", own) && items.some((b) => b.kind === "note" && !b.item.lone);
    case "unlone":
      return notes && grants.may("note.lone", own) && items.every((b) => b.kind === "note" && b.item.lone === true);
    case "title":
      return group !== undefined && grants.may("group.title", false);
    case "wording":
      // Who may write the card writes it.
      return group !== undefined && grants.may("wording.propose", true) && !grants.may("group.title", false);
    case "read":
      return one && first.kind === "note" && grants.may("reading.turn", own);
    case "echo":
    case "unecho":
      return one && first.kind === "note" && !own && grants.may("note.echo", true) && (first.item.echoes ?? []).some((seat) => grants.isMine(seat)) === (name === "unecho");
    case "statement":
      return group !== undefined && grants.may("statement.add", false);
    case "fold":
      return group !== undefined && !group.folded && grants.may("group.fold", false);
    case "unfold":
      return group !== undefined && group.folded === true && grants.may("group.fold", false);
    case "choose":
      return one && mayChoose(first, own, grants);
    case "large":
      return group !== undefined;
    case "source":
      return one && first.kind === "note" && first.item.source !== undefined;
    case "link":
    case "suggest":
    case "links":
    case "propose":
    case "unpropose":
    case "answers":
    case "tags":
      return ofRelation(name, items, grants);
    default:
      return ofText(name, items, own, grants);
  }
}

/**
 * Lines end at islands and notes, and so do proposals.
 * @param {Name} name
 * @param {readonly Branch[]} items
 * @param {Grants} grants
 */
function ofRelation(name, items, grants) {
  const [first] = items;
  if (!first || items.some((b) => b.kind === "statement" || (b.kind === "note" && b.item.veiled))) return false;
  const proposal = first.kind !== "statement" && first.item.proposal === true;
  switch (name) {
    case "link":
      return items.length <= 2 && grants.may("link.add", false);
    case "suggest":
      // Who may draw the line draws it.
      return items.length <= 2 && grants.may("link.propose", true) && !grants.may("link.add", false);
    case "links":
      return items.length === 1 && (grants.related?.(first.item.id) ?? false);
    case "propose":
      return items.length === 1 && !proposal && grants.may("item.propose", false);
    case "tags":
      return items.length === 1 && grants.may("item.tag", false);
    case "answers":
      return items.length === 1 && proposal && grants.may("link.add", false);
    default:
      return items.length === 1 && proposal && grants.may("item.propose", false);
  }
}

/**
 * @param {Name} name
 * @param {readonly Branch[]} items
 * @param {boolean} own
 * @param {Grants} grants
 */
function ofText(name, items, own, grants) {
  const [first] = items;
  const words = items.every((b) => b.kind !== "group");
  switch (name) {
    case "edit":
      return words && items.length === 1 && grants.may(first?.kind === "note" ? "note.edit" : "statement.edit", own);
    case "dissolve":
      return items.length === 1 && first?.kind === "group" && grants.may("group.dissolve", false);
    case "withdraw":
      return words && items.every((b) => grants.may(b.kind === "note" ? "note.withdraw" : "statement.withdraw", own));
    case "hide":
      return mayHide(items, grants);
    default:
      return false;
  }
}

/** Words that are for these eyes can be put away. @param {readonly Branch[]} items @param {Grants} grants */
function mayHide(items, grants) {
  const says = (/** @type {Branch} */ { kind, item }) => (kind === "group" ? item.title : item.text) ?? "";
  return grants.may("text.hide", false) && items.every((b) => says(b) !== "");
}

/** Whether it can be taken out of something: out of an island, or a note off the sheet. @param {Branch} b */
function isIn(b) {
  return b.item.group ? true : b.kind === "note" && b.item.at !== undefined;
}

/**
 * @param {readonly Branch[]} items
 * @param {Grants} grants
 */
function ownAll(items, grants) {
  return items.every((b) => b.kind !== "group" && (grants.isMine(b.item.author) || (b.kind === "note" && (grants.mends?.(b.item) ?? false))));
}

/**
 * Who may write the text may choose between its wordings, and so may whoever wrote one of them.
 * @param {Branch} branch
 * @param {boolean} own
 * @param {Pick<Grants, "may" | "isMine">} grants
 * @returns {boolean}
 */
export function mayChoose({ kind, item }, own, { may, isMine }) {
  const rivals = item.rivals ?? [];
  if (rivals.length === 0 || item.withdrawn) return false;
  const writes = { note: "note.edit", group: "group.title", statement: "statement.edit" }[kind];
  return may(writes, own) || rivals.some((r) => isMine(r.author));
}

/**
 * Who typed a note for somebody may mend it, too, while it is private.
 * @param {import("./desk.js").Desk} desk
 * @param {import("../model/records.js").Note} note
 */
export const mends = (desk, note) => desk.isMine(note.scribe) && stillPrivate(note, desk.doc.view.board?.phase);
