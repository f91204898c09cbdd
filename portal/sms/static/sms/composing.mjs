// Beside the console's reply box, in SMS conversations: how many texts the words become, sending them without marks
// (shown before they leave), and another attempt for words that did not arrive.

import { measure, plain } from "./segments.mjs";

const form = document.querySelector("[data-composer]");
const part = form?.querySelector("[data-sms]");
if (part) begin(form, part);

/** @param {HTMLFormElement} form @param {HTMLElement} part */
function begin(form, part) {
  const $ = (name) => part.querySelector(`[data-sms-${name}]`);
  const box = form.querySelector("textarea");
  const tick = $("plain");
  const text = part.dataset;
  let shown = null;

  /** What would leave: the words, or their plain form. */
  const leaving = () => (tick.checked ? plain(box.value.trim()) : box.value.trim());

  function show() {
    const words = box.value.trim();
    const key = `${form.dataset.channel}|${tick.checked}|${words}`;
    if (key === shown) return;
    shown = key;
    part.hidden = form.dataset.channel !== "sms";
    if (part.hidden) return;
    const size = measure(leaving());
    const values = {
      characters: size.units,
      texts: size.segments,
      alphabet: size.encoding === "GSM-7" ? text.plain : text.marked,
      left: size.left,
    };
    $("size").textContent = text.size.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
    const fewer = measure(plain(words)).segments;
    const more = measure(words).segments;
    $("saves").textContent = fewer < more ? `(${fewer} SMS / ${more})` : "";
    $("preview").hidden = !(tick.checked && words);
    $("preview").textContent = leaving();
    if ($("said").dataset.segments !== String(size.segments)) {
      $("said").dataset.segments = String(size.segments);
      $("said").textContent = words ? $("size").textContent : "";
    }
  }

  // Before the console takes the words out of the box.
  const strip = () => {
    if (form.dataset.channel === "sms" && tick.checked) box.value = leaving();
  };
  form.addEventListener("submit", strip, true);
  form.addEventListener("keydown", (event) => event.key === "Enter" && !event.shiftKey && !event.isComposing && strip(), true);
  box.addEventListener("input", show);
  tick.addEventListener("change", show);
  setInterval(show, 400); // drafts and ready replies come into the box without a key

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-sms-retry]");
    if (!button) return;
    button.disabled = true;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", part.querySelector("[name=csrfmiddlewaretoken]").value);
    try {
      const address = `/staff/hotline/c/${button.dataset.conversation}/sms/${button.dataset.smsRetry}/retry/`;
      const answer = await fetch(address, { method: "POST", body, headers: { "X-Fragment": "1" } });
      if (!answer.ok) throw new Error(String(answer.status));
    } catch {
      button.disabled = false;
      $("said").textContent = text.refused;
    }
  });
}
