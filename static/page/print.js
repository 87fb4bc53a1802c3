// What one table made, on paper: labels of the notes, a sheet for each island, and the whole picture on A3.
import { PrintView } from "../view/print/print.js";
import { backOf, openScreen } from "../view/screen.js";

const { boot, client, bar, main } = openScreen();

new PrintView(main, { client, doc: client.open(boot.board), boot, bar, back: backOf(boot) });
