/** Who answers, when no socket opens: asked with the browser's own fetch; the answers are made by modules_test.go. */
import { isOurs, probe } from "/static/sync/portal.js";
import { equal, ok, test } from "./runner.js";

const cases = [
  ["our server knows this browser", "ours-200", "known"],
  ["our server knows it, and the seat was given up", "ours-404", "known"],
  ["our server does not know it", "ours-401", "unknown"],
  ["our server is in trouble", "ours-503", "none"],
  ["a server of before the header", "older-200", "known"],
  ["a server of before the header does not know it", "older-401", "unknown"],
  ["a portal with a page", "portal-200", "stranger"],
  ["a portal that says 401", "portal-401", "stranger"],
  ["a portal that says 511, as it should", "portal-511", "stranger"],
  ["a portal that says 403", "portal-403", "stranger"],
  ["a portal that sends to its page", "portal-away", "stranger"],
  ["a portal that sends to another host", "portal-far", "stranger"],
  ["nobody", "portal-hangs-up", "none"],
];
for (const [name, who, want] of cases) test(name, async () => equal(await probe(who), want));

test("no network at all, and an answer that never comes, are nobody", async () => {
  equal(await probe("x", async () => Promise.reject(new TypeError("Failed to fetch"))), "none");
  equal(await probe("x", (_, { signal }) => (ok(signal instanceof AbortSignal), Promise.reject(new DOMException("", "TimeoutError")))), "none");
});

test("a redirect that was followed all the same is a stranger's", () => {
  ok(!isOurs(/** @type {any} */ ({ type: "basic", redirected: true, headers: new Headers({ "X-Yoriai": "1" }) })));
});
