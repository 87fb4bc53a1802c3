/** A list drawn by `each` is the one drawn anew, and what did not change is not even asked. */
import { each } from "/static/view/each.js";
import { html, render } from "/static/vendor/lit-html/lit-html.js";
import { equal, test } from "./runner.js";

const item = (id, text) => ({ id, text });

/** @returns what is to be seen, and what was drawn for it */
function shown(host, items, signs = {}, all = []) {
  const drawn = [];
  const draw = (one) => (drawn.push(one.id), html`<li id=${one.id}>${one.text}${signs[one.id] ?? ""}</li>`);
  render(html`<ul>${each({ items, keyOf: (one) => one.id, stirred: (one) => signs[one.id] ?? "", draw, all })}</ul>`, host);
  return { text: [...host.querySelectorAll("li")].map((e) => `${e.id}=${e.textContent}`).join(" "), drawn };
}

test("only what changed is drawn", () => {
  const host = document.createElement("div");
  const [a, b, c] = [item("a", "1"), item("b", "2"), item("c", "3")];
  equal(shown(host, [a, b, c]), { text: "a=1 b=2 c=3", drawn: ["a", "b", "c"] });
  const kept = host.querySelector("#c");
  equal(shown(host, [a, item("b", "9"), c]), { text: "a=1 b=9 c=3", drawn: ["b"] });
  equal(shown(host, [a, b, c]), { text: "a=1 b=2 c=3", drawn: ["b"] });
  equal(shown(host, [a, b, c], { c: "!" }), { text: "a=1 b=2 c=3!", drawn: ["c"] });
  equal(shown(host, [a, b, c]), { text: "a=1 b=2 c=3", drawn: ["c"] });
  equal(host.querySelector("#c") === kept, true, "the same element");
});

test("what all are drawn by draws all, and another order or another list is laid out as repeat does", () => {
  const host = document.createElement("div");
  const [a, b, c, d] = [item("a", "1"), item("b", "2"), item("c", "3"), item("d", "4")];
  shown(host, [a, b, c], {}, ["now"]);
  const kept = host.querySelector("#a");
  equal(shown(host, [a, b, c], {}, ["then"]).drawn, ["a", "b", "c"]);
  equal(shown(host, [c, a, b], {}, ["then"]), { text: "c=3 a=1 b=2", drawn: [] });
  equal(host.querySelector("#a") === kept, true, "an element goes with its item");
  equal(shown(host, [c, d, b], {}, ["then"]), { text: "c=3 d=4 b=2", drawn: ["d"] });
  equal(shown(host, [item("b", "7"), d, c, a], { d: "!" }, ["then"]), { text: "b=7 d=4! c=3 a=1", drawn: ["b", "d", "a"] });
  equal(shown(host, [c, d, b], {}, ["then"]), { text: "c=3 d=4 b=2", drawn: ["d", "b"] });
  equal(shown(host, [c, item("d", "5"), b], {}, ["then"]), { text: "c=3 d=5 b=2", drawn: ["d"] });
  equal(shown(host, [], {}, ["then"]).text, "");
  equal(shown(host, [a, d], {}, ["then"]).text, "a=1 d=4");
});
