// The line to the server: a socket that resumes after the last number seen, with growing, jittered pauses; where no
// socket comes up, the long poll takes its place and a socket is tried again now and then.

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15000;
const PING_EVERY = 25000;
const FAILS_BEFORE_POLL = 3;
const PATIENCE = 10000;

/**
 * @typedef {object} Ears
 * @property {(frame: object) => void} heard each frame of the server, whichever way it came
 * @property {(up: boolean) => void} changed the line is up or lost
 * @property {() => number} after number of the last message shown
 * @property {() => void} again the way is open: what is not acknowledged may be sent again
 */

export class Line {
  /** @param {{socket: string, poll: string}} urls @param {Ears} ears */
  constructor(urls, ears) {
    this.urls = urls;
    this.ears = ears;
    /** @type {boolean|null} null: not known yet, so that the first word on it is always said */
    this.up = null;
    this.fails = 0;
    this.stopped = false;
    this.polling = null;
    // A new network: the old socket may be dead without knowing it.
    window.addEventListener("online", () => this.drop());
    window.addEventListener("offline", () => this.set(false));
    navigator.connection?.addEventListener?.("change", () => this.probe());
    document.addEventListener("visibilitychange", () => document.hidden || this.probe());
    this.pinger = setInterval(() => this.beat(), PING_EVERY);
  }

  connect() {
    if (this.stopped) return;
    clearTimeout(this.timer);
    const address = new URL(this.urls.socket, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    let socket;
    try {
      socket = new WebSocket(address);
    } catch {
      this.later();
      return;
    }
    this.socket = socket;
    const { heardAt } = this;
    setTimeout(() => this.socket === socket && this.heardAt === heardAt && this.fail(socket), PATIENCE);
    socket.addEventListener("open", () => {
      socket.send(JSON.stringify({ type: "resume", after: this.ears.after() }));
    });
    socket.addEventListener("message", (event) => {
      this.heardAt = Date.now();
      const frame = JSON.parse(event.data);
      if (frame.type === "welcome") {
        this.fails = 0;
        this.polling?.abort();
        this.set(true);
      }
      this.ears.heard(frame);
      if (frame.type === "welcome") this.ears.again();
    });
    socket.addEventListener("close", (event) => {
      if (this.socket !== socket) return;
      if (event.code === 4401) {
        this.socket = null;
        this.stop();
        this.ears.heard({ type: "gone" });
        return;
      }
      this.fail(socket);
    });
  }

  /** @param {WebSocket} socket */
  fail(socket) {
    this.socket = null;
    socket.close();
    if (this.stopped) return;
    this.fails += 1;
    if (!this.polling) this.set(false);
    this.later();
    if (this.fails >= FAILS_BEFORE_POLL) this.poll();
  }

  /** Try again after a pause that doubles, with jitter so that a restart does not bring everybody at once. */
  later() {
    if (this.stopped) return;
    const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.fails);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.connect(), longest * (0.5 + Math.random() / 2));
  }

  /** Let the socket go, without waiting for the other side, and open a new one. */
  drop() {
    if (this.stopped) return;
    const old = this.socket;
    this.socket = null;
    old?.close();
    if (!this.polling) this.set(false);
    this.connect();
  }

  /** Is the other side still there? No sign within ten seconds is a lost line. */
  probe() {
    if (!this.socket) {
      this.connect();
      return;
    }
    const { socket, heardAt } = this;
    this.tell({ type: "ping", t: Date.now() });
    setTimeout(() => this.socket === socket && this.heardAt === heardAt && this.drop(), PATIENCE);
  }

  beat() {
    if (this.socket?.readyState === WebSocket.OPEN) this.probe();
  }

  /** Send a frame by the socket. @param {object} frame @returns {boolean} false where there is none */
  tell(frame) {
    if (this.socket?.readyState !== WebSocket.OPEN || !this.up) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  /** Send one message by whichever way there is. @param {{client_id: string, body: string}} item */
  async post(item) {
    if (this.tell({ type: "send", ...item })) return;
    // Before the first socket has failed, `welcome` will come and ask for it again.
    if (!this.fails) return;
    try {
      const answer = await fetch(this.urls.poll, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(item),
      });
      if (answer.headers.get("Content-Type")?.includes("json")) this.ears.heard(await answer.json());
    } catch {
      // Lost on the way: the outbox keeps it for the next time.
    }
  }

  async poll() {
    if (this.polling || this.stopped) return;
    this.polling = new AbortController();
    let wait = 0; // the first look answers at once, and says that the way is open
    try {
      while (!this.stopped && !this.polling.signal.aborted) {
        const query = `?after=${this.ears.after()}&wait=${wait}`;
        const answer = await fetch(this.urls.poll + query, { signal: this.polling.signal });
        if (answer.status === 401) {
          this.stop();
          this.ears.heard({ type: "gone" });
          return;
        }
        if (!answer.ok) throw new Error(String(answer.status));
        for (const frame of await answer.json()) this.ears.heard(frame);
        const number = (name) => Number(answer.headers.get(name));
        const staffed = answer.headers.get("Chat-Staffed") === "1";
        const place = { position: number("Chat-Position"), expected_wait_s: number("Chat-Wait"), staffed };
        this.ears.heard({ type: "state", state: answer.headers.get("Chat-State"), ...place });
        this.ears.heard({ type: "read", seq: number("Chat-Read") });
        this.set(true);
        this.ears.again();
        wait = 25;
      }
    } catch {
      this.set(this.socket?.readyState === WebSocket.OPEN && this.fails === 0);
    }
    this.polling = null;
  }

  /** @param {boolean} up */
  set(up) {
    if (this.up === up) return;
    this.up = up;
    this.ears.changed(up);
  }

  stop() {
    this.stopped = true;
    clearInterval(this.pinger);
    clearTimeout(this.timer);
    this.polling?.abort();
    this.socket?.close();
  }
}
