/**
 * Two edits of one text brought together; the twin of board/merge.go, which says why it is so. board/testdata/vectors/merge.json
 * binds them.
 */
import { split } from "../lib/text.js";

const CELLS = 1 << 20;
const KEPT = 3;

/** text stands in place of base[from..to). @typedef {{from: number, to: number, text: string[]}} Hunk */

/**
 * @param {string} base
 * @param {string} a the edit that stands already
 * @param {string} b the one that comes
 * @returns {string | null} null: both changed the same place differently, and a person has to choose
 */
export function merge(base, a, b) {
  if (a === b || b === base) return a;
  if (a === base) return b;
  const old = split(base);
  return weave(old, hunks(old, split(a)), hunks(old, split(b)));
}

/**
 * What changed from one text to another, as places of characters: for a caret that has to stay where it is.
 * @param {string} base
 * @param {string} text
 * @returns {{old: string[], hunks: Hunk[]}}
 */
export function changes(base, text) {
  const old = split(base);
  return { old, hunks: hunks(old, split(text)) };
}

/** @param {string[]} base @param {Hunk[]} a @param {Hunk[]} b @returns {string | null} */
function weave(base, a, b) {
  /** @type {string[]} */
  const out = [];
  let at = 0;
  /** @param {Hunk} h */
  const put = (h) => {
    out.push(...base.slice(at, h.from), ...h.text);
    at = h.to;
  };
  let i = 0;
  let j = 0;
  for (;;) {
    const x = a[i];
    const y = b[j];
    if (x && (!y || x.to < y.from)) {
      put(x);
      i++;
    } else if (y && (!x || y.to < x.from)) {
      put(y);
      j++;
    } else if (!x || !y) {
      return [...out, ...base.slice(at)].join("");
    } else if (same(x, y)) {
      put(x);
      i++;
      j++;
    } else {
      return null;
    }
  }
}

/** @param {Hunk} x @param {Hunk} y */
const same = (x, y) => x.from === y.from && x.to === y.to && x.text.length === y.text.length && x.text.every((c, i) => c === y.text[i]);

/** @param {string[]} base @param {string[]} x @returns {Hunk[]} */
function hunks(base, x) {
  let head = 0;
  while (head < base.length && head < x.length && base[head] === x[head]) head++;
  let tail = 0;
  while (tail < base.length - head && tail < x.length - head && base[base.length - 1 - tail] === x[x.length - 1 - tail]) tail++;
  const old = base.slice(head, base.length - tail);
  const now = x.slice(head, x.length - tail);
  if ((old.length + 1) * (now.length + 1) > CELLS) return [{ from: head, to: head + old.length, text: now }];
  return together(base, compare(old, now, head));
}

/** @param {string[]} old @param {string[]} now @param {number} head @returns {Hunk[]} */
function compare(old, now, head) {
  const width = now.length + 1;
  const common = commonTable(old, now);
  const at = (/** @type {number} */ i, /** @type {number} */ j) => common[i * width + j] ?? 0;
  /** @type {Hunk[]} */
  const list = [];
  /** @type {Hunk | undefined} */
  let open;
  /** @param {number} i @returns {Hunk} */
  const add = (i) => {
    if (!open) list.push((open = { from: head + i, to: head + i, text: [] }));
    return open;
  };
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      open = undefined;
      i++;
      j++;
    } else if (i < old.length && (j === now.length || at(i + 1, j) >= at(i, j + 1))) {
      add(i).to++;
      i++;
    } else {
      add(i).text.push(/** @type {string} */ (now[j]));
      j++;
    }
  }
  return list;
}

/** @param {string[]} old @param {string[]} now @returns {Int32Array} row by row */
function commonTable(old, now) {
  const width = now.length + 1;
  const table = new Int32Array((old.length + 1) * width);
  const at = (/** @type {number} */ i, /** @type {number} */ j) => table[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      table[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return table;
}

/** @param {string[]} base @param {Hunk[]} list @returns {Hunk[]} */
function together(base, list) {
  /** @type {Hunk[]} */
  const out = [];
  for (const h of list) {
    const last = out.at(-1);
    if (last && h.from - last.to < KEPT) {
      last.text = [...last.text, ...base.slice(last.to, h.from), ...h.text];
      last.to = h.to;
    } else {
      out.push(h);
    }
  }
  return out;
}
