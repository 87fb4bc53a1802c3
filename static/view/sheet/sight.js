/**
 * What of a long sheet is painted: what is in sight, and a window's height of it above and below. Of whatever scrolls a browser
 * paints thousands of pixels around, and all of it anew with each step in which a hand comes closer; on a board of 2,000 notes
 * that is what takes longest.
 *
 * Only painting is left out: what lies beyond is there for the keys, for find-in-page and for a screen reader, as before. Whoever
 * pulls the bar by its thumb goes further in one picture than is painted ahead, so all is painted as long as it is held.
 */

/** @typedef {{from: number, to: number}} Stretch px of the sheet as it lies, from its upper edge */

/** So many windows are painted above and below what is in sight. */
const AHEAD = 1;
/** With less than so many left to see there is more painted. */
const LEFT = 0.5;
/** What stands over the edges of the sheet at its sides is painted as ever. */
const ASIDE = "-100%";

export class Sight {
  /** @param {() => void} look follows what is in sight */
  constructor(look) {
    /** @private */
    this.look = look;
    /** Whether what is out of sight is left out. */
    this.narrow = false;
    /** @private the thumb of a bar is held */
    this.held = false;
    /** @private */
    this.ends = new AbortController();
    /** @private @type {{world: HTMLElement, painted: Stretch} | undefined} */
    this.last = undefined;
  }

  /** @param {HTMLElement} room */
  watch(room) {
    this.stop();
    this.ends = new AbortController();
    const { signal } = this.ends;
    room.addEventListener("scroll", () => this.look(), { signal, passive: true });
    room.addEventListener("pointerdown", (e) => this.hold(isOnBar(e, room)), { signal });
    for (const up of ["pointerup", "pointercancel"]) window.addEventListener(up, () => this.hold(false), { signal });
  }

  /** @private @param {boolean} held */
  hold(held) {
    if (held === this.held) return;
    this.held = held;
    this.look();
  }

  stop() {
    this.ends.abort();
    this.held = false;
  }

  /**
   * The sheet was drawn, scrolled, or stretched.
   * @param {HTMLElement} room
   * @param {HTMLElement | null} world what lies on the sheet
   */
  follow(room, world) {
    if (!this.narrow || this.held || !world) return this.end();
    const seen = seenOf(room, world);
    const tall = seen.to - seen.from;
    const { last } = this;
    if (last?.world === world && holds(last.painted, wider(seen, LEFT * tall)) && last.painted.to - last.painted.from < tall * 2 * (1 + 2 * AHEAD)) return;
    this.end();
    const painted = wider(seen, AHEAD * tall);
    this.last = { world, painted };
    world.style.clipPath = `inset(${px(painted.from)} ${ASIDE} calc(100% - ${px(painted.to)}) ${ASIDE})`;
  }

  /** All is painted. */
  end() {
    this.last?.world.style.removeProperty("clip-path");
    this.last = undefined;
  }
}

/** What is pressed there is the room itself, beyond what it shows. @param {PointerEvent} e @param {HTMLElement} room */
const isOnBar = (e, room) => e.target === room && (e.offsetX >= room.clientWidth || e.offsetY >= room.clientHeight);

/** @param {number} n */
const px = (n) => `${Math.round(n)}px`;

/** @param {Stretch} stretch @param {number} by */
const wider = ({ from, to }, by) => ({ from: from - by, to: to + by });

/** @param {Stretch} one @param {Stretch} other */
const holds = (one, other) => one.from <= other.from && one.to >= other.to;

/** @param {HTMLElement} room @param {HTMLElement} world @returns {Stretch} */
function seenOf(room, world) {
  const [frame, box] = [room.getBoundingClientRect(), world.getBoundingClientRect()];
  const large = box.height / (world.offsetHeight || 1) || 1;
  return { from: (frame.top - box.top) / large, to: (frame.bottom - box.top) / large };
}
