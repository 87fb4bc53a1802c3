/**
 * The sheet that takes the place of the one shown. Whoever comes closer sees the sheet at once as it lies, only larger. Where
 * the larger room has place for more (names, islands that were closed) the sheet is fitted anew for it, and on a full one that
 * takes a hundred times as long as a picture may. So the new one is drawn beneath the old one, a piece with each picture,
 * measured when all of it is there, and shown only then, whole; the old one can be used all the while.
 *
 * Invariants: nothing is ever shown half fitted. A hand that goes on, and a room of another size, end it without a trace.
 * Nothing changes its place under a finger or a button that is held.
 */
import { Pause, nameOf } from "../../model/picture.js";
import { spotsOf } from "./placing.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("../../editor/scene.js").Branch} Branch */
/** @typedef {import("../../editor/scene.js").Scene} Scene */
/** @typedef {import("../../model/picture.js").Picture} Picture */
/** @typedef {import("./fit.js").Fitting} Fitting */
/** @typedef {import("./fit.js").Fitted} Fitted */
/** nth: tells it from others; most: so many of its notes are drawn by now. @typedef {{nth: number, fitting: Fitting, picture: Picture, closed: ReadonlySet<string>, cut: import("../../model/cutting.js").Cut | undefined, most: number}} Paper */
/**
 * @typedef {object} Parts
 * @property {Desk} desk
 * @property {() => HTMLElement | null} room
 * @property {(nth: number) => HTMLElement | null} sheet
 * @property {() => void} draw the room and what is in it
 * @property {(picture: Picture) => boolean} worth showing
 * @property {(paper: Paper, fitted: Fitted) => void} take puts it in the place of the one shown
 * @property {() => void} giveUp there is none for that room
 */

/** So many notes are drawn with each picture: as many as an old laptop draws in a part of its time. */
const PIECE = 3;
/** So many things are put in their places with each picture: they are painted then. */
const FEW = 2;
/** So long (ms) one looks for the picture that shall be drawn before the hands have their turn again. */
const SLICE = 4;
/** So many pictures are tried before that. */
const TRIES = 5;

export class Beneath {
  /** @param {Parts} parts */
  constructor(parts) {
    /** @private */
    this.parts = parts;
    /** @type {Paper | undefined} */
    this.paper = undefined;
    /** @private */
    this.nth = 0;
    /** @private @type {Fitting | undefined} */
    this.fitting = undefined;
    /** @private @type {Set<string>} pictures that have no room for all */
    this.failed = new Set();
    /** @private @type {{fitted: Fitted, scene: Scene} | undefined} */
    this.measured = undefined;
    /** @private */
    this.turn = 0;
    /** @private @type {Set<number>} fingers and buttons */
    this.held = new Set();
    /** @private */
    this.ends = new AbortController();
    const { signal } = this.ends;
    window.addEventListener("pointerdown", (e) => this.held.add(e.pointerId), { signal, capture: true });
    for (const up of /** @type {const} */ (["pointerup", "pointercancel"])) window.addEventListener(up, (e) => this.held.delete(e.pointerId), { signal, capture: true });
  }

  /** @param {Fitting} fitting for the room it shall be drawn for */
  begin(fitting) {
    this.drop();
    this.fitting = fitting;
    fitting.placing.few = FEW;
    this.parts.room()?.toggleAttribute("data-awaits", true);
    this.later();
  }

  /** It is not wanted any more. */
  drop() {
    const { paper } = this;
    this.end();
    if (paper) this.parts.draw();
  }

  /** The same, where everything is drawn anyway. */
  end() {
    if (!this.fitting) return;
    this.turn++;
    this.fitting = this.paper = this.measured = undefined;
    this.failed.clear();
    this.parts.room()?.removeAttribute("data-awaits");
  }

  stop() {
    this.end();
    this.ends.abort();
  }

  /** Each step behind a picture of its own. @private */
  later() {
    const turn = ++this.turn;
    requestAnimationFrame(() => {
      window.setTimeout(() => {
        if (this.turn === turn && this.fitting) this.step(this.fitting);
      });
    });
  }

  /** @private @param {Fitting} fitting */
  step(fitting) {
    const { paper, measured, parts } = this;
    const { shown } = parts.desk;
    const sheet = paper && parts.sheet(paper.nth);
    if (!paper || !sheet) return this.choose(fitting);
    if (!isWhole(paper, shown.lying)) this.grow(paper, sheet);
    else if (measured?.scene !== shown) this.measure(paper, sheet, shown);
    else if (this.held.size === 0 && fitting.placing.done) return this.take(paper, measured.fitted);
    this.later();
  }

  /** @private @param {Fitting} fitting */
  choose(fitting) {
    const { failed, parts } = this;
    const room = parts.room();
    const picture = room && this.wanted(fitting, room);
    if (picture === "later") return this.later();
    if (picture && !parts.worth(picture)) return this.drop();
    if (!picture?.fits || failed.size >= TRIES || failed.has(nameOf(picture))) {
      this.drop();
      return parts.giveUp();
    }
    const { closed, inner } = picture;
    this.paper = { nth: ++this.nth, fitting, picture, closed: new Set(closed), cut: inner?.cut, most: 0 };
    parts.draw();
    const sheet = parts.sheet(this.nth);
    if (room && sheet) fitting.prepare(room, sheet, picture);
    this.later();
  }

  /** @private @param {Fitting} fitting @param {HTMLElement} room @returns {ReturnType<Fitting["wanted"]> | "later"} */
  wanted(fitting, room) {
    const { failed, parts } = this;
    const { shown } = parts.desk;
    const end = performance.now() + SLICE;
    let [first, paused] = [true, false];
    fitting.rest = () => {
      // Whatever was found out is known the next time; so each slice gets on by one thing at least.
      if (!first && (paused ||= performance.now() > end)) throw new Pause();
      first = false;
    };
    try {
      return failed.size > 0 ? fitting.guess(room, shown, (picture) => failed.has(nameOf(picture))) : fitting.wanted(room, shown);
    } catch (e) {
      if (e instanceof Pause) return "later";
      throw e;
    } finally {
      fitting.rest = () => {};
    }
  }

  /** @private @param {Paper} paper @param {HTMLElement} sheet */
  grow(paper, sheet) {
    this.paper = { ...paper, most: paper.most + PIECE };
    this.parts.draw();
    paper.fitting.placing.setAside(spotsOf(sheet));
  }

  /** @private @param {Paper} paper @param {HTMLElement} sheet @param {Scene} scene */
  measure({ fitting, picture }, sheet, scene) {
    const room = this.parts.room();
    if (!room) return;
    const fitted = fitting.measure(room, sheet, picture, scene);
    if (fitted.fits) this.measured = { fitted: fitting.lay(fitted, sheet, scene), scene };
    else [this.paper, this.measured] = [undefined, undefined];
    if (!fitted.fits) this.failed.add(nameOf(picture));
  }

  /** @private @param {Paper} paper @param {Fitted} fitted */
  take(paper, fitted) {
    this.end();
    paper.fitting.placing.few = 0;
    this.parts.take(paper, fitted);
  }
}

/** @param {Paper} paper @param {readonly Branch[]} lying */
function isWhole(paper, lying) {
  const drawn = partOf(paper, lying);
  return drawn.length === lying.length && drawn.every((branch, i) => branch === lying[i]);
}

/**
 * What is drawn of the paper by now; of an island perhaps only the first notes.
 * @param {Paper} paper
 * @param {readonly Branch[]} lying
 * @returns {Branch[]}
 */
export function partOf({ most, closed }, lying) {
  let left = most;
  /** @param {readonly Branch[]} branches @returns {Branch[]} */
  const take = (branches) => branches.flatMap((branch) => (left-- > 0 ? [some(branch)] : []));
  /** @param {Branch} branch @returns {Branch} */
  const some = (branch) => {
    if (branch.kind !== "group" || branch.item.folded || closed.has(branch.item.id)) return branch;
    const members = take(branch.members);
    return members.length === branch.members.length && members.every((m, i) => m === branch.members[i]) ? branch : { ...branch, members };
  };
  return take(lying);
}
