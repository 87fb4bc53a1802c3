/**
 * Bands of paper beneath the relations: where a line goes over the outline of an island or of a title card, paper lies beside it
 * and not a colour nearly its own. They lie beneath all lines, one path for all of a width: no band cuts another line, and a big
 * board has a few more things to paint and not a hundred.
 */
import { svg } from "../../vendor/lit-html/lit-html.js";
import { headsOf, tipsOf } from "./words.js";

/** @typedef {{meaning: import("../../model/records.js").Link["meaning"], d: string, points: readonly {x: number, y: number}[], size: number}} Cased d: the way; size: of its heads */
/** @typedef {{shape: string, tip: import("./words.js").Tip, size: number}} Head */

/** The outlines of the heads as corners, the tip at 0; a dot is a point. @type {Readonly<Record<string, readonly (readonly [number, number])[]>>} */
const CORNERS = { arrow: [[-13, -7], [0, 0], [-13, 7], [-13, -7]], against: [[1, -7], [-11, 0], [1, 7]], open: [[-12, -7], [0, 0], [-12, 7]], dot: [[-1, 0], [-1, 0]] };

/** @param {readonly Cased[]} lines */
export function casings(lines) {
  const ways = (/** @type {boolean} */ double) => lines.flatMap(({ meaning, d }) => ((meaning === "same") === double ? [d] : [])).join("");
  const heads = lines.flatMap(tipped);
  const ends = (/** @type {boolean} */ dots) => heads.flatMap((head) => ((head.shape === "dot") === dots ? [outline(head)] : [])).join("");
  const band = (/** @type {string} */ name, /** @type {string} */ d) => (d ? svg`<path class=${name} d=${d} />` : "");
  return [band("line__case", ways(false)), band("line__case line__case--broad", ways(true)), band("line__case line__case--head", ends(false)), band("line__case line__case--broad line__case--head", ends(true))];
}

/** @param {Cased} line @returns {Head[]} */
function tipped({ meaning, points, size }) {
  const { end, start } = tipsOf(points);
  const [atEnd, atStart] = headsOf(meaning);
  return [{ shape: atEnd, tip: end, size }, { shape: atStart, tip: start, size }].filter(({ shape }) => shape !== "");
}

/** @param {Head} head @returns {string} for the d of an SVG path */
function outline({ shape, tip, size }) {
  const turn = (tip.turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn) * size, Math.sin(turn) * size];
  return (CORNERS[shape] ?? []).map(([x, y], i) => `${i === 0 ? "M" : "L"}${(tip.x + x * cos - y * sin).toFixed(1)} ${(tip.y + x * sin + y * cos).toFixed(1)}`).join("");
}
