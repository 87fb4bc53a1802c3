/**
 * Ids: UUIDs of version 4 in the one spelling the server accepts, 36 characters, lower case.
 *
 * Made with getRandomValues and not with crypto.randomUUID, which a browser offers in a secure context only: a hall's network
 * is plain http.
 */

const CANONICAL = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** @returns {string} a new id, like no other */
export function newID() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
export function isID(value) {
  return typeof value === "string" && CANONICAL.test(value);
}
