// One opened conversation: messages in order of their number, own words until acknowledged, notes, state.

const clock = new Intl.DateTimeFormat("vi", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });

export class Talk {
  /** @param {string} id */
  constructor(id) {
    this.id = id;
    this.last = 0;
    this.read = 0;
    this.state = {};
    this.messages = new Map();
    this.unsent = new Map();
    this.notes = new Map();
    this.fates = new Map();
    this.problem = "";
  }

  /** Take in one frame of this conversation. @param {any} frame */
  hear(frame) {
    if (frame.type === "welcome" || frame.type === "state") this.state = { ...this.state, ...frame };
    if (frame.type === "message") {
      this.messages.set(frame.seq, frame);
      this.last = Math.max(this.last, frame.seq);
    }
    if (frame.type === "delivery") this.fates.set(frame.seq, frame.label);
    if (frame.type === "note") this.notes.set(frame.id, frame);
    if (frame.type === "read") this.read = Math.max(this.read, frame.seq);
    if (frame.type === "ack") {
      this.unsent.delete(frame.client_id);
      this.problem = "";
    }
    if (frame.type === "error") {
      this.problem = frame.detail;
      const item = this.unsent.get(frame.client_id);
      if (item && frame.code !== "unavailable" && frame.code !== "too_fast") {
        this.unsent.delete(frame.client_id);
        this.returned = item.body;
      }
    }
  }

  /** @param {DOMStringMap} text @returns {HTMLElement[]} */
  bubbles(text) {
    const stored = [...this.messages.values()].sort((one, other) => one.seq - other.seq);
    const rows = stored.map((message) => bubble(message, this.markOf(message, text), text));
    const waiting = [...this.unsent.values()].map((item) => bubble({ author: "counsellor", ...item }, text.textSending, text));
    return [...rows, ...waiting];
  }

  markOf(message, text) {
    if (message.author !== "counsellor") return "";
    if (this.fates.has(message.seq)) return this.fates.get(message.seq);
    return message.seq <= Math.max(this.read, this.state.read || 0) ? text.textRead : text.textSent;
  }

  /** @returns {HTMLElement[]} */
  noteRows() {
    return [...this.notes.values()].map(({ author, at, body }) => {
      const row = document.createElement("li");
      row.append(Object.assign(document.createElement("strong"), { textContent: `${author} · ${clock.format(new Date(at))}` }));
      row.append(Object.assign(document.createElement("p"), { textContent: body }));
      return row;
    });
  }
}

/** @param {any} message @param {string} mark @param {DOMStringMap} text */
function bubble({ author, body, at, card, seq }, mark, text) {
  const names = { visitor: text.textVisitor, counsellor: text.textCounsellor, system: text.textSystem };
  const row = document.createElement("li");
  row.className = `dv-bubble dv-bubble--${author}`;
  if (seq) row.dataset.seq = seq;
  const line = (kind, words) => row.append(Object.assign(document.createElement("p"), { className: `dv-bubble__${kind}`, textContent: words }));
  line("who", names[author]);
  line("body", body);
  if (card?.numbers) line("card", card.numbers.map(({ number, label }) => `${number} ${label}`).join(" · "));
  else if (card?.title) line("card", card.title);
  line("foot", [at ? clock.format(new Date(at)) : "", mark].filter(Boolean).join(" · "));
  return row;
}
