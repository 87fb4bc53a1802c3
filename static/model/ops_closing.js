/** Ops of an evening's end, as ops.js makes the others: the closing survey, remarks, and tags that cut across tables. */
import { newID } from "../lib/ids.js";

/** @typedef {import("./ops.js").Op} Op */
/** @typedef {import("./records.js").Reply} Reply */
/** @typedef {Omit<import("./records.js").Question, "id" | "order" | "withdrawn">} Asking what a question asks */

/** @param {Asking} asking @returns {Op} */
export const addQuestion = (asking) => op("survey.add", { question: newID(), ...askingBody(asking) });
/** @param {Asking & {id: string}} asking @returns {Op} */
export const editQuestion = (asking) => op("survey.edit", { question: asking.id, ...askingBody(asking) });
/** @param {string} question @param {string} [before] absent: the end @returns {Op} */
export const moveQuestion = (question, before) => op("survey.move", { question, ...(before && { before }) });
/** @param {string} question @returns {Op} */
export const withdrawQuestion = (question) => op("survey.withdraw", { question });
/** @param {boolean} open @returns {Op} */
export const openSurvey = (open) => op("survey.open", { open });
/** @param {readonly Reply[]} replies to all questions @param {string} [answer] the one this seat has given already @returns {Op} */
export const answerSurvey = (replies, answer) => op("survey.answer", { answer: answer ?? newID(), replies: [...replies] });
/** A text goes out of the results, however many wrote it. @param {string} question @param {string} text @param {string} reason @returns {Op} */
export const hideReply = (question, text, reason) => op("survey.hide", { question, text, reason });
/** @param {string} question @param {string} text @returns {Op} */
export const showReply = (question, text) => op("survey.show", { question, text });

/** @param {{table: string, speaker: string, base: string, text: string}} remark table empty: the host's @returns {Op} */
export const writeRemark = ({ table, speaker, base, text }) => op("remark.write", { ...(table && { table }), ...(speaker && { speaker }), base, text });

/** @param {string} name @returns {Op} */
export const addTag = (name) => op("tag.add", { tag: newID(), name });
/** @param {string} tag @param {string} name @returns {Op} */
export const editTag = (tag, name) => op("tag.edit", { tag, name });
/** @param {string} tag @param {boolean} [back] @returns {Op} */
export const withdrawTag = (tag, back = false) => op("tag.withdraw", { tag, ...(back && { back }) });
/** @param {string} item @param {string} tag @param {boolean} on @returns {Op} */
export const tagItem = (item, tag, on) => op("item.tag", { item, tag, on });

/** @param {string} item @param {import("./records.js").Follow} base what the writer began from @param {import("./records.js").Follow} follow @returns {Op} */
export const setFollow = (item, base, follow) => op("follow.set", { item, base, follow });
/** @typedef {{record: string, board?: string, of: string, from: number, n: number, sort: string, words?: string}} MaskAt */
/** @param {"mask" | "keep" | "ask"} decision @param {readonly MaskAt[]} masks @returns {Op} */
export const decideMasks = (decision, masks) => op("mask.decide", { decision, masks: masks.map(({ record, board, of, from, n, sort, words }) => ({ record, ...(board && { board }), of, from, n, sort, ...(words && { words }) })) });

/** @param {string} photo @param {string} base what the writer began from @param {string} caption @returns {Op} */
export const captionPhoto = (photo, base, caption) => op("photo.caption", { photo, ...(base && { base }), ...(caption && { caption }) });
/** @param {string} photo @param {boolean} open whether the public sees it @returns {Op} */
export const publishPhoto = (photo, open) => op("photo.publish", { photo, public: open });
/** @param {string} photo @param {string} table empty: the whole workshop @returns {Op} */
export const placePhoto = (photo, table) => op("photo.place", { photo, ...(table && { table }) });
/** @param {string} photo @param {boolean} [back] @returns {Op} */
export const removePhoto = (photo, back = false) => op("photo.remove", { photo, ...(back && { back }) });

/** @param {Asking} asking */
const askingBody = ({ sort, text, low, high, options, many }) => ({ sort, text, ...(low && { low }), ...(high && { high }), ...(options?.length && { options: [...options] }), ...(many && { many }) });

/** @param {string} type @param {Record<string, any>} body @returns {Op} */
const op = (type, body) => ({ type, body });
