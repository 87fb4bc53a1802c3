/**
 * A text put right and not sent yet, and the text it was made from. Both outlive a closed lid: if only the first did, an edit
 * sent the next morning would look as if it had been made from what others wrote since, and wipe it out.
 */
import { watchComposition } from "../../lib/ime.js";
import { joined } from "../../sync/draft.js";

/** @typedef {import("../../sync/client.js").Client} Client */
/** @typedef {ReturnType<typeof halfOf>} Half */

/**
 * @param {Client} client
 * @param {string} name of the box, one for each text: edit:ID, title:ID
 */
export function halfOf(client, name) {
  const [words, base] = [client.box(name), client.box(`base-of-${name}`)];
  const self = {
    /** @returns {Promise<{text: string, base: string}>} both empty where nothing was half written */
    load: async () => {
      const [text, from] = await Promise.all([words.load(), base.load()]);
      return { text, base: from };
    },
    /**
     * Puts what was half written into its box, once nothing is being converted in it. What was typed meanwhile stays.
     * @param {HTMLTextAreaElement} box
     * @param {string} before what stood in it as it opened
     * @returns {Promise<{base: string} | undefined>} what the words now in the box were made from; undefined: nothing was brought
     */
    bring: async (box, before) => {
      const ime = watchComposition(box);
      const found = await self.load();
      await ime.rests();
      ime.stop();
      if (found.text === "" || found.text === before) return undefined;
      // Closed already, by sending or not: what was typed is kept, and what nobody has seen yet stays.
      const now = box.isConnected ? box.value : (words.text ?? before);
      const text = joined(before, found.text, now);
      if (words.text !== undefined) self.save(text, found.base);
      if (!box.isConnected || text === box.value) return undefined;
      box.value = text;
      return { base: found.base };
    },
    /** @param {string} text @param {string} from what it was made from */
    save: (text, from) => {
      words.save(text);
      base.save(from);
    },
    clear: () => {
      words.clear();
      base.clear();
    },
  };
  return self;
}
