// Where one was: the opened conversation and how far its messages were scrolled, through a reload of this tab.

const KEY = "dv-console-place";

export class Place {
  /** @param {HTMLElement} log the scrolling box */
  constructor(log) {
    this.log = log;
    this.kept = { current: "", scroll: {}, ...JSON.parse(sessionStorage.getItem(KEY) || "{}") };
    log.addEventListener("scroll", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.note(), 150);
    });
    window.addEventListener("pagehide", () => this.note());
  }

  get current() {
    return this.kept.current;
  }

  /** @param {string} id */
  at(id) {
    this.kept.current = id;
    this.store();
  }

  /** Whether the newest message is in sight. */
  atEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80;
  }

  note() {
    const { of: id, restored } = this.log.dataset;
    if (!id || restored !== id) return;
    const top = this.log.getBoundingClientRect().top;
    const first = [...this.log.querySelectorAll("[data-seq]")].find((row) => row.getBoundingClientRect().bottom > top);
    if (this.atEnd() || !first) delete this.kept.scroll[id];
    else this.kept.scroll[id] = { seq: Number(first.dataset.seq), offset: first.getBoundingClientRect().top - top };
    this.store();
  }

  /** Scroll to where one was in `id`; to the first new message, or to the end, where one was nowhere. */
  restore(id, newFrom) {
    this.log.dataset.restored = id;
    const was = this.kept.scroll[id];
    const row = this.log.querySelector(`[data-seq="${was?.seq ?? newFrom}"]`);
    if (!row) this.log.scrollTop = this.log.scrollHeight;
    else this.log.scrollTop += row.getBoundingClientRect().top - this.log.getBoundingClientRect().top - (was?.offset ?? 40);
  }

  store() {
    sessionStorage.setItem(KEY, JSON.stringify(this.kept));
  }
}
