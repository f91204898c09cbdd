// The messages on the page. The list is a live region that was there before the script: only what is added is read out.

import { cardOf } from "./cards.mjs";

/** @typedef {{seq: number, author: string, body: string, at: string, card?: object}} Message */

const clock = new Intl.DateTimeFormat("vi", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });

export class Log {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.box = root.querySelector("[data-chat-log]");
    this.list = root.querySelector("[data-chat-list]");
    this.text = root.dataset;
    this.last = Number(root.dataset.last);
    this.read = Number(root.dataset.read);
    this.toEnd();
  }

  /** Draw a bubble from the template of its author. @param {Message} message */
  draw({ author, body, at, card }) {
    const template = this.root.querySelector(`[data-chat-template="${author}"]`);
    const bubble = template.content.firstElementChild.cloneNode(true);
    bubble.querySelector(".dv-bubble__body").textContent = body;
    if (at) this.stamp(bubble, at);
    const drawn = card && cardOf(this.root, card);
    drawn?.querySelector("img")?.addEventListener("load", () => this.toEnd());
    if (drawn) bubble.querySelector(".dv-bubble__foot").before(drawn);
    return bubble;
  }

  /** @param {HTMLElement} bubble @param {string} at */
  stamp(bubble, at) {
    const time = bubble.querySelector("time");
    time.dateTime = at;
    time.textContent = clock.format(new Date(at));
  }

  /** One message of the server. A number already shown is not shown again. @param {Message} message */
  show(message) {
    if (message.seq <= this.last) return false;
    this.last = message.seq;
    const near = this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < 80;
    let bubble = this.list.querySelector(`[data-seq="${message.seq}"]`);
    if (!bubble) {
      bubble = this.draw(message);
      bubble.dataset.seq = message.seq;
      this.list.append(bubble);
    }
    if (message.author === "visitor") this.mark(bubble, message.seq <= this.read ? "textRead" : "textSent");
    // What waits to be sent stays at the end.
    this.list.append(...this.list.querySelectorAll("[data-client]"));
    if (near) this.toEnd();
    return true;
  }

  /** Own words, at once, before they are stored. @param {{client_id: string, body: string}} item */
  pending(item) {
    const bubble = this.draw({ author: "visitor", body: item.body, seq: 0, at: "" });
    bubble.dataset.client = item.client_id;
    this.list.append(bubble);
    this.toEnd();
  }

  /** Own words are durable: the bubble gets its number. @param {{client_id: string, seq: number, at: string}} ack */
  settle(ack) {
    const bubble = this.list.querySelector(`[data-client="${CSS.escape(ack.client_id)}"]`);
    if (!bubble) return;
    const twin = this.list.querySelector(`[data-seq="${ack.seq}"]`);
    if (twin && twin !== bubble) {
      bubble.remove();
      return;
    }
    delete bubble.dataset.client;
    bubble.dataset.seq = String(ack.seq);
    this.stamp(bubble, ack.at);
    this.mark(bubble, ack.seq <= this.read ? "textRead" : "textSent");
  }

  /** Own words were refused: said under them. @param {string} id @param {string} why */
  refuse(id, why) {
    const bubble = this.list.querySelector(`[data-client="${CSS.escape(id)}"]`);
    if (!bubble) return;
    bubble.classList.add("dv-bubble--refused");
    bubble.querySelector(".dv-bubble__mark").textContent = why;
  }

  /** @param {HTMLElement} bubble @param {string} name */
  mark(bubble, name) {
    bubble.querySelector(".dv-bubble__mark").textContent = this.text[name];
  }

  /** The counsellor has read up to `seq`. @param {number} seq */
  readUpTo(seq) {
    if (!(seq > this.read)) return;
    this.read = seq;
    for (const bubble of this.list.querySelectorAll(".dv-bubble--visitor[data-seq]")) {
      if (Number(bubble.dataset.seq) <= seq) this.mark(bubble, "textRead");
    }
  }

  toEnd() {
    this.box.scrollTop = this.box.scrollHeight;
  }
}
