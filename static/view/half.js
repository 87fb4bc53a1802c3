/**
 * A text put right and not sent yet, and the text it was made from. Both outlive a closed lid: if only the first did, an edit
 * sent the next morning would look as if it had been made from what others wrote since, and wipe it out.
 */

/** @typedef {import("../sync/client.js").Client} Client */
/** @typedef {ReturnType<typeof halfOf>} Half */

/**
 * @param {Client} client
 * @param {string} name of the box, one for each text: edit:ID, title:ID
 */
export function halfOf(client, name) {
  const [words, base] = [client.box(name), client.box(`base-of-${name}`)];
  return {
    /** @returns {Promise<{text: string, base: string}>} both empty where nothing was half written */
    load: async () => ({ text: await words.load(), base: await base.load({ join: false }) }),
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
}
