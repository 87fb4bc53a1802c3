/** The closing survey (ふりかえり): what is asked, whether people answer now, what one has answered, what came of it. Pure. */
import { byOrder } from "./state.js";

/**
 * @typedef {import("./records.js").Question} Question
 * @typedef {import("./records.js").Reply} Reply
 * @typedef {import("./records.js").Survey} Survey
 * @typedef {import("./state.js").State} State
 */

/** As many steps has a scale (board.ScaleSteps). */
export const STEPS = 5;

/** @param {State} hall @returns {Question[]} in order */
export const questionsOf = (hall) =>
  hall
    .all("question")
    .filter((question) => !question.withdrawn)
    .sort(byOrder);

/** @param {State} hall @returns {Survey | undefined} undefined: it was never open */
export const surveyOf = (hall) => hall.all("survey")[0];

/** @param {State} hall */
export const isOpen = (hall) => surveyOf(hall)?.open === true;

/** Whether it was answered and told. @param {State} hall */
export const isClosed = (hall) => !isOpen(hall) && (surveyOf(hall)?.results?.length ?? 0) > 0;

/** Whether it was closed with too few answers to be told: a comparison would say whose they are. @param {State} hall */
export const isTooFew = (hall) => !isOpen(hall) && !isClosed(hall) && answeredIn(hall) > 0;

/** How many have answered anything. @param {State} hall */
export const answeredIn = (hall) => hall.all("answer").filter((answer) => (answer.veiled ? !answer.empty : (answer.replies?.length ?? 0) > 0)).length;

/** How many could: everybody who sits at a table and has come. @param {State} hall */
export const askedIn = (hall) => hall.tables().flatMap((table) => hall.seats(table.id)).filter((seat) => !seat.absent).length;

/** @param {State} hall @param {string} seat */
export const answerOf = (hall, seat) => hall.all("answer").find((answer) => !answer.veiled && answer.seat === seat);

/** When people have answered, only the wording of a question may still change. @param {State} hall */
export const isSettled = (hall) => answeredIn(hall) > 0 || isClosed(hall);

/** @typedef {Map<string, {marks: readonly number[], text: string}>} Replies by question */

/** @param {readonly Reply[]} [replies] @returns {Replies} */
export const repliesOf = (replies = []) => new Map(replies.map(({ question, marks, text }) => [question, { marks: marks ?? [], text: text ?? "" }]));

/** What is sent: only what was answered, and only to what is asked. @param {readonly Question[]} questions @param {Replies} replies @returns {Reply[]} */
export function replyList(questions, replies) {
  return questions.flatMap(({ id, sort }) => replyTo(id, sort, replies.get(id)));
}

/** @param {string} id @param {Question["sort"]} sort @param {{marks: readonly number[], text: string}} [reply] @returns {Reply[]} */
function replyTo(id, sort, { marks, text } = { marks: [], text: "" }) {
  if (sort === "text") return text.trim() === "" ? [] : [{ question: id, text: text.trim() }];
  return marks.length === 0 ? [] : [{ question: id, marks: [...marks].sort((a, b) => a - b) }];
}

/**
 * A tick set or taken away. Of a scale, and of a choice of one, the last tick stands.
 * @param {Question} question
 * @param {readonly number[]} marks
 * @param {number} mark
 * @param {boolean} on
 */
export function ticked({ sort, many }, marks, mark, on) {
  const rest = marks.filter((m) => m !== mark);
  if (!on) return rest;
  return sort === "choice" && many ? [...rest, mark] : [mark];
}

/** Half-written replies as one text, so that they are kept like any other half-written text. @param {Replies} replies */
export const toDraft = (replies) => (replies.size === 0 ? "" : JSON.stringify([...replies].map(([question, reply]) => ({ question, ...reply }))));

/** @param {string} draft @returns {Replies | undefined} undefined: nothing was half written, or by another edition of this page */
export function fromDraft(draft) {
  if (draft === "") return undefined;
  try {
    const list = JSON.parse(draft);
    if (!Array.isArray(list)) return undefined;
    return repliesOf(list.filter((r) => typeof r?.question === "string" && typeof r.text === "string" && Array.isArray(r.marks) && r.marks.every(Number.isInteger)));
  } catch {
    return undefined;
  }
}
