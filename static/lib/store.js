/**
 * Keeps small values over reloads, closed lids and crashes: one table of keys and values in IndexedDB.
 *
 * Where the browser has no IndexedDB for us, or it fails (private windows of old browsers, a full disk), the same table lives
 * in memory: the product goes on, and `lasting` says that a reload will forget. What the disk took before that failure lies there
 * still: so whatever is deleted is deleted there too, for as long as there is a disk.
 *
 * Writes begun in an order are done in that order. Each is asked to be on the disk before it counts as done, and is committed
 * at once, so that closing the page right after does not take it back.
 */

/** @typedef {{put?: readonly (readonly [string, unknown])[], del?: readonly string[]}} Write all or nothing */

/** write: all of it is asked for at once, and can be committed at once. move: more is asked for on the way. @typedef {"read" | "write" | "move"} Mode */

/** The last string with a prefix, for ranges: no key holds this character. */
const AFTER_ALL = "\uffff";

export class Store {
  /**
   * @param {string} name of the database
   * @param {IDBFactory | undefined} [factory]
   */
  constructor(name, factory = factoryHere()) {
    /** @private */
    this.name = name;
    /** @private */
    this.factory = factory;
    /** Whether what is written outlives the page. */
    this.lasting = factory !== undefined;
    /** @private @type {Map<string, unknown>} */
    this.memory = new Map();
    /** @private @type {Promise<IDBDatabase> | undefined} */
    this.db = undefined;
  }

  /**
   * @param {Write} write
   * @returns {Promise<void>} done, in memory at least
   */
  async write({ put = [], del = [] }) {
    await this.attempt(
      (table) => {
        for (const key of del) table.delete(key);
        for (const [key, value] of put) table.put(value, key);
      },
      "write",
      () => {
        for (const key of del) this.memory.delete(key);
        for (const [key, value] of put) this.memory.set(key, structuredClone(value));
      },
    );
    if (!this.lasting && del.length > 0) await this.erase((table) => del.forEach((key) => table.delete(key)));
  }

  /**
   * Forgets all keys with a prefix, on the disk too, whatever failed there before.
   * @param {string} prefix not empty
   * @returns {Promise<boolean>} false: something of it may still lie on the disk
   */
  async forget(prefix) {
    for (const key of [...this.memory.keys()]) if (key.startsWith(prefix)) this.memory.delete(key);
    return this.erase((table) => table.delete(IDBKeyRange.bound(prefix, prefix + AFTER_ALL)));
  }

  /** Takes the whole table away: the last means where `forget` failed. @returns {Promise<boolean>} false: it lies there still */
  async destroy() {
    const { factory } = this;
    this.memory.clear();
    if (!factory) return true;
    const db = await this.db?.catch(() => undefined);
    db?.close();
    this.db = undefined;
    return new Promise((resolve) => {
      try {
        const request = factory.deleteDatabase(this.name);
        request.onsuccess = () => resolve(true);
        request.onerror = request.onblocked = () => resolve(false);
      } catch {
        resolve(false);
      }
    });
  }

  /** @private @param {(table: IDBObjectStore) => void} act @returns {Promise<boolean>} false: the disk would not */
  async erase(act) {
    if (!this.factory) return true;
    for (let tries = 0; tries < 2; tries++) {
      try {
        await run(await this.open(), "write", act);
        return true;
      } catch {
        this.db = undefined;
      }
    }
    return false;
  }

  /**
   * Gives values other keys. Of two pages that move the same value, one gets it.
   * @param {readonly (readonly [string, string])[]} pairs from, to
   * @returns {Promise<[string, unknown][]>} what was there and is moved, by its new key
   */
  async move(pairs) {
    /** @type {[string, unknown][]} */
    let moved = [];
    const onDisk = await this.attempt(
      (table) => {
        moved = [];
        for (const [from, to] of pairs) {
          const request = table.get(from);
          request.onsuccess = () => {
            if (request.result === undefined) return;
            table.delete(from);
            table.put(request.result, to);
            moved.push([to, request.result]);
          };
        }
      },
      "move",
      () => {},
    );
    if (onDisk) return moved;
    return pairs.flatMap(([from, to]) => {
      const value = this.memory.get(from);
      if (!this.memory.delete(from)) return [];
      this.memory.set(to, value);
      return [[to, structuredClone(value)]];
    });
  }

  /**
   * @param {string} key
   * @returns {Promise<unknown>} undefined where there is nothing
   */
  async get(key) {
    return (await this.all(key)).find(([found]) => found === key)?.[1];
  }

  /**
   * @param {string} prefix
   * @returns {Promise<[string, unknown][]>} in the order of the keys
   */
  async all(prefix) {
    const range = () => IDBKeyRange.bound(prefix, prefix + AFTER_ALL);
    /** @type {IDBRequest<IDBValidKey[]> | undefined} */
    let keys;
    /** @type {IDBRequest<unknown[]> | undefined} */
    let values;
    const fromDisk = await this.attempt(
      (table) => {
        keys = table.getAllKeys(range());
        values = table.getAll(range());
      },
      "read",
      () => {},
    );
    if (!fromDisk) return this.remembered(prefix);
    const found = /** @type {unknown[]} */ (values?.result ?? []);
    return (keys?.result ?? []).map((key, i) => [String(key), found[i]]);
  }

  /** @private @param {string} prefix @returns {[string, unknown][]} */
  remembered(prefix) {
    const found = [...this.memory].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1));
    return found.map(([key, value]) => [key, structuredClone(value)]);
  }

  /**
   * Runs one transaction; in memory where that cannot be done, now and from then on.
   * @private
   * @param {(table: IDBObjectStore) => void} act
   * @param {Mode} mode
   * @param {() => void} inMemory
   * @returns {Promise<boolean>} true: it was done in the database
   */
  async attempt(act, mode, inMemory) {
    // Once again, because Safari drops connections without a word.
    for (let tries = 0; this.lasting && tries < 2; tries++) {
      try {
        await run(await this.open(), mode, act);
        return true;
      } catch (error) {
        // The value is at fault, not the store.
        if (error instanceof DOMException && error.name === "DataCloneError") throw error;
        this.db = undefined;
        this.lasting = tries === 0;
      }
    }
    inMemory();
    return false;
  }

  /** @private @returns {Promise<IDBDatabase>} */
  open() {
    this.db ??= openDatabase(/** @type {IDBFactory} */ (this.factory), this.name, () => (this.db = undefined));
    return this.db;
  }
}

/** Reading the member throws where storage is forbidden. @returns {IDBFactory | undefined} */
function factoryHere() {
  try {
    return globalThis.indexedDB ?? undefined;
  } catch {
    return undefined;
  }
}

const TABLE = "kept";

/**
 * @param {IDBFactory} factory
 * @param {string} name
 * @param {() => void} closed the browser closed it of its own accord (Safari does); it is opened again when needed
 * @returns {Promise<IDBDatabase>}
 */
function openDatabase(factory, name, closed) {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("the store is blocked"));
    request.onsuccess = () => {
      const db = request.result;
      db.onclose = closed;
      // A newer page wants to change the tables: it must not wait for us.
      db.onversionchange = () => {
        db.close();
        closed();
      };
      resolve(db);
    };
  });
}

/**
 * @param {IDBDatabase} db
 * @param {Mode} mode
 * @param {(table: IDBObjectStore) => void} act
 * @returns {Promise<void>}
 */
function run(db, mode, act) {
  return new Promise((resolve, reject) => {
    const tx = db.transaction(TABLE, mode === "read" ? "readonly" : "readwrite", { durability: "strict" });
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error);
    tx.onerror = () => reject(tx.error);
    try {
      act(tx.objectStore(TABLE));
    } catch (error) {
      // A value that cannot be kept: what was put before it would be committed without it.
      tx.abort();
      return reject(error);
    }
    if (mode === "write") tx.commit?.();
  });
}
