/**
 * A client without any view, in a page of a real server: window.live. Its boot data are those of a real page.
 */
import { asBoot } from "/static/sync/boot.js";
import { connect } from "/static/sync/client.js";
import * as ops from "/static/model/ops.js";

/** @param {string} page @param {string} [boardId] */
export async function begin(page, boardId) {
  const html = await (await fetch(page, { cache: "no-store" })).text();
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const boot = asBoot(JSON.parse(parsed.getElementById("boot").textContent));
  const client = connect({ boot });
  const doc = client.open(boardId || boot.board);
  Object.assign(window, { live: { client, doc, ops, boot, texts: () => doc.view.all("note").filter((n) => !n.withdrawn).map((n) => n.text ?? "(veiled)").sort() } });
}
