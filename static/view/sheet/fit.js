/**
 * Fits the sheet into its room: guesses which picture has room for everything (model/picture.js), has it drawn, measures what
 * lies on it, and sets the places and the custom properties that sheet.css draws by.
 *
 * What is shown is always what was measured; the guess only saves drawing a big board at thirty scales (guesses.js).
 *
 * Trap: sizes depend on the scale, because texts are held legible as the picture shrinks. offsetWidth and offsetHeight know
 * nothing of the transform, which is what is wanted. All is read at once and then written at once: a write between two reads
 * makes the browser lay out everything anew.
 */
import { PAGE, isShelved, pageAt, stayed, stretchOf } from "../../model/layout.js";
import { shelved } from "../../model/packing.js";
import { airAt, laidAt, lessOf, nameOf, showsMore } from "../../model/picture.js";
import { Asking, wishOf } from "./asking.js";
import { drawnLarge, dress, set, sizeTo } from "./dressing.js";
import { Guesses } from "./guesses.js";
import { Placing, inSight, sizeIn, spotsOf } from "./placing.js";
import { grown, roomOf } from "./room.js";
import { Seen, liesAs } from "./seen.js";
import { TRIFLE, staysIn } from "./trifle.js";
import { unitPx } from "../../editor/hit.js";

/** @typedef {import("../../model/layout.js").Thing} Thing */
/** @typedef {import("../../model/layout.js").Size} Size */
/** @typedef {import("../../model/picture.js").Picture} Picture */
/** @typedef {import("../../editor/scene.js").Branch} Branch */
/** @typedef {import("../../editor/scene.js").Scene} Scene */
/** @typedef {{laid: Thing[], page: Size, stretch: {x: number, y: number}, space: Size, fits: boolean, stays: boolean, picture: Picture}} Fitted space: the room at scale 1; stays: things lie where people saw them; stretch: what is shown is `at` times this, see editor/ground.js */

/** So many pictures are drawn and measured at most before what is there is taken. */
const TRIES = 5;
/** More changes at once are measured with all the rest. */
const MOST_CHANGED = 12;
/** With more than so many things on it a sheet is fitted a picture later. */
export const BIG = 100;

export class Fitting {
  /** @param {Guesses} [guesses] how large things probably are */
  constructor(guesses = new Guesses()) {
    /** How many times as large as the room the picture is made; see editor/zoom.js. */
    this.zoom = 1;
    /** How many times larger than it was fitted the picture is drawn. */
    this.near = 1;
    /** There is much on it, and as a whole it is longer than its room: then it is stretched for that and not laid out larger, which would take too long. */
    this.long = false;
    /** Which part of the table is shown: one of its sheets, or several as one. @type {{x: number, w: number}} */
    this.span = { x: 0, w: PAGE.w };
    /** Words may stand tight: there are few lines between things. */
    this.tight = true;
    /** @private */
    this.guesses = guesses;
    /** @private */
    this.asking = new Asking(guesses);
    /** May throw a Pause while a picture is looked for. */
    this.rest = () => {};
    /** @private @type {import("./placing.js").Spots} */
    this.spots = new Map();
    /** @type {{sheet: HTMLElement, lying: readonly Branch[], shape: import("../../model/columns.js").Shape, places: Map<string, Thing>, picture: Picture, fits: boolean, space: Size, part: string, tight: boolean} | undefined} what was fitted, or seen to hold */
    this.last = undefined;
    /** @private what people have before them who see the sheet as a whole, and (closely) who have come as close as this */
    this.seen = new Seen();
    this.closely = new Seen();
    /** Puts the things where they belong. */
    this.placing = new Placing();
  }

  /**
   * The picture to draw, as far as can be told without drawing.
   * @param {HTMLElement} room
   * @param {Scene} scene
   * @param {(picture: Picture) => boolean} [failed]
   * @returns {(Picture & {fits: boolean}) | undefined} undefined where nothing can be seen
   */
  guess(room, scene, failed) {
    const space = this.spaceOf(room, unitPx(room));
    const { span, tight } = this;
    return space.w > 0 && space.h > 0 ? this.asking.guess({ space, scene, span, tight, rest: () => this.rest() }, failed) : undefined;
  }

  /**
   * @param {{room: HTMLElement, sheet: () => HTMLElement | null, scene: Scene, draw: (picture: Picture) => void}} what sheet:
   *   asked again after each drawing
   * @returns {Fitted | undefined} undefined where nothing can be seen
   */
  fit({ room, sheet, scene, draw }) {
    const kept = this.again({ room, sheet, scene, draw }) ?? this.keep({ room, sheet, scene, draw });
    if (kept) return kept;
    /** @type {Set<string>} */
    const failed = new Set();
    /** @type {Fitted | undefined} */
    let fitted;
    for (let left = TRIES; left > 0; left--) {
      const wanted = this.guess(room, scene, failed.size > 0 ? (picture) => failed.has(nameOf(picture)) : undefined);
      if (!wanted || (fitted && nameOf(fitted.picture) === nameOf(wanted))) break;
      draw(wanted);
      const world = sheet();
      if (!world) return undefined;
      const tried = this.measure(room, world, wanted, scene);
      if (tried.fits || !fitted) fitted = tried;
      if (!tried.fits) failed.add(nameOf(wanted));
      else if (left < TRIES) break;
      if (!wanted.fits) break;
    }
    return fitted && this.settle(fitted, sheet, scene, draw);
  }

  /**
   * The picture to begin with: the one that people have before them, unless another would show much more.
   * @param {HTMLElement} room
   * @param {Scene} scene
   * @returns {(Picture & {fits: boolean}) | undefined}
   */
  wanted(room, scene) {
    const space = this.spaceOf(room, unitPx(room));
    const standing = this.standing(space, scene);
    if (standing) return { ...standing.picture, fits: standing.fits };
    const guessed = this.guess(room, scene);
    const known = this.knownIn(space, scene);
    return guessed && known && scene.lying.length <= BIG && !showsMore(guessed, known.picture) ? { ...known.picture, fits: true } : guessed;
  }

  /** @private @returns {string} which part of the table is shown */
  get part() { return `${this.span.x} ${this.span.w}`; }

  /** @private */
  get known() { return this.zoom === 1 ? this.seen : this.closely; }

  /** @private @param {Size} space @param {Scene} scene */
  knownIn(space, scene) { return this.known.like(this.part, space, scene); }

  /** What was fitted for this very board and room. @private @param {Size} space @param {Scene} scene */
  standing(space, scene) {
    const { last } = this;
    const same = last?.lying === scene.lying && last.shape === scene.shape && last.part === this.part && last.tight === this.tight;
    return same && last.space.w === space.w && last.space.h === space.h ? last : undefined;
  }

  /**
   * Who comes back from the list finds the sheet as it lay, and at once.
   * @private
   * @param {{room: HTMLElement, sheet: () => HTMLElement | null, scene: Scene, draw: (picture: Picture) => void}} what
   * @returns {Fitted | undefined}
   */
  again({ room, sheet, scene, draw }) {
    const standing = this.standing(this.spaceOf(room, unitPx(room)), scene);
    if (!standing) return undefined;
    draw(standing.picture);
    const world = sheet();
    const fitted = world && this.measure(room, world, standing.picture, scene);
    return world && fitted?.fits === standing.fits ? this.lay(fitted, world, scene) : undefined;
  }

  /**
   * What people know stays while it has room for all: a note that goes from one island to another must not give the others
   * other columns, another size and another place.
   * @private
   * @param {{room: HTMLElement, sheet: () => HTMLElement | null, scene: Scene, draw: (picture: Picture) => void}} what
   * @returns {Fitted | undefined}
   */
  keep({ room, sheet, scene, draw }) {
    const space = this.spaceOf(room, unitPx(room));
    const known = this.knownIn(space, scene);
    const guessed = this.guess(room, scene);
    if (!known?.knows(scene) || !guessed || scene.lying.length > BIG) return undefined;
    for (const picture of lessOf(known.picture, space, this.tight)) {
      if (showsMore(guessed, picture)) return undefined;
      draw(picture);
      const world = sheet();
      if (!world) return undefined;
      const fitted = this.measure(room, world, picture, scene);
      if (fitted.stays) return this.lay(fitted, world, scene);
    }
    return undefined;
  }

  /**
   * More of the same board has been drawn: the picture stays, and what is new in it is measured.
   * @param {HTMLElement} room
   * @param {HTMLElement} sheet
   * @param {Scene} scene
   * @returns {Fitted | undefined} undefined: another picture is needed
   */
  extend(room, sheet, scene) {
    const { last } = this;
    if (last?.sheet !== sheet || last.lying !== scene.lying) return undefined;
    const fitted = this.measure(room, sheet, last.picture, scene, last.places);
    if (fitted.fits !== last.fits) return undefined;
    return this.lay(fitted, sheet, scene);
  }

  /**
   * A few things have become larger, or a trifle smaller: as long as the picture still has room for all it stays.
   * @param {HTMLElement} room
   * @param {HTMLElement} sheet
   * @param {Scene} scene
   * @returns {Fitted | undefined} undefined: another picture may be needed
   */
  adjust(room, sheet, scene) {
    const changed = this.changedIn(sheet, scene);
    const { last } = this;
    if (!changed || !last) return undefined;
    const known = new Map(last.places);
    for (const branch of changed) known.delete(branch.item.id);
    const fitted = this.measure(room, sheet, last.picture, scene, known);
    const now = new Map(fitted.laid.map((thing) => [thing.id, thing]));
    const shrunk = changed.some(({ item: { id } }) => {
      const [before, after] = [last.places.get(id), now.get(id)];
      return !before || !after || after.w < before.w - TRIFLE || after.h < before.h - TRIFLE;
    });
    const another = shrunk && last.fits && nameOf(this.wanted(room, scene) ?? last.picture) !== nameOf(last.picture);
    const sent = scene.lying.length <= BIG && last.fits && !fitted.stays;
    if (another || sent || fitted.fits !== last.fits) return undefined;
    return this.lay(fitted, sheet, scene);
  }

  /**
   * Whether nothing has to be fitted anew: the same things lie there, and what changed in them takes no more room than it did,
   * nor leaves any worth having. Then everything stays where it is. That is so for most changes, and on a big board fitting is
   * what takes longest.
   * @param {HTMLElement} sheet
   * @param {Scene} scene as it is drawn
   */
  holds(sheet, scene) {
    const changed = this.changedIn(sheet, scene);
    const unit = changed ? unitPx(sheet) : 1;
    const holds = changed?.every(({ item: { id } }) => {
      const [element, thing] = [this.spots.get(id), this.last?.places.get(id)];
      const size = element?.isConnected && sizeIn(element, unit);
      return size && thing && staysIn(size, thing, this.last?.fits === true);
    });
    if (holds && this.last) this.last.lying = scene.lying;
    return holds === true;
  }

  /**
   * @param {HTMLElement} sheet
   * @param {Scene} scene
   * @returns {Branch[] | undefined} undefined: more is new than what lies in a few things. With another shape of islands each of
   *   them may have other columns, though nobody touched it
   */
  changedIn(sheet, scene) {
    if (this.last?.sheet !== sheet || this.last.lying.length !== scene.lying.length || this.last.shape !== scene.shape) return undefined;
    const { lying } = this.last;
    const changed = scene.lying.filter((branch, i) => branch !== lying[i]);
    const moved = scene.lying.some((branch, i) => branch !== lying[i] && !liesAs(branch.item, lying[i]?.item));
    return moved || changed.length > MOST_CHANGED ? undefined : changed;
  }

  /** On a big board, and of a few things only. @param {HTMLElement} sheet @param {Scene} scene */
  isTrifle(sheet, scene) {
    return scene.lying.length > BIG && (this.changedIn(sheet, scene) ?? []).length > 0;
  }

  /** All stays as it was fitted, and is drawn larger. @param {HTMLElement} sheet @param {number} near */
  magnify(sheet, near) {
    this.near = near;
    for (const element of drawnLarge(sheet)) set(element, "--near", this.long ? 1 : near);
    set(sheet, "--live", this.long ? near : 1);
  }

  /** How many times as large as its room the sheet lies there; see editor/zoom.js. */
  get laidOut() {
    return this.long ? this.zoom : this.zoom * this.near;
  }

  /** The room has another size. */
  forget() {
    this.last = undefined;
  }

  /**
   * Where the last picture tried was not the best one, that one is drawn again.
   * @private
   * @param {Fitted} fitted
   * @param {() => HTMLElement | null} sheet
   * @param {Scene} scene
   * @param {(picture: Picture) => void} draw
   */
  settle(fitted, sheet, scene, draw) {
    draw(fitted.picture);
    const world = sheet();
    if (!world) return undefined;
    dress(world, fitted.picture);
    this.spots = spotsOf(world);
    return this.lay(fitted, world, scene);
  }

  /**
   * Puts each thing where it belongs; what lies on the sheet is known.
   * @param {Fitted} fitted
   * @param {HTMLElement} world
   * @param {Scene} scene
   */
  lay(fitted, world, scene) {
    this.show(world, fitted);
    const places = new Map(fitted.laid.filter((thing) => this.spots.has(thing.id)).map((thing) => [thing.id, thing]));
    this.last = { sheet: world, lying: scene.lying, shape: scene.shape, places, picture: fitted.picture, fits: fitted.fits, space: fitted.space, part: this.part, tight: this.tight };
    if (fitted.fits) this.known.add(this.part, fitted, scene);
    return fitted;
  }

  /** For a room so many times as large, with all that was learnt. @param {number} zoom */
  another(zoom) {
    const { guesses, seen, span, tight } = this;
    return Object.assign(new Fitting(guesses), { seen, span, tight, zoom });
  }

  /** An empty sheet is made as large as it will be. @param {HTMLElement} room @param {HTMLElement} sheet @param {Picture} picture */
  prepare(room, sheet, picture) {
    dress(sheet, picture);
    sizeTo(sheet, pageAt(this.spaceOf(room, unitPx(sheet)), picture.rung.scale));
  }

  /** @private @param {HTMLElement} room @param {number} unit */
  spaceOf(room, unit) {
    const { w, h } = roomOf(room, unit);
    return { w: w * this.zoom, h: h * this.zoom };
  }

  /**
   * @param {HTMLElement} room
   * @param {HTMLElement} sheet
   * @param {Picture} picture
   * @param {Scene} scene
   * @param {ReadonlyMap<string, Size>} [known] what was measured in this very picture
   * @returns {Fitted} what is not drawn yet as large as it will probably be
   */
  measure(room, sheet, picture, scene, known) {
    const unit = unitPx(sheet);
    const space = this.spaceOf(room, unit);
    dress(sheet, picture);
    const page = pageAt(space, picture.rung.scale);
    const stretch = stretchOf(page);
    this.spots = spotsOf(sheet);
    const piles = new Set(picture.closed);
    const things = scene.lying.map((branch) => {
      const { id } = branch.item;
      const at = wishOf(branch, this.span);
      const element = this.spots.get(id);
      const before = known?.get(id);
      const size = before ? { w: before.w, h: before.h } : element ? sizeIn(element, unit) : this.guesses.of(branch, picture.rung, piles.has(id), scene, picture.inner);
      return { id, x: at.x * stretch.x, y: at.y * stretch.y, ...size };
    });
    this.guesses.learn((known ? things.filter(({ id }) => !known.has(id)) : things).filter(({ id }) => this.spots.has(id)), picture, scene);
    const like = this.knownIn(space, scene);
    const kept = like && stayed(things, page, airAt(picture.rung), like.on(page, scene));
    const wished = kept ?? laidAt(things, page, picture.rung, (like ?? this.known.last(this.part))?.on(page, scene));
    // Nobody finds what lies beyond the right edge: where there is no room, the page grows downwards.
    const { laid, fits } = wished.fits || isShelved(things) ? wished : shelved(things, page, airAt(picture.rung));
    return { laid, fits, stays: kept !== undefined, page: grown(page, laid), stretch, space, picture };
  }

  /**
   * @private
   * @param {HTMLElement} sheet
   * @param {Fitted} fitted
   */
  show(sheet, { laid, page, picture }) {
    const same = this.last?.sheet === sheet && nameOf(this.last.picture) === nameOf(picture);
    const here = same ? inSight(sheet, picture.rung.scale * this.near) : undefined;
    sizeTo(sheet, page);
    this.magnify(sheet, this.near);
    this.placing.place(laid.map((thing) => ({ element: this.spots.get(thing.id), thing })), here);
  }
}
