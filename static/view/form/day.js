/** Days as a town hall writes them; the twin of server/pages/dates.go. */

/** @typedef {import("../../lib/words.js").Say} Say */

const REIWA = "2019-05-01";

/**
 * @param {string} iso "2026-12-05"; anything else comes back as it is
 * @param {Say} say
 */
export function dayText(iso, say) {
  const [year = 0, month = 0, day = 0] = /^\d{4}-\d{2}-\d{2}$/u.test(iso) ? iso.split("-").map(Number) : [];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year === 0 || date.getUTCMonth() !== month - 1) return iso;
  const weekday = say("date.weekdays").charAt(date.getUTCDay());
  return iso < REIWA ? say("date.common", { year, month, day, weekday }) : say("date.reiwa", { year: year - 2018, month, day, weekday });
}
