// Reading along: the messages are asked for every four seconds while the page is looked at; the form beside is left alone.

const box = document.querySelector("[data-along]");
if (box) {
  const look = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(box.dataset.along, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      const near = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
      const html = await answer.text();
      if (html === box.dataset.shown) return;
      box.dataset.shown = html;
      box.innerHTML = html; // our own server's fragment, escaped there
      if (near) box.scrollTop = box.scrollHeight;
    } catch {
      // the next look tries again
    }
  };
  box.scrollTop = box.scrollHeight;
  setInterval(look, 4000);
}
