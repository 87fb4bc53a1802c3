/** 横串の札 of one island or note, laid on from its menu by who steers the hall. */
import { html } from "../../vendor/lit-html/lit-html.js";
import { tagsOf } from "../../model/tags.js";
import { closeButton, dialogView } from "../dialog.js";
import { chipsView } from "./list.js";
import { wordsOf } from "../relating/words.js";

/**
 * @param {import("../../editor/desk.js").Desk} desk
 * @param {Extract<import("../../editor/desk.js").Panel, {what: "tags"}>} panel
 */
export function tagsDialog(desk, panel) {
  const { say, doc, client } = desk;
  const close = () => desk.open(undefined);
  const item = /** @type {{id: string, tags?: readonly string[]} | undefined} */ (doc.view.item(panel.id));
  const tags = tagsOf(client.hall.view);
  const what = wordsOf(doc.view, say, panel.id);
  return dialogView({
    title: say("tags.title_one"),
    body: html`<p><b dir="auto">${what}</b></p>
      ${tags.length === 0 ? html`<p class="card__text">${say("tags.none_board")}</p>` : chipsView({ id: panel.id, tags: item?.tags ?? [] }, { tags, doc, say, what })}`,
    acts: closeButton(say("board.close"), close),
    close: () => desk.panel === panel && close(),
  });
}
