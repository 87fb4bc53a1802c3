/**
 * Nobody leaves a page that cannot come back: without a line the browser would show a page of its own, in which all that was
 * written seems lost. So a press on a link is answered here; and closing the window is asked about where what is unsent would go
 * with it.
 */
import { html, render } from "../vendor/lit-html/lit-html.js";

/** ms the answer stays */
const SHOWN = 8000;

/**
 * @param {import("../sync/client.js").Client} client
 * @param {import("../lib/words.js").Say} say
 */
export function guardLeaving(client, say) {
  const place = document.body.appendChild(document.createElement("div"));
  place.className = "toasts";
  place.setAttribute("role", "status");
  let timer = 0;
  const answer = () => {
    render(html`<p class="toast" data-kind="warn"><span>${say("guard.no_line")}</span></p>`, place);
    window.clearTimeout(timer);
    timer = window.setTimeout(() => render("", place), SHOWN);
  };
  document.addEventListener(
    "click",
    (e) => {
      const link = e.target instanceof Element ? e.target.closest("a[href]") : null;
      if (!link || client.connected || client.ended || link.getAttribute("href")?.startsWith("#")) return;
      e.preventDefault();
      answer();
    },
    { capture: true },
  );
  window.addEventListener("beforeunload", (e) => {
    // Only where it is true: what the browser keeps for us is there again after the page is, and its question frightens people.
    if (!client.ended && client.outbox.waiting > 0 && !client.lasting) e.preventDefault();
  });
}
