// The right column: who writes, notes, and the acts that are possible now; and the counsellor's own day.

export class Tools {
  /** @param {HTMLElement} root @param {DOMStringMap} text
   *  @param {{board: any, finder: any, wrapUp: any}} parts */
  constructor(root, text, parts) {
    this.root = root;
    this.text = text;
    this.parts = parts;
  }

  part(name) {
    return this.root.querySelector(`[data-${name}]`);
  }

  /** @param {any} talk the opened conversation */
  draw(talk) {
    const { board, finder, wrapUp } = this.parts;
    const { text } = this;
    const item = board.find(talk.id) || talk.item || {};
    talk.item = item;
    const { state } = talk;
    const mine = Boolean(state.mine);
    const live = state.state === "open";
    document.querySelector("[data-composer]").dataset.channel = item.channel || ""; // sms/composing.mjs counts texts by it
    const due = mine && state.state === "closed" && ["", "unspecified", undefined].includes(state.outcome);
    const facts = {
      nickname: item.nickname,
      topic_label: item.topic_label,
      channel_label: item.channel ? (item.channel === "sms" ? text.sms : text.web) : "",
      province_name: item.province_name,
      holder: state.counsellor?.name,
    };
    this.part("title").textContent = item.nickname || item.topic_label || "";
    for (const [name, value] of Object.entries(facts)) this.root.querySelector(`[data-fact="${name}"]`).textContent = value || "–";
    this.part("tools").hidden = Boolean(state.gone || state.erased);
    this.part("notes").replaceChildren(...talk.noteRows(text));
    this.root.querySelector('[data-act="take_over"]').hidden = !(board.me?.supervisor && !mine && live);
    for (const part of this.root.querySelectorAll("[data-holder-tools]")) part.hidden = !(mine && live);
    const close = this.part("close-tools");
    close.hidden = !mine;
    close.classList.toggle("dv-console__due", due);
    if (due && !talk.unfolded) talk.unfolded = close.open = true;
    finder.near(item);
    if (item.topic) wrapUp.turnTo(talk.id, item.topic);
  }

  /** How much the day was, a break, and the advice to take one. @param {any} desk */
  day(desk) {
    if (!desk) return;
    const resting = Boolean(desk.pause_until);
    const words = [desk.away_label, desk.pause_advised ? this.text.rest : "", `${desk.talks_today} ${this.text.talks}`].filter(Boolean).join(" · ");
    if (this.part("desk").textContent !== words) this.part("desk").textContent = words;
    this.root.querySelector("[data-break=on]").hidden = resting;
    this.root.querySelector("[data-break=off]").hidden = !resting;
  }
}
