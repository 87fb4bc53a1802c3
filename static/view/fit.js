/**
 * Fits the sheet into its room: guesses which picture has room for everything (model/picture.js), has it drawn, measures what
 * lies on it, and sets the custom properties that sheet.css draws by.
 *
 * What is shown is always what was measured; the guess only saves drawing a big board at thirty scales. Each measuring teaches
 * how far the guess was off, for each thing, so that mostly one drawing and one measuring are enough.
 *
 * Trap: sizes depend on the scale, because texts are held legible as the picture shrinks. offsetWidth and offsetHeight know
 * nothing of the transform, which is what is wanted. All is read at once and then written at once: a write between two reads
 * makes the browser lay out everything anew.
 */
import { largestScale, pageAt, spread, stretchOf } from "../model/layout.js";
import { airAt, bestPicture, nameOf } from "../model/picture.js";
import { guess } from "../model/sizes.js";
import { unitPx } from "../editor/hit.js";

/** @typedef {import("../model/layout.js").Thing} Thing */
/** @typedef {import("../model/layout.js").Size} Size */
/** @typedef {import("../model/picture.js").Picture} Picture */
/** @typedef {import("../editor/scene.js").Branch} Branch */
/** @typedef {import("../editor/scene.js").Scene} Scene */
/** @typedef {{laid: Thing[], page: Size, stretch: {x: number, y: number}, fits: boolean, picture: Picture}} Fitted stretch: what is shown is `at` times this, see editor/ground.js */
/** @typedef {{w: number, h: number}} Ratio measured to guessed */

/** So many pictures are drawn and measured at most before what is there is taken. */
const TRIES = 5;

export class Fitting {
  constructor() {
    /** @private @type {Map<string, Ratio>} by what was measured and in which picture; and by what alone, for pictures not seen yet */
    this.ratios = new Map();
    /** @private @type {WeakMap<HTMLElement, string>} where each thing was put */
    this.put = new WeakMap();
  }

  /**
   * The picture to draw, as far as can be told without drawing.
   * @param {HTMLElement} room
   * @param {Scene} scene
   * @param {(picture: Picture) => boolean} [failed]
   * @returns {(Picture & {fits: boolean}) | undefined} undefined where nothing can be seen
   */
  guess(room, scene, failed) {
    const space = roomOf(room, unitPx(room));
    if (space.w <= 0 || space.h <= 0) return undefined;
    return bestPicture(space, tallest(scene), (picture) => this.sized(picture, space, scene), failed);
  }

  /**
   * @param {{room: HTMLElement, sheet: () => HTMLElement | null, scene: Scene, draw: (closed: readonly string[]) => void}} what sheet:
   *   asked again after each drawing
   * @returns {Fitted | undefined} undefined where nothing can be seen
   */
  fit({ room, sheet, scene, draw }) {
    /** @type {Set<string>} */
    const failed = new Set();
    /** @type {Fitted | undefined} */
    let fitted;
    for (let left = TRIES; left > 0; left--) {
      const wanted = this.guess(room, scene, (picture) => failed.has(nameOf(picture)));
      if (!wanted || (fitted && nameOf(fitted.picture) === nameOf(wanted))) break;
      draw(wanted.closed);
      const world = sheet();
      if (!world) return undefined;
      const tried = this.measure(room, world, wanted, scene);
      if (tried.fits || !fitted) fitted = tried;
      if (!tried.fits) failed.add(nameOf(wanted));
      else if (left < TRIES) break;
      if (!wanted.fits) break;
    }
    return fitted && this.settle(fitted, sheet, draw);
  }

  /**
   * Where the last picture tried was not the best one, that one is drawn again.
   * @private
   * @param {Fitted} fitted
   * @param {() => HTMLElement | null} sheet
   * @param {(closed: readonly string[]) => void} draw
   */
  settle(fitted, sheet, draw) {
    draw(fitted.picture.closed);
    const world = sheet();
    if (!world) return undefined;
    dress(world, fitted.picture);
    this.show(world, fitted);
    return fitted;
  }

  /**
   * @private
   * @param {Picture} picture
   * @param {Size} space
   * @param {Scene} scene
   * @returns {Thing[]}
   */
  sized(picture, space, scene) {
    const stretch = stretchOf(pageAt(space, picture.rung.scale));
    const closed = new Set(picture.closed);
    return scene.lying.map((branch) => {
      const { w, h } = this.sizeOf(branch, picture, closed.has(branch.item.id), scene);
      const at = branch.item.at ?? { x: 0, y: 0 };
      return { id: branch.item.id, x: at.x * stretch.x, y: at.y * stretch.y, w, h };
    });
  }

  /** @private @param {Branch} branch @param {Picture} picture @param {boolean} closed @param {Scene} scene @returns {Size} */
  sizeOf(branch, { rung }, closed, scene) {
    const size = guess(branch, rung, closed, (group) => scene.blocks.get(group));
    const name = `${branch.item.id} ${closed}`;
    const ratio = this.ratios.get(`${name} ${rung.density} ${rung.scale}`) ?? this.ratios.get(name);
    return ratio ? { w: Math.ceil(size.w * ratio.w), h: Math.ceil(size.h * ratio.h) } : size;
  }

  /**
   * @private
   * @param {HTMLElement} room
   * @param {HTMLElement} sheet
   * @param {Picture} picture
   * @param {Scene} scene
   * @returns {Fitted}
   */
  measure(room, sheet, picture, scene) {
    const unit = unitPx(sheet);
    const space = roomOf(room, unit);
    dress(sheet, picture);
    const page = pageAt(space, picture.rung.scale);
    const stretch = stretchOf(page);
    const things = spotsOf(sheet).flatMap(({ id, element }) => {
      const branch = scene.byId.get(id);
      if (!branch) return [];
      const at = branch.item.at ?? { x: 0, y: 0 };
      return [{ id, x: at.x * stretch.x, y: at.y * stretch.y, w: Math.ceil(element.offsetWidth / unit), h: Math.ceil(element.offsetHeight / unit) }];
    });
    this.learn(things, picture, scene);
    const { laid, fits } = spread(things, page, airAt(picture.rung));
    return { laid, fits, page: grown(page, laid), stretch, picture };
  }

  /** @private @param {readonly Thing[]} things @param {Picture} picture @param {Scene} scene */
  learn(things, { rung, closed }, scene) {
    if (this.ratios.size > 20_000) this.ratios.clear();
    const piles = new Set(closed);
    for (const { id, w, h } of things) {
      const branch = scene.byId.get(id);
      if (!branch || w === 0 || h === 0) continue;
      const size = guess(branch, rung, piles.has(id), (group) => scene.blocks.get(group));
      const ratio = { w: w / size.w, h: h / size.h };
      this.ratios.set(`${id} ${piles.has(id)} ${rung.density} ${rung.scale}`, ratio);
      this.ratios.set(`${id} ${piles.has(id)}`, ratio);
    }
  }

  /**
   * @private
   * @param {HTMLElement} sheet
   * @param {Fitted} fitted
   */
  show(sheet, { laid, page }) {
    set(sheet, "--sheet-w", Math.round(page.w));
    set(sheet, "--sheet-h", Math.round(page.h));
    const place = new Map(laid.map((thing) => [thing.id, thing]));
    for (const { id, element } of spotsOf(sheet)) {
      const thing = place.get(id);
      const now = thing && `${thing.x} ${thing.y}`;
      if (!now || this.put.get(element) === now) continue;
      this.put.set(element, now);
      element.style.setProperty("--x", String(thing.x));
      element.style.setProperty("--y", String(thing.y));
    }
  }
}

/**
 * The islands that lie open by themselves, the tallest first; at the same height the first to be read. Which are closed depends
 * on the board alone, so that all eyes at a table see the same piles in windows of the same shape.
 * @param {Scene} scene
 * @returns {string[]}
 */
function tallest(scene) {
  const high = (/** @type {Branch} */ b) => scene.blocks.get(b.item.id)?.h ?? 0;
  const open = scene.lying.filter((b) => b.kind === "group" && !b.item.folded && b.members.length > 0);
  return open.sort((a, b) => high(b) - high(a)).map((b) => b.item.id);
}

/** @param {HTMLElement} sheet @param {Picture} picture */
function dress(sheet, { rung }) {
  if (sheet.dataset["density"] !== rung.density) sheet.dataset["density"] = rung.density;
  set(sheet, "--scale", rung.scale.toFixed(4));
}

/** Only what is new: all that lies on the sheet inherits it. @param {HTMLElement} element @param {string} name @param {string | number} value */
function set(element, name, value) {
  if (element.style.getPropertyValue(name) !== String(value)) element.style.setProperty(name, String(value));
}

/**
 * The scale of an island made large: what a page would have here, and never smaller than life.
 * @param {HTMLElement} room
 */
export function fitLens(room) {
  const scale = Math.min(1.8, Math.max(1, largestScale(roomOf(room, unitPx(room)))));
  room.style.setProperty("--scale", scale.toFixed(4));
}

/**
 * The inner size of the room, in sheet units at scale 1; a hair less, for the sheet's edge.
 * @param {HTMLElement} room
 * @param {number} unit
 * @returns {Size}
 */
function roomOf(room, unit) {
  const style = getComputedStyle(room);
  const pad = (/** @type {string} */ side) => parseFloat(style.getPropertyValue(`padding-${side}`)) || 0;
  const w = room.clientWidth - pad("left") - pad("right") - 2;
  const h = room.clientHeight - pad("top") - pad("bottom") - 2;
  return { w: w / unit, h: h / unit };
}

/** @typedef {{id: string, element: HTMLElement}} Spot */

/**
 * @param {HTMLElement} sheet
 * @returns {Spot[]} what lies on the sheet, in reading order
 */
function spotsOf(sheet) {
  /** @type {Spot[]} */
  const spots = [];
  for (const element of sheet.querySelectorAll(".sheet__world > li")) {
    if (!(element instanceof HTMLElement)) continue;
    const item = element.dataset["id"] ? element : element.querySelector("[data-id]");
    if (item instanceof HTMLElement && item.dataset["id"]) spots.push({ id: item.dataset["id"], element });
  }
  return spots;
}

/**
 * When even the smallest scale does not hold everything the page grows downwards, and the room scrolls: nothing is ever off the page.
 * @param {Size} page
 * @param {readonly Thing[]} laid
 * @returns {Size}
 */
function grown(page, laid) {
  return laid.reduce((size, t) => ({ w: Math.max(size.w, t.x + t.w + 12), h: Math.max(size.h, t.y + t.h + 12) }), page);
}
