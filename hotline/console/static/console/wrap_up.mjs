// The wrap-up: no conversation leaves the table before it is said what came of it.

export class WrapUp {
  /** @param {HTMLFormElement} form @param {(answers: object) => boolean} close */
  constructor(form, close) {
    this.form = form;
    this.problem = form.querySelector("[data-wrap-problem]");
    this.of = "";
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const answers = this.answers();
      const missing = ["outcome", "topics", "risk", "referral"].find((name) => !answers[name] || !answers[name].length);
      this.problem.hidden = !missing;
      for (const part of form.querySelectorAll("[data-wrap]")) part.classList.toggle("govuk-form-group--error", part.dataset.wrap === missing);
      if (missing) form.querySelector(`[name="${missing}"]`).focus();
      else if (close(answers)) this.reset();
    });
  }

  answers() {
    const values = new FormData(this.form);
    return { ...Object.fromEntries(values), topics: values.getAll("topics") };
  }

  /** Begin anew for conversation `id`, with the topic that the person chose. */
  turnTo(id, topic) {
    if (this.of === id) return;
    this.reset();
    this.of = id;
    const box = topic && this.form.querySelector(`[name=topics][value="${CSS.escape(topic)}"]`);
    if (box) box.checked = true;
  }

  reset() {
    this.form.reset();
    this.of = "";
    this.problem.hidden = true;
    for (const part of this.form.querySelectorAll(".govuk-form-group--error")) part.classList.remove("govuk-form-group--error");
  }

  focus() {
    this.form.closest("details").open = true;
    this.form.querySelector("select, input")?.focus();
  }
}
