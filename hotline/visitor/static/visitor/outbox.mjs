// Words that are not yet acknowledged. They live in this tab only (sessionStorage) and are gone once acknowledged,
// when the tab closes, or with "leave quickly": a shared phone keeps nothing.

const KEY = "dv-chat-unsent";

/** @typedef {{client_id: string, body: string}} Unsent */

/** @returns {Unsent[]} */
function load() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) || "[]");
  } catch {
    return [];
  }
}

/** A random UUID, also where the page is served without https (no crypto.randomUUID there). */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export class Outbox {
  constructor() {
    /** @type {Unsent[]} */
    this.items = load();
  }

  /** Keep `body` until it is acknowledged. @param {string} body @returns {Unsent} */
  add(body) {
    const item = { client_id: newId(), body };
    this.items.push(item);
    this.save();
    return item;
  }

  /** @param {string} id */
  remove(id) {
    this.items = this.items.filter((item) => item.client_id !== id);
    this.save();
  }

  clear() {
    this.items = [];
    this.save();
  }

  save() {
    try {
      if (this.items.length) sessionStorage.setItem(KEY, JSON.stringify(this.items));
      else sessionStorage.removeItem(KEY);
    } catch {
      // Storage may be off: the words then live as long as the page.
    }
  }
}
