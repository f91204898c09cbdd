// Words that are not yet acknowledged, and the words still in the box. They live in this tab only (sessionStorage) and
// are gone once acknowledged, when the tab closes, or with "leave quickly": a shared phone keeps nothing. They belong
// to one conversation and never land in another.

const KEY = "dv-chat-unsent";

/** @typedef {{client_id: string, body: string}} Unsent */

/** A random UUID, also where the page is served without https (no crypto.randomUUID there). */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export class Outbox {
  /** @param {string} key which conversation */
  constructor(key) {
    this.key = key;
    /** @type {Unsent[]} */
    this.items = [];
    this.draft = "";
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY) || "{}");
      if (kept.key === key) Object.assign(this, kept);
    } catch {
      // Nothing that can be read.
    }
    this.save();
  }

  /** Keep `body` until it is acknowledged. @param {string} body @returns {Unsent} */
  add(body) {
    const item = { client_id: newId(), body };
    this.items.push(item);
    this.keep("");
    return item;
  }

  /** What stands in the box. @param {string} draft */
  keep(draft) {
    this.draft = draft;
    this.save();
  }

  /** @param {string} id */
  remove(id) {
    this.items = this.items.filter((item) => item.client_id !== id);
    this.save();
  }

  clear() {
    this.items = [];
    this.keep("");
  }

  save() {
    const { key, items, draft } = this;
    try {
      if (items.length || draft) sessionStorage.setItem(KEY, JSON.stringify({ key, items, draft }));
      else sessionStorage.removeItem(KEY);
    } catch {
      // Storage may be off: the words then live as long as the page.
    }
  }
}
