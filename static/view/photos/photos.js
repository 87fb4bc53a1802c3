/** 写真: photos of the evening, by table; each with its caption, its place, and whether the public sees it. */
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { captionPhoto, placePhoto, publishPhoto } from "../../model/ops_closing.js";
import { photosOf, removedOf, shelvesOf } from "../../model/photos.js";
import { isLasting } from "./send.js";
import { valueOf } from "../seat/box.js";

/**
 * @typedef {import("../../model/records.js").Photo} Photo
 * @typedef {import("./send.js").Sending} Sending
 * @typedef {{hall: import("../../sync/doc.js").Doc, boot: import("../../sync/boot.js").Boot, say: import("../../lib/words.js").Say, now: () => number,
 *   sender: import("./send.js").Sender, table: string, choose: (table: string) => void, drafts: Map<string, {base: string, text: string}>, over: boolean,
 *   turn: (photo: string, back: boolean) => void}} Pictured
 *   table: of which what is added will be; drafts: captions in hand, by photo; over: files are being held over the page; turn: takes a photo away, or brings it back
 */

/** @param {Pictured} pictured */
export function photosView(pictured) {
  const { hall, say, boot } = pictured;
  const all = photosOf(hall.view);
  const open = all.filter((photo) => photo.published).length;
  return html`<h1 class="masks__title">${say("photos.heading")}</h1>
    <p class="masks__intro">${say("photos.intro")}</p>
    ${addView(pictured, all.length >= boot.limits.photos)}
    ${all.length > 0 ? html`<p class="masks__left" role="status">${say("photos.count", { n: all.length, open })}</p>` : nothing}
    ${shelvesOf(hall.view).map((shelf) => shelfView(shelf, pictured))}
    ${removedView(pictured)}`;
}

/** @param {Pictured} pictured @param {boolean} full */
function addView(pictured, full) {
  const { say, sender, boot, over } = pictured;
  const chosen = (/** @type {Event} */ e) => {
    const input = /** @type {HTMLInputElement} */ (e.currentTarget);
    sender.add([...(input.files ?? [])], pictured.table);
    input.value = ""; // the same file can be chosen again
  };
  return html`<section class="card photos__add" aria-labelledby="photos-add" data-over=${over ? "" : nothing}>
    <h2 class="card__title" id="photos-add">${say("photos.add")}</h2>
    ${full
      ? html`<p class="notice">${say("photos.full", { n: boot.limits.photos })}</p>`
      : html`<div class="photos__ways">
          <label class="field"><span class="field__label">${say("photos.of")}</span>${tableSelect(pictured, pictured.table, pictured.choose)}</label>
          <label class="button button--main photos__choose"><input class="visually-hidden" type="file" accept="image/jpeg,image/png,image/webp,.jpg,.jpeg,.png,.webp" multiple @change=${chosen} />${say("photos.choose")}</label>
        </div>
        <p class="card__text">${say("photos.hint", { mb: Math.floor(boot.limits.photoBytes / 2 ** 20), n: boot.limits.photos })}</p>`}
    <div role="status">${sender.list.length > 0 ? html`<ul class="photos__going">${repeat(sender.list, (one) => one.id, (one) => sendingView(one, pictured))}</ul>` : nothing}</div>
  </section>`;
}

/** @param {Sending} one @param {Pictured} pictured */
function sendingView(one, { say, sender }) {
  if (one.state !== "failed") {
    const words = one.state === "waits" ? say("photos.waits") : one.part < 1 ? say("photos.goes") : say("photos.makes");
    return html`<li class="photos__one-going"><span class="photos__file">${one.file.name}</span> <progress max="1" .value=${one.part} aria-label=${say("photos.progress", { file: one.file.name })}></progress> <span>${words}</span></li>`;
  }
  return html`<li class="notice" data-kind="error"><p><b>${one.file.name}</b> ${say(`photos.failed.${one.code}`)}</p>
    <div class="buttons">${isLasting(one) ? nothing : html`<button type="button" class="button button--small" @click=${() => sender.again(one)}>${say("photos.again")}</button>`}<button type="button" class="button button--quiet button--small" @click=${() => sender.drop(one)}>${say("seat.understood")}</button></div></li>`;
}

/** @param {Pictured} pictured @param {string} at @param {(table: string) => void} choose */
function tableSelect({ hall, say }, at, choose) {
  const tables = hall.view.tables();
  const is = tables.some((table) => table.id === at) ? at : "";
  return html`<select class="input" .value=${live(is)} @change=${(/** @type {Event} */ e) => choose(/** @type {HTMLSelectElement} */ (e.currentTarget).value)}>
    <option value="" ?selected=${is === ""}>${say("photos.all")}</option>${tables.map((table) => html`<option value=${table.id} ?selected=${table.id === is}>${table.name}</option>`)}
  </select>`;
}

/** @param {{table: string, photos: readonly Photo[]}} shelf @param {Pictured} pictured */
function shelfView({ table, photos }, pictured) {
  const { hall, say } = pictured;
  if (photos.length === 0) return nothing;
  const name = hall.view.get("table", table)?.name;
  return html`<section class="photos__shelf" aria-labelledby=${`photos-${table || "all"}`}>
    <h2 class="photos__title" id=${`photos-${table || "all"}`}>${name ?? say("photos.all")}</h2>
    <ul class="photos__list">${repeat(photos, (photo) => photo.id, (photo, i) => photoView(photo, say("export.photo", { whose: name ?? say("export.photos.all"), n: i + 1 }), pictured))}</ul>
  </section>`;
}

/** @param {Photo} photo @param {string} otherwise what it is called without a caption @param {Pictured} pictured */
function photoView(photo, otherwise, pictured) {
  const { hall, say, boot, drafts } = pictured;
  const { id, caption = "" } = photo;
  const what = caption || otherwise;
  const typed = (/** @type {Event} */ e) => drafts.set(id, { base: drafts.get(id)?.base ?? caption, text: valueOf(e) });
  const said = () => {
    const draft = drafts.get(id);
    drafts.delete(id);
    if (draft && draft.text.trim() !== draft.base) hall.send(captionPhoto(id, draft.base, draft.text.trim()));
  };
  const at = `/w/${boot.workshop}/photos/${id}`;
  return html`<li class="photos__one" data-photo=${id} data-published=${photo.published ? "" : nothing}>
    <a class="photos__picture" href=${at} target="_blank" aria-label=${say("photos.large_of", { what })}><img src=${`${at}/small`} alt=${what} width=${photo.width} height=${photo.height} loading="lazy" decoding="async" /></a>
    <label class="field"><span class="field__label">${say("photos.caption")}</span><input class="input" autocomplete="off" maxlength=${boot.limits.fieldChars} placeholder=${otherwise} .value=${live(drafts.get(id)?.text ?? caption)} @input=${typed} @change=${said} /></label>
    <label class="check"><input type="checkbox" aria-describedby=${`faces-${id}`} .checked=${live(photo.published === true)} @change=${(/** @type {Event} */ e) => hall.send(publishPhoto(id, /** @type {HTMLInputElement} */ (e.currentTarget).checked))} /><span><b>${say("photos.publish")}</b><span class="photos__faces" id=${`faces-${id}`}>${say(photo.published ? "photos.faces_open" : "photos.faces")}</span></span></label>
    <div class="photos__foot">
      <label class="field"><span class="field__label">${say("photos.of")}</span>${tableSelect(pictured, photo.table ?? "", (table) => hall.send(placePhoto(id, table)))}</label>
      <button type="button" class="button button--quiet button--small" aria-label=${say("photos.remove_of", { what })} @click=${() => pictured.turn(id, false)}>${say("photos.remove")}</button>
    </div>
  </li>`;
}

/** @param {Pictured} pictured */
function removedView({ hall, say, now, boot, turn }) {
  const list = removedOf(hall.view, now(), boot.limits.photoHours);
  return html`<section class="card photos__removed" aria-labelledby="photos-removed" tabindex="-1" ?hidden=${list.length === 0}>
    <h2 class="card__title" id="photos-removed">${say("photos.removed", { n: list.length })}</h2>
    <p class="card__text">${say("photos.removed_hint", { hours: boot.limits.photoHours })}</p>
    <ul class="photos__back">${repeat(list, (photo) => photo.id, (photo) => html`<li>${photo.caption || say("photos.uncaptioned", { whose: hall.view.get("table", photo.table ?? "")?.name ?? say("photos.all") })} <button type="button" class="button button--small" @click=${() => turn(photo.id, true)}>${say("photos.back")}</button></li>`)}</ul>
  </section>`;
}
