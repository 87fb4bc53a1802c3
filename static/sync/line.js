/**
 * What a document needs of its client, which has the one line for all of them.
 * @typedef {object} Line
 * @property {() => boolean} up
 * @property {() => number} downSince by the clock
 * @property {() => boolean} over ended for good
 * @property {(text: string) => boolean} send
 * @property {() => void} suspect an answer is long in coming
 * @property {() => import("./boot.js").Me} me
 * @property {() => boolean} mayGo the pace allows one more op now; if not, the client pumps again when it does
 * @property {import("./outbox.js").Outbox} outbox
 * @property {(id: string) => void} forgetBoxes throws away what was half written about a thing
 * @property {import("../lib/clock.js").Clock} clock
 * @property {import("../model/rights.js").Rights} rights
 */

export {};
