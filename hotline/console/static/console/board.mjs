// The left column: offers, who waits, what I hold, what I put aside, what is left to wrap up, what colleagues hold.
// Redrawn from each snapshot, focus kept.

const LISTS = ["waiting", "mine", "aside", "wrap", "others"];

export class Board {
  /** @param {HTMLElement} root @param {DOMStringMap} text @param {(item: any) => void} chosen */
  constructor(root, text, chosen) {
    this.root = root;
    this.text = text;
    this.chosen = chosen;
    this.frame = { items: [], to_wrap_up: [], offers: [] };
    this.current = "";
    this.template = root.querySelector("[data-row]");
    setInterval(() => this.draw(), 15000);
    // A row that is redrawn between the press and the release would swallow the click.
    root.addEventListener("pointerdown", () => (this.pressed = true), true);
    for (const over of ["pointerup", "pointercancel"]) {
      window.addEventListener(over, () => setTimeout(() => this.released(), 50));
    }
  }

  /** @param {any} frame a `queue` frame */
  update(frame) {
    this.frame = { to_wrap_up: [], offers: [], asked: [], ...frame };
    this.me = frame.me;
    this.draw();
    this.root.querySelector("[data-presence]").value = frame.me.status;
    this.root.querySelector("[data-capacity]").value = String(frame.me.capacity);
    this.root.querySelector("[data-colleagues]").replaceChildren(
      ...frame.colleagues.map(({ name, status_label }) => Object.assign(document.createElement("li"), { textContent: `${name} · ${status_label}` })),
    );
    const targets = [
      ...frame.colleagues.map(({ id, name }) => [`counsellor:${id}`, name]),
      ...frame.teams.map(({ id, name }) => [`team:${id}`, name]),
    ];
    const select = this.root.querySelector("#to");
    const kept = select.value;
    select.replaceChildren(...targets.map(([value, name]) => new Option(name, value)));
    if (targets.some(([value]) => value === kept)) select.value = kept;
  }

  /** @param {string} id */
  find(id) {
    return [...this.frame.items, ...this.frame.to_wrap_up].find((item) => item.conversation === id);
  }

  waiting() {
    return this.frame.items.filter((item) => item.state === "waiting");
  }

  /** Mine and to be seen now. */
  mine() {
    return this.frame.items.filter((item) => item.mine && item.state === "open" && !this.isAside(item));
  }

  isAside(item) {
    return Boolean(item.snoozed_until) && Date.parse(item.snoozed_until) > Date.now();
  }

  /** What lies on the table, for the keys that move through it. */
  table() {
    return [...this.mine(), ...this.frame.to_wrap_up];
  }

  unread() {
    return this.mine().filter((item) => item.unread && (item.conversation !== this.current || document.hidden));
  }

  released() {
    this.pressed = false;
    if (this.late) this.draw();
  }

  draw() {
    this.late = this.pressed;
    if (this.late) return;
    const focused = document.activeElement?.dataset?.conversation;
    const { items } = this.frame;
    const lists = {
      waiting: this.waiting(),
      mine: this.mine(),
      aside: items.filter((item) => item.mine && item.state === "open" && this.isAside(item)),
      wrap: this.frame.to_wrap_up,
      others: items.filter((item) => item.state === "open" && !item.mine),
    };
    for (const name of LISTS) this.fill(name, lists[name], { waiting: this.text.nobody, mine: this.text.none }[name] ?? "");
    for (const name of ["aside", "wrap", "others"]) this.root.querySelector(`[data-part="${name}"]`).hidden = !lists[name].length;
    if (focused) this.root.querySelector(`[data-list] [data-conversation="${focused}"]`)?.focus({ preventScroll: true });
    const count = this.waiting().length + this.unread().length;
    document.title = document.title.replace(/^(\(\d+\) )?/, count ? `(${count}) ` : "");
  }

  fill(name, items, nothing) {
    const list = this.root.querySelector(`[data-list="${name}"]`);
    this.root.querySelector(`[data-count="${name}"]`).textContent = items.length ? `(${items.length})` : "";
    if (items.length) list.replaceChildren(...items.map((item) => this.row(item)));
    else list.replaceChildren(Object.assign(document.createElement("li"), { className: "govuk-hint", textContent: nothing }));
  }

  row(item) {
    const row = this.template.content.firstElementChild.cloneNode(true);
    const button = row.querySelector("button");
    button.dataset.conversation = item.conversation;
    if (item.conversation === this.current) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => this.chosen(item));
    const since = Date.parse(item.state === "waiting" ? item.waiting_since : item.last_activity_at);
    const minutes = Math.max(0, Math.round((Date.now() - since) / 60000));
    const put = (name, words) => (row.querySelector(`.dv-console__${name}`).textContent = words);
    const unread = item.unread && item.state === "open" && item.conversation !== this.current ? `● ${item.unread} ${this.text.unread}` : "";
    put("mark", [item.risk ? `▲ ${this.text.danger}` : "", unread].filter(Boolean).join(" "));
    put("who", item.nickname || (item.state === "waiting" ? `${item.position}.` : item.conversation.slice(0, 4)));
    put("about", [item.topic_label, item.channel === "sms" ? this.text.sms : this.text.web, item.province_name].filter(Boolean).join(" · "));
    put("since", `${age(minutes)} ${minutes < 60 ? this.text.minutes : this.text.hours}${item.counsellor && !item.mine ? ` · ${item.counsellor.name}` : ""}`);
    row.classList.toggle("dv-console__row--danger", item.risk > 0);
    return row;
  }
}

/** @param {number} minutes */
function age(minutes) {
  return minutes < 60 ? String(minutes) : String(Math.floor(minutes / 60));
}
