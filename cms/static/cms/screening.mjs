// Adds up inside the browser, so that no answer is sent. The points and the outcomes stand in the page.
const form = document.getElementById("screening");
const result = document.getElementById("screening-result");

/** Shows the outcome of the chosen answers. @param {SubmitEvent} event */
function show(event) {
  event.preventDefault();
  const chosen = [...form.querySelectorAll("input:checked")];
  if (chosen.length === 0) return;
  const points = chosen.reduce((sum, input) => sum + Number(input.dataset.points), 0);
  const flags = new Set(chosen.map((input) => input.dataset.raises).filter(Boolean));
  const outcomes = [...result.querySelectorAll("[data-outcome]")];
  const reached = outcomes.filter((part) => Number(part.dataset.least) <= points).at(-1);
  for (const part of outcomes) part.hidden = part !== reached;
  for (const part of result.querySelectorAll("[data-flag]")) part.hidden = !flags.has(part.dataset.flag);
  document.getElementById("screening-nothing")?.remove();
  result.hidden = false;
  result.focus();
  result.scrollIntoView({ block: "start" });
}

if (form && result) {
  form.addEventListener("submit", show);
  // Coming back to the page (also from the cache of the browser) shows nothing of before.
  window.addEventListener("pageshow", () => form.reset());
  window.addEventListener("pagehide", () => {
    form.reset();
    result.hidden = true;
  });
}
