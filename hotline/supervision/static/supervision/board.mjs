// The supervisor's board: replaces its moving part with what the socket sends, keeps the focus, says when it is not live.

const root = document.querySelector("[data-board]");
if (root) {
  const live = document.querySelector("[data-board-live]");
  const text = root.dataset;
  let last = Date.now();
  const connect = (fails = 0) => {
    const address = new URL(text.socket, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const socket = new WebSocket(address);
    let opened = false;
    socket.addEventListener("message", (event) => {
      last = Date.now();
      const frame = JSON.parse(event.data);
      if (frame.type !== "board") return;
      opened = true;
      live.textContent = text.textLive;
      root.classList.remove("dv-board--lost");
      show(frame.html);
    });
    const beat = setInterval(() => {
      if (socket.readyState !== WebSocket.OPEN) return;
      if (Date.now() - last > 50000) socket.close();
      else socket.send(JSON.stringify({ type: "ping", t: Date.now() }));
    }, 20000);
    socket.addEventListener("close", (event) => {
      clearInterval(beat);
      root.classList.add("dv-board--lost");
      const over = event.code === 4401 || event.code === 4403;
      live.textContent = over ? text.textSignedOut : text.textLost;
      if (over) return;
      const next = opened ? 1 : fails + 1;
      setTimeout(() => connect(next), Math.min(10000, 500 * 2 ** next) * (0.5 + Math.random() / 2));
    });
  };

  /** @param {string} html made by our own server, the same template as the page */
  const show = (html) => {
    const focused = document.activeElement?.closest("[data-key]")?.dataset.key;
    root.innerHTML = html;
    if (focused) root.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  };

  connect();
}
