/**
 * Tells listeners that something changed, at most once a turn of the event loop's microtasks: a frame with a hundred entries
 * is drawn once.
 */
export class Emitter {
  constructor() {
    /** @type {Set<() => void>} */
    this.listeners = new Set();
    this.due = false;
  }

  /**
   * @param {() => void} listener
   * @returns {() => void} ends the listening
   */
  on(listener) {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Something changed. Listeners hear of it soon, once, whatever is said in between. */
  changed() {
    if (this.due) return;
    this.due = true;
    queueMicrotask(() => {
      this.due = false;
      for (const listener of [...this.listeners]) tell(listener);
    });
  }
}

/**
 * One listener that fails must not keep the news from the others; its error is reported as any uncaught one.
 * @param {() => void} listener
 */
function tell(listener) {
  try {
    listener();
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
  }
}
