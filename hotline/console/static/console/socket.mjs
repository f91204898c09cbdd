// The console's socket: reconnects with growing, jittered pauses and says at once when it is not live.

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10000;
const PING_EVERY = 20000;
const SILENCE = 50000;

/** @typedef {{open: () => void, heard: (frame: any) => void, lost: (signedOut: boolean) => void}} Ears */

export class Socket {
  /** @param {string} path @param {Ears} ears */
  constructor(path, ears) {
    this.path = path;
    this.ears = ears;
    this.fails = 0;
    setInterval(() => this.beat(), PING_EVERY);
    window.addEventListener("online", () => this.socket || this.connect());
  }

  connect() {
    clearTimeout(this.timer);
    const address = new URL(this.path, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const socket = new WebSocket(address);
    this.socket = socket;
    socket.addEventListener("message", (event) => {
      this.heardAt = Date.now();
      const frame = JSON.parse(event.data);
      if (this.fails >= 0 && frame.type === "queue" && !this.ready) {
        this.ready = true;
        this.fails = 0;
        this.ears.open();
      }
      this.ears.heard(frame);
    });
    socket.addEventListener("close", (event) => {
      if (this.socket !== socket) return;
      this.socket = null;
      this.ready = false;
      const over = event.code === 4401 || event.code === 4403;
      this.ears.lost(over);
      if (over) return;
      this.fails += 1;
      const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.fails);
      this.timer = setTimeout(() => this.connect(), longest * (0.5 + Math.random() / 2));
    });
  }

  /** @param {object} frame @returns {boolean} whether it left */
  tell(frame) {
    if (!this.ready || this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  beat() {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    if (this.heardAt && Date.now() - this.heardAt > SILENCE) this.socket.close();
    else this.tell({ type: "ping", t: Date.now() });
  }
}
