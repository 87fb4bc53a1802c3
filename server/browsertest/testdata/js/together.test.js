/** Several people at one text: what each of them sees, and that no wording is lost. The rules are the server's; here is what the browser makes of them. */
import { addInstead, addNote, chooseText, editNote, withdrawNote } from "/static/model/ops.js";
import { BOARD, SEATS } from "./people.js";
import { equal, ok } from "./runner.js";
import { story } from "./stories.js";

/** A note on the board, and two people who begin to put it right. */
async function begun(world, text) {
  const [me, you] = [world.page(SEATS[0]), world.page(SEATS[1])];
  await world.pass();
  const add = addNote(text);
  me.board.send(add);
  await world.pass();
  const id = add.body.note;
  const seen = me.board.view.note(id);
  return { me, you, id, seen, of: ({ board }) => board.view.note(id) };
}

story("both edits can stand: both are in the text, and the second sees so at once", async (world) => {
  const { me, you, seen, of } = await begun(world, "道具が足りない");
  me.board.send(editNote(seen, "古い道具が足りない"));
  await world.pass();
  you.board.send(editNote(seen, "道具が足りないので困る"));
  equal(of(you).text, "古い道具が足りないので困る", "flickers until the server has answered");
  await world.pass();
  for (const who of [me, you]) equal([of(who).text, of(who).rivals, who.board.refusals], ["古い道具が足りないので困る", undefined, []]);
});

story("without a line: what the other wrote meanwhile and what I wrote are both there", async (world) => {
  const { me, you, seen, of } = await begun(world, "道具が足りない");
  world.server.cut([...world.server.lines].find((line) => line.seat === SEATS[0]), 1006, true);
  me.board.send(editNote(seen, "古い道具が足りない"));
  me.board.send(editNote(of(me), "とても古い道具が足りない"));
  you.board.send(editNote(seen, "道具が足りないので困る"));
  await world.pass();
  equal([of(me).text, of(you).text], ["とても古い道具が足りない", "道具が足りないので困る"]);
  me.window.alarm();
  await world.pass(3_000);
  for (const who of [me, you]) equal([of(who).text, who.board.status.n, who.board.mismatches], ["とても古い道具が足りないので困る", 0, 0]);
});

story("the same stretch: one stands, the other waits beside it, and a press settles it; that can be undone", async (world) => {
  const { me, you, seen, of } = await begun(world, "赤い車");
  me.board.send(editNote(seen, "青い車"));
  you.board.send(editNote(seen, "緑の車"));
  await world.pass();
  for (const who of [me, you]) equal([of(who).text, of(who).rivals, who.board.refusals], ["青い車", [{ text: "緑の車", author: SEATS[1] }], []]);
  you.board.send(chooseText(of(you), "緑の車"));
  equal([of(you).text, of(you).rivals], ["緑の車", undefined]);
  await world.pass();
  for (const who of [me, you]) equal([of(who).text, of(who).rivals], ["緑の車", undefined]);
  ok(you.board.undo());
  await world.pass();
  for (const who of [me, you]) equal([of(who).text, of(who).rivals.length], ["青い車", 1]);
});

story("sent twice, the same wording waits once", async (world) => {
  const { me, you, seen, of } = await begun(world, "赤い車");
  me.board.send(editNote(seen, "青い車"));
  await world.pass();
  you.board.send(editNote(seen, "緑の車"));
  for (const line of world.server.lines) while (world.server.step(line, true));
  world.server.cutAll(1006);
  await world.pass(2_000);
  equal([of(me).rivals.length, world.server.docs.get(BOARD).entries.length, you.board.status.n], [1, 4, 0]);
});

story("withdrawn meanwhile: refused with its text, and the text becomes a new note", async (world) => {
  const { me, you, id, seen } = await begun(world, "草案");
  me.board.send(withdrawNote(id));
  await world.pass();
  you.board.send(editNote(seen, "草案を直した"));
  await world.pass();
  const [refusal] = you.board.refusals;
  equal([refusal.code, refusal.op.body.text], ["gone", "草案を直した"]);
  ok(you.board.send(addInstead(refusal.op.body.text, refusal.op.body.note)));
  you.board.dismiss(refusal.id);
  await world.pass();
  equal(me.board.view.all("note").filter((n) => !n.withdrawn).map((n) => n.text), ["草案を直した"]);
});
