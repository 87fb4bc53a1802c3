/** The ways between the boards somebody may work on: the table's, a board for each theme, and the joint one of all tables (全体会). */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { worksOf } from "../../model/themes.js";

/** @typedef {import("../../lib/words.js").Say} Say */
/** @typedef {{board: string, words: string, title: string, label: string, here: boolean, now: boolean, seat: boolean}} Way now: the board the table works on; seat: a participant works on it from the seat */

/**
 * Nothing where there is one board. Who sits at the table and does not lead it sees the themes there have been, not those to come.
 * @param {{say: Say, client: import("../../sync/client.js").Client, boot: import("../../sync/boot.js").Boot}} page
 */
export function themesView({ say, client, boot }) {
  const hall = client.hall.view;
  const me = client.me;
  if (!me) return nothing;
  const table = hall.get("assignment", boot.board)?.table || (me.table ?? "");
  const ways = [...tableWays({ say, hall, table, here: boot.board, all: me.role !== "participant" }), ...jointWays({ say, hall, here: boot.board })];
  if (ways.length < 2) return nothing;
  // Where one is needs no saying at the board of the moment: its words stand beside.
  const shown = ways.filter((way) => !(way.now && way.here));
  return html`<nav class="themes" aria-label=${say("themes.ways")}>
    ${shown.map((way) =>
      way.here
        ? html`<span class="themes__here" aria-current="page" title=${way.title}>${way.words}</span>`
        : html`<a class="button button--small" href=${addressOf(me, way)} title=${way.title} aria-label=${way.label}>${way.words}</a>`,
    )}
  </nav>`;
}

/**
 * @param {{say: Say, hall: import("../../model/state.js").State, table: string, here: string, all: boolean}} of
 * @returns {Way[]}
 */
function tableWays({ say, hall, table, here, all }) {
  const works = table ? worksOf(hall, table) : [];
  const last = works.findIndex((work) => work.now);
  const open = all ? works : works.filter((work, at) => at <= last || work.board === here);
  const single = works.length === 1;
  return open.map(({ board, topic, now }) => ({
    board, now, seat: now, here: board === here, title: topic.text,
    words: single ? say("joint.back") : say(now ? "themes.now" : "themes.one", { n: topic.n }),
    label: single ? say("joint.back") : say("themes.open", { n: topic.n, theme: topic.text }),
  }));
}

/**
 * @param {{say: Say, hall: import("../../model/state.js").State, here: string}} of
 * @returns {Way[]}
 */
const jointWays = ({ say, hall, here }) =>
  hall.assignments("").map(({ id, theme }) => ({ board: id, now: false, seat: true, here: id === here, title: theme, words: say("joint.name"), label: say("joint.open") }));

/**
 * The boards of other times are only looked at.
 * @param {{id: string, role: string, table?: string}} me
 * @param {Way} way
 */
function addressOf(me, { board, now, seat }) {
  if (me.role === "participant" && seat) return now ? `/s/${me.id}` : `/s/${me.id}?board=${board}`;
  return `/s/${me.id}/board?board=${board}`;
}
