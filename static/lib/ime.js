/**
 * Whether a key press belongs to the Japanese input method: Enter that confirms a conversion, arrows that choose a candidate.
 * Then nothing of ours may react to it. Safari ends the composition before it tells of the key; it is known by its code 229.
 * @param {{isComposing: boolean, keyCode: number}} event
 * @returns {boolean}
 */
export function confirmsNothing(event) {
  return event.isComposing || event.keyCode === 229;
}

/**
 * Watches from now on whether something is being converted. Text set into a box in the midst of it ends the conversion, or doubles it.
 * @param {Pick<Node, "addEventListener">} where a box, or what holds it
 * @returns {{rests: () => Promise<void>, stop: () => void}} rests: when nothing is being converted any more, and a turn later,
 *   because some browsers put the last letters in after they have said that it has ended
 */
export function watchComposition(where) {
  const ends = new AbortController();
  let composing = false;
  let free = () => {};
  where.addEventListener("compositionstart", () => (composing = true), { signal: ends.signal });
  where.addEventListener(
    "compositionend",
    () => {
      composing = false;
      setTimeout(() => composing || free());
    },
    { signal: ends.signal },
  );
  return {
    rests: () => (composing ? new Promise((resolve) => (free = resolve)) : Promise.resolve()),
    stop: () => ends.abort(),
  };
}
