/**
 * Predictions for what lies over notes and islands: relations, proposals, seals, the narrative, 「わたしも」. Reading aloud and
 * the rounds of choosing are not here: they are said aloud, and open what was hidden.
 */
import { checkLine, checkText } from "../lib/text.js";
import { orderBetween, orderRun } from "./order.js";
import { alike } from "./relations.js";
import { sheetsOf } from "./sheets.js";
import { Refused } from "./trial.js";

/**
 * @typedef {import("./records.js").Item} Item
 * @typedef {import("./records.js").Link} Link
 * @typedef {import("./trial.js").Trial} Trial
 * @typedef {(trial: Trial, body: Record<string, any>) => void} Effect
 */

const ANY = { chars: Infinity, bytes: Infinity };
/** @param {string | undefined} typed */
const lineOf = (typed) => checkLine(typed ?? "", ANY).text;
/** @param {string} typed */
const optionalText = (typed) => (typed.trim() === "" ? "" : checkText(typed, ANY).text);

/**
 * Refuses a relation that may not stand.
 * @param {Trial} trial
 * @param {Link} link
 */
function mayRelate(trial, link) {
  for (const end of [link.from, link.to]) {
    const kind = trial.kindOf(end);
    if (kind === "statement") throw new Refused("a sentence has no relations");
    trial.live(kind, end);
  }
  if (link.from === link.to) throw new Refused("one end");
  if (trial.liesIn(link.from, link.to) || trial.liesIn(link.to, link.from)) throw new Refused("one lies in the other");
  if (trial.links().some((other) => other.id !== link.id && alike(other, link))) throw new Refused("it stands there already");
}

/**
 * Puts a relation; what was proposed for the same is settled with it.
 * @param {Trial} trial
 * @param {Link} link
 */
function relate(trial, link) {
  mayRelate(trial, link);
  trial.put("link", link);
  for (const other of trial.proposedLinks()) if (other.id !== link.id && alike(other, link)) trial.put("link", { ...other, withdrawn: true });
  if (link.meaning === "answers") mark(trial, link.from, true);
}

/** @param {Trial} trial @param {string} id @returns {Link} a relation that stands, refusing one that is only proposed */
function standing(trial, id) {
  const link = trial.live("link", id);
  if (link.proposed) throw new Refused("only proposed");
  return link;
}

/** @param {Trial} trial @param {string} id @returns {Link} */
function proposed(trial, id) {
  const link = trial.live("link", id);
  if (!link.proposed) throw new Refused("no proposal any more");
  return link;
}

/** @param {any} body of an op that makes a link @param {Trial} trial @returns {Link} */
function newLink({ link, from, to, meaning, label }, trial) {
  const words = lineOf(label);
  return { id: link, from, to, meaning, ...(words && { label: words }), ...(trial.actor.id && { author: trial.actor.id }) };
}

/** @param {Link} link @param {Partial<Link>} [base] absent: whatever stands there */
function wasChanged(link, base) {
  return base !== undefined && (base.from !== link.from || base.to !== link.to || base.meaning !== link.meaning || (base.label ?? "") !== (link.label ?? ""));
}

/**
 * @param {Trial} trial
 * @param {string} passage
 * @param {string} item
 * @param {string} order
 */
function tell(trial, passage, item, order) {
  trial.unused("passage", passage);
  if (!trial.lives(item)) throw new Refused("gone");
  if (trial.passages().some((p) => p.item === item)) throw new Refused("told already");
  trial.put("passage", { id: passage, item, order, ...(trial.actor.id && { author: trial.actor.id }) });
}

/**
 * @param {Trial} trial
 * @param {string} moving
 * @param {string | undefined} before
 */
function passageKey(trial, moving, before) {
  const others = trial.passages().filter((p) => p.id !== moving);
  const at = others.findIndex((p) => p.id === before);
  const low = (at < 0 ? others.at(-1) : others[at - 1])?.order ?? "";
  return orderBetween(low, at < 0 ? "" : (others[at]?.order ?? ""));
}

/** @param {Trial} trial @param {string} id @param {boolean} proposal */
function mark(trial, id, proposal) {
  const kind = trial.kindOf(id);
  const { proposal: _, ...rest } = /** @type {import("./records.js").Note} */ (trial.live(kind, id));
  trial.put(kind, /** @type {Item} */ ({ ...rest, ...(proposal && { proposal: true }) }));
}

/**
 * @param {{worded: Function, withoutRivals: Function}} texts how texts become others; they are predict.js's
 * @returns {Readonly<Record<string, Effect>>}
 */
export function marks({ worded, withoutRivals }) {
  return {
    "link.add": (trial, body) => {
      trial.unused("link", body.link);
      relate(trial, newLink(body, trial));
    },
    "link.edit": (trial, { link, from, to, meaning, label, base }) => {
      const was = standing(trial, link);
      if (wasChanged(was, base)) throw new Refused("changed");
      const { label: _, ...rest } = was;
      const words = lineOf(label);
      relate(trial, { ...rest, ...(from && { from }), ...(to && { to }), meaning, ...(words && { label: words }) });
    },
    "link.withdraw": (trial, { link }) => trial.put("link", { ...standing(trial, link), withdrawn: true }),
    "link.restore": (trial, { link }) => {
      const record = trial.get("link", link);
      if (!record || record.proposed) throw new Refused("no such relation");
      const { withdrawn, ...rest } = record;
      if (withdrawn) relate(trial, rest);
    },
    "link.propose": (trial, body) => {
      trial.unused("link", body.link);
      const link = { ...newLink(body, trial), proposed: true };
      mayRelate(trial, link);
      if (trial.proposedLinks().some((other) => alike(other, link))) throw new Refused("proposed already");
      trial.put("link", link);
    },
    "link.accept": (trial, { link }) => {
      const { proposed: _, ...rest } = proposed(trial, link);
      relate(trial, rest);
    },
    "link.decline": (trial, { link }) => {
      const of = proposed(trial, link);
      trial.put("link", { ...of, ...((of.author ?? "") !== trial.actor.id && { declined: true }), withdrawn: true });
    },
    "item.propose": (trial, { item, proposal }) => {
      if (trial.kindOf(item) === "statement") throw new Refused("a sentence is no proposal");
      mark(trial, item, proposal);
      if (proposal) return;
      for (const l of trial.kept("link")) if (!l.proposed && l.from === item && l.meaning === "answers") trial.put("link", { ...l, withdrawn: true });
    },
    "items.place": (trial, { places, sheets = 1 }) => {
      const board = trial.board();
      if (sheets > sheetsOf(board)) trial.put("board", { ...board, sheets });
      for (const { item, at } of places) {
        const kind = trial.kindOf(item);
        const record = /** @type {Item | undefined} */ (trial.get(kind, item));
        if (!record) throw new Refused("no such item");
        if (!record.withdrawn && !record.group) trial.put(kind, { ...record, at });
      }
    },
    "note.echo": (trial, { note, on }) => {
      const { echoes = [], ...rest } = trial.live("note", note);
      const { id } = trial.actor;
      if (echoes.includes(id) === on || !id) return;
      const now = on ? [...echoes, id] : echoes.filter((e) => e !== id);
      trial.put("note", { ...rest, ...(now.length > 0 && { echoes: now }) });
    },
    "wording.propose": (trial, { wording, group, text }) => {
      trial.unused("wording", wording);
      trial.live("group", group);
      trial.put("wording", { id: wording, group, text: lineOf(text), ...(trial.actor.id && { author: trial.actor.id }) });
    },
    "wording.withdraw": (trial, { wording }) => trial.put("wording", { ...trial.live("wording", wording), withdrawn: true }),
    "ballot.set": (trial, { ballot, round, marks: laid }) => {
      const { open } = trial.live("round", round);
      if (!open) throw new Refused("closed");
      const now = laid.filter((/** @type {import("./records.js").Count} */ m) => m.n > 0);
      trial.put("ballot", { id: ballot, round, seat: trial.actor.id, ...(now.length > 0 && { marks: now }) });
    },
    "passage.add": (trial, { passage, item, before }) => tell(trial, passage, item, passageKey(trial, passage, before)),
    "passage.draft": (trial, { passages }) => {
      for (const p of trial.kept("passage")) trial.put("passage", { ...p, withdrawn: true });
      const keys = orderRun(passages.length);
      passages.forEach((/** @type {{passage: string, item: string}} */ p, /** @type {number} */ i) => {
        if (!trial.isGone(p.item)) tell(trial, p.passage, p.item, keys[i] ?? "");
      });
    },
    "passage.move": (trial, { passage, before }) => {
      const record = trial.live("passage", passage);
      if (before !== passage) trial.put("passage", { ...record, order: passageKey(trial, passage, before) });
    },
    "passage.edit": (trial, { passage, base, text }) => {
      const { text: stands = "", ...rest } = trial.live("passage", passage);
      const { words, rivals } = worded(trial, rest, stands, base, optionalText(text));
      trial.put("passage", { ...withoutRivals(rest), ...(words && { text: words }), ...rivals });
    },
    "passage.withdraw": (trial, { passage }) => trial.put("passage", { ...trial.live("passage", passage), withdrawn: true }),
  };
}
