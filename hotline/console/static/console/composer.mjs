// The reply box: a draft for each conversation (kept in this tab), "/" finds ready replies without marks.

/** Letters without marks, as the server's search data has them. @param {string} text */
export function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
}

const KEY = "dv-console-drafts";

export class Composer {
  /** @param {HTMLElement} root @param {{send: (body: string) => void, typing: () => void}} acts */
  constructor(root, acts) {
    this.form = root.querySelector("[data-composer]");
    this.box = this.form.querySelector("textarea");
    this.found = this.form.querySelector("[data-found]");
    this.canned = [...root.querySelectorAll("[data-canned] li")].map((row) => ({
      by: row.dataset.foundBy,
      title: row.dataset.title,
      body: row.textContent,
    }));
    this.drafts = JSON.parse(sessionStorage.getItem(KEY) || "{}");
    this.id = "";
    this.typed = 0;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const body = this.box.value.trim();
      if (!body || body.startsWith("/")) return;
      this.put("");
      acts.send(body);
    });
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("input", () => {
      this.keep();
      this.search();
      if (this.box.value && !this.box.value.startsWith("/") && Date.now() - this.typed > 3000) {
        this.typed = Date.now();
        acts.typing();
      }
    });
  }

  /** Show the draft of another conversation. @param {string} id */
  turnTo(id) {
    this.id = id;
    this.box.value = this.drafts[id] || "";
    this.search();
  }

  /** @param {string} words */
  put(words) {
    this.box.value = words;
    this.keep();
    this.search();
  }

  keep() {
    if (this.box.value) this.drafts[this.id] = this.box.value;
    else delete this.drafts[this.id];
    sessionStorage.setItem(KEY, JSON.stringify(this.drafts));
  }

  /** @param {string} id */
  forget(id) {
    delete this.drafts[id];
    sessionStorage.setItem(KEY, JSON.stringify(this.drafts));
  }

  search() {
    const asked = this.box.value.startsWith("/") ? fold(this.box.value.slice(1)).trim() : null;
    const hits = asked === null ? [] : this.canned.filter((entry) => entry.by.includes(asked)).slice(0, 6);
    this.found.hidden = !hits.length;
    this.found.replaceChildren(
      ...hits.map((entry) => {
        const row = document.createElement("li");
        const button = Object.assign(document.createElement("button"), { type: "button", textContent: entry.title });
        button.addEventListener("click", () => this.use(entry));
        row.append(button);
        return row;
      }),
    );
    this.hits = hits;
  }

  use(entry) {
    this.put(entry.body);
    this.box.focus();
    this.box.setSelectionRange(entry.body.length, entry.body.length);
  }

  key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (this.box.value.startsWith("/") && this.hits?.length) this.use(this.hits[0]);
    else this.form.requestSubmit();
  }
}
