/** How a story is told: a world, what happens to its lines, and what is on the board then. */
import { BOARD, World } from "./people.js";
import { test } from "./runner.js";

/** The texts that are seen. */
export const texts = (state) => state.all("note").filter((n) => !n.withdrawn).map((n) => n.text).sort();
/** The texts the server has. */
export const noted = (world) => texts(world.server.docs.get(BOARD).state);
/** The ops that were done, by their ids. */
export const ids = (world) => world.server.docs.get(BOARD).entries.map((e) => e.id);

/** @param {string} name @param {(world: World) => Promise<void>} run */
export const story = (name, run) =>
  test(name, async () => {
    const world = new World();
    try {
      await run(world);
    } finally {
      world.close();
    }
  });

/** The server is gone, and every browser hears of it. */
export function cut(world) {
  world.server.down = true;
  world.server.cutAll();
}

/** The line is dead, and nobody is told. */
export function hush(world) {
  world.server.down = true;
  for (const line of [...world.server.lines]) world.server.cut(line, 1006, true);
}
