// What comes with a message: filled copies of the templates that the server drew (visitor/card.html).

/** Fill a list by its first row. @param {HTMLElement|null} list @param {any[]} entries @param {(row: HTMLElement, entry: any) => void} fill */
function rows(list, entries, fill) {
  if (!list) return;
  const row = list.firstElementChild;
  list.replaceChildren(
    ...entries.map((entry) => {
      const copy = row.cloneNode(true);
      fill(copy, entry);
      return copy;
    }),
  );
  if (entries.length) return;
  if (list.previousElementSibling?.className === "dv-help__title") list.previousElementSibling.remove();
  list.remove();
}

/** @param {HTMLElement} root @param {any} card @returns {HTMLElement|null} null for what we do not know or trust */
export function cardOf(root, card) {
  const shape = (kind) => root.querySelector(`[data-chat-card="${CSS.escape(kind)}"]`);
  const drawn = (shape(card.kind) ?? shape("page")).content.firstElementChild.cloneNode(true);
  const slot = (name) => drawn.querySelector(`[data-slot="${name}"]`);
  if (card.kind === "emergency" && card.numbers) {
    rows(slot("numbers"), card.numbers, (row, entry) => {
      const call = row.querySelector("a");
      call.href = `tel:${entry.number}`;
      call.ariaLabel = `${call.ariaLabel.trim()} ${entry.number}`;
      call.textContent = entry.number;
      row.querySelector("span").textContent = entry.label;
    });
    for (const name of ["steps", "never"]) rows(slot(name), card[name] ?? [], (row, step) => (row.textContent = step));
    return drawn;
  }
  if (!card.url?.startsWith("/") || card.url.startsWith("//")) return null;
  const link = slot("link");
  link.href = card.url;
  const image = link.querySelector("img");
  if (image) image.src = card.url;
  else link.textContent = card.title;
  const address = slot("address");
  if (address) address.textContent = card.address ?? "";
  const phone = slot("phone");
  if (phone && card.phone) {
    phone.textContent = phone.textContent.replace("0", card.phone);
    phone.href = `tel:${card.phone.replace(/[^+\d]/g, "")}`;
  } else phone?.parentElement.remove();
  return drawn;
}
