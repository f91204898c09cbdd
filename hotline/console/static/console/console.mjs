// The console: wires the socket to the board, the opened conversation and the tools.

import { Board } from "./board.mjs";
import { Composer } from "./composer.mjs";
import { Panels } from "./panels.mjs";
import { Socket } from "./socket.mjs";
import { Talk } from "./talk.mjs";

const root = document.querySelector("[data-console]");
if (root) begin();

function begin() {
  const $ = (name) => root.querySelector(`[data-${name}]`);
  const text = root.dataset;
  /** @type {Map<string, Talk>} */
  const talks = new Map();
  let current = null;
  let asked = "";

  const socket = new Socket(text.socket, {
    open() {
      $("live").textContent = text.textLive;
      root.classList.remove("dv-console--lost");
      for (const talk of talks.values()) {
        socket.tell({ type: "resume", conversation: talk.id, after: talk.last });
        for (const item of talk.unsent.values()) socket.tell({ type: "send", conversation: talk.id, ...item });
      }
    },
    heard: hear,
    lost(signedOut) {
      $("live").textContent = signedOut ? text.textSignedOut : text.textLost;
      root.classList.add("dv-console--lost");
    },
  });

  const board = new Board(root, (item) => {
    if (item.state !== "waiting") open(item.conversation);
    else if (socket.tell({ type: "take", conversation: item.conversation })) asked = item.conversation;
  });

  const panels = new Panels($("panels-host"), $("panels-status"), text);

  const composer = new Composer(root, {
    send(body) {
      const item = { client_id: crypto.randomUUID?.() ?? randomId(), body };
      current.unsent.set(item.client_id, item);
      socket.tell({ type: "send", conversation: current.id, ...item });
      draw();
    },
    typing: () => current && socket.tell({ type: "typing", conversation: current.id }),
  });

  function hear(frame) {
    if (frame.type === "queue") {
      board.update(frame);
      drawTools();
      return;
    }
    if (!frame.conversation) {
      if (frame.type === "error") $("notice").textContent = frame.detail;
      return;
    }
    if (frame.type === "typing") {
      if (current?.id === frame.conversation) showTyping();
      return;
    }
    let talk = talks.get(frame.conversation);
    if (frame.type === "error" && !talk) {
      $("live").textContent = frame.detail;
      return;
    }
    if (!talk) {
      talk = new Talk(frame.conversation);
      talks.set(talk.id, talk);
    }
    talk.hear(frame);
    if (frame.type === "welcome" && asked === talk.id && current !== talk) open(talk.id, false);
    if (frame.gone) {
      talks.delete(talk.id);
      composer.forget(talk.id);
    }
    if (current === talk) {
      if (frame.gone) panels.show("");
      else if (frame.type === "state") panels.refresh();
      if (talk.returned) {
        composer.put(talk.returned);
        talk.returned = "";
      }
      draw();
    }
  }

  function open(id, ask = true) {
    asked = id;
    let talk = talks.get(id);
    if (!talk) {
      talk = new Talk(id);
      talks.set(id, talk);
    }
    if (ask && !talk.messages.size) socket.tell({ type: "resume", conversation: id, after: 0 });
    current = talk;
    board.current = id;
    composer.turnTo(id);
    panels.show(id);
    board.draw();
    draw();
    composer.box.focus();
  }

  function draw() {
    const { state } = current;
    const mine = Boolean(state.mine);
    const live = state.state === "open";
    $("empty").hidden = true;
    $("talk").hidden = false;
    const log = $("log");
    const list = $("messages");
    const near = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    const bubbles = current.bubbles(text);
    if (log.dataset.of === current.id && list.children.length <= bubbles.length) {
      bubbles.forEach((bubble, at) => {
        if (!list.children[at]) list.append(bubble);
        else if (list.children[at].outerHTML !== bubble.outerHTML) list.children[at].replaceWith(bubble);
      });
    } else list.replaceChildren(...bubbles);
    if (near || log.dataset.of !== current.id) log.scrollTop = log.scrollHeight;
    log.dataset.of = current.id;
    $("risk").hidden = !state.risk;
    const ended = state.state === "closed" ? text.textEnded : text.textWatching;
    $("notice").textContent = current.problem || (state.erased ? text.textErased : state.gone ? text.textGone : mine && live ? "" : ended);
    $("composer").hidden = !(mine && live);
    if (mine && live && !document.hidden && current.last > (current.seen || 0)) {
      current.seen = current.last;
      socket.tell({ type: "read", conversation: current.id, seq: current.last });
    }
    drawTools();
  }

  function drawTools() {
    if (!current) return;
    const item = board.items.find((one) => one.conversation === current.id) || current.item || {};
    current.item = item;
    const { state } = current;
    const facts = {
      nickname: item.nickname,
      topic_label: item.topic_label,
      channel_label: item.channel === "sms" ? text.textSms : text.textWeb,
      province_name: item.province_name,
      holder: state.counsellor?.name,
    };
    $("title").textContent = item.nickname || item.topic_label || "";
    for (const [name, value] of Object.entries(facts)) root.querySelector(`[data-fact="${name}"]`).textContent = value || "–";
    $("tools").hidden = Boolean(state.gone);
    $("notes").replaceChildren(...current.noteRows());
    const mine = Boolean(state.mine);
    root.querySelector('[data-act="take_over"]').hidden = !(board.me?.supervisor && !mine && state.state === "open");
    $("holder-tools").hidden = !(mine && state.state === "open");
    $("close-tools").hidden = !mine;
    if (item.topic && current.topicOf !== current.id) {
      current.topicOf = current.id;
      root.querySelector("#topic").value = item.topic;
    }
  }

  let typingOver;
  function showTyping() {
    $("typing").textContent = text.textTyping;
    clearTimeout(typingOver);
    typingOver = setTimeout(() => ($("typing").textContent = ""), 5000);
  }

  const act = (type, more = {}) => current && socket.tell({ type, conversation: current.id, ...more });
  $("presence").addEventListener("change", (event) => socket.tell({ type: "presence", status: event.target.value }));
  $("capacity").addEventListener("change", (event) => socket.tell({ type: "capacity", capacity: Number(event.target.value) }));
  for (const button of root.querySelectorAll("[data-act]")) button.addEventListener("click", () => act(button.dataset.act));
  $("transfer").addEventListener("submit", (event) => {
    event.preventDefault();
    act("transfer", { to: event.target.querySelector("select").value });
  });
  $("close").addEventListener("submit", (event) => {
    event.preventDefault();
    act("close", { wrap_up: Object.fromEntries(new FormData(event.target)) });
    event.target.reset();
  });
  $("note").addEventListener("submit", (event) => {
    event.preventDefault();
    const box = event.target.querySelector("textarea");
    if (box.value.trim() && act("note", { body: box.value })) box.value = "";
  });
  document.addEventListener("visibilitychange", () => current && !document.hidden && draw());
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    const mine = board.mine();
    const at = mine.findIndex((item) => item.conversation === current?.id);
    if (event.code === "KeyN" && board.waiting().length) board.chosen(board.waiting()[0]);
    else if (event.code === "KeyJ" && mine.length) open(mine[(at + 1) % mine.length].conversation);
    else if (event.code === "KeyK" && mine.length) open(mine[(at - 1 + mine.length) % mine.length].conversation);
    else if (event.code === "KeyP" && current) root.querySelector("#note").focus();
    else return;
    event.preventDefault();
  });

  socket.connect();
}

/** A random UUID where the page is served without https. */
function randomId() {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
}
