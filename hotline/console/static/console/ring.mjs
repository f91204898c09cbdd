// The ring: repeats until answered, whether this tab is in front or not; one chime for a new message.
// Tones are made here (no file). Each severity can be muted on this device. Notifications say nothing of anybody.

const KEY = "dv-console-sounds";
const TESTED = "dv-console-sound-tested";
const EVERY = 3000;
/** Notes in hertz, each for 180 ms. */
const TONES = { danger: [880, 660, 880, 660], offer: [660, 880], waiting: [523, 659], message: [784] };

/** The line asks one colleague after the other; all are rung only where nobody took the offer for so long. */
const RING_ALL_AFTER = 75000;

/** What rings until somebody answers: "danger", "offer", "waiting", or "". @param {any} board */
export function toAnswer(board) {
  const { me, offers } = board.frame;
  if (!me) return "";
  if (offers.length) return offers.some((offer) => offer.risk) ? "danger" : "offer";
  if (me.status !== "available" || board.mine().length >= me.capacity) return "";
  const waiting = board.waiting();
  if (waiting.some((item) => item.risk)) return "danger";
  return waiting.some((item) => Date.now() - Date.parse(item.waiting_since) > RING_ALL_AFTER) ? "waiting" : "";
}

export class Ring {
  /** @param {HTMLElement} root @param {DOMStringMap} text */
  constructor(root, text) {
    this.text = text;
    this.wanted = "";
    this.muted = JSON.parse(localStorage.getItem(KEY) || "{}");
    this.bar = root.querySelector("[data-sound-test]");
    this.warning = root.querySelector("[data-sound-blocked]");
    for (const box of root.querySelectorAll("[data-mute]")) {
      box.checked = !this.muted[box.dataset.mute];
      box.addEventListener("change", () => {
        this.muted[box.dataset.mute] = !box.checked;
        localStorage.setItem(KEY, JSON.stringify(this.muted));
        if (box.checked) this.play(box.dataset.mute);
      });
    }
    for (const button of root.querySelectorAll("[data-hear]")) button.addEventListener("click", () => this.test());
    this.bar.querySelector("[data-heard]").addEventListener("click", () => this.tested());
    this.allow = root.querySelector("[data-notify]");
    this.allow.hidden = !("Notification" in window) || Notification.permission !== "default";
    this.allow.addEventListener("click", async () => {
      this.allow.hidden = (await Notification.requestPermission()) !== "default";
    });
    // Browsers let a page sound only after a gesture: the first one of the session is the sound test.
    const first = (event) => {
      if (event.type === "keydown" && ["Shift", "Control", "Alt", "Meta", "Tab", "Escape"].includes(event.key)) return;
      document.removeEventListener("pointerdown", first, true);
      document.removeEventListener("keydown", first, true);
      this.wake();
      // Later, so that nothing moves under the press itself.
      if (!sessionStorage.getItem(TESTED)) setTimeout(() => this.test(), 600);
    };
    document.addEventListener("pointerdown", first, true);
    document.addEventListener("keydown", first, true);
    setInterval(() => this.wanted && this.once(this.wanted), EVERY);
  }

  wake() {
    const Context = window.AudioContext || window.webkitAudioContext;
    if (!Context) return;
    this.audio ??= new Context();
    this.audio.resume();
    setTimeout(() => this.say(), 600); // see below: nothing moves under the press
  }

  say() {
    this.warning.hidden = this.audio?.state === "running" || !this.wanted;
  }

  test() {
    this.wake();
    this.bar.hidden = false;
    this.play("message");
    setTimeout(() => this.play("offer"), 400);
  }

  tested() {
    this.bar.hidden = true;
    sessionStorage.setItem(TESTED, "yes");
  }

  /** What there is to answer: "danger", "offer", "waiting", or "" to be silent. @param {string} severity */
  until(severity) {
    if (severity === this.wanted) return;
    const before = this.wanted;
    this.wanted = severity;
    this.say();
    if (severity && severity !== before) {
      this.once(severity);
      this.notify(severity);
    } else if (!severity) this.note?.close();
  }

  once(severity) {
    if (!this.muted[severity]) this.play(severity);
  }

  notify(severity) {
    if (!document.hidden || !("Notification" in window) || Notification.permission !== "granted") return;
    this.note = new Notification(this.text.notifyTitle, { body: severity === "message" ? this.text.notifyMessage : this.text.notifyWaiting, tag: "dv-console", renotify: true });
    this.note.addEventListener("click", () => window.focus());
  }

  play(severity) {
    if (this.audio?.state !== "running") return;
    const { currentTime } = this.audio;
    TONES[severity].forEach((hertz, at) => {
      const begin = currentTime + at * 0.2;
      const volume = this.audio.createGain();
      volume.connect(this.audio.destination);
      volume.gain.setValueAtTime(0.0001, begin);
      volume.gain.exponentialRampToValueAtTime(0.3, begin + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, begin + 0.18);
      const tone = this.audio.createOscillator();
      tone.frequency.value = hertz;
      tone.connect(volume);
      tone.start(begin);
      tone.stop(begin + 0.2);
    });
  }
}
