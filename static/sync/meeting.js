/**
 * A text in hand meets news of the same text. What the person types is theirs: news goes in beside it where both can stand, and
 * the caret stays at its place. Where both changed the same stretch nothing is touched; the person is told, and the server will
 * keep both texts (board: rivals).
 *
 * While the input method composes, the box belongs to it: a value set then ends the conversion, or doubles it. So news waits
 * until the composition has ended, and a turn longer, because some browsers put the last letters in after they have said so.
 */
import { changes, merge } from "../model/merge.js";

/** start, end: of the selection, in code units. @typedef {{text: string, start: number, end: number}} Box */
/**
 * merged: this goes into the box, and base is what it was made from now. same: the box stays, and base is newer. clash: the box
 * stays, base stays; theirs is what stands on the board. gone: there is no such text any more.
 * @typedef {{how: "merged" | "same", base: string, box: Box} | {how: "clash" | "gone", base: string, box: Box}} Met
 */

/**
 * @param {string} base what the person began from
 * @param {Box} box
 * @param {string | undefined} theirs what stands on the board now; undefined: withdrawn, or not ours to see any more
 * @param {(text: string) => boolean} [fits] what is merged must be one the server takes
 * @returns {Met}
 */
export function meet(base, box, theirs, fits = () => true) {
  if (theirs === undefined) return { how: "gone", base, box };
  if (theirs === base || theirs === box.text) return { how: "same", base: theirs, box };
  const text = merge(base, theirs, box.text);
  if (text === null || !fits(text)) return { how: "clash", base, box };
  if (text === box.text) return { how: "same", base: theirs, box };
  const moved = moves(box.text, text);
  return { how: "merged", base: theirs, box: { text, start: moved(box.start), end: moved(box.end) } };
}

/**
 * Where a place of one text lies in another: behind the same letters. What was put in right at a caret comes after it.
 * @param {string} from
 * @param {string} to
 * @returns {(place: number) => number}
 */
export function moves(from, to) {
  const { old, hunks } = changes(from, to);
  /** @param {number} place */
  return (place) => {
    const at = clustersBefore(old, place);
    let out = place;
    for (const h of hunks) {
      if (h.from >= at) break;
      const whole = h.to <= at;
      const kept = whole ? h.text.length : bestPlace(old.slice(h.from, at), old.slice(at, h.to), h.text);
      out += length(h.text.slice(0, kept)) - length(old.slice(h.from, whole ? h.to : at));
    }
    return out;
  };
}

/** @param {readonly string[]} clusters */
const length = (clusters) => clusters.reduce((n, c) => n + c.length, 0);

/** @param {readonly string[]} clusters @param {number} place @returns {number} */
function clustersBefore(clusters, place) {
  let n = 0;
  for (let units = 0; n < clusters.length; n++) {
    units += clusters[n]?.length ?? 0;
    if (units > place) break;
  }
  return n;
}

/**
 * Inside a stretch that was changed: where most of what was round the caret still is.
 * @param {readonly string[]} before
 * @param {readonly string[]} after
 * @param {readonly string[]} text
 * @returns {number}
 */
function bestPlace(before, after, text) {
  let best = { place: text.length, score: 0 };
  for (let place = 0; place <= text.length; place++) {
    let score = 0;
    while (score < before.length && place > score && before[before.length - 1 - score] === text[place - 1 - score]) score++;
    let ahead = 0;
    while (ahead < after.length && place + ahead < text.length && after[ahead] === text[place + ahead]) ahead++;
    if (score + ahead > best.score) best = { place, score: score + ahead };
  }
  return best.place;
}

/** What is used of a text box. @typedef {Pick<HTMLTextAreaElement, "value" | "selectionStart" | "selectionEnd" | "selectionDirection" | "setSelectionRange" | "addEventListener">} TextBox */

/** A text box that somebody writes in, and what stands on the board meanwhile. */
export class InHand {
  /**
   * @param {object} options
   * @param {TextBox} options.box holds the person's text already
   * @param {string} options.base what they began from
   * @param {(text: string) => boolean} [options.fits]
   * @param {() => void} [options.changed] the box has another text, or `state` is another
   * @param {import("../lib/clock.js").Clock} options.clock
   */
  constructor({ box, base, fits = () => true, changed = () => {}, clock }) {
    /** @private */
    this.box = box;
    /** What an edit must be sent with as the text it was made from. */
    this.base = base;
    /** @private */
    this.fits = fits;
    /** @private */
    this.changed = changed;
    /** @private */
    this.clock = clock;
    /** Whether the person has to be told of something. @type {"fine" | "clash" | "gone"} */
    this.state = "fine";
    /** What stands on the board, as far as it was told here. @type {string | undefined} */
    this.theirs = base;
    /** @private */
    this.composing = false;
    /** @private @type {number | undefined} */
    this.timer = undefined;
    /** @private */
    this.ends = new AbortController();
    const { signal } = this.ends;
    box.addEventListener("compositionstart", () => this.compose(true), { signal });
    box.addEventListener("compositionend", () => this.compose(false), { signal });
  }

  /** The text on the board is this now; called as often as one likes. @param {string | undefined} theirs undefined: withdrawn */
  news(theirs) {
    if (theirs === this.theirs) return;
    this.theirs = theirs;
    if (!this.composing && this.timer === undefined) this.look();
  }

  /** The box is closed, or another's. */
  stop() {
    this.ends.abort();
    if (this.timer !== undefined) this.clock.cancel(this.timer);
    this.timer = undefined;
  }

  /** @private @param {boolean} composing */
  compose(composing) {
    this.composing = composing;
    if (this.timer !== undefined) this.clock.cancel(this.timer);
    this.timer = composing
      ? undefined
      : this.clock.after(() => {
          this.timer = undefined;
          this.look();
        }, 0);
  }

  /** @private */
  look() {
    const { value: text, selectionStart: start, selectionEnd: end, selectionDirection } = this.box;
    const met = meet(this.base, { text, start, end }, this.theirs, this.fits);
    const state = met.how === "clash" || met.how === "gone" ? met.how : "fine";
    const told = state !== this.state || met.how === "merged";
    this.base = met.base;
    this.state = state;
    if (met.how === "merged") {
      this.box.value = met.box.text;
      this.box.setSelectionRange(met.box.start, met.box.end, selectionDirection ?? "none");
    }
    if (told) this.changed();
  }
}
