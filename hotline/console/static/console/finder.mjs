// Pages and places of this site, found while talking and sent as a card.
// Pages come from the site's own search page (its links are read), places from the directory.

const PAGES = "/tim-kiem/";
const LINK = ".dv-guides__link";

export class Finder {
  /** @param {HTMLFormElement} form @param {HTMLElement} root @param {DOMStringMap} text @param {(card: object, words: string) => void} send */
  constructor(form, root, text, send) {
    this.form = form;
    this.text = text;
    this.send = send;
    this.list = root.querySelector("[data-finds]");
    this.status = root.querySelector("[data-finds-status]");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.search();
    });
    for (const button of root.querySelectorAll("[data-card]")) {
      button.addEventListener("click", () => {
        const versions = JSON.parse(button.dataset.card);
        const { card, words } = versions[this.language] ?? versions.vi;
        send(card, words);
      });
    }
  }

  /** @param {{province?: string, language?: string}} item of the board: near places first, words in their language */
  near({ province, language }) {
    this.province = province || "";
    this.language = language || "vi";
  }

  async search() {
    const words = this.form.querySelector("input").value.trim();
    if (!words) return;
    this.status.textContent = this.text.searching;
    const [pages, places] = await Promise.all([this.pages(words), this.places(words)]);
    const found = [...places, ...pages];
    this.list.replaceChildren(...found.map((one) => this.row(one)));
    this.status.textContent = found.length ? `${found.length} ${this.text.found}` : this.text.foundNothing;
  }

  async pages(words) {
    try {
      const answer = await fetch(`${PAGES}?${new URLSearchParams({ q: words })}`);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      return [...page.querySelectorAll(`main ${LINK}`)].slice(0, 6).map((link) => {
        const { pathname, search } = new URL(link.getAttribute("href"), location.href);
        return { kind: "page", title: link.textContent.trim().slice(0, 120), url: pathname + search };
      });
    } catch {
      return [];
    }
  }

  async places(words) {
    try {
      const answer = await fetch(`${this.form.dataset.places}?${new URLSearchParams({ q: words, province: this.province ?? "" })}`);
      return answer.ok ? (await answer.json()).places : [];
    } catch {
      return [];
    }
  }

  row(card) {
    const row = document.createElement("li");
    const words = Object.assign(document.createElement("span"), { textContent: [card.title, card.phone, card.address].filter(Boolean).join(" · ") });
    const look = Object.assign(document.createElement("a"), { className: "govuk-link", href: card.url, target: "_blank", rel: "noopener", textContent: this.text.look });
    const send = Object.assign(document.createElement("button"), { type: "button", className: "govuk-button govuk-button--secondary", textContent: this.text.sendCard });
    look.append(hidden(` ${card.title}`));
    send.append(hidden(` ${card.title}`));
    send.addEventListener("click", () => {
      const intros = JSON.parse(this.form.dataset.intros);
      const intro = (intros[this.language] ?? intros.vi)[card.kind];
      this.send(card, `${intro} ${[card.title, card.address, card.phone].filter(Boolean).join(", ")}`);
    });
    row.append(words, look, send);
    return row;
  }
}

function hidden(words) {
  return Object.assign(document.createElement("span"), { className: "govuk-visually-hidden", textContent: words });
}
