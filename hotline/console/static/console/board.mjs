// The left column: who waits, what I hold, what colleagues hold. Redrawn from each snapshot, focus kept.

export class Board {
  /** @param {HTMLElement} root @param {(item: any) => void} chosen */
  constructor(root, chosen) {
    this.root = root;
    this.text = root.dataset;
    this.chosen = chosen;
    this.items = [];
    this.current = "";
    this.template = root.querySelector("[data-row]");
    setInterval(() => this.draw(), 20000);
  }

  /** @param {any} frame a `queue` frame */
  update(frame) {
    this.items = frame.items;
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

  waiting() {
    return this.items.filter((item) => item.state === "waiting");
  }

  mine() {
    return this.items.filter((item) => item.mine && item.state === "open");
  }

  draw() {
    const focused = document.activeElement?.dataset?.conversation;
    const others = this.items.filter((item) => item.state === "open" && !item.mine);
    this.fill("waiting", this.waiting(), this.text.textNobody);
    this.fill("mine", this.mine(), this.text.textNone);
    this.fill("others", others, "");
    this.root.querySelector("[data-others]").hidden = !others.length;
    if (focused) this.root.querySelector(`[data-list] [data-conversation="${focused}"]`)?.focus();
    const unread = this.mine().filter((item) => item.unread && item.conversation !== this.current).length;
    const count = this.waiting().length + unread;
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
    const minutes = Math.max(0, Math.round((Date.now() - Date.parse(item.state === "waiting" ? item.waiting_since : item.last_activity_at)) / 60000));
    const put = (name, words) => (row.querySelector(`.dv-console__${name}`).textContent = words);
    put("mark", [item.risk ? `▲ ${this.text.textDanger}` : "", item.unread && item.conversation !== this.current ? `● ${this.text.textUnread}` : ""].filter(Boolean).join(" "));
    put("who", item.nickname || (item.state === "waiting" ? `${item.position}.` : item.conversation.slice(0, 4)));
    put("about", `${item.topic_label} · ${item.channel === "sms" ? this.text.textSms : this.text.textWeb}`);
    put("since", `${minutes} ${this.text.textMinutes}${item.counsellor && !item.mine ? ` · ${item.counsellor.name}` : ""}`);
    row.classList.toggle("dv-console__row--danger", item.risk > 0);
    return row;
  }
}
