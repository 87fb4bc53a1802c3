/**
 * Whether a key press belongs to the Japanese input method: Enter that confirms a conversion, arrows that choose a candidate.
 * Then nothing of ours may react to it. Safari ends the composition before it tells of the key; it is known by its code 229.
 * @param {{isComposing: boolean, keyCode: number}} event
 * @returns {boolean}
 */
export function confirmsNothing(event) {
  return event.isComposing || event.keyCode === 229;
}
