/** Somebody was given another table: their page goes there with them, and takes along what stands half written in the box. */

/**
 * @param {import("../sync/client.js").Client} client
 * @param {import("../sync/boot.js").Boot} boot
 * @param {(board: string) => void} [keep] lays what is half written where the new table's page will find it
 */
export function followTable(client, boot, keep) {
  const here = boot.boards.find((one) => one.id === boot.board)?.table;
  let goes = false;
  client.hall.onChange(() => {
    const { me, hall } = client;
    if (goes || !here || !me?.table || me.table === here) return;
    const next = hall.view.assignments(me.table)[0];
    if (!next) return;
    goes = true;
    keep?.(next.id);
    location.assign(`/s/${me.id}`);
  });
}
