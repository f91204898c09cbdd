// "An has this file open too": a sign of life every 20 seconds, and a word when somebody else has worked on the file.

const line = document.querySelector("[data-here]");
const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
const EVERY_MS = 20000;

/** @param {Record<string, string>} more */
const body = (more) => new URLSearchParams({ csrfmiddlewaretoken: token, version: line.dataset.version, ...more });

/** @param {string} text */
function say(text) {
  if (line.textContent !== text) line.textContent = text;
  line.hidden = !text;
}

async function alive() {
  if (document.hidden) return;
  try {
    const answer = await fetch(line.dataset.url, { method: "POST", body: body({}), redirect: "error" });
    if (!answer.ok) return;
    const { here, changed } = await answer.json();
    say([changed ? line.dataset.changed : "", here].filter(Boolean).join(" "));
  } catch {
    // The line is away for a moment; the next sign of life will tell.
  }
}

if (line?.dataset.url && token) {
  setInterval(alive, EVERY_MS);
  document.addEventListener("visibilitychange", alive);
  addEventListener("pagehide", () => navigator.sendBeacon(line.dataset.url, body({ leave: "1" })));
}
