/**
 * A pasted roster as it will be read: 「1班: 甲、乙、丙(コーディネーター)」, one table a line. The server reads it by its own rules; this is what a
 * person sees before pressing the button, so it may be plainer but must never promise more.
 */

/** @typedef {{name: string, side: import("../../model/records.js").Side | ""}} Person */
/** @typedef {{name: string, people: Person[], leader: string}} Line leader: name of the coordinator, or "" */

const LEADS = /[(（]\s*コーディネーター\s*[)）]\s*$/u;
/** What stands in brackets behind a name. @type {readonly (readonly [RegExp, import("../../model/records.js").Side])[]} */
const SIDES = [
  [/[(（]\s*市民\s*[)）]\s*$/u, "citizen"],
  [/[(（]\s*職員\s*[)）]\s*$/u, "staff"],
  [/[(（]\s*その他\s*[)）]\s*$/u, "other"],
];

/**
 * @param {string} text
 * @returns {Line[]}
 */
export const rosterLines = (text) =>
  text
    .split(/\r\n|[\r\n]/u)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map(rosterLine);

/**
 * @param {string} line
 * @returns {Line}
 */
function rosterLine(line) {
  const at = line.search(/[:：\t]/u);
  if (at < 0) return { name: line, people: [], leader: "" };
  const people = line
    .slice(at + 1)
    .split(/[、,，\t;；]/u)
    .map((one) => one.trim())
    .filter((one) => one !== "");
  const leader = people.find((one) => LEADS.test(one)) ?? "";
  const person = (/** @type {string} */ one) => personOf(one.replace(LEADS, "").trim());
  return { name: line.slice(0, at).trim(), people: people.map(person), leader: leader ? person(leader).name : "" };
}

/** @param {string} words @returns {Person} */
function personOf(words) {
  for (const [bracket, side] of SIDES) if (bracket.test(words)) return { name: words.replace(bracket, "").trim(), side };
  return { name: words, side: "" };
}
