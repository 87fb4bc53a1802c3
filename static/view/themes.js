/** The ways between a table's boards: which theme it is at, and what it made of the others. */
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { worksOf } from "../model/themes.js";

/**
 * Nothing where there is one theme. Who sits at the table and does not lead it sees the themes there have been, not those to come.
 * @param {{say: import("../lib/words.js").Say, client: import("../sync/client.js").Client, boot: import("../sync/boot.js").Boot}} page
 */
export function themesView({ say, client, boot }) {
  const hall = client.hall.view;
  const me = client.me;
  const table = hall.get("assignment", boot.board)?.table ?? "";
  const works = worksOf(hall, table);
  const last = works.findIndex((work) => work.now);
  const open = me?.role === "participant" ? works.filter((work, at) => at <= last || work.board === boot.board) : works;
  if (open.length < 2 || !me) return nothing;
  // Where one is needs no saying at the theme of the moment: its words stand beside.
  const shown = open.filter((work) => !(work.now && work.board === boot.board));
  return html`<nav class="themes" aria-label=${say("themes.ways")}>
    ${shown.map(({ board, topic, now }) => {
      const words = say(now ? "themes.now" : "themes.one", { n: topic.n });
      return board === boot.board
        ? html`<span class="themes__here" aria-current="page" title=${topic.text}>${words}</span>`
        : html`<a class="button button--small" href=${wayTo(me, board, now)} title=${topic.text} aria-label=${say("themes.open", { n: topic.n, theme: topic.text })}>${words}</a>`;
    })}
  </nav>`;
}

/**
 * @param {{id: string, role: string, table?: string}} me
 * @param {string} board
 * @param {boolean} now
 */
const wayTo = (me, board, now) => (now && me.role === "participant" ? `/s/${me.id}` : `/s/${me.id}/board?board=${board}`);
