/** The page of the history: a long evening comes in pieces, and the hand may already be on the slider. */
import { HistoryView } from "/static/view/history/history.js";
import { equal, fetchJSON, ok, test } from "./runner.js";

const texts = await fetchJSON("/static/i18n/ja.json");
const LAST = 1234;

/** @param {number} seq */
const entry = (seq) => ({
  seq, id: `e${seq}`, author: "s1", time: 1_700_000_000_000 + seq * 1000,
  op: { type: "note.add", body: { note: `n${seq}`, text: `その${seq}` } },
  change: [{ kind: "note", id: `n${seq}`, after: { id: `n${seq}`, text: `その${seq}`, author: "s1", order: String(seq).padStart(6, "0") } }],
});

/** @param {(view: any, seq: number) => void} [comes] called as each entry is told */
async function shown(comes) {
  const seats = new Map([["s1", { id: "s1", name: "川辺", role: "participant" }]]);
  const none = () => undefined;
  let view;
  const client = {
    me: { id: "f", role: "facilitator" }, ended: null, onChange: none,
    hall: { view: { seat: (id) => seats.get(id), get: none, table: none } },
    async *history() {
      yield { epoch: "e", last: LAST };
      for (let seq = 1; seq <= LAST; seq++) {
        await null;
        comes?.(view, seq);
        yield entry(seq);
      }
    },
  };
  const doc = { denied: "", refusals: [], shadow: { seq: LAST }, view: { board: null, count: () => 0 }, status: { state: "saved", n: 0 }, allowed: () => true, onChange: () => none };
  const [element, bar] = [document.createElement("main"), document.createElement("header")];
  document.body.append(bar, element);
  view = new HistoryView(element, { client, doc, boot: { texts, limits: { notes: 5000 }, boards: [{ id: "b", name: "1班" }], board: "b", workshop: "w" }, bar, back: "/" });
  for (let turns = 0; view.state === "loading" && turns < 10000; turns++) await new Promise((r) => setTimeout(r, 0));
  return { view, element };
}

test("a long evening is shown at its end, in however many pieces it came", async () => {
  const { view, element } = await shown();
  equal([view.state, view.film.length, view.at], ["whole", LAST, LAST]);
  equal(element.querySelector(".history__slider").value, String(LAST));
  ok(element.querySelector("[aria-current]").textContent.includes(`その${LAST}`));
});

test("who has moved the slider while it came stays where they are", async () => {
  const { view } = await shown((v, seq) => seq === 700 && v.go(120));
  equal([view.film.length, view.at], [LAST, 120]);
});

test("the deed of the moment is in sight, wherever one jumps to", async () => {
  const { view, element } = await shown();
  const list = element.querySelector(".history__deeds");
  Object.assign(list.style, { height: "300px", overflow: "auto" });
  for (const at of [40, 900, 3]) {
    view.go(at);
    const [box, now] = [list.getBoundingClientRect(), element.querySelector("[aria-current]").getBoundingClientRect()];
    ok(now.top >= box.top - 1 && now.bottom <= box.bottom + 1, `${at}: ${now.top}–${now.bottom} of ${box.top}–${box.bottom}`);
  }
});
