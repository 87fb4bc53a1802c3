/** Predictions for the evening's end: see predict.js. A survey is opened and closed by the server alone. */
import { checkLine, checkText } from "../lib/text.js";
import { Refused } from "./trial.js";

/** @typedef {import("./predict.js").Effect} Effect */
/** @typedef {import("./records.js").Note} Note */

const ANY = { chars: Infinity, bytes: Infinity };
/** @param {string | undefined} typed */
const lineOf = (typed) => checkLine(typed ?? "", ANY).text;

/** @type {Readonly<Record<string, Effect>>} */
export const closing = {
  "survey.edit": (trial, { question, sort, text, low, high, options, many }) => {
    const { order } = trial.live("question", question);
    const ends = sort === "scale" && { ...(low && { low: lineOf(low) }), ...(high && { high: lineOf(high) }) };
    const choice = sort === "choice" && { options: options.map(lineOf), ...(many && { many: true }) };
    trial.put("question", { id: question, order, sort, text: checkText(text, ANY).text, ...ends, ...choice });
  },
  "survey.withdraw": (trial, { question }) => trial.put("question", { ...trial.live("question", question), withdrawn: true }),
  "survey.answer": (trial, { answer, replies }) => {
    if (!trial.actor.id) throw new Refused("nobody answers");
    const { told = 0 } = trial.get("survey", trial.workshop().id) ?? {};
    const { replies: before, was, of = 0 } = trial.get("answer", answer) ?? {};
    const then = of === told ? was : before;
    trial.put("answer", { id: answer, seat: trial.actor.id, ...(replies.length > 0 && { replies }), ...(then && { was: then }), ...(told > 0 && { of: told }) });
  },
  "tag.edit": (trial, { tag, name }) => trial.put("tag", { ...trial.live("tag", tag), name: lineOf(name) }),
  "tag.withdraw": (trial, { tag, back }) => {
    const known = trial.get("tag", tag);
    if (!known) throw new Refused("no such tag");
    const { withdrawn: _, ...rest } = known;
    trial.put("tag", { ...rest, ...(!back && { withdrawn: true }) });
  },
  "photo.caption": (trial, { photo, base = "", caption }) => {
    const { caption: now = "", ...rest } = trial.live("photo", photo);
    if (now !== base) return; // the server merges
    const text = caption && lineOf(caption);
    trial.put("photo", { ...rest, ...(text && { caption: text }) });
  },
  "photo.publish": (trial, { photo, public: open }) => {
    const { published: _, ...rest } = trial.live("photo", photo);
    trial.put("photo", { ...rest, ...(open && { published: true }) });
  },
  "photo.place": (trial, { photo, table }) => {
    const { table: _, ...rest } = trial.live("photo", photo);
    trial.put("photo", { ...rest, ...(table && { table }) });
  },
  "item.tag": (trial, { item, tag, on }) => {
    const kind = trial.kindOf(item);
    if (kind === "statement") throw new Refused("a sentence carries no tags");
    const { tags = [], ...rest } = /** @type {Note} */ (trial.live(kind, item));
    if (tags.includes(tag) === on) return;
    const now = on ? [...tags, tag] : tags.filter((t) => t !== tag);
    trial.put(kind, /** @type {Note} */ ({ ...rest, ...(now.length > 0 && { tags: now }) }));
  },
};
