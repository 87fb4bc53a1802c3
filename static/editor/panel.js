/** What may lie over the board, one at a time, and what is held of each while it is open. */

/**
 * @typedef {import("../model/records.js").Note} Note
 * @typedef {import("../model/records.js").Group} Group
 * @typedef {import("../model/records.js").Statement} Statement
 *
 * over: where a menu ends that has no room below.
 * speaker: whose words it is, if not mine (代筆). lines: of a paste, while the person decides what they are. out: so many notes were put out without closing the dialog. draft: what stands in the box. hand: that box, meeting what others do to the same text. kept: words refused before, to begin from. problem: key of what is wrong with them.
 * @typedef {{draft?: string, hand?: import("../sync/meeting.js").InHand, kept?: string, problem?: string}} Typing
 * @typedef {{what: "menu", ids: string[], x: number, y: number, over?: number}
 *   | {what: "move", ids: string[], filter?: string} | {what: "more", beside: boolean}
 *   | {what: "title", base: Group, fresh: boolean, ticks?: Set<string>, hard?: boolean} & Typing
 *   | {what: "wording", base: Group} & Typing
 *   | {what: "text", sort: "note" | "statement", base?: Note | Statement, group: string, speaker?: string, lines?: string[], out?: number} & Typing
 *   | {what: "phase", to?: import("../model/records.js").Phase} | {what: "help"} | {what: "withdraw", ids: string[]}
 *   | {what: "round", title: string, seals: string, most: string, ticks: Set<string>, without?: boolean, after?: string, notes?: boolean, problem?: string}
 *   | {what: "votes" | "unround" | "ballot", round: string} | {what: "hand", round: string, base: readonly import("../model/records.js").Count[], counts: Map<string, string>, met?: Set<string>, problem?: string}
 *   | {what: "gone"} | {what: "hide", ids: string[], reason: string, twins: boolean, problem?: string} | {what: "paper", x: number, y: number, at?: {x: number, y: number}} | {what: "choose", id: string, draft?: string, base?: string, problem?: string}
 *   | {what: "relate", link?: string, base?: import("../model/records.js").Link, from: string, to: string, meaning: import("../model/records.js").Meaning | "", label: string, slot: "from" | "to" | "", filter: string, problem?: string}
 *   | {what: "links", of: string} | {what: "source", note: string, asked?: boolean, found?: import("../model/records.js").Lineage | "soon" | null} | {what: "answers", id: string, filter: string} | {what: "unanswered"} | {what: "survey"} | {what: "tags", id: string}
 *   | {what: "narrative", again?: boolean, reading?: boolean, pause?: number, hands?: Map<string, {box: HTMLTextAreaElement, hand: import("../sync/meeting.js").InHand, problem: string}>}} Panel what lies over the board; one at a time
 */

export {};
