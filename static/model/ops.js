/**
 * Ops: what a person wants, as the server reads it (board/op_*.go). Each function makes one; new things get their id here, so
 * that they can be shown before the server has heard of them.
 *
 * An edit takes the record the writer began from: if somebody changed it since, the server overwrites nothing.
 */
import { newID } from "../lib/ids.js";

/**
 * @typedef {import("./records.js").Group} Group
 * @typedef {import("./records.js").Note} Note
 * @typedef {import("./records.js").Phase} Phase
 * @typedef {import("./records.js").Point} Point
 * @typedef {import("./records.js").Role} Role
 * @typedef {import("./records.js").Side} Side
 * @typedef {import("./records.js").Statement} Statement
 */
/** Where items shall lie; before: a sibling, absent for the end. @typedef {{group?: string, before?: string, at?: Point}} Target */
/** @typedef {{type: string, body: Record<string, any>}} Op */

/** @param {string} [before] @returns {Target} the tray: for notes only */
export const tray = (before) => withBefore({}, before);
/** @param {Point} at @param {string} [before] @returns {Target} */
export const onSheet = (at, before) => withBefore({ at: { x: Math.round(at.x), y: Math.round(at.y) } }, before);
/** @param {string} group @param {string} [before] @returns {Target} */
export const inGroup = (group, before) => withBefore({ group }, before);

/** Members that are empty are absent: the server refuses null. @param {Target} to @param {string | undefined} before */
const withBefore = (to, before) => (before ? { ...to, before } : to);

/** @param {string} text @param {Target} [to] @returns {Op} */
export const addNote = (text, to = {}) => op("note.add", { note: newID(), text, to });
/** The words of an edit whose note was withdrawn meanwhile, as a new note. @param {string} text @param {string} instead the withdrawn note @returns {Op} */
export const addInstead = (text, instead) => op("note.add", { note: newID(), text, instead });
/** What another person at the table says. @param {string} text @param {string} speaker a seat @returns {Op} */
export const dictate = (text, speaker) => op("note.dictate", { note: newID(), text, for: speaker });
/** @param {Note} note as the writer saw it @param {string} text @returns {Op} */
export const editNote = (note, text) => op("note.edit", { note: note.id, base: note.text ?? "", text });
/** @param {string} note @returns {Op} */
export const withdrawNote = (note) => op("note.withdraw", { note });
/** @param {string} note @returns {Op} */
export const restoreNote = (note) => op("note.restore", { note });
/** @param {string} note @param {boolean} lone @returns {Op} */
export const loneNote = (note, lone) => op("note.lone", { note, lone });
/** @param {readonly string[]} items @param {Target} to @returns {Op} */
export const moveItems = (items, to) => op("items.move", { items: [...items], to });

/** @param {{title?: string, items?: readonly string[], to: Target}} island @returns {Op} */
export function addGroup({ title = "", items = [], to }) {
  return op("group.add", { group: newID(), ...(title && { title }), ...(items.length > 0 && { items: [...items] }), to });
}
/** @param {Group} group as the writer saw it @param {string} title @returns {Op} */
export const titleGroup = (group, title) => op("group.title", { group: group.id, base: group.title ?? "", title });
/** @param {string} group @param {boolean} folded @returns {Op} */
export const foldGroup = (group, folded) => op("group.fold", { group, folded });
/** @param {string} group @returns {Op} */
export const dissolveGroup = (group) => op("group.dissolve", { group });

/** Brings a dissolved island back. @param {string} group @returns {Op} */
export const restoreGroup = (group) => op("group.restore", { group });

/** @param {string} text @param {Target} to @returns {Op} */
export const addStatement = (text, to) => op("statement.add", { statement: newID(), text, to });
/** @param {Statement} statement as the writer saw it @param {string} text @returns {Op} */
export const editStatement = (statement, text) =>
  op("statement.edit", { statement: statement.id, base: statement.text, text });
/** @param {string} statement @returns {Op} */
export const withdrawStatement = (statement) => op("statement.withdraw", { statement });

/** @param {string} statement @returns {Op} */
export const restoreStatement = (statement) => op("statement.restore", { statement });
/** @param {string | undefined} base */
const withBase = (base) => (base ? { base } : {});

/**
 * Ends a contest of wordings: text is the item's from now on.
 * @param {{id: string, text?: string, title?: string, rivals?: readonly import("./records.js").Rival[]}} item as the person saw it: what came since stays and waits
 * @param {string} text
 * @returns {Op}
 */
export const chooseText = (item, text) =>
  op("text.choose", { item: item.id, ...withBase(item.title ?? item.text), ...(text && { text }), rivals: (item.rivals ?? []).map((r) => r.text) });

/** Puts words away, with the reason. @param {readonly string[]} items @param {string} reason @returns {Op} */
export const hideTexts = (items, reason) => op("text.hide", { items: [...items], reason });
/** @param {readonly string[]} items @returns {Op} */
export const showTexts = (items) => op("text.show", { items: [...items] });

/** @param {string} item @param {boolean} proposal @returns {Op} */
export const propose = (item, proposal) => op("item.propose", { item, proposal });
/** Lays many things of the sheet elsewhere at once. @param {readonly {item: string, at: Point}[]} places @param {number} [sheets] so many at least come with it @returns {Op} */
export const placeItems = (places, sheets) =>
  op("items.place", { places: places.map(({ item, at }) => ({ item, at: { x: Math.round(at.x), y: Math.round(at.y) } })), ...(sheets && { sheets }) });
/** @param {number} sheets @returns {Op} */
export const setSheets = (sheets) => op("sheet.count", { sheets });

/** The next note for the whole table: this one, or a seat's next, or the next person's. @param {{note?: string, seat?: string, after?: string | undefined}} [whose] after: what is up as one sees it @returns {Op} */
export const readNext = ({ note, seat, after } = {}) => op("reading.turn", { ...(note && { note }), ...(seat && { seat }), ...(after && { after }) });
/** @param {string} note @param {boolean} on @returns {Op} */
export const echoNote = (note, on) => op("note.echo", { note, on });
/** An own note beside one that was read. @param {string} note @param {string} beside @returns {Op} */
export const layBeside = (note, beside) => op("note.beside", { note, beside, group: newID() });

/** @typedef {import("./records.js").Meaning} Meaning */
/** @param {{from: string, to: string, meaning: Meaning, label?: string}} link @returns {Op} */
export const addLink = ({ from, to, meaning, label }) => op("link.add", { link: newID(), from, to, meaning, ...(label && { label }) });
/**
 * @param {import("./records.js").Link} base as the writer saw it
 * @param {{from: string, to: string, meaning: Meaning, label?: string}} now
 * @returns {Op}
 */
export const editLink = (base, { from, to, meaning, label }) => {
  const was = { from: base.from, to: base.to, meaning: base.meaning, ...(base.label && { label: base.label }) };
  return op("link.edit", { link: base.id, from, to, meaning, ...(label && { label }), base: was });
};
/** @param {string} link @returns {Op} */
export const withdrawLink = (link) => op("link.withdraw", { link });
/** @param {string} link @returns {Op} */
export const restoreLink = (link) => op("link.restore", { link });
/** @param {{from: string, to: string, meaning: Meaning, label?: string}} link @returns {Op} */
export const proposeLink = ({ from, to, meaning, label }) => op("link.propose", { link: newID(), from, to, meaning, ...(label && { label }) });
/** @param {string} link @returns {Op} */
export const acceptLink = (link) => op("link.accept", { link });
/** Sets a proposal aside, or takes one's own back. @param {string} link @returns {Op} */
export const declineLink = (link) => op("link.decline", { link });

/** @param {string} group @param {string} text @returns {Op} */
export const proposeWording = (group, text) => op("wording.propose", { wording: newID(), group, text });
/** @param {string} wording @returns {Op} */
export const withdrawWording = (wording) => op("wording.withdraw", { wording });

/** @typedef {import("./records.js").Count} Count */
/** @param {{title?: string, seals: number, most?: number, items: readonly string[], without?: boolean}} round without: the coordinators lay none @returns {Op} */
export const openRound = ({ title, seals, most, items, without }) =>
  op("round.open", { round: newID(), ...(title && { title }), seals, ...(most && { most }), items: [...items], ...(without && { without }) });
/** @param {string} round @returns {Op} */
export const closeRound = (round) => op("round.close", { round });
/** @param {string} round @returns {Op} */
export const reopenRound = (round) => op("round.reopen", { round });
/** @param {string} round @returns {Op} */
export const withdrawRound = (round) => op("round.withdraw", { round });
/** @param {string} round @param {readonly Count[]} counts @param {readonly Count[]} base what stood there when the counting began @returns {Op} */
export const handCount = (round, counts, base) => op("round.hand", { round, base: [...base], counts: [...counts] });
/**
 * All of one's seals in a round, in place of those laid before.
 * @param {import("./state.js").State} state
 * @param {string} round
 * @param {readonly Count[]} marks
 * @param {string} me one's seat
 * @returns {Op}
 */
export const setBallot = (state, round, marks, me) =>
  op("ballot.set", { ballot: state.ballots(round).find((b) => b.seat === me)?.id ?? newID(), round, marks: [...marks] });

/** The narrative laid out anew. @param {readonly string[]} items in the order in which they are told @returns {Op} */
export const draftPassages = (items) => op("passage.draft", { passages: items.map((item) => ({ passage: newID(), item })) });
/** @param {string} item @param {string} [before] a passage @returns {Op} */
export const addPassage = (item, before) => op("passage.add", { passage: newID(), item, ...(before && { before }) });
/** @param {import("./records.js").Passage} passage as the writer saw it @param {string} text @returns {Op} */
export const editPassage = (passage, text) => op("passage.edit", { passage: passage.id, base: passage.text ?? "", text });
/** @param {string} passage @param {string} [before] absent: the end @returns {Op} */
export const movePassage = (passage, before) => op("passage.move", { passage, ...(before && { before }) });
/** @param {string} passage @returns {Op} */
export const withdrawPassage = (passage) => op("passage.withdraw", { passage });

/** @param {Phase} phase @returns {Op} */
export const setPhase = (phase) => op("phase.set", { phase });
/** @param {boolean} open participants may gather too @returns {Op} */
export const openHand = (open) => op("board.hand", { open });
/** Takes the board back to what it was after an entry. @param {number} seq @returns {Op} */
export const restoreBoard = (seq) => op("board.restore", { to: seq });
/** @param {number} seq @returns {Op} */
export const undoOf = (seq) => op("undo", { of: seq });

/** @typedef {{title: string, theme: string, date?: string, place?: string, host?: string, purpose?: string, rules?: string, showsClock?: boolean, published?: string, names?: string, keptUntil?: string}} Facts */
/** @param {Facts} facts @returns {Op} */
export const editWorkshop = (facts) => op("workshop.edit", { facts });
/** @param {boolean} closed @returns {Op} */
export const closeDoor = (closed) => op("door.close", { closed });
/** @param {string} table @param {string} name @returns {Op} */
export const editTable = (table, name) => op("table.edit", { table, name });

/** @param {string} theme @param {string} text @returns {Op} */
export const editTheme = (theme, text) => op("theme.edit", { themeId: theme, text });
/** @param {string} theme @param {string} [before] absent: the end @returns {Op} */
export const moveTheme = (theme, before) => op("theme.move", { themeId: theme, ...(before && { before }) });
/** @param {string} theme "": the workshop's own @param {readonly string[]} tables @returns {Op} */
export const takeTheme = (theme, tables) => op("theme.take", { ...(theme && { themeId: theme }), tables: [...tables] });
/** The newest 席替え is taken back. @param {number} round which one, from 1 @returns {Op} */
export const seatsBack = (round) => op("seats.back", { round });
/** Many people change tables at once. @param {readonly {seat: string, table: string}[]} moves @param {boolean} round where they sat is remembered, so that they meet others next time @returns {Op} */
export const moveSeats = (moves, round) => op("seats.move", { moves: moves.map(({ seat, table }) => ({ seat, table })), ...(round && { round }) });

/** @typedef {{name: string, side?: Side | "", table?: string, role: Role}} Person */
/** @param {Person} person @returns {Op} */
export const addSeat = (person) => op("seat.add", { seat: newID(), ...personBody(person) });
/** @param {Person & {id: string}} person @returns {Op} */
export const editSeat = (person) => op("seat.edit", { seat: person.id, ...personBody(person) });
/** @param {string} seat @returns {Op} */
export const withdrawSeat = (seat) => op("seat.withdraw", { seat });

/** @param {string} seat @param {boolean} absent @returns {Op} */
export const markAbsent = (seat, absent) => op("seat.absent", { seat, absent });
/** @param {string} seat @param {boolean} up @returns {Op} */
export const raiseHand = (seat, up) => op("seat.hand", { seat, up });
/** @param {string} seat @param {string} board @param {boolean} done @returns {Op} */
export const finishWriting = (seat, board, done) => op("seat.done", { seat, board, done });

/** @typedef {{name: string, minutes: number, phase: Phase, script?: string, themeId?: string, reseat?: boolean}} StepPlan */
/** @param {StepPlan} plan @param {string} [before] absent: the end @returns {Op} */
export const addStep = (plan, before) => op("agenda.add", { step: newID(), ...stepBody(plan), ...(before && { before }) });
/** @param {StepPlan & {id: string}} plan @returns {Op} */
export const editStep = (plan) => op("agenda.edit", { step: plan.id, ...stepBody(plan) });
/** @param {string} step @param {string} [before] absent: the end @returns {Op} */
export const moveStep = (step, before) => op("agenda.move", { step, ...(before && { before }) });
/** @param {string} step @returns {Op} */
export const withdrawStep = (step) => op("agenda.withdraw", { step });
/** @param {string} step @param {readonly string[]} tables @returns {Op} */
export const takeStep = (step, tables) => op("agenda.take", { step, tables: [...tables] });
/** @param {number} minutes @param {readonly string[]} tables @returns {Op} */
export const extendStep = (minutes, tables) => op("agenda.extend", { minutes, tables: [...tables] });

/** @param {string} text @param {readonly string[]} tables none: to all @returns {Op} */
export const sendMessage = (text, tables) => op("message.send", { message: newID(), text, ...(tables.length > 0 && { tables: [...tables] }) });
/** @param {string} message @returns {Op} */
export const withdrawMessage = (message) => op("message.withdraw", { message });
/** @param {string} message @returns {Op} */
export const readMessage = (message) => op("message.seen", { message });
/** Lays the board before other tables, or ends that. @param {boolean} shown @param {readonly string[]} [tables] none: to all @returns {Op} */
export const showBoard = (shown, tables = []) => op("board.show", { shown, ...(tables.length > 0 && { tables: [...tables] }) });
/** Brings the screens to a board, or (none) lets them go. @param {string} board @param {readonly string[]} [tables] @returns {Op} */
export const lookHere = (board, tables = []) => op("hall.look", { ...(board && { board }), ...(tables.length > 0 && { tables: [...tables] }) });
/** @param {boolean} locked @returns {Op} */
export const lockBoard = (locked) => op("board.lock", { locked });

/** @param {StepPlan} plan */
const stepBody = ({ name, minutes, phase, script, themeId, reseat }) => ({ name, minutes, phase, ...(script && { script }), ...(themeId && { themeId }), ...(reseat && { reseat }) });

/** @param {Person} person */
const personBody = ({ name, side, table, role }) => ({ name, ...(side && { side }), ...(table && { table }), role });

/** @param {string} type @param {Record<string, any>} body @returns {Op} */
const op = (type, body) => ({ type, body });

/**
 * The ids of what an op is about, for marking them as not saved yet.
 * @param {Op} what
 * @returns {string[]}
 */
export function touched({ body }) {
  const single = [body["note"], body["group"], body["statement"], body["seat"], body["table"], body["item"], body["step"], body["message"], body["question"], body["answer"], body["tag"], body["themeId"], body["photo"]];
  const marks = [body["link"], body["wording"], body["round"], body["ballot"], body["passage"]];
  const many = Array.isArray(body["items"]) ? body["items"] : [];
  const placed = Array.isArray(body["places"]) ? body["places"].map((p) => p.item) : [];
  return [...single, ...marks, ...many, ...placed].filter((id) => typeof id === "string");
}
