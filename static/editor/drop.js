/**
 * What a drop means. Pure: what is held and where it was let go in, one op out. The three ways to gather (drag, menu, keys)
 * end in the same ops; this file is the drag's.
 */

/**
 * Where something was let go.
 * note: on a note that lies at the top level. island: on an island, before one of its members or (absent) at its end.
 * turn: on the tab of another sheet. tray, lone: on the two lists at the left. sheet: on the bare sheet, in sheet units.
 * @typedef {{on: "note", id: string} | {on: "island", id: string, before?: string} | {on: "tray"} | {on: "lone"}
 *   | {on: "sheet", at: {x: number, y: number}} | {on: "turn", sheet: number}} Target
 * @typedef {import("../model/ops.js").Op} Op
 * @typedef {{kind: "note" | "group" | "statement", group: string, at?: {x: number, y: number}, lone?: boolean}} Lying what and where something is
 * @typedef {{
 *   lying: (id: string) => Lying | undefined,
 *   inside: (group: string, ancestor: string) => boolean,
 *   newId: () => string,
 *   besides: (target: {at: {x: number, y: number}, moving: readonly string[]}) => string | undefined,
 *   freeAt: () => {x: number, y: number},
 *   freeNear: (at: {x: number, y: number}, moving: readonly string[]) => {x: number, y: number},
 * }} Ground the board as the drop needs it; besides: the sibling before which a point of the sheet reads; freeAt: room for a new
 *   island; freeNear: the nearest place to a point where these fit, the point being one of the picture as shown
 */

/**
 * @param {readonly string[]} held in reading order
 * @param {Target} target
 * @param {Ground} ground
 * @returns {{ops: Op[], made?: string} | undefined} made: the new island; undefined: nothing to do
 */
export function dropped(held, target, ground) {
  const items = held.filter((id) => ground.lying(id) !== undefined);
  if (items.length === 0) return undefined;
  switch (target.on) {
    case "note":
      return pile(items, target.id, ground);
    case "island":
      return join(items, target, ground);
    case "tray":
      return out(items, ground);
    case "lone":
      return alone(items, ground);
    case "turn":
      return undefined; // paper.js, which knows the other sheets
    case "sheet":
      return lie(items, target.at, ground);
  }
}

/**
 * Notes on a note: a new island round them all, where that note lay.
 * @param {readonly string[]} items
 * @param {string} under
 * @param {Ground} ground
 */
function pile(items, under, ground) {
  const below = ground.lying(under);
  if (!below || items.includes(under)) return undefined;
  const group = ground.newId();
  const at = below.at ?? ground.freeAt();
  const before = ground.besides({ at, moving: items });
  const body = { group, items: [under, ...items], to: { at, ...(before && before !== under ? { before } : {}) } };
  return { ops: [{ type: "group.add", body }], made: group };
}

/**
 * @param {readonly string[]} items
 * @param {{id: string, before?: string}} target
 * @param {Ground} ground
 */
function join(items, target, ground) {
  const joining = items.filter((id) => !ground.inside(target.id, id));
  if (joining.length === 0) return undefined;
  const before = target.before && !joining.includes(target.before) ? { before: target.before } : {};
  return { ops: [{ type: "items.move", body: { items: joining, to: { group: target.id, ...before } } }] };
}

/**
 * Back to the notes not sorted yet. Islands and statements have no place there.
 * @param {readonly string[]} items
 * @param {Ground} ground
 */
function out(items, ground) {
  const notes = items.filter((id) => ground.lying(id)?.kind === "note");
  const away = notes.filter((id) => !inTray(ground.lying(id)));
  if (away.length === 0) return undefined;
  /** @type {Op[]} */
  const ops = notes.filter((id) => ground.lying(id)?.lone).map((note) => ({ type: "note.lone", body: { note, lone: false } }));
  const moving = away.filter((id) => ground.lying(id)?.group || ground.lying(id)?.at);
  if (moving.length > 0) ops.push({ type: "items.move", body: { items: moving, to: {} } });
  return ops.length > 0 ? { ops } : undefined;
}

/** @param {Lying|undefined} it */
function inTray(it) {
  return it !== undefined && !it.group && !it.at && !it.lone;
}

/**
 * @param {readonly string[]} items
 * @param {Ground} ground
 */
function alone(items, ground) {
  const notes = items.filter((id) => ground.lying(id)?.kind === "note" && !ground.lying(id)?.lone);
  if (notes.length === 0) return undefined;
  return { ops: notes.map((note) => ({ type: "note.lone", body: { note, lone: true } })) };
}

/**
 * @param {readonly string[]} items
 * @param {{x: number, y: number}} wish
 * @param {Ground} ground
 */
function lie(items, wish, ground) {
  const at = ground.freeNear(wish, items);
  const before = ground.besides({ at, moving: items });
  return { ops: [{ type: "items.move", body: { items: [...items], to: { at, ...(before ? { before } : {}) } } }] };
}
