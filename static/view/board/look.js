/** What the items of one drawing need to know: the desk, put in the words of view/board/note.js. */
import { stepOf } from "../../editor/scene.js";
import { touched } from "../../model/ops.js";
import { isPrivate } from "../../model/phase.js";
import { tagsOf } from "../../model/tags.js";
import { sealsOn } from "../../model/voting.js";

/** @typedef {import("../../editor/desk.js").Desk} Desk */
/** @typedef {import("./note.js").Look} Look */
/** What one sheet shows of the board; current: the item in hand. @typedef {Pick<Desk, "closed" | "cut" | "current">} Shape */

/**
 * @param {Desk} desk
 * @param {Shape} [shape] absent: as on the sheet that is shown
 * @returns {Look}
 */
export function lookOf(desk, { closed, cut, current } = desk) {
  const { say, doc, client, scene } = desk;
  const refused = new Set(doc.refusals.flatMap((r) => touched(r.op)));
  const held = heldNow(desk);
  const most = scene.branches.reduce((step, b) => Math.max(step, stepOf(b)), 0);
  const seals = sealsOn(doc.view);
  const lifted = new Set(desk.lifted);
  const names = tagNames(desk);
  const stirred = stirredNow(desk, { closed, cut, current }, { refused, held, seals });
  const stamp = stampOf(desk, names);
  const columns = desk.mode === "sheet" && desk.lens === "" ? cut?.blocks : undefined;
  const blockOf = (/** @type {string} */ group) => columns?.get(group) ?? scene.blocks.get(group);
  return {
    say,
    nameOf: (seat) => client.hall.view.seat(seat)?.name ?? "",
    isMine: (author) => desk.isMine(author),
    tabOf: (id) => (id === current ? 0 : -1),
    isSelected: (id) => desk.selected.has(id) || desk.aim?.from === id,
    isLifted: (id) => lifted.has(id),
    stateOf: (id) => (refused.has(id) ? "refused" : MARKS[doc.markOf(id)]),
    heldBy: (id) => held.get(id) ?? "",
    isFresh: (id) => desk.fresh.now.has(id),
    colsOf: (group) => blockOf(group)?.cols ?? 3,
    deepOf: (group) => blockOf(group)?.deep ?? 0,
    countOf: (group) => scene.counts.get(group) ?? 0,
    // Where all islands are of the first step nobody needs to be told.
    stepOf: (island) => (most > 1 ? say("board.step", { n: stepOf(island) }) : ""),
    sealsOn: (id) => seals.get(id) ?? 0,
    tagsOn: ({ tags = [] }) => (names.size === 0 ? [] : tags.flatMap((tag) => names.get(tag) ?? [])),
    hasMenu: (id) => mayMove(desk, id) || desk.actions([id]).length > 0,
    mayTitle: desk.may("group.title"),
    veiled: isPrivate(doc.view.board?.phase ?? "prepare") || doc.view.board?.phase === "read",
    unheard: doc.view.board?.phase === "read",
    openMenu: (id, button) => openMenu(desk, id, button),
    openLens: (id) => desk.magnify(id),
    closed: (group) => desk.mode === "sheet" && closed.has(group),
    shut: closed,
    stamp,
    names: client.hall.view,
    all: [stamp, client.hall.view, desk.mode, desk.lens, closed, cut, scene.shape, most > 1],
    stirred: (id) => stirred.get(id) ?? "",
    mayChoose: (id) => desk.actions([id]).some((a) => a.name === "choose"),
    choose: (id) => {
      desk.current = id;
      desk.open({ what: "choose", id });
    },
  };
}

/** The first thing of the menu, asked for by itself: at the first drawing of a big board the whole list takes long. @param {Desk} desk @param {string} id */
function mayMove(desk, id) {
  const item = desk.scene.byId.get(id)?.item;
  return item !== undefined && desk.may("items.move", "author" in item && desk.isMine(item.author));
}

/** What the tags that cut across tables are called, for those who lay them; to others they are no matter of their table. @param {Desk} desk @returns {Map<string, string>} */
const tagNames = ({ client }) => new Map(["facilitator", "organiser"].includes(client.me?.role ?? "") ? tagsOf(client.hall.view).map(({ id, name }) => [id, name]) : []);

/** All that rights depend on, whatever the item; and what the tags are called. @param {Desk} desk @param {ReadonlyMap<string, string>} names */
function stampOf({ doc, client }, names) {
  const root = doc.view.board;
  return JSON.stringify([client.me?.id, client.me?.role, root?.phase, root?.openHand, root?.locked, doc.status.state === "readonly", client.ended !== null, ...names]);
}

/**
 * What is with items and not in their records, for each of them and the islands round it.
 * @param {Desk} desk
 * @param {Shape} shape
 * @param {{refused: ReadonlySet<string>, held: ReadonlyMap<string, string>, seals: ReadonlyMap<string, number>}} known
 * @returns {Map<string, string>} by item; "": of all of them
 */
function stirredNow(desk, { closed, cut, current }, { refused, held, seals }) {
  const { doc } = desk;
  /** @type {Map<string, string>} */
  const stirred = new Map();
  const stir = (/** @type {string} */ id, /** @type {string} */ what) => {
    if (id === "") return;
    for (let up = id, depth = 0; depth < 10; up = doc.view.item(up)?.group ?? "", depth++) {
      stirred.set(up, `${stirred.get(up) ?? ""}${id} ${what}\n`);
      if (up === "") return;
    }
  };
  stir(current, "current");
  for (const id of desk.selected) stir(id, "selected");
  if (desk.aim) stir(desk.aim.from, "selected");
  for (const id of desk.lifted) stir(id, "lifted");
  for (const id of desk.fresh.now) stir(id, "fresh");
  for (const id of refused) stir(id, "refused");
  // An island has to be drawn anew when one inside it closes for want of room.
  for (const id of closed) if (doc.view.item(id)?.group) stir(id, "closed");
  for (const [id, { cols }] of cut?.blocks ?? []) if (doc.view.item(id)?.group) stir(id, `cols ${cols}`);
  for (const [id, name] of held) stir(id, `held ${name}`);
  for (const [id, n] of seals) stir(id, `seals ${n}`);
  for (const id of doc.marked()) stir(id, doc.markOf(id));
  return stirred;
}

/** @type {Record<"saved" | "saving" | "unsent", "" | "sending" | "unsent">} */
const MARKS = { saved: "", saving: "sending", unsent: "unsent" };

/**
 * Who else is writing on what.
 * @param {Desk} desk
 * @returns {Map<string, string>} names by item
 */
function heldNow({ doc, client }) {
  /** @type {Map<string, string>} */
  const held = new Map();
  for (const { seat, doing } of doc.people) {
    if (doing && doing !== "writing" && seat !== client.me?.id) held.set(doing, client.hall.view.seat(seat)?.name ?? "");
  }
  return held;
}

/**
 * @param {Desk} desk
 * @param {string} id
 * @param {HTMLElement} button
 */
function openMenu(desk, id, button) {
  const box = button.getBoundingClientRect();
  desk.current = id;
  desk.open({ what: "menu", ids: desk.together(id), x: box.left, y: box.bottom + 4, over: box.top - 4 });
}

/**
 * The look of items with which nothing can be done: for the projector, and for the past.
 * @param {import("../../editor/scene.js").Scene} scene
 * @param {{say: import("../../lib/words.js").Say, nameOf: (seat: string) => string, closed?: (group: string) => boolean, veiled?: boolean, blocks?: ReadonlyMap<string, import("../../model/layout.js").Block> | undefined}} more
 * @returns {Look}
 */
export function plainLook(scene, { say, nameOf, closed = () => false, veiled = false, blocks = scene.blocks }) {
  const never = () => false;
  const no = () => {};
  return {
    say, nameOf, isMine: never, tabOf: () => -1, isSelected: never, isLifted: never,
    stateOf: () => "", heldBy: () => "", isFresh: never, colsOf: (group) => blocks.get(group)?.cols ?? 3, deepOf: (group) => blocks.get(group)?.deep ?? 0,
    countOf: (group) => scene.counts.get(group) ?? 0, hasMenu: never, mayTitle: false, veiled, openMenu: no, openLens: no, closed, shut: {},
    stamp: `${veiled}`, names: nameOf, all: [scene, veiled, nameOf, closed, blocks], stirred: () => "",
  };
}
