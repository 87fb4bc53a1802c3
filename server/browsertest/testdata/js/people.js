/** A workshop of one board, and people at it, each with a client of their own: sockets, clock and store are the test's. */
import { Store } from "/static/lib/store.js";
import { Client } from "/static/sync/client.js";
import { brokenFactory, FakeChannels, FakeClock, FakeStorage, turn } from "./fakes.js";
import { ModelServer } from "./model_server.js";

const id = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
export const WORKSHOP = id(1);
export const BOARD = id(2);
export const TABLE = id(3);
export const SEATS = [id(11), id(12), id(13)];

const RIGHTS = { "note.add": { gather: "aaa" }, "group.add": { gather: "taa" }, "note.edit": { gather: "ooa" } };

/** Each test's world is another: channels between tabs go by the workshop's name. */
let worlds = 0;

export class World {
  constructor() {
    this.clock = new FakeClock();
    this.server = new ModelServer();
    this.server.clock = this.clock;
    this.channels = new FakeChannels();
    this.workshop = id(1000 + ++worlds);
    this.clients = [];
    /** How long the machines have slept while their clocks for timers stood still (ms). */
    this.asleep = 0;
    this.server.begin(this.workshop, [
      { kind: "workshop", value: { id: this.workshop, title: "催し", theme: "問い" } },
      { kind: "table", value: { id: TABLE, name: "1班", order: "V" } },
      ...SEATS.map((seat, i) => ({ kind: "seat", value: { id: seat, name: `人${i}`, side: "citizen", table: TABLE, role: "coordinator", order: `V${i + 1}` } })),
    ]);
    this.server.begin(BOARD, [{ kind: "board", value: { id: BOARD, workshop: this.workshop, table: TABLE, phase: "gather" } }]);
  }

  /** A browser: what it stores outlives its pages. */
  browser() {
    return { store: new Store("none", brokenFactory), late: new FakeStorage() };
  }

  /** A page of a seat in a browser. */
  page(seat, browser = this.browser(), more = {}) {
    const windowTells = { listen: (wakeful) => ((client.window = wakeful), () => {}) };
    const client = /** @type {any} */ ({});
    const boot = {
      seat: { id: seat, name: "人", side: "citizen", role: "coordinator", table: TABLE }, workshop: this.workshop, board: BOARD,
      boards: [], limits: {}, rights: RIGHTS, phases: [], texts: {},
    };
    const made = new Client(boot, {
      makeSocket: () => this.server.socket(), probe: async () => "known", clock: this.clock, wall: () => 1_700_000_000_000 + this.clock.now() + this.asleep,
      random: () => 0.5, makeChannel: this.channels.make, ...browser, ...windowTells, ...more,
    });
    Object.assign(made, { window: client.window });
    this.clients.push(made);
    return { client: made, board: made.open(BOARD), window: client.window };
  }

  /** Time passes and frames travel. */
  async pass(ms = 0) {
    for (let left = ms; ; ) {
      await this.flow();
      const step = Math.min(left, Math.max(50, ms / 100));
      await this.clock.pass(step);
      left -= step;
      if (left <= 0) break;
    }
    await this.flow();
  }

  /** All frames that are under way arrive. */
  async flow() {
    for (let i = 0; i < 4; i++) {
      await turn();
      this.server.deliver();
    }
    await turn();
  }

  close() {
    for (const client of this.clients) client.close();
  }
}
