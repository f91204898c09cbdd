// After a form came back with mistakes: say so in the title and move to the summary, so that a
// screen reader starts there. The summary's links work without this.
const summary = document.querySelector(".govuk-error-summary");
if (summary) {
  document.title = `${summary.dataset.prefix}: ${document.title}`;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const anchor = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
    const field = anchor && document.getElementById(anchor.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest("fieldset") ?? document.querySelector(`label[for="${field.id}"]`) ?? field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}
