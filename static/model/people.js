/** A list of people who have no seats yet: who goes to which table. Nothing here is the workshop's before it is said. */

/** @typedef {{name: string, side?: import("./records.js").Side, leads?: boolean, table?: string, wishes?: readonly string[]}} Listed table: "" or absent, none yet */

/** People per table where nobody said how many tables there are. */
const USUAL = 6;

/**
 * @param {readonly Listed[]} people
 * @param {readonly string[]} order tables that come first, in this order
 * @returns {{table: string, people: Listed[]}[]} the others in the order in which they come up; those without a table last
 */
export function byTable(people, order) {
  /** @type {Map<string, Listed[]>} */
  const tables = new Map(order.map((table) => [table, []]));
  for (const person of people) {
    const table = person.table ?? "";
    tables.set(table, [...(tables.get(table) ?? []), person]);
  }
  return [...tables].map(([table, list]) => ({ table, people: list })).sort((a, b) => Number(a.table === "") - Number(b.table === ""));
}

/** How many tables a list would fill. @param {readonly Listed[]} people */
export const usualTables = (people) => Math.max(1, Math.round(people.length / USUAL));

/**
 * The tables to divide people into: those there are; else those they wish for; else numbered ones.
 * @param {readonly string[]} known
 * @param {readonly Listed[]} people
 * @param {number} count
 * @param {(n: number) => string} numbered
 * @returns {string[]}
 */
export function tablesFor(known, people, count, numbered) {
  const wished = [...new Set(people.flatMap((person) => person.wishes ?? []))];
  const names = known.length > 0 ? [...known] : wished.slice(0, count);
  for (let n = 1; names.length < count; n++) if (!names.includes(numbered(n))) names.push(numbered(n));
  return names.slice(0, count);
}
