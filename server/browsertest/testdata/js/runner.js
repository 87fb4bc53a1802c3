/**
 * Runs one test file in the page: /run?file=outbox.test.js. A test is a name and an async function that throws when it fails.
 * The outcome lies in window.outcome as soon as all have run.
 */

/** @type {{name: string, run: () => Promise<void> | void}[]} */
const tests = [];

/** @param {string} name @param {() => Promise<void> | void} run */
export const test = (name, run) => void tests.push({ name, run });

/** @param {unknown} condition @param {string} [why] */
export function ok(condition, why = "not so") {
  if (!condition) throw new Error(why);
}

/** Compares by JSON, members in any order. @param {unknown} got @param {unknown} want @param {string} [why] */
export function equal(got, want, why = "") {
  const [a, b] = [JSON.stringify(sorted(got)), JSON.stringify(sorted(want))];
  if (a !== b) throw new Error(`${why}\n got ${a}\nwant ${b}`);
}

/** @param {any} v @returns {any} */
function sorted(v) {
  if (Array.isArray(v)) return v.map(sorted);
  if (typeof v !== "object" || v === null) return v === undefined ? "(undefined)" : v;
  const members = Object.keys(v).sort().filter((key) => v[key] !== undefined);
  return Object.fromEntries(members.map((key) => [key, sorted(v[key])]));
}

/**
 * Waits for what no clock of ours tells: what another tab hears, say. Where it never comes the comparison after it says what is there.
 * @param {() => unknown} so
 */
export async function until(so) {
  for (let turns = 0; !so() && turns < 5000; turns++) await new Promise((resolve) => setTimeout(resolve));
}

/** @param {string} path */
export const fetchJSON = async (path) => (await fetch(path)).json();

/** What the address says after the file: seeds and the like. */
export const asked = new URLSearchParams(location.search);

async function runAll() {
  await import(`./${asked.get("file")}`);
  const failed = [];
  for (const { name, run } of tests) {
    try {
      await run();
    } catch (error) {
      failed.push(`${name}: ${error instanceof Error ? `${error.message}\n${error.stack}` : error}`);
    }
  }
  return { ran: tests.length, failed };
}

// Not awaited here: a test file imports this module, and a module that waited for one that waits for it would wait for ever.
runAll().then(
  (outcome) => Object.assign(window, { outcome }),
  (error) => Object.assign(window, { outcome: { ran: 0, failed: [String(error?.stack ?? error)] } }),
);
