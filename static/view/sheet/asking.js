/** Which picture of the sheet has probably room for everything (model/picture.js), by sizes that are guessed; an answer is kept as long as the question is the same. */
import { cutter } from "../../model/cutting.js";
import { PAGE, pageAt, stretchOf } from "../../model/layout.js";
import { Trials, bestPicture } from "../../model/picture.js";
import { innersOf, tallest } from "./closing.js";

/** @typedef {import("../../model/layout.js").Size} Size */
/** @typedef {import("../../model/layout.js").Rung} Rung */
/** @typedef {import("../../model/picture.js").Picture} Picture */
/** @typedef {import("../../model/picture.js").Inner} Inner */
/** @typedef {import("../../model/picture.js").Sized} Sized */
/** @typedef {import("../../editor/scene.js").Branch} Branch */
/** @typedef {import("../../editor/scene.js").Scene} Scene */
/** Which part of the table is shown: one of its sheets, or several as one. @typedef {{x: number, w: number}} Span */
/** space: the room at scale 1; tight: words may stand tight; rest: may throw a Pause. @typedef {{space: Size, scene: Scene, span: Span, tight: boolean, rest: () => void}} Question */

export class Asking {
  /** @param {import("./guesses.js").Guesses} guesses how large things probably are */
  constructor(guesses) {
    /** @private */
    this.guesses = guesses;
    /** @private @type {{from: unknown[], picture: Picture & {fits: boolean}} | undefined} the last answer, and what it was made from */
    this.answered = undefined;
    /** @private @type {{from: unknown[], islands: string[], inners: Inner[], sized: Sized, trials: Trials} | undefined} the question that was asked last */
    this.asked = undefined;
    /** @private @type {{from: readonly unknown[], ask: ReturnType<typeof cutter>} | undefined} */
    this.cutting = undefined;
  }

  /**
   * @param {Question} question
   * @param {(picture: Picture) => boolean} [failed] pictures that were measured, and had no room
   * @returns {Picture & {fits: boolean}}
   */
  guess(question, failed) {
    const { space, scene, span, tight } = question;
    const from = [space.w, space.h, scene, span.x, span.w, tight, this.guesses.learnt];
    if (!failed && this.answered && isSame(from, this.answered.from)) return this.answered.picture;
    const { islands, inners, sized, trials } = this.question(from, question);
    const picture = bestPicture(space, islands, sized, { ...(failed && { failed }), inners, tight, cut: this.cutterFor(question), trials });
    if (!failed) this.asked = undefined;
    if (!failed) this.answered = { from, picture };
    return picture;
  }

  /**
   * All that an answer is put together from. Trap: trials are known by the very islands that are closed in them.
   * @private
   * @param {unknown[]} from
   * @param {Question} question
   */
  question(from, { space, scene, span, rest }) {
    if (this.asked && isSame(from, this.asked.from)) return this.asked;
    const islands = tallest(scene);
    const sized = (/** @type {Rung} */ rung, /** @type {Inner | undefined} */ inner) => this.sized(rung, inner, { space, scene, span, islands });
    return (this.asked = { from, islands, inners: innersOf(scene), sized, trials: new Trials(space, islands, sized, rest) });
  }

  /** What was found out for one picture helps with the next. Many lines need the room that other columns would fill. @private @param {Question} question */
  cutterFor({ scene: { lying, blocks }, space, tight }) {
    const from = [lying, tight, space.w, space.h];
    if (!this.cutting || !isSame(from, this.cutting.from)) this.cutting = { from, ask: tight ? cutter(lying, blocks, space) : undefined };
    return this.cutting.ask;
  }

  /**
   * @private
   * @param {Rung} rung
   * @param {Inner | undefined} inner
   * @param {{space: Size, scene: Scene, span: Span, islands: readonly string[]}} of islands: those that may be closed
   * @returns {import("../../model/picture.js").Sizes}
   */
  sized(rung, inner, { space, scene, span, islands }) {
    const stretch = stretchOf(pageAt(space, rung.scale));
    const closes = new Set(islands);
    const piles = new Map(scene.lying.map((branch) => [branch.item.id, this.guesses.of(branch, rung, closes.has(branch.item.id), scene, inner)]));
    const open = () =>
      scene.lying.map((branch) => {
        const at = wishOf(branch, span);
        return { id: branch.item.id, x: at.x * stretch.x, y: at.y * stretch.y, ...this.guesses.of(branch, rung, false, scene, inner) };
      });
    return { piles, get open() { return open(); } };
  }
}

/** @param {readonly unknown[]} one @param {readonly unknown[]} other */
const isSame = (one, other) => one.every((v, i) => v === other[i]);

/** Where somebody laid it, on one sheet. @param {Branch} branch @param {Span} span @returns {{x: number, y: number}} */
export function wishOf({ item: { at } }, { x, w }) {
  return at ? { x: ((at.x - x) * PAGE.w) / w, y: at.y } : { x: 0, y: 0 };
}
