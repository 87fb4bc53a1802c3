/**
 * What of a long sheet is painted: what is in sight, and most of a window's height above and below. Of whatever scrolls a browser
 * paints thousands of pixels around, and all of it anew with each step in which a hand comes closer; on a board of 2,000 notes
 * that is what takes longest.
 *
 * Only painting is left out: what lies beyond is there for the keys, for find-in-page and for a screen reader, as before. Whoever
 * pulls the bar by its thumb goes further in one picture than is painted ahead, so all is painted as long as it is held.
 */

/** @typedef {{from: number, to: number}} Stretch px of the sheet as it lies, from its upper edge */

/** So many windows are painted above and below what is in sight; as they would be if nobody had come closer, so that all is there for who steps back. */
const AHEAD = 0.75;
/** With less than so many left to see another part is painted. */
const LEFT = 0.3;

export class Sight {
  /** @param {() => HTMLElement | null} sheet null: all of it is painted, because it is not long */
  constructor(sheet) {
    /** @private */
    this.sheet = sheet;
    /** @private @type {{world: HTMLElement, painted: Stretch} | undefined} */
    this.last = undefined;
    /** @private the thumb of a bar is held */
    this.held = false;
    /** @private */
    this.ends = new AbortController();
  }

  /** @param {HTMLElement} room */
  watch(room) {
    this.stop();
    this.ends = new AbortController();
    const { signal } = this.ends;
    room.addEventListener("scroll", () => this.follow(), { signal, passive: true });
    room.addEventListener("pointerdown", (e) => this.hold(isOnBar(e, room)), { signal });
    for (const up of ["pointerup", "pointercancel"]) window.addEventListener(up, () => this.hold(false), { signal });
  }

  stop() {
    this.ends.abort();
    this.held = false;
  }

  /** @private @param {boolean} held */
  hold(held) {
    if (held === this.held) return;
    this.held = held;
    this.follow();
  }

  /** The sheet was drawn, scrolled, or stretched. */
  follow() {
    const sheet = this.held ? null : this.sheet();
    const world = sheet?.querySelector(":scope > .sheet__world");
    if (!sheet?.parentElement || !(world instanceof HTMLElement)) return this.end();
    const seen = seenOf(sheet.parentElement, world);
    if (this.last?.world === world && holds(this.last.painted, wider(seen, LEFT * tallOf(seen)))) return;
    this.end();
    const painted = wider(seen, AHEAD * tallOf(seen) * largeOf(sheet));
    this.last = { world, painted };
    world.style.clipPath = `inset(${px(painted.from)} 0 calc(100% - ${px(painted.to)}) 0)`;
  }

  /** All is painted. @private */
  end() {
    this.last?.world.style.removeProperty("clip-path");
    this.last = undefined;
  }
}

/** What is pressed there is the room itself, beyond what it shows. @param {PointerEvent} e @param {HTMLElement} room */
const isOnBar = (e, room) => e.target === room && (e.offsetX >= room.clientWidth || e.offsetY >= room.clientHeight);

/** @param {number} n */
const px = (n) => `${Math.round(n)}px`;

/** @param {Stretch} stretch */
const tallOf = ({ from, to }) => to - from;

/** @param {Stretch} stretch @param {number} by */
const wider = ({ from, to }, by) => ({ from: from - by, to: to + by });

/** @param {Stretch} one @param {Stretch} other */
const holds = (one, other) => one.from <= other.from && one.to >= other.to;

/** @param {HTMLElement} room @param {HTMLElement} world @returns {Stretch} */
function seenOf(room, world) {
  const [frame, box, large] = [room.getBoundingClientRect(), world.getBoundingClientRect(), largeOf(world)];
  return { from: (frame.top - box.top) / large, to: (frame.bottom - box.top) / large };
}

/** How many times as large as it was laid out it is drawn. @param {HTMLElement} element */
const largeOf = (element) => element.getBoundingClientRect().height / (element.offsetHeight || 1) || 1;
