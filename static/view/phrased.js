/**
 * Words of a title card with its lines ending between phrases. The browser finds phrases itself (word-break: auto-phrase), but
 * takes a single letter behind a comma for one: 「足がないと、た｜どり着けない」. Such two letters stay together.
 */
import { html } from "../vendor/lit-html/lit-html.js";

const BEHIND_COMMA = /[、。，．！？]([^\s、。，．！？]{2})/gu;

/** @param {string} text @returns {unknown} the same text */
export function phrased(text) {
  /** @type {unknown[]} */
  const pieces = [];
  let from = 0;
  for (const found of text.matchAll(BEHIND_COMMA)) {
    const pair = found[1] ?? "";
    const at = found.index + found[0].length - pair.length;
    pieces.push(text.slice(from, at), html`<span class="together">${pair}</span>`);
    from = at + pair.length;
  }
  return from === 0 ? text : [...pieces, text.slice(from)];
}
