// The room comes alive: own words appear at once and are kept until acknowledged, the counsellor's come by themselves.
// Without this script the page works by its form; see the template.

import { Line } from "./line.mjs";
import { Log } from "./log.mjs";
import { Notice } from "./notice.mjs";
import { Outbox } from "./outbox.mjs";
import { sendPictures } from "./picture.mjs";

const root = document.querySelector("[data-chat]");
if (root && root.dataset.state !== "closed") begin(root);

/** @param {HTMLElement} root */
function begin(root) {
  const form = root.querySelector("[data-chat-form]");
  const body = form.querySelector("textarea");
  const part = (name) => root.querySelector(`[data-chat-${name}]`);
  const share = root.querySelector("#chat-share");
  const state = part("state");
  const typing = part("typing");
  const text = root.dataset;
  const log = new Log(root);
  const outbox = new Outbox(text.key);
  const notice = new Notice(root.querySelector("#chat-sound"));
  let here = { state: text.state, shown: state.textContent };
  let typed = 0;
  let typingOver;

  root.classList.add("dv-chat--live");
  root.classList.remove("dv-chat--reading");
  part("share").hidden = false;
  sendPictures(part("picture"));

  const say = (words) => {
    if (state.textContent !== words) state.textContent = words;
  };

  const standing = (frame) => {
    if (frame.state) here.state = frame.state;
    if ("position" in frame) here = { ...here, ...frame };
    if (here.state === "open") here.shown = text.textOpen;
    else if (here.state === "closed") here.shown = text.textClosed;
    else if (here.staffed === false) here.shown = text.textUnstaffed;
    else if (here.position) {
      const minutes = Math.max(1, Math.round(here.expected_wait_s / 60));
      here.shown = text.textWaiting.replace("#", here.position).replace("@", minutes);
    }
    root.dataset.state = here.state;
    say(here.shown);
    part("nobody").hidden = here.state !== "waiting" || here.staffed !== false;
    if (here.state !== "closed") return;
    for (const over of [form, part("picture").parentElement, part("ways"), part("share")]) over.hidden = true;
    part("again").hidden = false;
  };

  const hear = {
    welcome(frame) {
      standing(frame);
      log.readUpTo(frame.read);
    },
    message(frame) {
      if (log.show(frame) && frame.author !== "visitor") notice.come();
      if (frame.card?.kind === "emergency") part("danger").hidden = false;
      if (frame.author === "counsellor") typing.textContent = "";
      if (frame.author !== "visitor" && share.checked) line.tell({ type: "read", seq: frame.seq });
    },
    ack(frame) {
      outbox.remove(frame.client_id);
      log.settle(frame);
    },
    state: (frame) => (frame.erased ? leaveNow("?da-xoa") : standing(frame)),
    position: standing,
    read: (frame) => log.readUpTo(frame.seq),
    typing() {
      typing.textContent = text.textTyping;
      clearTimeout(typingOver);
      typingOver = setTimeout(() => (typing.textContent = ""), 5000);
    },
    error(frame) {
      if (!frame.client_id) return say(frame.detail);
      if (["too_fast", "unavailable"].includes(frame.code)) {
        log.refuse(frame.client_id, text.textWait);
        setTimeout(() => outbox.items.filter((item) => item.client_id === frame.client_id).forEach((item) => line.post(item)), 8000);
        return undefined;
      }
      const item = outbox.items.find((one) => one.client_id === frame.client_id);
      outbox.remove(frame.client_id);
      log.refuse(frame.client_id, frame.detail);
      if (item && !body.value) outbox.keep((body.value = item.body));
      return undefined;
    },
    gone: () => leaveNow(""),
  };

  const line = new Line(
    { socket: text.socket, poll: text.poll },
    {
      heard: (frame) => hear[frame.type]?.(frame),
      changed(up) {
        root.classList.toggle("dv-chat--lost", !up);
        say(up ? here.shown || text.textBack : text.textLost);
      },
      after: () => log.last,
      again: () => outbox.items.forEach((item) => line.post(item)),
    },
  );

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = body.value.trim();
    if (!words) return;
    const item = outbox.add(words);
    log.pending(item);
    body.value = "";
    grow();
    line.post(item);
    body.focus();
  });

  body.addEventListener("keydown", (event) => {
    const desk = matchMedia("(hover: hover) and (pointer: fine)").matches;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && desk) {
      event.preventDefault();
      form.requestSubmit();
    }
  });

  body.addEventListener("input", () => {
    grow();
    outbox.keep(body.value);
    if (share.checked && Date.now() - typed > 3000) {
      typed = Date.now();
      line.tell({ type: "typing" });
    }
  });

  /** The box grows with the words, to four lines. */
  function grow() {
    const lines = body.value.split("\n").length + Math.floor(body.value.length / 40);
    body.rows = Math.min(4, Math.max(2, lines));
  }

  let leaving = false;

  /** @param {string} query */
  function leaveNow(query) {
    if (leaving) return; // the line closes after the word that all is erased, and must not take its notice away
    leaving = true;
    outbox.clear();
    location.replace(location.pathname + query);
  }

  part("leave").addEventListener("submit", () => {
    outbox.clear();
    line.stop();
  });
  window.addEventListener("dv:exit", () => {
    line.tell({ type: "end" });
    line.stop();
    log.list.textContent = "";
    body.value = "";
    outbox.clear();
  });

  outbox.items.forEach((item) => log.pending(item));
  body.value ||= outbox.draft;
  grow();
  line.connect();
}
