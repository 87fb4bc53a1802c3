/**
 * Order keys: fractions between 0 and 1 in base 62, compared as plain strings. The twin of board/order.go, run against the
 * same vectors, so that a moved note lies at once where the server will put it.
 */

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE = DIGITS.length;
/** Three digits give 62³ slots; steps of 16 leave room between neighbours before keys grow longer. */
const WIDTH = 3;
const SLOTS = BASE ** WIDTH;
const STEP = 16;

/**
 * @param {string} key
 * @returns {boolean} digits only, no trailing zero: nothing fits between "1" and "10"
 */
export function isOrder(key) {
  return /^[0-9A-Za-z]*[1-9A-Za-z]$/u.test(key);
}

/**
 * @param {string} a smaller neighbour, or empty
 * @param {string} b larger neighbour, or empty
 * @returns {string} a key between them; empty where there is none
 */
export function orderBetween(a, b) {
  if ((a !== "" && !isOrder(a)) || (b !== "" && (!isOrder(b) || a >= b))) return "";
  if (a === "" && b === "") return slotKey(Math.floor(SLOTS / 2));
  if (b === "" && slotOf(a) + STEP < SLOTS) return slotKey(slotOf(a) + STEP);
  if (a === "" && slotOf(b) - STEP > 0) return slotKey(slotOf(b) - STEP);
  return midpoint(a, b);
}

/**
 * Keys for several things that go to one place. In front of a neighbour the gap is halved again and again: one key behind the
 * other would lengthen them by a digit every six.
 * @param {string} a
 * @param {string} b
 * @param {number} n
 * @returns {string[]} ascending; none where there is no room
 */
export function orderKeysBetween(a, b, n) {
  if (n === 0 || (b !== "" && a >= b)) return [];
  if (b === "") {
    let last = a;
    return Array.from({ length: n }, () => (last = orderBetween(last, "")));
  }
  const middle = orderBetween(a, b);
  const before = Math.floor(n / 2);
  return [...orderKeysBetween(a, middle, before), middle, ...orderKeysBetween(middle, b, n - 1 - before)];
}

/**
 * @param {number} n
 * @returns {string[]} keys for a list that is numbered afresh
 */
export function orderRun(n) {
  const step = Math.max(1, Math.min(STEP, Math.floor(SLOTS / (n + 1))));
  const first = Math.floor(SLOTS / 2) - Math.floor(n / 2) * step;
  return Array.from({ length: n }, (_, i) => slotKey(first + i * step));
}

/** @param {string} key */
function slotOf(key) {
  let n = 0;
  for (let i = 0; i < WIDTH; i++) n = n * BASE + digitAt(key, i);
  return n;
}

/** @param {number} n */
function slotKey(n) {
  if (n <= 0) return midpoint("", "001");
  const key = [Math.floor(n / BASE ** 2), Math.floor(n / BASE) % BASE, n % BASE].map((d) => DIGITS[d]).join("");
  return key.replace(/0+$/u, "");
}

/**
 * Walks down the common digits of a and b and settles half way at the first place where they leave room.
 * @param {string} a
 * @param {string} b
 */
function midpoint(a, b) {
  let key = "";
  let bounded = b !== "";
  for (let i = 0; ; i++) {
    const low = digitAt(a, i);
    const high = bounded ? digitAt(b, i) : BASE;
    if (high - low > 1) return key + DIGITS[Math.floor((low + high) / 2)];
    if (high !== low) bounded = false;
    key += DIGITS[low];
  }
}

/** @param {string} key @param {number} i */
function digitAt(key, i) {
  return i < key.length ? DIGITS.indexOf(key.charAt(i)) : 0;
}
