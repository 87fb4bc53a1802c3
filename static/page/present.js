// The presentation of one table, for the projector.
import { Presentation } from "../view/present/present.js";
import { backOf, openScreen } from "../view/screen.js";

const { boot, client, bar, main } = openScreen();

bar.remove();
new Presentation(main, { client, doc: client.open(boot.board), boot, back: backOf(boot) });
