/** Join codes as people type and read them: the twin of board/code.go, run against the same vectors. */

/** Without what is confused when read aloud or copied by hand: 0 O, 1 I L, 5 S, 8 B, U V. */
const ALPHABET = "234679ACDEFGHJKMNPQRTWXYZ";
const LENGTH = 8;
const LONGEST = 64;
/** Spaces, dashes, invisible marks, and what a Japanese keyboard makes of a hyphen. */
const BETWEEN = /^[\p{White_Space}\p{Pd}\p{Cf}−ーｰ・･_]$/u;

/**
 * @param {string} typed any case, full or half width, with hyphens or spaces
 * @returns {string} the code in its normal form, or empty when it cannot be one
 */
export function normalCode(typed) {
  if (new TextEncoder().encode(typed).length > LONGEST) return "";
  let code = "";
  for (const letter of typed) {
    const narrow = letter >= "！" && letter <= "～" ? String.fromCodePoint(letter.charCodeAt(0) - 0xfee0) : letter;
    if (BETWEEN.test(narrow)) continue;
    const c = narrow <= "z" ? narrow.toUpperCase() : "";
    if (c === "" || !ALPHABET.includes(c)) return "";
    code += c;
  }
  return code.length === LENGTH ? code : "";
}

/**
 * @param {string} code in its normal form
 * @returns {string} as it is printed: 4-4
 */
export function shownCode(code) {
  return code.length === LENGTH ? `${code.slice(0, 4)}-${code.slice(4)}` : code;
}
