/** What a seat of one browser keeps: its store, its tabs and their outboxes, for the tests of what is kept. */
import { browserClock } from "/static/lib/clock.js";
import { newID } from "/static/lib/ids.js";
import { Store } from "/static/lib/store.js";
import { channelName, makeChannel } from "/static/sync/keeping.js";
import { Outbox } from "/static/sync/outbox.js";
import { Tabs } from "/static/sync/tabs.js";
import { until } from "./runner.js";

export const note = (text) => ({ type: "note.add", body: { note: newID(), text, to: {} } });

/** A browser of its own: another database, another seat. */
export function browser() {
  const whose = { workshop: newID(), seat: newID() };
  const store = new Store(`test-${newID()}`);
  let ticks = 0;
  const tab = (more = {}) => {
    const told = [];
    const tabs = new Tabs({
      channel: makeChannel(channelName(whose)), tab: newID(), clock: browserClock,
      bye: () => told.push("bye"), left: () => told.push("left"),
    });
    const outbox = new Outbox({ store, tabs, wall: () => 1_700_000_000_000 + ticks++, ...whose, ...more });
    return { tabs, outbox, told };
  };
  return { whose, store, tab };
}

/**
 * A clock for a roll that is called among the living: the time is up when one has answered, however slow the machine is.
 * @param {{whose: {workshop: string, seat: string}}} browser
 */
export function answered({ whose }) {
  const channel = makeChannel(channelName(whose));
  let answers = 0;
  channel.addEventListener("message", ({ data }) => data.say === "here" && answers++);
  const after = (done) => {
    const before = answers;
    until(() => answers > before).then(done);
    return 0;
  };
  return { ...browserClock, after };
}

/** All writes so far are done when a read that was begun after them is. */
export const settled = (store) => store.all("");
