/** Bytes as text, where only text can travel. */

/** So many at once that no browser's limit of arguments is met. */
const STRETCH = 0x8000;

/**
 * @param {Uint8Array} bytes
 * @returns {string} RFC 4648, section 4
 */
export function base64(bytes) {
  let letters = "";
  for (let at = 0; at < bytes.length; at += STRETCH) letters += String.fromCharCode(...bytes.subarray(at, at + STRETCH));
  return btoa(letters);
}
