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

/**
 * @param {Iterable<{kind: string, value: unknown}>} parts values as they came over the wire: JSON.stringify gives back the
 *   very bytes they were written in, because it keeps the order of the members
 * @returns {string} 16 hex digits
 */
export function digest(parts) {
  let sum = 0;
  let xor = 0;
  for (const { kind, value } of parts) {
    const h = fnv(fnv(BASIS, kind), JSON.stringify(value));
    sum = (sum + h) >>> 0;
    xor = (xor ^ h) >>> 0;
  }
  return hex(sum) + hex(xor);
}

/** @param {number} n */
const hex = (n) => n.toString(16).padStart(8, "0");
