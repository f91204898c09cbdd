// One opened conversation: messages in order of their number, own words until acknowledged, notes, state.

const clock = new Intl.DateTimeFormat("vi", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
const day = new Intl.DateTimeFormat("vi", { dateStyle: "short", timeZone: "Asia/Ho_Chi_Minh" });

export class Talk {
  /** @param {string} id */
  constructor(id) {
    this.id = id;
    this.last = 0;
    this.read = 0;
    this.state = {};
    this.messages = new Map();
    this.notes = new Map();
    this.fates = new Map();
    this.problem = "";
    this.newFrom = 0;
  }

  /** Take in one frame of this conversation. @param {any} frame */
  hear(frame) {
    if (frame.type === "welcome" || frame.type === "state") this.state = { ...this.state, ...frame };
    if (frame.type === "message") {
      this.messages.set(frame.seq, frame);
      this.last = Math.max(this.last, frame.seq);
    }
    if (frame.type === "delivery") this.fates.set(frame.seq, frame);
    if (frame.type === "note") this.notes.set(frame.id, frame);
    if (frame.type === "read") this.read = Math.max(this.read, frame.seq);
    if (frame.type === "ack") this.problem = "";
    if (frame.type === "error") this.problem = frame.detail;
  }

  /** Everything that came before it was opened is here. */
  get whole() {
    return this.state.type !== undefined && this.last >= (this.state.last_seq ?? 0);
  }

  /** @param {DOMStringMap} text @param {{body: string, told?: boolean, card?: any}[]} outgoing @returns {HTMLElement[]} */
  bubbles(text, outgoing) {
    const rows = [];
    let shown = "";
    for (const message of [...this.messages.values()].sort((one, other) => one.seq - other.seq)) {
      const date = day.format(new Date(message.at));
      if (date !== shown) rows.push(rule(date));
      shown = date;
      if (message.seq === this.newFrom) rows.push(rule(text.newHere, "dv-console__new"));
      rows.push(this.withRetry(bubble(message, this.markOf(message, text), text), message.seq));
    }
    return [...rows, ...outgoing.map((item) => bubble({ author: "counsellor", ...item }, item.told ? text.sending : text.queued, text))];
  }

  markOf(message, text) {
    if (message.author !== "counsellor") return "";
    if (this.fates.has(message.seq)) return this.fates.get(message.seq).label;
    return message.seq <= Math.max(this.read, this.state.read || 0) ? text.read : text.sent;
  }

  /** A button for words that surely did not arrive as SMS; sms/composing.mjs hears it. @param {HTMLElement} row */
  withRetry(row, seq) {
    if (!this.fates.get(seq)?.may_retry || !this.state.mine) return row;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "dv-bubble__again" });
    button.textContent = document.querySelector("[data-sms][data-again]")?.dataset.again ?? "";
    button.dataset.smsRetry = seq;
    button.dataset.conversation = this.id;
    row.append(button);
    return row;
  }

  /** @param {DOMStringMap} text @returns {HTMLElement[]} */
  noteRows(text) {
    return [...this.notes.values()].map(({ author, at, body, whisper }) => {
      const row = document.createElement("li");
      row.classList.toggle("dv-console__whisper", Boolean(whisper));
      const head = [whisper ? text.whisper : "", author, clock.format(new Date(at))].filter(Boolean).join(" · ");
      row.append(Object.assign(document.createElement("strong"), { textContent: head }));
      row.append(Object.assign(document.createElement("p"), { textContent: body }));
      return row;
    });
  }
}

function rule(words, name = "dv-console__day") {
  return Object.assign(document.createElement("li"), { className: name, textContent: words });
}

/** @param {any} message @param {string} mark @param {DOMStringMap} text */
function bubble({ author, body, at, card, seq }, mark, text) {
  const names = { visitor: text.visitor, counsellor: text.counsellor, system: text.system };
  const row = document.createElement("li");
  row.className = `dv-bubble dv-bubble--${author}`;
  if (seq) row.dataset.seq = seq;
  const line = (kind, words) => row.append(Object.assign(document.createElement("p"), { className: `dv-bubble__${kind}`, textContent: words }));
  line("who", names[author]);
  line("body", body);
  if (card?.numbers) line("card", card.numbers.map(({ number, label }) => `${number} ${label}`).join(" · "));
  else if (card?.kind === "picture") line("card", `▣ ${text.picture}`);
  else if (card?.title) line("card", `▸ ${[card.title, card.phone, card.address].filter(Boolean).join(" · ")}`);
  line("foot", [at ? clock.format(new Date(at)) : "", mark].filter(Boolean).join(" · "));
  return row;
}
