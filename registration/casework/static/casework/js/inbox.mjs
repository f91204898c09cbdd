// The inbox by keyboard: j/k from file to file, Enter opens, n its next step, x chooses, / searches, ? helps.
// Everything is reachable without; the keys only save a tired hand the way, and can be turned off (in the help).

const rows = [...document.querySelectorAll("[data-row]")];
const help = document.querySelector("[data-keys]");
const search = document.querySelector("[role=search] input[name=q]");

const OFF = "dv-keys-off";
const off = document.querySelector("[data-keys-off]");
off.checked = localStorage.getItem(OFF) === "1";
off.addEventListener("change", () => localStorage.setItem(OFF, off.checked ? "1" : ""));
document.querySelector("[data-keys-line]").hidden = false;
document.querySelector("[data-keys-open]").addEventListener("click", () => help.showModal());

/** @returns {number} where the focus is among the files, -1 outside */
const current = () => rows.findIndex((row) => row.contains(document.activeElement));

/** @param {number} index of the file to go to; stays within the list */
function go(index) {
  const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
  row?.querySelector("[data-open]")?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

/** @type {Record<string, () => void>} */
const keys = {
  j: () => go(current() + 1),
  k: () => go(current() - 1),
  n: () => rows[current()]?.querySelector("[data-next]")?.click(),
  x: () => rows[current()]?.querySelector("input[type=checkbox]")?.click(),
  "/": () => search?.focus(),
  "?": () => help?.showModal?.(),
};

/** @param {EventTarget | null} target whether keys are letters of a text there */
function typing(target) {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || help?.open || off.checked) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
