// Every act by the keyboard. The card of the keys (`?`) is drawn from the page, so that it says what is true here.

/** @typedef {Record<string, () => void>} Acts by the code of the key that goes with Alt */

export class Keys {
  /** @param {HTMLDialogElement} card @param {Acts} acts */
  constructor(card, acts) {
    this.card = card;
    document.addEventListener("keydown", (event) => {
      const typing = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
      const asked = event.key === "?" && !typing && !event.ctrlKey && !event.metaKey;
      if (asked || (event.altKey && event.code === "Slash")) {
        event.preventDefault();
        this.show();
        return;
      }
      if (!event.altKey || event.ctrlKey || event.metaKey || event.getModifierState("AltGraph") || this.card.open) return;
      const act = acts[event.code];
      if (!act) return;
      event.preventDefault();
      act();
    });
    for (const button of document.querySelectorAll("[data-keys-open]")) button.addEventListener("click", () => this.show());
    card.querySelector("[data-keys-close]").addEventListener("click", () => card.close());
  }

  show() {
    if (this.card.open) this.card.close();
    else this.card.showModal();
  }
}
