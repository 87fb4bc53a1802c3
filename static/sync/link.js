/**
 * One socket to the server, kept alive: greets, listens, notices a dead line, comes back.
 *
 * States: idle → connecting → greeting → up → waiting → connecting …; ended is for good. In each state one timer runs at most:
 * the limit of the state, or in `up` the watch for silence. (The server's pings are answered by the browser and not shown to
 * us; what we hear at least every 30 s are its digests.)
 */
import { Backoff } from "../lib/backoff.js";
import { closing, hello, parse } from "./wire.js";

/** A line without any message for so long is dead (ms). */
export const SILENCE = 45_000;
/** Connecting, and the answer to the greeting, take no longer. */
export const PATIENCE = 10_000;
/** After the machine woke up, the answer to a question takes no longer; where the browser says it is cut off, hardly a moment. */
export const SUSPICION = 4_000;
export const ALARM = 500;
/** While the browser says so, it is asked again and again (ms): a network seldom ends at once. */
export const ALARMED = 3_000;
/** The longest wait between two tries. */
export const LONGEST_WAIT = 10_000;
const FIRST_WAIT = 500;
/** Every third failure in a row, ask who is there at all: a refused socket does not say why. */
const ASK_EVERY = 3;
/** WebSocket.OPEN. */
const OPEN = 1;

/**
 * What is used of a WebSocket.
 * @typedef {object} Socket
 * @property {((event: any) => void) | null} onopen
 * @property {((event: any) => void) | null} onmessage
 * @property {((event: any) => void) | null} onclose
 * @property {number} readyState
 * @property {(text: string) => void} send
 * @property {() => void} close
 */
/**
 * @typedef {object} Events
 * @property {(now: number) => void} up the server has answered; now: its time
 * @property {(message: import("./wire.js").Message) => void} message
 * @property {(fresh: boolean, since: number) => void} down the line is gone, since when; fresh: what is here may not be ours to see any more
 * @property {(end: {code: number, key: string}) => void} ended for good
 * @property {() => void} probe open a document anew: the server answers at once
 * @property {() => void} trouble why there is no line is known, or known otherwise
 */
/**
 * Why the line does not come up, where that is known. portal: the Wi-Fi answers in the server's place. proxy: the server
 * answers, and something on the way lets no socket through.
 * @typedef {"" | "portal" | "proxy"} Trouble
 */
/** @typedef {"idle" | "connecting" | "greeting" | "up" | "waiting" | "ended"} LinkState */

export class Link {
  /**
   * @param {object} options
   * @param {string} options.seat who speaks
   * @param {() => Socket} options.makeSocket
   * @param {() => Promise<import("./portal.js").Found>} options.probe who answers, where no socket opens
   * @param {import("../lib/clock.js").Clock} options.clock
   * @param {Events} options.events
   * @param {() => number} [options.random]
   */
  constructor({ seat, makeSocket, probe, clock, events, random = Math.random }) {
    this.seat = seat;
    this.makeSocket = makeSocket;
    this.probe = probe;
    this.clock = clock;
    this.events = events;
    this.random = random;
    this.backoff = new Backoff({ first: FIRST_WAIT, most: LONGEST_WAIT, random });
    /** @type {LinkState} */
    this.state = "idle";
    /** @private @type {Socket | undefined} */
    this.socket = undefined;
    /** @private @type {number | undefined} */
    this.timer = undefined;
    /** @private when this state began, and when the server was last heard */
    this.began = this.heard = clock.now();
    /** @private how often a question was answered: what was on its way already is no answer */
    this.answers = 0;
    /** @private the browser says there is no network */
    this.alarmed = false;
    /** @private tries in a row that never got through */
    this.failures = 0;
    /** @type {Trouble} */
    this.trouble = "";
    /** @private a question is out: whether the line lives */
    this.doubting = false;
  }

  start() {
    if (this.state === "idle") this.connect();
  }

  /** Ends without a word to anybody: the page goes, or the seat was given up. */
  stop() {
    this.enter("ended");
    this.detach();
  }

  /**
   * @param {string} text
   * @returns {boolean} it is on its way
   */
  send(text) {
    // A socket that is closing says so a moment later; what is sent meanwhile is lost, and the browser complains.
    if (this.state !== "up" || this.socket?.readyState !== OPEN) return false;
    this.socket.send(text);
    return true;
  }

  /** The machine woke up, the network is back, the page is looked at again: do not wait, and believe nothing. */
  wake() {
    this.alarmed = false;
    if (this.state === "waiting") this.connect();
    else if (this.state === "up") this.doubt(SUSPICION);
    else if (this.state !== "idle" && this.state !== "ended" && this.since(this.began) > SUSPICION) this.connect();
  }

  /** An answer is long in coming: perhaps the line is dead, and nobody has told us. */
  suspect() {
    if (this.state === "up" && !this.doubting) this.doubt(PATIENCE);
  }

  /** The browser says there is no network. A server on this very machine is there all the same: ask it. */
  alarm() {
    this.alarmed = true;
    if (this.state === "up") this.doubt(ALARM);
  }

  /** @private @param {number} patience */
  doubt(patience) {
    if (this.since(this.heard) >= SILENCE) return this.lose(0, false, this.heard);
    const { answers } = this;
    this.events.probe();
    this.doubting = true;
    this.after(patience, () => (this.answers === answers ? this.lose(0, false, this.heard) : this.watch()));
  }

  /** @private */
  connect() {
    this.detach();
    this.enter("connecting");
    const socket = this.makeSocket();
    this.socket = socket;
    socket.onopen = () => this.greet();
    socket.onmessage = ({ data }) => this.hear(data);
    socket.onclose = ({ code }) => this.closed(code);
    this.after(PATIENCE, () => this.lose(this.backoff.next()));
  }

  /** @private */
  greet() {
    this.enter("greeting");
    this.socket?.send(hello(this.seat));
    this.after(PATIENCE, () => this.lose(this.backoff.next()));
  }

  /** @private @param {unknown} data */
  hear(data) {
    this.heard = this.clock.now();
    const message = parse(data);
    if (!message) return;
    if (message.t === "resumed" || message.t === "snapshot") this.answers++;
    if (this.state === "greeting" && message.t === "welcome") {
      this.enter("up");
      this.trouble = "";
      this.watch();
      this.events.up(message.now);
      return;
    }
    if (this.state !== "up") return;
    // Only a line that bears more than the greeting is a good one: else an accept-and-close would be tried without pause.
    this.backoff.reset();
    this.failures = 0;
    this.events.message(message);
  }

  /** @private waits for silence, and asks meanwhile where there is reason to */
  watch() {
    this.doubting = false;
    if (this.alarmed) return this.after(ALARMED, () => this.doubt(ALARM));
    this.after(Math.max(1, SILENCE - this.since(this.heard)), () => {
      if (this.since(this.heard) >= SILENCE) this.lose(0, false, this.heard);
      else this.watch();
    });
  }

  /** @private @param {number} code */
  closed(code) {
    const meaning = closing(code);
    if (!meaning.comeBack) return this.end(code, meaning.key);
    if (this.state === "connecting" && ++this.failures % ASK_EVERY === 0) this.ask();
    const wait = this.backoff.next();
    this.lose(meaning.slowly ? LONGEST_WAIT / 2 + (this.random() * LONGEST_WAIT) / 2 : wait, meaning.fresh);
  }

  /** @private */
  ask() {
    void this.probe().then((found) => {
      if (this.state === "up" || this.state === "ended") return;
      if (found === "unknown") return this.end(0, "expired");
      this.trouble = found === "stranger" ? "portal" : found === "known" ? "proxy" : "";
      this.events.trouble();
    });
  }

  /** @private @param {number} code @param {string} key */
  end(code, key) {
    const wasUp = this.state === "up";
    this.stop();
    if (wasUp) this.events.down(false, this.clock.now());
    this.events.ended({ code, key });
  }

  /**
   * The line is gone; try again after a while.
   * @private
   * @param {number} wait
   * @param {boolean} [fresh]
   * @param {number} [since] it was dead before we noticed
   */
  lose(wait, fresh = false, since = this.clock.now()) {
    const wasUp = this.state === "up";
    this.doubting = false;
    this.detach();
    this.enter("waiting");
    this.after(wait, () => this.connect());
    if (wasUp || fresh) this.events.down(fresh, since);
  }

  /** @private lets go of the socket: nothing it says later counts */
  detach() {
    if (!this.socket) return;
    this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
    this.socket.close();
    this.socket = undefined;
  }

  /** @private @param {LinkState} state */
  enter(state) {
    if (this.timer !== undefined) this.clock.cancel(this.timer);
    this.timer = undefined;
    this.state = state;
    this.began = this.clock.now();
  }

  /** @private @param {number} ms @param {() => void} act */
  after(ms, act) {
    if (this.timer !== undefined) this.clock.cancel(this.timer);
    this.timer = this.clock.after(() => {
      this.timer = undefined;
      act();
    }, ms);
  }

  /** @private @param {number} moment */
  since(moment) {
    return this.clock.now() - moment;
  }
}
