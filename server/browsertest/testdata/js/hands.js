/** A hand that does whatever the screen offers, as fast as the screen follows: lines and what they end at, and undo and redo. */

/** What was said to this person in red, in the order it was said. */
export const refused = [];

const LEFT_OUT = /伏せる|虫めがね|大きく|札|タグ|横串|もとの/u;

/** @param {number} seed */
function randomOf(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const drawn = () => Promise.race([new Promise((r) => requestAnimationFrame(() => setTimeout(r))), new Promise((r) => setTimeout(r, 100))]);
const all = (where, within = document) => [...within.querySelectorAll(where)].filter((e) => e.checkVisibility());
const dialog = () => document.querySelector("dialog[open]");

function strike(element, key) {
  element.focus();
  element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

function type(box, text) {
  box.value = text;
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** What the hand has done so far, so that who waits for it can tell a slow hand from one that stands still. */
export let done = 0;

/** @param {number} seed @param {number} deeds */
export async function work(seed, deeds) {
  const random = randomOf(seed);
  const one = (list) => list[Math.floor(random() * list.length)];
  listen();
  for (let i = 0; i < deeds; i++) {
    if (dialog()) inDialog(dialog(), one, random);
    else if (document.querySelector(".menu")) one(all(".menu__item").filter((e) => !LEFT_OUT.test(e.textContent)))?.click();
    else if (document.querySelector(".strip--aim")) strike(one(all(".board [data-id]")), random() < 0.8 ? "Enter" : "Escape");
    else begin(one, random);
    done++;
    await drawn();
  }
  for (let i = 0; i < 20 && (dialog() || document.querySelector(".menu, .strip--aim")); i++) {
    if (dialog()) dialog().close();
    else strike(document.querySelector(".menu__item") ?? one(all(".board [data-id]")), "Escape");
    await drawn();
  }
  return refused;
}

function begin(one, random) {
  const what = random();
  const back = what < 0.25 ? document.querySelector(".bar__undo") : what < 0.4 ? document.querySelector(".bar__redo, .bar__undo + .button") : null;
  const strip = what < 0.6 ? one(all(".strip .button")) : null;
  if (back) back.click();
  else if (strip) strip.click();
  else strike(one(all(".board [data-id]")), "m");
}

/** One step in a dialog; now and then it is left. */
function inDialog(over, one, random) {
  const [picks, meanings, boxes] = [all(".pick", over), all("input[name=meaning]", over), all("textarea, input[type=text]", over)];
  const act = all("button[type=submit]", over)[0];
  const rest = all("button", over).filter((e) => e !== act);
  if (random() < 0.12) return over.close();
  if (picks.length > 0) return one(picks).click();
  if (meanings.length > 0 && !meanings.some((m) => m.checked)) return one(meanings).click();
  if (boxes.length > 0 && random() < 0.4) return type(one(boxes), `言葉${Math.floor(random() * 100)}`);
  if (act && random() < 0.7) return act.click();
  return (one(rest) ?? act)?.click();
}

let listening = false;
function listen() {
  if (listening) return;
  listening = true;
  const look = () => {
    for (const e of document.querySelectorAll(".toast--refusal, .notice[data-kind=error]")) {
      const text = e.textContent.replace(/\s+/gu, " ").trim();
      if (refused.at(-1) !== text) refused.push(text);
    }
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
}
