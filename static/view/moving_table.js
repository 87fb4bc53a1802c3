/**
 * Somebody was given another table, or their table went on to another theme: their page goes there with them, and takes along what
 * stands half written in the box. Whoever looks back at an earlier board may stay there until the table goes on once more.
 */
import { worksOn } from "../model/themes.js";

/** What the address ends in where somebody was just given another table. */
export const MOVED = "#moved";

/**
 * @param {import("../sync/client.js").Client} client
 * @param {import("../sync/boot.js").Boot} boot
 * @param {(board: string) => void} [keep] lays what is half written where the new page will find it
 */
export function followTable(client, boot, keep) {
  const table = boot.boards.find((one) => one.id === boot.board)?.table;
  const began = boot.boards.find((one) => one.table === table && one.now)?.id;
  let goes = false;
  client.hall.onChange(() => {
    const { me, hall } = client;
    if (goes || !table || !me?.table) return;
    const next = worksOn(hall.view, me.table);
    const stays = me.table === table && (next?.id === began || next?.id === boot.board);
    if (!next || stays) return;
    goes = true;
    keep?.(next.id);
    location.assign(`/s/${me.id}${me.table === table ? "" : MOVED}`);
  });
}
