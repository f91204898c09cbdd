// Unsent words: one draft a conversation and box ("reply", "note"), kept by the server, mirrored in this tab.
//
// What is typed here wins until the server has it; what another tab typed comes in when nothing is pending here.

const KEY = "dv-console-drafts";
const PAUSE = 500;

export class Drafts {
  /** @param {{tell: (frame: object) => boolean, waits: (id: string) => boolean}} line `waits`: words of that
   *  conversation are still on their way, so that the server's copy of them must not be overwritten */
  constructor(line) {
    this.line = line;
    this.mark = 0;
    /** @type {Record<string, {body: string, mark: number}>} `mark` > 0: not yet kept by the server */
    this.all = JSON.parse(sessionStorage.getItem(KEY) || "{}");
    for (const draft of Object.values(this.all)) draft.mark &&= ++this.mark;
    window.addEventListener("pagehide", () => this.flush());
  }

  /** @param {string} id @param {string} box @returns {string} */
  of(id, box) {
    return this.all[`${id}/${box}`]?.body ?? "";
  }

  /** Typed: keep it here now and on the server soon. */
  put(id, box, body) {
    this.all[`${id}/${box}`] = { body, mark: ++this.mark };
    this.store();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), PAUSE);
  }

  /** The words have been put on their way: the box is empty, the server keeps them until they are a message. */
  leave(id, box) {
    delete this.all[`${id}/${box}`];
    this.store();
  }

  /** Tell the server what it does not have yet. */
  flush() {
    for (const [key, draft] of Object.entries(this.all)) {
      const [conversation, box] = key.split("/");
      if (!draft.mark || (box === "reply" && this.line.waits(conversation))) continue;
      this.line.tell({ type: "draft", conversation, box, body: draft.body, mark: draft.mark });
    }
  }

  /** @param {{conversation: string, box: string, mark: number}} frame `draft_kept` */
  kept({ conversation, box, mark }) {
    const draft = this.all[`${conversation}/${box}`];
    if (draft?.mark === mark) {
      draft.mark = 0;
      if (!draft.body) delete this.all[`${conversation}/${box}`];
      this.store();
    }
  }

  /** What the server has (a `welcome`, or another tab's change). @returns {string[]} the boxes that changed here */
  heard(id, drafts) {
    const changed = [];
    for (const [box, body] of Object.entries(drafts)) {
      const mine = this.all[`${id}/${box}`];
      if (mine?.mark || this.of(id, box) === body || (box === "reply" && this.line.waits(id))) continue;
      if (body) this.all[`${id}/${box}`] = { body, mark: 0 };
      else delete this.all[`${id}/${box}`];
      changed.push(box);
    }
    this.store();
    return changed;
  }

  /** @param {string} id a conversation that is over for us */
  forget(id) {
    for (const box of ["reply", "note"]) delete this.all[`${id}/${box}`];
    this.store();
  }

  store() {
    sessionStorage.setItem(KEY, JSON.stringify(this.all));
  }
}
