/** What need not be in the very next picture is done in the one behind it, once, however often it is asked for. */
export class Later {
  /** @param {() => void} act */
  constructor(act) {
    /** @private */
    this.act = act;
    /** It is being done. */
    this.due = false;
    /** @private @type {number | undefined} */
    this.waiting = undefined;
    /** @private */
    this.stopped = false;
  }

  wait() {
    this.waiting ??= requestAnimationFrame(() => {
      // Only after this picture.
      window.setTimeout(() => this.go());
    });
  }

  /** @private */
  go() {
    this.waiting = undefined;
    if (this.stopped) return;
    this.due = true;
    this.act();
    this.due = false;
  }

  stop() {
    this.stopped = true;
  }
}
