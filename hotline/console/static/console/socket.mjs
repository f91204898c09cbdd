// The console's socket: reconnects with growing, jittered pauses, and says at once when it is not live.
//
// Stale is measured from a ping that nobody answered, not from silence: a browser that slows the timers of a hidden
// tab pings seldom, and its line is live all the same.

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8000;
const PING_EVERY = 4000;
const STALE = 10000;
const SILENCE = 25000;

/** @typedef {{open: () => void, heard: (frame: any) => void, lost: (signedOut: boolean) => void, stale: (is: boolean) => void}} Ears */

export class Socket {
  /** @param {string} path @param {Ears} ears */
  constructor(path, ears) {
    this.path = path;
    this.ears = ears;
    this.fails = 0;
    this.asked = 0;
    this.isStale = false;
    setInterval(() => this.beat(), PING_EVERY / 4);
    window.addEventListener("online", () => (this.socket ? this.beat(true) : this.connect()));
    window.addEventListener("offline", () => this.mark(true));
    document.addEventListener("visibilitychange", () => document.hidden || this.beat(true));
  }

  connect() {
    clearTimeout(this.timer);
    const address = new URL(this.path, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const socket = new WebSocket(address);
    this.socket = socket;
    this.asked = 0;
    socket.addEventListener("message", (event) => {
      if (this.socket !== socket) return;
      const frame = JSON.parse(event.data);
      this.asked = 0;
      this.mark(false);
      const first = frame.type === "queue" && !this.ready;
      if (first) {
        this.ready = true;
        this.fails = 0;
      }
      if (frame.type !== "pong") this.ears.heard(frame);
      if (first) this.ears.open();
    });
    socket.addEventListener("close", (event) => this.gone(socket, event.code));
  }

  gone(socket, code) {
    if (this.socket !== socket) return;
    this.socket = null;
    this.ready = false;
    this.isStale = false;
    const over = code === 4401 || code === 4403;
    this.ears.lost(over);
    if (over) return;
    this.fails += 1;
    const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.fails);
    this.timer = setTimeout(() => this.connect(), longest * (0.5 + Math.random() / 2));
  }

  /** @param {object} frame @returns {boolean} whether it left */
  tell(frame) {
    if (!this.ready || this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  get live() {
    return Boolean(this.ready) && !this.isStale;
  }

  mark(stale) {
    if (stale === this.isStale || !this.ready) return;
    this.isStale = stale;
    this.ears.stale(stale);
  }

  beat(now = false) {
    if (!this.ready) return;
    const waited = this.asked ? Date.now() - this.asked : 0;
    if (waited > SILENCE) {
      const { socket } = this;
      this.gone(socket, 1006); // a half-open line may take minutes to close by itself
      socket.close();
    } else if (waited > STALE) this.mark(true);
    if (this.asked || (!now && Date.now() - (this.pinged || 0) < PING_EVERY)) return;
    this.pinged = Date.now();
    if (this.tell({ type: "ping", t: this.pinged })) this.asked = this.pinged;
  }
}
