/**
 * A pasted roster as it will be read: 「1班: 甲、乙、丙(コーディネーター)」, one table a line. The server reads it by its own rules; this is what a
 * person sees before pressing the button, so it may be plainer but must never promise more.
 */

/** @typedef {{name: string, people: string[], leader: string}} Line leader: name of the coordinator, or "" */

const LEADS = /[(（]\s*コーディネーター\s*[)）]\s*$/u;

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
  return { name: line.slice(0, at).trim(), people: people.map((one) => one.replace(LEADS, "").trim()), leader: leader.replace(LEADS, "").trim() };
}
