/** The history as it is streamed: whole, cut off, broken, refused, given up. */
import { HistoryError } from "/static/sync/history.js";
import { SEATS, World } from "./people.js";
import { equal, ok, test } from "./runner.js";

const head = { epoch: "e1", last: 3 };
const entry = (seq, text = `文${seq}😊`) => ({
  epoch: "e1", seq, id: `op${seq}`, author: "a", time: 1, op: { type: "note.add", body: {} },
  change: [{ kind: "note", id: `n${seq}`, after: { id: `n${seq}`, text, order: "V" } }],
});
const whole = [head, entry(1), entry(2), entry(3)];
const linesOf = (values) => values.map((v) => `${typeof v === "string" ? v : JSON.stringify(v)}\n`).join("");

/** Bytes in pieces of n, so that characters and lines are torn. */
function stream(text, n = 7, ended = { cancelled: false }) {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, (at += n)));
    },
    cancel: () => void (ended.cancelled = true),
  });
}

const answer = (body, { status = 200, type = "application/x-ndjson", ours = true } = {}) =>
  new Response(body, { status, headers: { "Content-Type": type, ...(ours && { "X-Yoriai": "1" }) } });

/** What comes, and how it ends: a code, or "". */
async function told(fetch) {
  const world = new World();
  const { client } = world.page(SEATS[0], undefined, { fetch });
  const got = [];
  try {
    for await (const one of client.history("the doc")) got.push("seq" in one ? one.seq : one.last);
    return [got, ""];
  } catch (error) {
    ok(error instanceof HistoryError, String(error));
    return [got, error.code];
  } finally {
    world.close();
  }
}

test("the head, then every entry in order, however the bytes are torn", async () => {
  for (const n of [1, 3, 7, 64, 100_000]) {
    let asked = "";
    const got = await told(async (address) => ((asked = address), answer(stream(linesOf(whole), n))));
    equal([got, asked], [[[3, 1, 2, 3], ""], `/api/documents/the%20doc/history?seat=${SEATS[0]}`]);
  }
  equal(await told(async () => answer(stream(linesOf([{ epoch: "e", last: 0 }])))), [[0], ""]);
});

test("what came after it was asked is told, too", async () => {
  equal(await told(async () => answer(stream(linesOf([...whole, entry(4)])))), [[3, 1, 2, 3, 4], ""]);
});

test("cut off on the way: what came came, and it is said that it is not all", async () => {
  const text = linesOf(whole);
  for (const at of [0, 5, text.indexOf("op2"), text.length - 1]) {
    const [got, code] = await told(async () => answer(stream(text.slice(0, at))));
    equal([got.length, code], [text.slice(0, at).split("\n").length - 1, "cut"], `cut at ${at}`);
  }
  const failing = new ReadableStream({ start: (c) => c.enqueue(new TextEncoder().encode(linesOf([head, entry(1)]))), pull: (c) => c.error(new TypeError("network error")) });
  equal(await told(async () => answer(failing)), [[3, 1], "cut"]);
});

test("what is no history is not taken for one", async () => {
  for (const values of [[{ last: 3 }], ["no json"], [head, entry(2)], [head, entry(1), entry(1)], [head, { ...entry(1), change: "x" }], [head, ""], [head, { ...entry(1), change: [{ kind: "note", id: "n", after: { id: "n", text: 7 } }] }]]) {
    const [, code] = await told(async () => answer(stream(linesOf(values))));
    equal(code, "broken", JSON.stringify(values));
  }
  equal((await told(async () => answer("<html>", { type: "text/html" })))[1], "broken");
});

test("a portal, no network, and the server's refusals", async () => {
  equal((await told(async () => answer("agree to the terms", { type: "text/html", ours: false })))[1], "offline");
  equal((await told(async () => Promise.reject(new TypeError("Failed to fetch"))))[1], "offline");
  for (const [status, body, code] of [[403, '{"code":"forbidden","say":""}', "forbidden"], [429, '{"code":"rate","say":""}', "rate"], [401, "<html>", "expired"], [404, "", "not_found"], [429, "", "rate"], [500, "", "storage"]]) {
    equal((await told(async () => answer(body, { status, type: "application/json" })))[1], code);
  }
});

test("who leaves off ends the request", async () => {
  const world = new World();
  let signal;
  const { client } = world.page(SEATS[0], undefined, { fetch: async (_, options) => ((signal = options.signal), answer(stream(linesOf(whole)))) });
  for await (const one of client.history("d")) {
    ok("last" in one);
    break;
  }
  ok(signal.aborted);
  world.close();
});

test("an entry of a kind that only a newer server knows is told", async () => {
  const newer = { ...entry(1), op: { type: "star.add", body: { star: 1 } }, change: [{ kind: "star", id: "s", after: { id: "s" } }] };
  equal(await told(async () => answer(stream(linesOf([{ epoch: "e", last: 1 }, newer])))), [[1, 1], ""]);
});
