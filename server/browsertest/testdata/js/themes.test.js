/** Themes and their boards, and lists of people: what the preparing page and the hall work out for themselves. */
import { byTable, tablesFor, usualTables } from "/static/model/people.js";
import { State } from "/static/model/state.js";
import { boardFor, topicsOf, worksOf, worksOn } from "/static/model/themes.js";
import { equal, test } from "./runner.js";

const put = (kind, value) => ({ kind, id: value.id, after: value });
const hall = (now) => new State().with([[
  put("workshop", { id: "w", title: "会", theme: "道は" }),
  put("theme", { id: "a", order: "b", text: "朝は" }),
  put("theme", { id: "b", order: "a", text: "夜は" }),
  put("theme", { id: "c", order: "c", text: "なくした", withdrawn: true }),
  put("table", { id: "t", name: "1班", order: "V", ...(now && { themeId: now }) }),
  ...[["1", "a", "朝は"], ["2", "", "道は"], ["3", "b", "夜は"], ["4", "c", "なくした"]].map(([id, themeId, theme]) => put("assignment", { id, table: "t", theme, order: "V", ...(themeId && { themeId }) })),
]]);

test("the workshop's own theme is the first, the others as they are ordered, and so lie the boards", () => {
  equal(topicsOf(hall("")).map((topic) => topic.text).join(), "道は,夜は,朝は");
  equal(hall("").assignments("t").map((work) => work.id).join(), "2,3,1");
  equal(worksOf(hall("b"), "t").map(({ board, topic, now }) => `${topic.n}${board}${now ? "!" : ""}`).join(), "12,23!,31");
});

test("a table works on the board of its theme, and on its first where it has none", () => {
  equal(worksOn(hall(""), "t")?.id, "2");
  equal(worksOn(hall("a"), "t")?.id, "1");
  equal(worksOn(hall("elsewhere"), "t")?.id, "2");
  equal(boardFor(hall(""), "t", "b")?.id, "3");
  equal(worksOn(hall(""), "nowhere"), undefined);
});

test("people are shown table by table, those without one last", () => {
  const people = [{ name: "谷" }, { name: "原", table: "2班" }, { name: "林", table: "1班" }, { name: "沢", table: "2班" }];
  equal(byTable(people, []).map((group) => `${group.table}:${group.people.map((one) => one.name).join("")}`).join(), "2班:原沢,1班:林,:谷");
  equal(byTable(people, ["1班", "3班"]).map((group) => group.table).join(), "1班,3班,2班,");
});

test("tables to divide into: those there are, else those wished for, else numbered ones", () => {
  const numbered = (/** @type {number} */ n) => `${n}班`;
  const people = [{ name: "谷", wishes: ["朝市", "図書館"] }, { name: "原", wishes: ["図書館"] }];
  equal(tablesFor(["2班", "赤"], people, 3, numbered).join(), "2班,赤,1班");
  equal(tablesFor(["2班", "赤"], people, 1, numbered).join(), "2班");
  equal(tablesFor([], people, 3, numbered).join(), "朝市,図書館,1班");
  equal(tablesFor([], [{ name: "谷" }], 2, numbered).join(), "1班,2班");
  equal(usualTables(Array.from({ length: 30 }, () => ({ name: "人" }))), 5);
  equal(usualTables([]), 1);
});
