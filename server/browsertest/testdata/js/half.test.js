/** A half-written text coming back into its box while somebody already types in it. */
import { halfOf } from "/static/view/seat/half.js";
import { draftPrefix } from "/static/sync/keeping.js";
import { Drafts } from "/static/sync/draft.js";
import { FakeClock } from "./fakes.js";
import { equal, test } from "./runner.js";

const whose = { workshop: "w", seat: "s" };
const PREFIX = draftPrefix(whose);

/** A box on the page, and what was half written in it before; it is found when the test says so. */
function table(kept) {
  const asked = [];
  const store = {
    lasting: true,
    get: (key) => new Promise((resolve) => asked.push(() => resolve(key.slice(PREFIX.length) in kept ? { text: kept[key.slice(PREFIX.length)], at: 1 } : undefined))),
    write: async () => {},
  };
  const drafts = new Drafts({ store, late: undefined, clock: new FakeClock(), ...whose });
  const half = halfOf({ box: (name) => drafts.box(name) }, "edit:n");
  const box = document.createElement("textarea");
  document.body.append(box);
  const type = (text) => {
    box.value = text;
    half.save(text, "公園");
  };
  return { half, box, type, kept: () => drafts.box("edit:n").text, found: () => asked.forEach((answer) => answer()) };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

test("nothing is typed meanwhile: the words are there again, and what they were made from", async () => {
  const { half, box, found } = table({ "edit:n": "公園が暗い", "base-of-edit:n": "公園" });
  box.value = "公園に";
  const bringing = half.bring(box, "公園に");
  found();
  equal([await bringing, box.value], [{ base: "公園" }, "公園が暗い"]);
  box.remove();
});

// Found by the evening in a browser: what stood in the box when the store was asked was written over what stood there by then, in the midst of a conversion.
test("nothing was kept: the box is left alone, whatever was typed", async () => {
  const { half, box, type, found, kept } = table({});
  const bringing = half.bring(box, "");
  type("は");
  found();
  type("はし");
  equal([await bringing, box.value, kept()], [undefined, "はし", "はし"]);
  box.remove();
});

test("something is being converted: nothing comes into the box before that has ended", async () => {
  const { half, box, type, found, kept } = table({ "edit:n": "前の文", "base-of-edit:n": "" });
  const bringing = half.bring(box, "");
  box.dispatchEvent(new CompositionEvent("compositionstart"));
  type("はし");
  found();
  await turn();
  await turn();
  equal(box.value, "はし");
  box.dispatchEvent(new CompositionEvent("compositionend"));
  box.dispatchEvent(new CompositionEvent("compositionstart"));
  type("橋が");
  await turn();
  equal(box.value, "橋が");
  box.dispatchEvent(new CompositionEvent("compositionend"));
  equal([await bringing, box.value, kept()], [{ base: "" }, "前の文\n橋が", "前の文\n橋が"]);
  box.remove();
});

test("the box is gone before the words were found: what was sent is gone, what nobody saw is kept, and so is what was only closed", async () => {
  const sent = table({ "edit:n": "前の文", "base-of-edit:n": "" });
  const one = sent.half.bring(sent.box, "");
  sent.type("出した");
  sent.half.clear();
  sent.box.remove();
  sent.found();
  equal([await one, sent.kept()], [undefined, "前の文"]);
  const closed = table({ "edit:n": "前の文", "base-of-edit:n": "" });
  const other = closed.half.bring(closed.box, "");
  closed.type("途中");
  closed.box.remove();
  closed.found();
  equal([await other, closed.kept()], [undefined, "前の文\n途中"]);
});
