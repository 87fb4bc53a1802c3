/**
 * The records as they come over the wire: the twin of board/records.go. Members that are empty are absent. Nobody changes a
 * record: a new one takes its place, so that `===` tells whether anything is new.
 */
import { hasShape, isBoolean, isFilled, isNumber, isString, listOf, optional } from "../lib/guard.js";

/** @typedef {"citizen" | "staff" | "other"} Side absent: not known */
/** @typedef {"participant" | "coordinator" | "facilitator" | "organiser" | "observer"} Role */
/** @typedef {"prepare" | "write" | "read" | "gather" | "title" | "relate" | "vote" | "present"} Phase */
/** @typedef {{x: number, y: number}} Point in sheet units */

/** @typedef {{id: string, title: string, theme: string, date?: string, place?: string, host?: string, purpose?: string, rules?: string, published?: string, names?: string, keptUntil?: string, showsClock?: boolean, code?: string, doorClosed?: boolean, look?: string, lookTables?: readonly string[]}} Workshop */
/** themeId: the further theme it is at; absent: the workshop's own. @typedef {{id: string, name: string, order: string, themeId?: string, withdrawn?: boolean}} Table */
/** been: the tables of earlier rounds, the newest last. @typedef {{id: string, name: string, side?: Side, table?: string, role: Role, order: string, been?: readonly string[], absent?: boolean, withdrawn?: boolean}} Seat */
/** @typedef {{id: string, table: string, theme: string, order: string, themeId?: string}} Assignment its id is the board's */
/** A further theme, beside the workshop's own. @typedef {{id: string, order: string, text: string, withdrawn?: boolean}} Theme */
/** A step of the 進行表. @typedef {{id: string, order: string, name: string, minutes: number, phase: Phase, script?: string, themeId?: string, reseat?: boolean, withdrawn?: boolean}} AgendaStep */
/** Where a table (its id) is in the agenda; times are the server's, ms since 1970. @typedef {{id: string, step: string, since: number, ends: number}} Course */
/** What a person (the seat's id) shows without a word. hand: up since; done: the board they have written all on. @typedef {{id: string, hand?: number, done?: string}} Sign */
/** tables absent: to all. @typedef {{id: string, text: string, tables?: readonly string[], at: number, by: string, seen?: readonly string[], withdrawn?: boolean}} Message */
/** A question of the closing survey. low, high: the words at a scale's ends. @typedef {{id: string, order: string, sort: "text" | "scale" | "choice", text: string, low?: string, high?: string, options?: readonly string[], many?: boolean, withdrawn?: boolean}} Question */
/** counts: per step or option. @typedef {{question: string, answered?: number, counts?: readonly number[], texts?: readonly string[]}} SurveyResult */
/** How the survey stands; its id is the workshop's. results: told when it is closed. told: how often. kept: what was put away, without its words. @typedef {{id: string, open?: boolean, answered?: number, results?: readonly SurveyResult[], told?: number, kept?: readonly {question: string, at: number}[]}} Survey */
/** marks: what is ticked, from 0. @typedef {{question: string, marks?: readonly number[], text?: string}} Reply */
/** What one seat answers; other people's are veiled. was: what it said when the results were told the of-th time. empty: of a veiled one, nothing is answered. @typedef {{id: string, seat?: string, replies?: readonly Reply[], was?: readonly Reply[], of?: number, veiled?: boolean, empty?: boolean}} Answer */
/** What a table's presenter said, or (the workshop's id) the host. @typedef {{id: string, speaker?: string, text?: string, author?: string}} Remark */
/** 横串. @typedef {{id: string, order: string, name: string, withdrawn?: boolean}} Tag */
/** @typedef {{id: string, workshop: string, table: string, joint?: boolean, phase: Phase, openHand?: boolean, locked?: boolean, sheets?: number, reading?: string, shown?: boolean, shownTo?: readonly string[]}} Board sheets: absent, one; reading: the note that is being read aloud */

/** @typedef {{group?: string, order?: string, at?: Point}} Place in a group; or at the top level on the sheet (at) or in the tray */
/** Since when it is put away (伏せた); its words are for nobody here. @typedef {{at: number}} Hiding */
/** Another wording, written at the same time: both stand until a person has chosen. @typedef {{text: string, author?: string}} Rival */
/**
 * A 付箋; scribe: who typed it for the author (代筆). A veiled one exists, but its text, author and place are not for these eyes.
 * @typedef {{id: string, text?: string, author?: string, side?: Side, scribe?: string, rivals?: readonly Rival[], lone?: boolean, proposal?: boolean, read?: boolean, echoes?: readonly string[], source?: Source, instead?: string, tags?: readonly string[], follow?: Follow, withdrawn?: boolean, hidden?: Hiding, veiled?: boolean} & Place} Note
 */
/** held: what lay in it when it was dissolved. by, earlier: who worded the title, and those it had before. @typedef {{id: string, title?: string, rivals?: readonly Rival[], by?: string, earlier?: readonly Rival[], proposal?: boolean, folded?: boolean, withdrawn?: boolean, hidden?: Hiding, held?: readonly string[], tags?: readonly string[], follow?: Follow} & Place} Group a 島 */
/** @typedef {{id: string, text: string, author?: string, rivals?: readonly Rival[], withdrawn?: boolean, hidden?: Hiding} & Place} Statement a ひとこと */

/** @typedef {"causes" | "opposes" | "mutual" | "same" | "related" | "answers"} Meaning */
/** A 関係線 between two notes or islands. @typedef {{id: string, from: string, to: string, meaning: Meaning, label?: string, author?: string, proposed?: boolean, declined?: boolean, withdrawn?: boolean, hidden?: Hiding}} Link proposed: no relation until the table takes it up; declined: it did not */
/** What somebody proposes for a title card. @typedef {{id: string, group: string, text: string, author?: string, withdrawn?: boolean, hidden?: Hiding}} Wording */
/** @typedef {{item: string, n: number}} Count seals on an item */
/**
 * A round of choosing. without: the coordinators lay no seals. counts: laid here, told when it is closed; hand: counted on paper.
 * @typedef {{id: string, title?: string, order: string, seals: number, most?: number, without?: boolean, items: readonly string[], open?: boolean, counts?: readonly Count[], voters?: number, hand?: readonly Count[], withdrawn?: boolean}} Round
 */
/** One seat's seals; other people's are veiled. empty: of a veiled one, no seal lies. @typedef {{id: string, round: string, seat?: string, marks?: readonly Count[], veiled?: boolean, empty?: boolean}} Ballot */
/** A step of the narrative: text is what people add before the item's own words. @typedef {{id: string, item: string, text?: string, rivals?: readonly Rival[], order: string, author?: string, withdrawn?: boolean, hidden?: Hiding}} Passage */

/** @typedef {{workshop: string, item: string, label: string, title?: string, event?: string, date?: string}} Source where a card was taken from: an island, of this workshop or an earlier one; label: whose it was; title: what stood on it then; event, date: of another workshop */
/** Where a card comes from, looked up. lines: none where the island is not to be found any more. @typedef {{label: string, title: string, lines: {kind: string, depth: number, text: string}[], was: string, event: string, date: string}} Lineage */
/** @typedef {Note | Group | Statement} Item */
/** @typedef {"note" | "group" | "statement"} ItemKind */
/** What the public shall not read: decided by those who steer, told to them alone. @typedef {{id: string, board?: string, spots?: readonly {of: string, from: number, n: number, sort: string, words?: string, keep?: boolean, by?: string, at?: number}[], veiled?: boolean}} Masking */
/** What came of an island or a note after the evening. @typedef {{state?: string, office?: string, answer?: string, reason?: string, when?: string}} Follow */
/** What the organiser chose for the newsletter. @typedef {{id: string, quotes?: readonly {board: string, note: string}[], next?: string, author?: string}} News */
/** A photo of the evening, told to those who steer alone; its bytes are fetched by its id. table: absent: the whole workshop; removed: since when it is taken away. @typedef {{id: string, table?: string, caption?: string, width: number, height: number, added: number, author?: string, published?: boolean, removed?: number, veiled?: boolean}} Photo */
/** @typedef {Workshop | Table | Seat | Assignment | Theme | AgendaStep | Course | Sign | Message | Question | Survey | Answer | Remark | Tag | Masking | News | Photo | Board | Item | Link | Wording | Round | Ballot | Passage} AnyRecord */
/**
 * @typedef {object} ByKind
 * @property {Workshop} workshop
 * @property {Table} table
 * @property {Seat} seat
 * @property {Assignment} assignment
 * @property {Theme} theme
 * @property {AgendaStep} step
 * @property {Course} course
 * @property {Sign} sign
 * @property {Message} message
 * @property {Question} question
 * @property {Survey} survey
 * @property {Answer} answer
 * @property {Remark} remark
 * @property {Tag} tag
 * @property {Masking} masking
 * @property {News} news
 * @property {Photo} photo
 * @property {Board} board
 * @property {Note} note
 * @property {Group} group
 * @property {Statement} statement
 * @property {Link} link
 * @property {Wording} wording
 * @property {Round} round
 * @property {Ballot} ballot
 * @property {Passage} passage
 */
/** @typedef {keyof ByKind} Kind */

/** One record's part of a change; after absent: the record ends. @typedef {{kind: string, id: string, before?: AnyRecord, after?: AnyRecord}} Diff */
/** @typedef {readonly Diff[]} Change */

/** @type {readonly ItemKind[]} */
export const ITEM_KINDS = ["note", "group", "statement"];

const flag = optional(isBoolean);
const word = optional(isString);
/** @param {unknown} v */
const isPoint = (v) => hasShape(v, { x: isNumber, y: isNumber });
const rivals = optional(listOf((v) => hasShape(v, { text: isFilled, author: word })));
const ids = listOf(isFilled);
const numbers = listOf(isNumber);
const hidden = optional((v) => hasShape(v, { at: isNumber }));
const counts = listOf((v) => hasShape(v, { item: isFilled, n: isNumber }));
const follow = optional((v) => hasShape(v, { state: word, office: word, answer: word, reason: word, when: word }));
const place = { group: word, order: word, at: optional(isPoint) };

/** @type {Record<Kind, Record<string, (v: unknown) => boolean>>} */
/** @param {unknown} v */
const isSource = (v) => hasShape(v, { workshop: isFilled, item: isFilled, label: isString, title: word, event: word, date: word });

const replies = optional(listOf((v) => hasShape(v, { question: isFilled, marks: optional(numbers), text: word })));

const shapes = {
  workshop: { id: isFilled, title: isString, theme: isString, date: word, place: word, host: word, purpose: word, rules: word, published: word, names: word, keptUntil: word, showsClock: flag, code: word, doorClosed: flag, look: word, lookTables: optional(ids) },
  table: { id: isFilled, name: isString, order: isString, themeId: word, withdrawn: flag },
  seat: { id: isFilled, name: isString, side: word, table: word, role: isString, order: isString, been: optional(ids), absent: flag, withdrawn: flag },
  assignment: { id: isFilled, table: isString, theme: isString, order: isString, themeId: word },
  theme: { id: isFilled, order: isString, text: isString, withdrawn: flag },
  step: { id: isFilled, order: isString, name: isString, minutes: isNumber, phase: isString, script: word, themeId: word, reseat: flag, withdrawn: flag },
  course: { id: isFilled, step: isFilled, since: isNumber, ends: isNumber },
  sign: { id: isFilled, hand: optional(isNumber), done: word },
  message: { id: isFilled, text: isString, tables: optional(ids), at: isNumber, by: isString, seen: optional(ids), withdrawn: flag },
  question: { id: isFilled, order: isString, sort: isString, text: isString, low: word, high: word, options: optional(ids), many: flag, withdrawn: flag },
  survey: { id: isFilled, open: flag, answered: optional(isNumber), results: optional(listOf((v) => hasShape(v, { question: isFilled, answered: optional(isNumber), counts: optional(numbers), texts: optional(ids) }))), told: optional(isNumber), kept: optional(listOf((v) => hasShape(v, { question: isFilled, at: isNumber }))) },
  answer: { id: isFilled, seat: word, replies, was: replies, of: optional(isNumber), veiled: flag, empty: flag },
  remark: { id: isFilled, speaker: word, text: word, author: word },
  tag: { id: isFilled, order: isString, name: isString, withdrawn: flag },
  news: { id: isFilled, quotes: optional(listOf((v) => hasShape(v, { board: isFilled, note: isFilled }))), next: word, author: word },
  photo: { id: isFilled, table: word, caption: word, width: isNumber, height: isNumber, added: isNumber, author: word, published: flag, removed: optional(isNumber), veiled: flag },
  masking: { id: isFilled, board: word, spots: optional(listOf((v) => hasShape(v, { of: isFilled, from: isNumber, n: isNumber, sort: isFilled, words: word, keep: flag, by: word, at: optional(isNumber) }))), veiled: flag },
  board: { id: isFilled, workshop: isString, table: isString, joint: flag, phase: isString, openHand: flag, locked: flag, sheets: optional(isNumber), reading: word, shown: flag, shownTo: optional(ids) },
  note: { id: isFilled, text: word, author: word, side: word, scribe: word, rivals, lone: flag, proposal: flag, read: flag, echoes: optional(ids), source: optional(isSource), instead: word, tags: optional(ids), follow, withdrawn: flag, hidden, veiled: flag, ...place },
  group: { id: isFilled, title: word, rivals, by: word, earlier: rivals, proposal: flag, folded: flag, withdrawn: flag, hidden, held: optional(ids), tags: optional(ids), follow, ...place },
  statement: { id: isFilled, text: isString, author: word, rivals, withdrawn: flag, hidden, ...place },
  link: { id: isFilled, from: isFilled, to: isFilled, meaning: isFilled, label: word, author: word, proposed: flag, declined: flag, withdrawn: flag, hidden },
  wording: { id: isFilled, group: isFilled, text: isString, author: word, withdrawn: flag, hidden },
  round: {
    id: isFilled, title: word, order: isString, seals: isNumber, most: optional(isNumber), without: flag, items: ids, open: flag,
    counts: optional(counts), voters: optional(isNumber), hand: optional(counts), withdrawn: flag,
  },
  ballot: { id: isFilled, round: isFilled, seat: word, marks: optional(counts), veiled: flag, empty: flag },
  passage: { id: isFilled, item: isFilled, text: word, rivals, order: isString, author: word, withdrawn: flag, hidden },
};

/**
 * Whether a value is a record of its kind. Kinds are only ever added: one of a newer server is let pass as long as it has an
 * id, because it belongs to the digest; nothing here shows it.
 * @param {unknown} kind
 * @param {unknown} value
 * @returns {value is AnyRecord}
 */
export function isRecord(kind, value) {
  if (!isFilled(kind)) return false;
  const shape = Object.hasOwn(shapes, kind) ? shapes[/** @type {Kind} */ (kind)] : { id: isFilled };
  return hasShape(value, shape);
}

/**
 * @param {unknown} v
 * @returns {v is Diff}
 */
export function isDiff(v) {
  return (
    hasShape(v, { kind: isFilled, id: isFilled }) &&
    (v.before === undefined || isRecord(v.kind, v.before)) &&
    (v.after === undefined || isRecord(v.kind, v.after))
  );
}
