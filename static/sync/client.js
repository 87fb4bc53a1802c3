/**
 * What a page begins with: `connect({boot})`. One socket, many documents, one outbox, one person.
 *
 * Everything of the browser (sockets, clock, store, window) is passed in, so that tests have their own; see browser.js.
 */
import { ServerTime } from "../lib/clock.js";
import { Emitter } from "../lib/emitter.js";
import { newID } from "../lib/ids.js";
import { Pace } from "../lib/pace.js";
import { browserParts } from "./browser.js";
import { Doc } from "./doc.js";
import { Drafts } from "./draft.js";
import { channelName, forget, unsentOf } from "./keeping.js";
import { history } from "./history.js";
import { Link } from "./link.js";
import { Outbox } from "./outbox.js";
import { Sleep } from "./sleep.js";
import { Tabs } from "./tabs.js";
import * as wire from "./wire.js";

/** Under what the server allows one socket (20 a second, 60 at once), so that it never has to refuse. */
const PACE = { burst: 40, perSecond: 15 };
/** What was left in the store is found within this (ms), or told later. */
const LOOK_AT_MOST = 3_000;

/**
 * @typedef {import("./boot.js").Boot} Boot
 * @typedef {import("./boot.js").Me} Me
 * @typedef {import("./browser.js").Parts} Parts
 * @typedef {import("./doc.js").Line} Line
 */

/**
 * @param {{boot: Boot} & Partial<Parts>} options
 * @returns {Client}
 */
export function connect({ boot, ...parts }) {
  return new Client(boot, { ...browserParts(), ...parts });
}

export class Client {
  /**
   * @param {Boot} boot
   * @param {Parts} parts
   */
  constructor(boot, parts) {
    this.boot = boot;
    /** @private */
    this.parts = parts;
    /** @private */
    this.whose = { workshop: boot.workshop, seat: boot.seat?.id ?? "" };
    /** @type {{code: number, key: string} | null} why it is over for good; key: "ended.<key>" in the catalogue */
    this.ended = null;
    /** @private */
    this.news = new Emitter();
    /** @private */
    this.time = new ServerTime(parts.clock, parts.wall);
    /** @private */
    this.downSince = parts.clock.now();
    this.tabs = this.makeTabs();
    this.outbox = new Outbox({ store: parts.store, tabs: this.tabs, wall: parts.wall, ...this.whose });
    /** @private */
    this.drafts = new Drafts({ store: parts.store, late: parts.late, clock: parts.clock, wall: parts.wall, ...this.whose });
    /** @private */
    this.pace = new Pace({ ...PACE, clock: parts.clock });
    /** @private @type {number | undefined} */
    this.paceTimer = undefined;
    /** @private @type {Map<string, Doc>} */
    this.docs = new Map();
    this.link = this.makeLink();
    /** @private */
    this.sleep = new Sleep({ clock: parts.clock, wall: parts.wall, woke: () => this.wake() });
    /** The workshop's own document: tables and people. It is open always, and by its digests the line is known to live. */
    this.hall = this.open(boot.workshop);
    /** @private */
    this.unlisten = parts.listen(this.wakeful());
    if (boot.seat) this.start();
  }

  /** @private */
  start() {
    this.link.start();
    this.sleep.start();
    void this.adopt();
    // Databases of browsers have been seen to hang; nobody shall look at 「保存中」 for that.
    this.parts.clock.after(() => this.looked(), LOOK_AT_MOST);
  }

  /** @private @returns {Tabs} */
  makeTabs() {
    const { clock, makeChannel } = this.parts;
    return new Tabs({
      channel: makeChannel(channelName(this.whose)), tab: newID(), clock,
      bye: () => void this.adopt(),
      left: () => this.over({ code: 0, key: "left" }),
    });
  }

  /** @private @returns {Link} */
  makeLink() {
    const { makeSocket, probe, clock, random } = this.parts;
    return new Link({
      seat: this.whose.seat, makeSocket, clock, random, probe: () => probe(this.whose.seat),
      events: {
        up: (now) => this.up(now),
        message: (message) => this.hear(message),
        down: (fresh, since) => this.down(fresh, since),
        ended: (end) => this.over(end),
        probe: () => this.hall.open(),
        trouble: () => this.news.changed(),
      },
    });
  }

  /** @private what the window tells us @returns {import("./browser.js").Wakeful} */
  wakeful() {
    return {
      wake: () => this.wake(),
      thaw: () => void this.thaw(),
      alarm: () => this.link.alarm(),
      rest: () => this.drafts.flush(),
      bye: () => {
        this.drafts.flush();
        this.tabs.say("bye");
      },
    };
  }

  /** @private nothing is waited for, and nothing believed */
  wake() {
    this.link.wake();
    void this.adopt();
  }

  /** @private nothing is sent before it is known what another tab has sent meanwhile */
  async thaw() {
    const lost = await this.outbox.recall();
    for (const doc of this.docs.values()) {
      for (const id of lost) if (doc.queue.find(id)) doc.queue.remove(id);
      doc.queue.pump();
      doc.changed();
    }
    this.wake();
  }

  /** @returns {import("./link.js").Trouble} why there is no connection, where that is known */
  get trouble() {
    return this.link.trouble;
  }

  /**
   * What happened in a document, from the beginning on: first its epoch and the number of its last entry, then the entries.
   * @param {string} doc
   * @returns {ReturnType<typeof history>} fails with a HistoryError
   */
  history(doc) {
    return history({ doc, seat: this.whose.seat, fetch: this.parts.fetch });
  }

  /** @returns {boolean} what is not sent yet outlives this page; not so where the browser keeps nothing for us */
  get lasting() {
    return this.parts.store.lasting;
  }

  /** @returns {boolean} */
  get connected() {
    return this.link.state === "up";
  }

  /** @returns {Me} who I am, as the workshop has it now */
  get me() {
    const seat = this.hall?.shadow.state.seat(this.whose.seat);
    return seat ?? this.boot.seat ?? { id: "", name: "", role: "observer" };
  }

  /** @returns {number} the server's time, ms since 1970 */
  now() {
    return this.time.now();
  }

  /**
   * @param {string} id of a document
   * @returns {Doc} the same for the same id, always
   */
  open(id) {
    let doc = this.docs.get(id);
    if (!doc) {
      doc = new Doc(id, this.lineOf());
      this.docs.set(id, doc);
      if (this.connected) doc.lineUp();
    }
    return doc;
  }

  /** Follows a document no longer, unless something for it is on its way still. @param {string} id */
  shut(id) {
    if (id === this.boot.workshop || this.docs.get(id)?.queue.pending.length !== 0) return;
    this.docs.delete(id);
    this.link.send(wire.shut(id));
  }

  /** @returns {import("./doc.js").Refusal[]} of all documents, those this page does not show, too */
  get refusals() {
    return [...this.docs.values()].flatMap((doc) => doc.refusals);
  }

  /** @private @returns {Line} */
  lineOf() {
    return {
      up: () => this.connected,
      downSince: () => this.downSince,
      over: () => this.ended !== null,
      send: (text) => this.link.send(text),
      suspect: () => this.link.suspect(),
      me: () => this.me,
      mayGo: () => this.mayGo(),
      outbox: this.outbox,
      forgetBoxes: (id) => this.drafts.forget(id),
      clock: this.parts.clock,
      rights: this.boot.rights,
    };
  }

  /** @private @returns {boolean} */
  mayGo() {
    if (this.pace.take()) return true;
    this.paceTimer ??= this.parts.clock.after(() => {
      this.paceTimer = undefined;
      for (const doc of this.docs.values()) doc.queue.pump();
    }, this.pace.wait());
    return false;
  }

  /** @param {string} name of a box, one for each @returns {import("./draft.js").Draft} its half-written text */
  box(name) {
    return this.drafts.box(name);
  }

  /** @param {() => void} listener @returns {() => void} ends it */
  onChange(listener) {
    const off = [this.news.on(listener), this.hall.onChange(listener)];
    return () => off.forEach((end) => end());
  }

  /** @returns {Promise<{ops: number, drafts: number}>} what `leave` would destroy */
  async unsent() {
    this.drafts.flush();
    return unsentOf(this.whose, this.parts.store, this.parts.late);
  }

  /** Gives up the seat in this browser: nothing of it is kept, in any tab. */
  async leave() {
    this.over({ code: 0, key: "left" });
    this.tabs.say("left");
    await forget(this.whose, this.parts.store, this.parts.late);
  }

  /** Ends without forgetting anything. */
  close() {
    this.drafts.flush();
    this.outbox.stop();
    this.link.stop();
    this.sleep.stop();
    this.tabs.say("bye");
    this.tabs.close();
    this.unlisten();
  }

  /** @private @param {number} now */
  up(now) {
    this.time.heard(now);
    this.pace.reset();
    for (const doc of this.docs.values()) doc.lineUp();
    this.news.changed();
    void this.adopt();
  }

  /** @private @param {boolean} fresh @param {number} since */
  down(fresh, since) {
    this.downSince = since;
    for (const doc of this.docs.values()) doc.lineDown(fresh);
    this.news.changed();
  }

  /** @private @param {import("./wire.js").Message} message */
  hear(message) {
    if ("doc" in message && message.doc) this.docs.get(message.doc)?.hear(message);
  }

  /** @private @param {{code: number, key: string}} end */
  over(end) {
    if (this.ended) return;
    this.ended = end;
    this.link.stop();
    this.sleep.stop();
    for (const doc of this.docs.values()) doc.lineDown(false);
    if (end.key === "left") this.forgetHere();
    this.news.changed();
  }

  /** @private */
  forgetHere() {
    this.outbox.forget();
    this.drafts.close();
    for (const doc of this.docs.values()) doc.forget();
  }

  /** @private what tabs that are gone left behind is ours to send, to documents this page does not show, too */
  async adopt() {
    for (const kept of await this.outbox.adopt()) this.open(kept.doc).take(kept);
    this.looked();
  }

  /** @private */
  looked() {
    this.outbox.looked = true;
    for (const doc of this.docs.values()) doc.changed();
  }
}
