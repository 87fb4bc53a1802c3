/** Where texts may have been put away: every board of a workshop, of earlier themes and of all tables together, and its survey. */
import { hasShape, isNumber, isString, listOf, parseJSON } from "../../lib/guard.js";

const isCounts = listOf((v) => hasShape(v, { doc: isString, n: isNumber }));

/**
 * @param {import("../../sync/client.js").Client} client
 * @param {import("../../lib/words.js").Say} say
 * @returns {import("./kept.js").Place[]}
 */
export function placesOf(client, say) {
  const hall = client.hall.view;
  const of = (/** @type {string} */ table, /** @type {string} */ name) => {
    const works = hall.assignments(table);
    return works.map((work) => ({ board: work.id, name: works.length > 1 ? say("kept.place", { table: name, theme: work.theme }) : name, doc: client.open(work.id) }));
  };
  const survey = { board: client.hall.id, name: say("survey.title"), doc: client.hall };
  return [...hall.tables().flatMap((table) => of(table.id, table.name)), ...of("", say("joint.name")), survey];
}

/**
 * Counts what is put away where this page does not follow: asked anew when what it does follow has changed.
 * @param {string} workshop
 * @param {() => ReadonlySet<string>} followed
 * @param {() => void} redraw
 */
export function keptElsewhere(workshop, followed, redraw) {
  let asked = "";
  const self = {
    known: 0,
    /** @param {number} n what is known to be put away now */
    look(n) {
      const now = `${followed().size} ${n - self.known}`;
      if (now === asked) return;
      asked = now;
      void count();
    },
  };
  async function count() {
    const answer = await fetch(`/api/w/${encodeURIComponent(workshop)}/kept`, { cache: "no-store" }).catch(() => undefined);
    const list = answer?.ok ? parseJSON(await answer.text()) : undefined;
    if (!isCounts(list)) return;
    const here = followed();
    self.known = /** @type {{doc: string, n: number}[]} */ (list).filter(({ doc }) => !here.has(doc)).reduce((sum, { n }) => sum + n, 0);
    redraw();
  }
  return self;
}
