// Ready replies: "/" at the start of a word opens the list, letters without marks find, the choice lands at the cursor.

/** Letters without marks, as the server's search data has them. @param {string} text */
export function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
}

const SHOWN = 8;

export class Canned {
  /** @param {HTMLElement} root @param {HTMLTextAreaElement} box @param {() => Record<string, string>} facts */
  constructor(root, box, facts) {
    this.box = box;
    this.facts = facts;
    this.list = root.querySelector("[data-found]");
    this.entries = [...root.querySelectorAll("[data-canned] li")].map((row) => {
      const { title, bodyEn, shortcut } = row.dataset;
      return { title, shortcut, body: row.textContent, bodyEn, by: ` ${fold(`${shortcut} ${title} ${row.textContent} ${bodyEn}`).replace(/[^a-z0-9]+/g, " ")}` };
    });
    this.hits = [];
    this.at = 0;
    box.addEventListener("input", () => this.search());
    box.addEventListener("blur", () => setTimeout(() => this.list.contains(document.activeElement) || this.close(), 150));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) this.use(this.hits[Number(row.dataset.at)]);
    });
  }

  /** The word with "/" that ends at the cursor. @returns {{from: number, words: string} | null} */
  asked() {
    const { selectionStart, selectionEnd, value } = this.box;
    if (selectionStart !== selectionEnd) return null;
    const found = /(?:^|\s)\/([^\s/][^/\n]{0,40}|)$/u.exec(value.slice(0, selectionStart));
    return found ? { from: selectionStart - found[1].length - 1, words: found[1] } : null;
  }

  search() {
    const asked = this.asked();
    const parts = asked ? fold(asked.words).split(/\s+/).filter(Boolean) : [];
    const fits = (entry) => parts.every((part) => entry.by.includes(` ${part}`));
    const first = (entry) => Number(parts.length > 0 && fold(entry.shortcut).startsWith(parts[0]));
    const found = asked ? this.entries.filter(fits).sort((one, other) => first(other) - first(one)) : [];
    this.hits = found.slice(0, SHOWN);
    this.at = 0;
    this.draw();
  }

  draw() {
    const open = this.hits.length > 0;
    this.list.hidden = !open;
    this.box.setAttribute("aria-expanded", String(open));
    this.list.replaceChildren(
      ...this.hits.map((entry, at) => {
        const row = Object.assign(document.createElement("li"), { id: `canned-${at}`, className: "dv-console__hit" });
        row.setAttribute("role", "option");
        row.setAttribute("aria-selected", String(at === this.at));
        row.dataset.at = at;
        row.append(Object.assign(document.createElement("strong"), { textContent: `/${entry.shortcut} · ${entry.title}` }));
        row.append(Object.assign(document.createElement("span"), { textContent: this.filled(entry) }));
        return row;
      }),
    );
    if (open) this.box.setAttribute("aria-activedescendant", `canned-${this.at}`);
    else this.box.removeAttribute("aria-activedescendant");
  }

  close() {
    this.hits = [];
    this.draw();
  }

  /** The words in the person's language with the variables filled in. */
  filled(entry) {
    const facts = this.facts();
    const body = facts.language === "en" && entry.bodyEn ? entry.bodyEn : entry.body;
    return body.replace(/\{(nickname|province|hours|name)\}/g, (_whole, name) => facts[name] ?? "").replace(/ {2,}/g, " ").replace(/ +([,.!?])/g, "$1");
  }

  use(entry) {
    const asked = this.asked();
    if (!entry || !asked) return;
    this.box.focus();
    this.box.setRangeText(this.filled(entry), asked.from, this.box.selectionStart, "end");
    this.close();
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key was for the list */
  key(event) {
    if (!this.hits.length || event.isComposing || event.altKey) return false;
    if (event.key === "ArrowDown") this.at = (this.at + 1) % this.hits.length;
    else if (event.key === "ArrowUp") this.at = (this.at - 1 + this.hits.length) % this.hits.length;
    else if (event.key === "Escape") this.hits = [];
    else if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      this.use(this.hits[this.at]);
      return true;
    } else return false;
    event.preventDefault();
    this.draw();
    return true;
  }
}
