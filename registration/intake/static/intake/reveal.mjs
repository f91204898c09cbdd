/**
 * Shows a question only where an earlier answer on the page calls for it. Without script all questions are there.
 *
 * <form data-revealed='{"determination_date": ["determination_result", ["yes"]]}'>. A question with an answer or an
 * error is never hidden; a hidden one keeps its words, and the server leaves them out.
 */

for (const form of document.querySelectorAll("form[data-revealed]")) watch(/** @type {HTMLFormElement} */ (form));

/** @param {HTMLFormElement} form */
function watch(form) {
  /** @type {Record<string, [string, string[]]>} */
  const rules = JSON.parse(form.dataset.revealed ?? "{}");
  const group = (/** @type {string} */ name) => form.querySelector(`[name="${name}"]`)?.closest(".govuk-form-group");
  const apply = () => {
    for (const [name, [by, values]] of Object.entries(rules)) {
      const part = group(name);
      if (!part) continue;
      const field = /** @type {HTMLInputElement} */ (form.querySelector(`[name="${name}"]`));
      const answer = new FormData(form).get(by);
      const wanted = values.includes(String(answer ?? ""));
      part.toggleAttribute("hidden", !wanted && !part.classList.contains("govuk-form-group--error") &&
        (answer !== null || !field.value));
    }
  };
  form.addEventListener("change", apply);
  apply();
}
