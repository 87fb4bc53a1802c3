/**
 * Somebody was given another table, or their table went on to another theme: their page goes there with them, and takes along what
 * stands half written in the box. Whoever looks back at an earlier board may stay there until the table goes on once more.
 */
import { watchComposition } from "../lib/ime.js";
import { worksOn } from "../model/themes.js";

/** What the address ends in where somebody was just given another table, or their table another theme while they were writing. */
export const MOVED = "#moved";
export const ONWARDS = "#onwards";

/**
 * @param {import("../sync/client.js").Client} client
 * @param {import("../sync/boot.js").Boot} boot
 * @param {(board: string) => void} [keep] lays what is half written where the new page will find it
 * @param {() => boolean} [writes] whether there is any
 */
export function followTable(client, boot, keep, writes = () => false) {
  const table = boot.boards.find((one) => one.id === boot.board)?.table;
  const began = boot.boards.find((one) => one.table === table && one.now)?.id;
  const ime = watchComposition(document);
  let goes = false;
  client.hall.onChange(async () => {
    const { me, hall } = client;
    if (goes || !table || !me?.table) return;
    const next = worksOn(hall.view, me.table);
    const stays = me.table === table && (next?.id === began || next?.id === boot.board);
    if (!next || stays) return;
    goes = true;
    await ime.rests(); // what is being converted belongs to what goes along
    const mark = me.table !== table ? MOVED : writes() ? ONWARDS : "";
    keep?.(next.id);
    // Going to an address that differs in its end only would load nothing.
    history.replaceState(null, "", `/s/${me.id}${mark}`);
    location.reload();
  });
}
