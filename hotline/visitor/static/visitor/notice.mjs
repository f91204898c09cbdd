// Something new came: a number before the page's neutral title while nobody looks, and a soft sound for who wants it.
// Never a word of the message, never a notification of the system.

export class Notice {
  /** @param {HTMLInputElement} wanted the checkbox of the sound */
  constructor(wanted) {
    this.wanted = wanted;
    this.title = document.title;
    this.unseen = 0;
    // A sound needs a gesture: the tick is one, and lets the person hear what to expect.
    wanted.addEventListener("change", () => wanted.checked && this.ring());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) return;
      this.unseen = 0;
      document.title = this.title;
    });
  }

  come() {
    if (document.hidden) {
      this.unseen += 1;
      document.title = `(${this.unseen}) ${this.title}`;
    }
    if (this.wanted.checked) this.ring();
  }

  ring() {
    try {
      this.audio ??= new AudioContext();
      const tone = this.audio.createOscillator();
      const volume = this.audio.createGain();
      const now = this.audio.currentTime;
      tone.frequency.value = 520;
      volume.gain.setValueAtTime(0.08, now);
      volume.gain.exponentialRampToValueAtTime(0.001, now + 0.4);
      tone.connect(volume).connect(this.audio.destination);
      tone.start(now);
      tone.stop(now + 0.4);
    } catch {
      // No sound on this device.
    }
  }
}
