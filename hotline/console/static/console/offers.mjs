// An offer: a person for whom this counsellor is asked. Shown on top, counts down, answered by a press or by key.

export class Offers {
  /** @param {HTMLElement} root @param {DOMStringMap} text @param {(frame: object) => boolean} tell */
  constructor(root, text, tell) {
    this.host = root.querySelector("[data-offers]");
    this.text = text;
    this.tell = tell;
    this.all = [];
    setInterval(() => this.count(), 1000);
  }

  /** @param {any[]} offers from the board */
  update(offers) {
    const same = offers.map(({ offer }) => offer).join() === this.all.map(({ offer }) => offer).join();
    this.all = offers;
    this.host.hidden = !offers.length;
    if (!same) this.host.replaceChildren(...offers.map((offer) => this.card(offer)));
    this.count();
  }

  get first() {
    return this.all[0];
  }

  answer(kind, offer = this.first) {
    return offer ? this.tell({ type: kind, offer: offer.offer }) : false;
  }

  card(offer) {
    const box = Object.assign(document.createElement("div"), { className: "dv-console__offer" });
    const words = [offer.from ? `${offer.from} ${this.text.asksYou}` : this.text.offered, offer.risk ? `▲ ${this.text.danger}` : "", offer.topic_label, offer.channel === "sms" ? this.text.sms : this.text.web];
    box.append(Object.assign(document.createElement("p"), { className: "dv-console__offer-words", textContent: words.filter(Boolean).join(" · ") }));
    if (offer.note) box.append(Object.assign(document.createElement("p"), { className: "dv-console__offer-note", textContent: offer.note }));
    const left = Object.assign(document.createElement("p"), { className: "dv-console__since" });
    left.dataset.until = offer.expires_at;
    left.setAttribute("aria-hidden", "true");
    box.append(left, this.button(this.text.accept, "accept", offer, ""), this.button(this.text.decline, "decline", offer, " govuk-button--secondary"));
    return box;
  }

  button(words, kind, offer, more) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: `govuk-button${more}`, textContent: words });
    button.addEventListener("click", () => this.answer(kind, offer));
    return button;
  }

  count() {
    for (const left of this.host.querySelectorAll("[data-until]")) {
      left.textContent = `${Math.max(0, Math.round((Date.parse(left.dataset.until) - Date.now()) / 1000))} s`;
    }
  }
}
