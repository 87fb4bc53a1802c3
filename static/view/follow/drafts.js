/**
 * What is being written about what came of it, and from what it was begun. It is sent field by field as one goes on; what is
 * not sent yet outlives a reload.
 */
import { setFollow } from "../../model/ops_closing.js";
import { lackOf, sameFollow, tidied } from "../../model/follow.js";

/**
 * @typedef {import("../../model/records.js").Follow} Follow
 * @typedef {import("../../sync/doc.js").Doc} Doc
 * @typedef {{base: Follow, follow: Follow}} Draft
 * @typedef {ReturnType<typeof makeDrafts>} Drafts
 */

/** @param {{client: import("../../sync/client.js").Client, changed: () => void}} of */
export function makeDrafts({ client, changed }) {
  const box = client.box("follow");
  /** @type {Map<string, Draft>} by item */
  const drafts = new Map();
  void box.load().then((text) => {
    for (const [item, draft] of entriesIn(text)) if (!drafts.has(item)) drafts.set(item, draft);
    changed();
  });
  const save = () => (drafts.size > 0 ? box.save(JSON.stringify([...drafts])) : box.clear());
  return {
    /** @param {string} item @param {Follow} now as the server has it */
    of: (item, now) => {
      const draft = drafts.get(item);
      if (draft && sameFollow(tidied(draft.follow), now)) {
        drafts.delete(item);
        save();
        return undefined;
      }
      return draft;
    },
    /** @param {string} item @param {Follow} now @param {Follow} part */
    type: (item, now, part) => {
      const draft = drafts.get(item) ?? { base: now, follow: now };
      drafts.set(item, { base: draft.base, follow: { ...draft.follow, ...part } });
      save();
    },
    /** What lacks nothing is sent. @param {Doc} doc @param {string} item */
    send: (doc, item) => {
      const draft = drafts.get(item);
      if (!draft || lackOf(draft.follow)) return;
      const follow = tidied(draft.follow);
      if (sameFollow(follow, draft.base) || doc.send(setFollow(item, draft.base, follow)) === null) return;
      drafts.set(item, { base: follow, follow: draft.follow });
      save();
    },
    /** Two have written in one place: mine is laid over the other's. @param {string} item @param {Follow} now */
    overlay: (item, now) => {
      const draft = drafts.get(item);
      if (draft) drafts.set(item, { base: now, follow: draft.follow });
      save();
    },
    /** @param {string} item */
    drop: (item) => {
      drafts.delete(item);
      save();
    },
  };
}

/** @param {string} text @returns {[string, Draft][]} */
function entriesIn(text) {
  try {
    const list = /** @type {unknown} */ (JSON.parse(text));
    return Array.isArray(list) ? list.filter((one) => Array.isArray(one) && typeof one[0] === "string" && typeof one[1]?.follow === "object" && typeof one[1]?.base === "object") : [];
  } catch {
    return []; // nothing, or of another time
  }
}
