/**
 * The catalogue: every sentence of the product by its key. Sentences are whole; what changes in them stands in {places}.
 *
 * A missing key or place is a mistake of ours. Where the product is made it must be loud; in a hall a person must never see a
 * raw key: they see nothing, or for a refusal the general sentence.
 */

/** @typedef {Record<string, string | number>} Params */
/** @typedef {((key: string, params?: Params) => string) & {has: (key: string) => boolean}} Say */

/**
 * @param {Readonly<Record<string, string>>} texts
 * @param {boolean} [loud] missing texts throw; by default on the machine the product runs on
 * @returns {Say}
 */
export function makeWords(texts, loud = isOwnMachine()) {
  /** @param {string} key */
  const has = (key) => Object.hasOwn(texts, key);
  /** @param {string} key @param {Params} [params] */
  const say = (key, params = {}) => {
    const text = has(key) ? texts[key] : undefined;
    if (text !== undefined) return fill(key, text, params, loud);
    if (key.startsWith("refusal.") && has("refusal.unknown")) return texts["refusal.unknown"] ?? "";
    if (loud) throw new Error(`no text for ${key}`);
    return "";
  };
  return Object.assign(say, { has });
}

/**
 * @param {string} key
 * @param {string} text
 * @param {Params} params
 * @param {boolean} loud
 */
function fill(key, text, params, loud) {
  return text.replace(/\{([a-z_A-Z]+)\}/gu, (place, name, at) => {
    if (Object.hasOwn(params, name)) return text[at - 1] === "「" && text[at + place.length] === "」" ? inQuotes(String(params[name])) : String(params[name]);
    if (loud) throw new Error(`${key} wants {${name}}`);
    return "";
  });
}

/**
 * Somebody's words between a sentence's own 「」: their quotation marks take turns with those, as in print, and what was cut
 * short is closed. 「『絆』って何だろう」
 * @param {string} words
 * @returns {string}
 */
function inQuotes(words) {
  let depth = 0;
  const turned = words.replace(/[「『」』]/gu, (mark) => {
    const opens = mark === "「" || mark === "『";
    if (!opens) depth = Math.max(0, depth - 1);
    const pair = depth % 2 === 0 ? "『』" : "「」";
    if (opens) depth++;
    return pair[opens ? 0 : 1] ?? mark;
  });
  let closing = "";
  while (depth > 0) closing += --depth % 2 === 0 ? "』" : "」";
  return turned + closing;
}

function isOwnMachine() {
  return ["localhost", "127.0.0.1", "[::1]"].includes(globalThis.location?.hostname ?? "");
}
