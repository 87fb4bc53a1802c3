/** 二つの書き方: what is being written while somebody else decides. */
import { render } from "/static/vendor/lit-html/lit-html.js";
import { beginChoosing, choosingView } from "/static/view/board/choosing.js";
import { equal, ok, test } from "./runner.js";

/** A desk with one note on it, whose text is contested, and the dialog as it is drawn. */
function table(drafts = new Map()) {
  const note = { id: "n", text: "公園の話", rivals: [{ text: "道の話", author: "you" }] };
  const sent = [];
  const box = (name) => ({
    load: async () => drafts.get(name) ?? "", save: (text) => drafts.set(name, text), clear: () => drafts.delete(name),
  });
  const view = { item: () => note, note: () => note, group: () => undefined, statement: () => undefined };
  const root = document.createElement("div");
  document.body.append(root);
  const panel = { what: "choose", id: "n" };
  const desk = {
    panel, client: { box, hall: { view: { seat: () => undefined } } }, doc: { view }, say: (key) => key,
    boot: { limits: { noteChars: 100, titleChars: 50, noteBytes: 1000 } },
    send: (all) => sent.push(...all), tell() {}, open: (next) => (desk.panel = next), redraw: () => render(choosingView(desk, panel), root),
  };
  desk.redraw();
  const dialog = root.querySelector("dialog");
  return { note, sent, drafts, desk, root, dialog, begun: beginChoosing(desk, panel, dialog), area: () => root.querySelector("textarea") };
}

const type = (area, text) => {
  area.value = text;
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
};

// Found in review: a colleague chose first, the dialog was drawn without its box, and what had been typed was gone.
test("somebody else chooses first: what was being written stays in its box, and may be put as an edit", async () => {
  const { note, sent, drafts, desk, root, begun, area } = table();
  await begun;
  const before = area();
  type(before, "公園と道の話を");
  Object.assign(note, { text: "道の話", rivals: undefined });
  desk.redraw();
  ok(area() === before, "another box");
  equal([area().value, root.querySelector(".choose"), [...drafts]], ["公園と道の話を", null, [["edit:n", "公園と道の話を"], ["base-of-edit:n", "公園の話"]]]);
  root.querySelector("form").requestSubmit();
  equal(sent, [{ type: "note.edit", body: { note: "n", base: "道の話", text: "公園と道の話を" } }]);
  equal([drafts.size, desk.panel], [0, undefined]);
  root.remove();
});

test("closed by Esc, or reloaded: the words are there again", async () => {
  const first = table();
  await first.begun;
  type(first.area(), "書きかけ");
  first.root.remove();
  const second = table(first.drafts);
  await second.begun;
  equal(second.area().value, "書きかけ");
  second.root.remove();
});

test("nothing was written: that it is decided is all there is to say", async () => {
  const { note, desk, root, begun, area } = table();
  await begun;
  Object.assign(note, { text: "道の話", rivals: undefined });
  desk.redraw();
  equal(area(), null);
  root.remove();
});
