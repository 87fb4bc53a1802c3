// The history of one table's board.
import { HistoryView } from "../view/history/history.js";
import { backOf, openScreen } from "../view/screen.js";

const { boot, client, bar, main } = openScreen();

new HistoryView(main, { client, doc: client.open(boot.board), boot, bar, back: backOf(boot) });
