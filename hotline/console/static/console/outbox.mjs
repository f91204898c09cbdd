// Messages on their way: held for three seconds (undo), then sent one at a time a conversation until acknowledged.
//
// Nothing is lost: they lie in this tab's storage, and the server keeps the same words as the draft until it has them
// as a message. A repeat carries the same client_id, so that the server stores it once.

const KEY = "dv-console-outbox";
export const HOLD = 3000;

/** @typedef {{client_id: string, conversation: string, body: string, card?: object, due: number, told?: boolean}} Item */

export class Outbox {
  /** @param {{tell: (frame: object) => boolean, changed: (conversation: string) => void}} line */
  constructor(line) {
    this.line = line;
    /** @type {Item[]} */
    this.items = JSON.parse(sessionStorage.getItem(KEY) || "[]").map((item) => ({ ...item, told: false }));
    setInterval(() => this.go(), 250);
    window.addEventListener("pagehide", () => this.go(true));
  }

  /** @param {string} conversation @param {string} body @param {object} [card] @param {number} [hold] milliseconds */
  add(conversation, body, card, hold = HOLD) {
    const item = { client_id: crypto.randomUUID?.() ?? randomId(), conversation, body, due: Date.now() + hold };
    if (card) item.card = card;
    this.items.push(item);
    this.keep(conversation);
    this.go();
  }

  /** @returns {Item[]} */
  of(conversation) {
    return this.items.filter((item) => item.conversation === conversation);
  }

  /** The last one that has not left yet. @returns {Item | undefined} */
  held(conversation) {
    return this.of(conversation).findLast((item) => !item.told && !item.tried);
  }

  /** Take the last held one back. @returns {Item | undefined} */
  undo(conversation) {
    const item = this.held(conversation);
    if (item) this.drop(item);
    return item;
  }

  /** The conversation is about to leave our hands: what is held goes first. */
  hurry(conversation) {
    for (const item of this.of(conversation)) item.due = Math.min(item.due, Date.now());
    this.go();
  }

  drop(item) {
    this.items = this.items.filter((one) => one !== item);
    this.keep(item.conversation);
  }

  /** @param {{client_id?: string}} frame an `ack` */
  acknowledged(frame) {
    const item = this.items.find((one) => one.client_id === frame.client_id);
    if (item) this.drop(item);
    this.go();
  }

  /** An `error` about a message: repeat later, or give it back. @returns {Item | undefined} the one given back */
  refused(frame) {
    const item = this.items.find((one) => one.client_id === frame.client_id);
    if (!item) return undefined;
    if (frame.code === "unavailable" || frame.code === "too_fast") {
      item.told = false;
      item.due = Date.now() + (frame.code === "too_fast" ? 5000 : 2000);
      return undefined;
    }
    this.drop(item);
    return item;
  }

  /** The line is new: whatever was not acknowledged goes again. */
  again() {
    for (const item of this.items) item.told = false;
    this.go();
  }

  go(leaving = false) {
    const seen = new Set();
    for (const item of this.items) {
      const first = leaving || !seen.has(item.conversation);
      seen.add(item.conversation);
      if (!first || item.told || (item.due > Date.now() && !leaving)) continue;
      const { client_id, conversation, body, card } = item;
      if (!this.line.tell({ type: "send", conversation, client_id, body, ...(card ? { card } : {}) })) continue;
      item.told = item.tried = true;
      this.keep(conversation);
    }
  }

  keep(conversation) {
    sessionStorage.setItem(KEY, JSON.stringify(this.items));
    this.line.changed(conversation);
  }
}

/** A random UUID where the page is served without https. */
function randomId() {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
}
