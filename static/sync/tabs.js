/**
 * The tabs of one seat in one browser: which are alive, and what they tell each other.
 *
 * A tab that is asked answers; one that does not answer within moments is gone, or frozen. (Locks would need a secure context,
 * which plain http is not; time stamps would need a timer that background tabs do not get.) A frozen tab taken for gone does no
 * harm: its ops are sent by another, under the same ids, and done once.
 */
import { hasShape, isFilled } from "../lib/guard.js";

/** How long a living tab may take to answer. */
export const ROLL_CALL = 300;

export class Tabs {
  /**
   * @param {{channel: BroadcastChannel | undefined, tab: string, clock: import("../lib/clock.js").Clock, bye: () => void, left: () => void}} options
   *   channel: undefined, where the browser has none: then all others are taken for gone. bye: another tab has ended, its words may want a sender. left: the seat was given up in another tab.
   */
  constructor({ channel, tab, clock, bye, left }) {
    this.tab = tab;
    this.clock = clock;
    /** @private @type {Set<string>} who answered */
    this.here = new Set();
    /** @private */
    this.channel = channel;
    this.channel?.addEventListener("message", ({ data }) => this.hear(data, bye, left));
  }

  /**
   * @private
   * @param {unknown} data
   * @param {() => void} bye
   * @param {() => void} left
   */
  hear(data, bye, left) {
    if (!hasShape(data, { say: isFilled, tab: isFilled })) return;
    if (data["say"] === "who") this.say("here");
    if (data["say"] === "here") this.here.add(String(data["tab"]));
    if (data["say"] === "bye") bye();
    if (data["say"] === "left") left();
  }

  /** @param {"who" | "here" | "bye" | "left"} say */
  say(say) {
    this.channel?.postMessage({ say, tab: this.tab });
  }

  /**
   * @param {readonly string[]} tabs
   * @returns {Promise<string[]>} those of them that are gone
   */
  async gone(tabs) {
    if (tabs.length === 0) return [];
    this.here.clear();
    this.say("who");
    await new Promise((resolve) => this.clock.after(() => resolve(undefined), ROLL_CALL));
    return tabs.filter((tab) => !this.here.has(tab));
  }

  close() {
    this.channel?.close();
    this.channel = undefined;
  }
}
