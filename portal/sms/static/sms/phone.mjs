// Looks for new messages every two seconds and keeps the newest in view; the page works without it.

const thread = document.getElementById("thread");
const number = document.querySelector("input[type=hidden][name=number]")?.value;

/** Show the end of the conversation. */
function toEnd() {
  thread.scrollTop = thread.scrollHeight;
}

/** Fetch the messages again and replace them if anything changed. */
async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch(`?${new URLSearchParams({ number, thread: "1" })}`, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const html = (await answer.text()).trim();
    if (html === thread.dataset.shown) return;
    thread.dataset.shown = html;
    thread.innerHTML = html;
    toEnd();
  } catch {
    // the next look may succeed
  }
}

if (thread && number) {
  toEnd();
  setInterval(look, 2000);
}
