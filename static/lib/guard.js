/**
 * Small guards: what comes from outside (the socket, the page, the browser's own storage) is unknown until one of these has
 * looked at it.
 */

/**
 * @param {unknown} v
 * @returns {v is Record<string, unknown>} a plain object, no array
 */
export const isObject = (v) => typeof v === "object" && v !== null && !Array.isArray(v);

/**
 * @param {unknown} v
 * @returns {v is string}
 */
export const isString = (v) => typeof v === "string";

/**
 * @param {unknown} v
 * @returns {v is string}
 */
export const isFilled = (v) => typeof v === "string" && v !== "";

/**
 * @param {unknown} v
 * @returns {v is number} a whole number, 0 or more, that a browser can count exactly
 */
export const isCount = (v) => Number.isSafeInteger(v) && /** @type {number} */ (v) >= 0;

/**
 * @param {unknown} v
 * @returns {v is number}
 */
export const isNumber = (v) => typeof v === "number" && Number.isFinite(v);

/**
 * @param {unknown} v
 * @returns {v is boolean}
 */
export const isBoolean = (v) => typeof v === "boolean";

/**
 * A guard that lets the absent value pass.
 * @param {(v: unknown) => boolean} guard
 * @returns {(v: unknown) => boolean}
 */
export const optional = (guard) => (v) => v === undefined || guard(v);

/**
 * @template T
 * @param {(v: unknown) => v is T} guard
 * @returns {(v: unknown) => v is T[]} a guard for lists of them
 */
export function listOf(guard) {
  /** @param {unknown} v @returns {v is T[]} */
  const isList = (v) => Array.isArray(v) && v.every(guard);
  return isList;
}

/**
 * Whether an object has members that pass; other members it may have.
 * @param {unknown} v
 * @param {Record<string, (v: unknown) => boolean>} shape
 * @returns {v is Record<string, unknown>}
 */
export function hasShape(v, shape) {
  return isObject(v) && Object.entries(shape).every(([name, guard]) => guard(Object.hasOwn(v, name) ? v[name] : undefined));
}

/**
 * Reads JSON without trusting it.
 * @param {string} text
 * @returns {unknown} undefined where it is no JSON
 */
export function parseJSON(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
