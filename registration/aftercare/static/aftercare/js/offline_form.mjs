/**
 * A form that survives a lost network: what was typed stays on the page until the portal has it.
 *
 * The words live in the page alone, never in the phone's storage. The form carries a key, so a second sending of the
 * same contact is the same contact; without script the form is an ordinary one.
 */

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-keep-offline]"));
const message = /** @type {HTMLElement | null} */ (document.querySelector("[data-offline]"));

/** @param {boolean} offline */
function say(offline) {
  if (message) {
    message.hidden = !offline;
    if (offline) {
      message.scrollIntoView({ block: "center" });
    }
  }
}

/** @param {HTMLFormElement} target */
async function send(target) {
  const button = /** @type {HTMLButtonElement | null} */ (target.querySelector("button[type=submit]"));
  if (button) {
    button.disabled = true;
  }
  try {
    const answer = await fetch(target.action || location.href, { method: "POST", body: new FormData(target) });
    if (answer.redirected && answer.ok) {
      location.assign(answer.url);
      return;
    }
    // The portal has something to say (a missing word): let the browser show its page. The key makes it harmless.
    target.submit();
  } catch {
    say(true);
  } finally {
    if (button) {
      button.disabled = false;
    }
  }
}

if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say(false);
    void send(form);
  });
  window.addEventListener("online", () => say(false));
}
