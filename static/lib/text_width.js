/** About how wide texts are, in letters (em), without drawing them. */

/** @type {Map<string, readonly number[]>} */
const known = new Map();
/** A board has at most so many texts; then the memory begins anew. */
const MOST = 8000;

/**
 * @param {string} text
 * @returns {readonly number[]} how wide each of its paragraphs is, in em; at least one
 */
export function paragraphs(text) {
  const before = known.get(text);
  if (before) return before;
  const widths = text.split("\n").map(widthOf);
  if (known.size >= MOST) known.clear();
  known.set(text, widths);
  return widths;
}

/** Kana of a proportional face are a little narrower than its kanji. @param {string} line */
function widthOf(line) {
  let width = 0;
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if (code < 0x300 || (code >= 0xff61 && code <= 0xff9f)) width += 0.55;
    else if (code >= 0xd800 && code <= 0xdfff) width += 0.5; // two halves of one
    else width += code >= 0x3040 && code <= 0x30ff ? 0.93 : 1;
  }
  return width;
}
