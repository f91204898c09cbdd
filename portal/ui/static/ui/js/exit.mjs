// Leave quickly: the page goes blank in the same task as the press, this tab forgets, other tabs
// of ours go blank too, and the history entry is replaced, not added to.
// Without this script the button is a plain link to the same address.
//
// Triggers: a press on [data-quick-exit]; the Shift key three times within five seconds, on
// devices with a real keyboard (phone keyboards press Shift by themselves).

const link = document.querySelector("[data-quick-exit]");
const channel = "BroadcastChannel" in window ? new BroadcastChannel("dv-exit") : null;

/** Blank this tab and forget what it kept. */
function cover() {
  document.documentElement.classList.add("dv-covered");
  document.title = "…";
  for (const store of ["sessionStorage", "localStorage"]) {
    try {
      window[store].clear();
    } catch {
      // Storage may be switched off: then there is nothing to forget.
    }
  }
  window.dispatchEvent(new CustomEvent("dv:exit"));
}

/** Cover, then go: our own address clears the cookies and sends on to a neutral page. */
function leave() {
  cover();
  window.location.replace(link.href);
}

if (link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    channel?.postMessage("exit");
    leave();
  });

  channel?.addEventListener("message", leave);

  let presses = [];
  window.addEventListener("keydown", (event) => {
    if (event.key !== "Shift" || event.repeat || !matchMedia("(hover: hover) and (pointer: fine)").matches) {
      if (event.key !== "Shift") presses = [];
      return;
    }
    presses = [...presses.filter((at) => event.timeStamp - at < 5000), event.timeStamp];
    if (presses.length === 3) link.click();
  });

  // Back from the outside page must not show what was here.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && document.documentElement.classList.contains("dv-covered")) leave();
  });
}
