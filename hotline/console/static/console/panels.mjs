// The parts of other rooms beside the opened conversation: loaded as HTML, their forms posted without leaving the page.
//
// An answer that holds [data-panels] replaces all parts; any other answer of a form (its errors) replaces the body of
// the part that it came from. What was unfolded stays unfolded; the keyboard stays where it was.

const OPEN = "dv-console-panels";

export class Panels {
  /** @param {HTMLElement} host @param {HTMLElement} status a live region @param {DOMStringMap} text */
  constructor(host, status, text) {
    this.host = host;
    this.status = status;
    this.text = text;
    this.id = "";
    this.unfolded = JSON.parse(sessionStorage.getItem(OPEN) || "{}");
    host.addEventListener("submit", (event) => this.submit(event));
    host.addEventListener(
      "toggle",
      (event) => {
        const part = event.target;
        if (!(part instanceof HTMLDetailsElement) || !part.dataset.panel) return;
        this.unfolded[part.dataset.panel] = part.open;
        sessionStorage.setItem(OPEN, JSON.stringify(this.unfolded));
      },
      true,
    );
  }

  address() {
    return `/staff/hotline/c/${this.id}/panels/`;
  }

  /** Show the parts of conversation `id`; "" shows none. @param {string} id */
  async show(id) {
    if (id === this.id) return;
    this.id = id;
    this.host.replaceChildren();
    if (id) await this.load();
  }

  /** Ask again, unless somebody is writing in a part. */
  async refresh() {
    const writing = this.host.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
    if (this.id && !writing) await this.load();
  }

  async load() {
    const { id } = this;
    const answer = await ask(this.address());
    if (id !== this.id) return;
    if (answer?.ok) this.swap(await answer.text(), null);
    else if (answer?.status === 404) this.host.replaceChildren();
    else this.status.textContent = this.text.textUnreachable;
  }

  async submit(event) {
    const form = event.target;
    if (form.dataset.plain !== undefined || event.defaultPrevented) return;
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = "yes";
    const { id } = this;
    const { submitter } = event;
    const values = submitter?.name ? new FormData(form, submitter) : new FormData(form);
    const target = submitter?.getAttribute("formaction") || form.getAttribute("action") || this.address();
    const get = form.method === "get";
    const address = get ? `${target.split("?")[0]}?${new URLSearchParams(values)}` : target;
    const answer = await ask(address, get ? {} : { method: "POST", body: values });
    delete form.dataset.busy;
    if (id !== this.id) return;
    if (!answer) this.status.textContent = this.text.textUnreachable;
    else if (answer.redirected && !new URL(answer.url).pathname.endsWith("/panels/")) location.assign(answer.url);
    else if (answer.ok || answer.status === 422 || answer.status === 409) this.swap(await answer.text(), form);
    else this.status.textContent = this.text.textRefused;
  }

  /** @param {string} html @param {HTMLFormElement | null} form from which the answer came */
  swap(html, form) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const part = form?.closest("[data-panel]");
    const held = this.host.contains(document.activeElement) ? document.activeElement : null;
    const within = held?.closest("[data-panel]")?.dataset.panel;
    const all = page.querySelector("[data-panels]");
    if (all) {
      this.host.replaceChildren(document.adoptNode(all));
      for (const [name, open] of Object.entries(this.unfolded)) {
        const shown = this.host.querySelector(`[data-panel="${CSS.escape(name)}"]`);
        if (shown) shown.open = open;
      }
    } else if (part) {
      const body = page.querySelector("main") ?? page.body;
      part.querySelector("[data-panel-body]").replaceChildren(...[...body.childNodes].map((node) => document.adoptNode(node)));
    }
    this.keepFocus(held, within);
    const problem = this.host.querySelector(".govuk-error-summary, .govuk-error-message, [role=alert]");
    this.status.textContent = problem ? problem.innerText.replace(/\s+/g, " ").trim() : form ? this.text.textKept : "";
    if (problem?.matches(".govuk-error-summary")) problem.focus();
    this.host.dispatchEvent(new CustomEvent("dv:panels", { bubbles: true }));
  }

  keepFocus(held, within) {
    if (!held || this.host.contains(held)) return;
    const part = within && this.host.querySelector(`[data-panel="${CSS.escape(within)}"]`);
    const same = (held.id && this.host.querySelector(`#${CSS.escape(held.id)}`)) || (held.name && part?.querySelector(`[name="${CSS.escape(held.name)}"]`));
    (same || part?.querySelector("summary"))?.focus({ preventScroll: true });
  }
}

/** @returns {Promise<Response | null>} null where nobody answers */
async function ask(address, options = {}) {
  try {
    return await fetch(address, { ...options, credentials: "same-origin", headers: { "X-Fragment": "panels" } });
  } catch {
    return null;
  }
}
