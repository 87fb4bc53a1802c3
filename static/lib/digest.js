/**
 * The fingerprint by which browser and server find out that they hold the same: the twin of board/digest.go. The sum and the
 * exclusive-or of 32-bit FNV-1a hashes, so that the order of the parts does not matter.
 */

const BASIS = 2166136261;
const PRIME = 16777619;
const encoder = new TextEncoder();

/**
 * @param {number} hash so far
 * @param {string} text hashed as UTF-8
 * @returns {number} 32 bits
 */
function fnv(hash, text) {
  const bytes = encoder.encode(text);
  let h = hash;
  for (let i = 0; i < bytes.length; i++) h = Math.imul(h ^ (bytes[i] ?? 0), PRIME);
  return h >>> 0;
}

/** What a hash begins with, by kind: there are few. @type {Map<string, number>} */
const begun = new Map();

/** @type {WeakMap<object, number>} */
const known = new WeakMap();

/**
 * Of a record, which never changes: the server has its board compared twice a minute, also while somebody types, and only what is
 * new since then is worked out.
 * @param {string} kind
 * @param {object} value
 */
function hashOf(kind, value) {
  let hash = known.get(value);
  if (hash !== undefined) return hash;
  let basis = begun.get(kind);
  if (basis === undefined) begun.set(kind, (basis = fnv(BASIS, kind)));
  known.set(value, (hash = fnv(basis, JSON.stringify(value))));
  return hash;
}

/**
 * @param {Iterable<{kind: string, value: object}>} parts values as they came over the wire: JSON.stringify gives back the
 *   very bytes they were written in, because it keeps the order of the members
 * @returns {string} 16 hex digits
 */
export function digest(parts) {
  let sum = 0;
  let xor = 0;
  for (const { kind, value } of parts) {
    const h = hashOf(kind, value);
    sum = (sum + h) >>> 0;
    xor = (xor ^ h) >>> 0;
  }
  return hex(sum) + hex(xor);
}

/** @param {number} n */
const hex = (n) => n.toString(16).padStart(8, "0");
