// The table's board: for coordinators, and for whoever else may look at it in a whole window.
import { mountBoard } from "../view/board/board.js";
import { followLook } from "../view/looking.js";
import { followTable } from "../view/moving_table.js";
import { openScreen } from "../view/screen.js";

const { boot, say, client, bar, main } = openScreen();
followTable(client, boot);
followLook({ client, say, here: () => boot.board });

const { desk } = mountBoard(main, { client, doc: client.open(boot.board), boot, bar });

// Minutes pass without anything happening.
setInterval(() => client.hall.view.count("course") > 0 && desk.redraw(), 15_000);
