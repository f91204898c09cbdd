/**
 * A box in which a commune or ward is found by any name, also an old one, while one types.
 *
 * Without this script, or without a network, the button "Show the wards" does the same. The markup names its parts:
 *   <div data-ward-box data-search="id_…" data-province="id_…" data-ward="id_…" data-url="…" data-list-url="…"
 *        data-words='{"none": …, "some": …, "chosen": …, "formerly": …}'>
 * Pattern: WAI-ARIA combobox with a list. What is typed leaves only for this site's own address of wards.
 */

const WAIT_MS = 180;
const SHORTEST = 2;

/** @typedef {{code: string, name: string, province: string, province_name: string, former: string}} Ward */

for (const box of document.querySelectorAll("[data-ward-box]")) enhance(/** @type {HTMLElement} */ (box));

/** @param {HTMLElement} box */
function enhance(box) {
  const part = (/** @type {string} */ name) => document.getElementById(box.dataset[name] ?? "");
  const input = /** @type {HTMLInputElement} */ (part("search"));
  const province = /** @type {HTMLSelectElement} */ (part("province"));
  const ward = /** @type {HTMLSelectElement} */ (part("ward"));
  if (!input || !province || !ward) return;
  const words = JSON.parse(box.dataset.words ?? "{}");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  list.id = `${input.id}-list`;
  list.className = "dv-ward-list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.label);
  status.className = "govuk-visually-hidden";
  status.setAttribute("role", "status");
  input.after(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    autocapitalize: "none", spellcheck: "false",
  })) input.setAttribute(name, value);

  /** @type {Ward[]} */
  let found = [];
  let active = -1;
  let timer = 0;
  let asked = new AbortController();

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const point = (/** @type {number} */ to) => {
    active = (to + found.length) % found.length;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === active)));
    list.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[active].id);
  };

  const choose = (/** @type {Ward} */ one) => {
    province.value = one.province;
    if (![...ward.options].some((option) => option.value === one.code)) ward.add(new Option(one.name, one.code));
    ward.value = one.code;
    input.value = `${one.name}, ${one.province_name}`;
    status.textContent = words.chosen.replace("{ward}", input.value);
    close();
    fillWards(one.code);
  };

  const show = () => {
    list.replaceChildren(...found.map((one, index) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${index}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.append(`${one.name}, ${one.province_name}`);
      if (one.former) {
        const former = document.createElement("span");
        former.className = "dv-ward-list__former";
        former.textContent = words.formerly.replace("{unit}", one.former);
        item.append(former);
      }
      item.addEventListener("mousedown", (event) => event.preventDefault());
      item.addEventListener("click", () => choose(one));
      return item;
    }));
    list.hidden = found.length === 0;
    active = -1;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
    status.textContent = found.length ? words.some.replace("{count}", String(found.length)) : words.none;
  };

  const ask = async () => {
    asked.abort();
    asked = new AbortController();
    const query = new URLSearchParams({ q: input.value.trim() });
    try {
      const answer = await fetch(`${box.dataset.url}?${query}`, { signal: asked.signal });
      if (!answer.ok) return;
      found = (await answer.json()).wards;
    } catch {
      return; // typed on, or no network: the lists below still work
    }
    show();
  };

  /** All wards of the chosen province, so that the list below is whole. */
  const fillWards = async (/** @type {string} */ chosen) => {
    if (!province.value || !box.dataset.listUrl) return;
    const wanted = province.value;
    try {
      const answer = await fetch(`${box.dataset.listUrl}?${new URLSearchParams({ province: wanted })}`);
      if (!answer.ok) return;
      const wards = /** @type {Ward[]} */ ((await answer.json()).wards);
      if (province.value !== wanted) return;
      const kept = ward.value || chosen; // what was chosen while the list was on its way counts
      wards.sort((one, other) => one.name.localeCompare(other.name, "vi"));
      ward.replaceChildren(ward.options[0], ...wards.map((one) => new Option(one.name, one.code)));
      ward.value = wards.some((one) => one.code === kept) ? kept : "";
    } catch {
      // the list stays as it was
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < SHORTEST) {
      close();
      return;
    }
    timer = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") point(active + 1);
    else if (event.key === "ArrowUp") point(active < 0 ? found.length - 1 : active - 1);
    else if (event.key === "Enter") choose(found[Math.max(active, 0)]);
    else if (event.key === "Escape") close();
    else if (event.key === "Tab") return close();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  province.addEventListener("change", () => {
    input.value = "";
    void fillWards("");
  });
}
