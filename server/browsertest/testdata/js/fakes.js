/** A clock that stands still until told, and lets what waits for a turn of the event loop have it. */
export class FakeClock {
  constructor() {
    this.time = 1_000_000;
    this.timers = new Map();
    this.last = 0;
  }

  now = () => this.time;
  after = (act, ms) => {
    this.timers.set(++this.last, { at: this.time + Math.max(0, ms), act });
    return this.last;
  };
  cancel = (handle) => void this.timers.delete(handle);

  /** Runs timers in their order until `ms` have passed. */
  async pass(ms) {
    const end = this.time + ms;
    for (;;) {
      await turn();
      const [handle, next] = [...this.timers].sort(([i, a], [j, b]) => a.at - b.at || i - j)[0] ?? [];
      if (!next || next.at > end) break;
      this.timers.delete(handle);
      this.time = Math.max(this.time, next.at);
      next.act();
    }
    this.time = end;
    await turn();
  }
}

/** Lets promises and microtasks run: a message to oneself comes after all of them. */
export const turn = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(0);
  });

/** A socket whose other end is the test. */
export class FakeSocket {
  constructor() {
    this.onopen = this.onmessage = this.onclose = null;
    /** What the browser sent, parsed. */
    this.sent = [];
    this.closed = false;
    this.readyState = 1;
    this.onsend = () => {};
  }

  send = (text) => {
    const message = JSON.parse(text);
    this.sent.push(message);
    this.onsend(message);
  };
  close = () => {
    this.closed = true;
    this.readyState = 3;
  };

  opened = () => this.onopen?.({});
  says = (message) => this.onmessage?.({ data: typeof message === "string" ? message : JSON.stringify(message) });
  ends = (code) => this.onclose?.({ code });
}

/** localStorage of a test's own. */
export class FakeStorage {
  constructor() {
    this.map = new Map();
  }
  get length() {
    return this.map.size;
  }
  key = (i) => [...this.map.keys()][i] ?? null;
  getItem = (key) => this.map.get(key) ?? null;
  setItem = (key, value) => void this.map.set(key, String(value));
  removeItem = (key) => void this.map.delete(key);
}

/** A database that cannot be opened: the store goes on in memory. */
export const brokenFactory = {
  open() {
    throw new Error("no storage here");
  },
};

/** Numbers that look random and come again with the same seed (mulberry32). */
export function seeded(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The channels between tabs, of one test: a message comes with the next turn, unless the tab is frozen. */
export class FakeChannels {
  constructor() {
    this.all = [];
  }

  make = (name) => {
    const channel = {
      name, frozen: false, listener: (_event) => {},
      addEventListener: (_type, listener) => void (channel.listener = listener),
      postMessage: (data) => void queueMicrotask(() => this.all.filter((c) => c !== channel && c.name === name && !c.frozen).forEach((c) => c.listener({ data }))),
      close: () => void (this.all = this.all.filter((c) => c !== channel)),
    };
    this.all.push(channel);
    return channel;
  };
}
