/** What the screens of a board say of it, and where one goes from it. */

import { worksOn } from "../../model/themes.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */

/**
 * @param {Desk} desk
 * @returns {{table: string, theme: string, home: string, present: string, print: string}} home, present, print: addresses; empty: none
 */
export function factsOf({ client, boot, say }) {
  const here = boot.boards.find((b) => b.id === boot.board);
  const hall = client.hall.view;
  const assignment = hall.get("assignment", boot.board);
  const table = hall.table(assignment?.table ?? here?.table ?? "")?.name ?? here?.name ?? "";
  const me = client.me;
  const steers = me?.role === "facilitator" || me?.role === "organiser";
  const elsewhere = assignment !== undefined && worksOn(hall, assignment.table)?.id !== boot.board;
  const query = steers || elsewhere ? `?board=${boot.board}` : "";
  return {
    table: table || say("board.sheet"),
    theme: assignment?.theme ?? here?.theme ?? "",
    home: steers ? `/w/${boot.workshop}/hall` : "/",
    present: me ? `/s/${me.id}/present${query}` : "",
    print: me && me.role !== "participant" ? `/s/${me.id}/print${query}` : "",
  };
}
