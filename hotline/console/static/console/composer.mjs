// Two boxes that look different: the reply, which the person reads, and the note, which only staff see.
// Only the reply tells the person that somebody writes. Each box shows the draft of the opened conversation.

import { Canned } from "./canned.mjs";

export class Composer {
  /** @param {HTMLElement} root @param {import("./drafts.mjs").Drafts} drafts
   *  @param {{send: (body: string, now: boolean) => void, note: (body: string) => boolean, typing: () => void, facts: () => object}} acts */
  constructor(root, drafts, acts) {
    this.root = root;
    this.drafts = drafts;
    this.forms = { reply: root.querySelector("[data-composer]"), note: root.querySelector("[data-note]") };
    this.boxes = { reply: root.querySelector("#reply"), note: root.querySelector("#note") };
    this.canned = new Canned(root, this.boxes.reply, acts.facts);
    this.id = "";
    this.typed = 0;
    for (const [name, box] of Object.entries(this.boxes)) {
      box.addEventListener("input", () => {
        this.drafts.put(this.id, name, box.value);
        if (name === "reply") this.tellTyping(acts.typing);
      });
    }
    this.forms.reply.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send(acts.send, false);
    });
    this.forms.note.addEventListener("submit", (event) => {
      event.preventDefault();
      const body = this.boxes.note.value;
      if (body.trim() && acts.note(body)) this.clear("note");
    });
    this.boxes.reply.addEventListener("keydown", (event) => {
      if (this.canned.key(event) || event.key !== "Enter" || event.shiftKey || event.isComposing || event.altKey) return;
      event.preventDefault();
      this.send(acts.send, event.ctrlKey || event.metaKey);
    });
    for (const button of root.querySelectorAll("[data-mode]")) button.addEventListener("click", () => this.mode(button.dataset.mode));
  }

  send(send, now) {
    const body = this.boxes.reply.value.trim();
    if (!body) return;
    clearTimeout(this.drafts.timer);
    this.drafts.flush(); // the server keeps these words until they are a message
    this.clear("reply");
    send(body, now);
  }

  clear(name) {
    this.boxes[name].value = "";
    this.drafts.leave(this.id, name);
    this.canned.close();
  }

  tellTyping(typing) {
    const { value } = this.boxes.reply;
    if (!value.trim() || this.canned.asked() || Date.now() - this.typed < 3000) return;
    this.typed = Date.now();
    typing();
  }

  /** Show the drafts of another conversation. @param {string} id */
  turnTo(id) {
    this.id = id;
    this.typed = 0;
    for (const name of ["reply", "note"]) this.show(name);
    this.canned.close();
  }

  /** @param {"reply" | "note"} name */
  show(name) {
    const words = this.drafts.of(this.id, name);
    if (this.boxes[name].value !== words) this.boxes[name].value = words;
  }

  /** Words that come back (undo, refused): before what has been begun since. @param {string} id @param {string} body */
  giveBack(id, body) {
    const since = this.drafts.of(id, "reply");
    this.drafts.put(id, "reply", since.trim() ? `${body}\n${since}` : body);
    if (id === this.id) this.show("reply");
  }

  /** @param {"reply" | "note"} name */
  mode(name, focus = true) {
    for (const [one, form] of Object.entries(this.forms)) form.hidden = one !== name;
    for (const button of this.root.querySelectorAll("[data-mode]")) button.setAttribute("aria-pressed", String(button.dataset.mode === name));
    this.root.classList.toggle("dv-console--noting", name === "note");
    if (focus) this.boxes[name].focus();
  }
}
