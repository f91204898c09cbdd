// The console: wires the socket to the board, the opened conversation, the boxes, the ring and the tools.

import { Board } from "./board.mjs";
import { Composer } from "./composer.mjs";
import { Drafts } from "./drafts.mjs";
import { Finder } from "./finder.mjs";
import { Keys } from "./keys.mjs";
import { Offers } from "./offers.mjs";
import { Outbox } from "./outbox.mjs";
import { Panels } from "./panels.mjs";
import { Place } from "./place.mjs";
import { Ring, toAnswer } from "./ring.mjs";
import { Socket } from "./socket.mjs";
import { Talk } from "./talk.mjs";
import { Tools } from "./tools.mjs";
import { WrapUp } from "./wrap_up.mjs";

const root = document.querySelector("[data-console]");
if (root) begin();

function begin() {
  const $ = (name) => root.querySelector(`[data-${name}]`);
  const text = document.querySelector("[data-console-words]").dataset;
  /** @type {Map<string, Talk>} */
  const talks = new Map();
  let current = null;
  let asked = "";

  const socket = new Socket(root.dataset.socket, { open: onOpen, heard: hear, lost: onLost, stale: (is) => sayLive(is ? "stale" : "live") });
  const tell = (frame) => socket.tell(frame);
  const outbox = new Outbox({ tell: (frame) => socket.live && tell(frame), changed: (id) => current?.id === id && draw() });
  const drafts = new Drafts({ tell, waits: (id) => outbox.of(id).length > 0 });
  const board = new Board(root, text, chosen);
  const offers = new Offers(root, text, tell);
  const ring = new Ring(root, text);
  const place = new Place($("log"));
  const panels = new Panels($("panels-host"), $("panels-status"), text);
  const composer = new Composer(root, drafts, {
    send: (body, now) => outbox.add(current.id, body, undefined, now ? 0 : undefined),
    note: (body) => act("note", { body }),
    typing: () => act("typing"),
    facts,
  });
  const wrapUp = new WrapUp($("close"), (answers) => act("close", { wrap_up: answers }));
  const finder = new Finder($("finder"), root, text, (card, words) => current?.state.mine && outbox.add(current.id, words, card));
  const tools = new Tools(root, text, { board, finder, wrapUp });

  // --- the line -------------------------------------------------------------------------------------------
  function sayLive(how, code = "") {
    const time = new Date().toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
    const words = { live: text.live, stale: `${text.stale} (${time})`, lost: `${text.lost} (${time})`, out: text.signedOut }[how];
    if ($("live").dataset.how !== how) $("live").textContent = words;
    $("live").dataset.how = how;
    $("retry").hidden = how !== "lost" || code === "out";
    root.classList.toggle("dv-console--lost", how !== "live");
    if (current) draw();
  }

  function onOpen() {
    sayLive("live");
    for (const talk of talks.values()) tell({ type: "resume", conversation: talk.id, after: talk.last });
    if (!current && place.current) open(place.current, true, false);
    drafts.flush();
    outbox.again();
  }

  function onLost(signedOut) {
    sayLive(signedOut ? "out" : "lost");
  }

  function hear(frame) {
    if (frame.type === "queue") return onBoard(frame);
    if (frame.type === "draft_kept") return drafts.kept(frame);
    if (frame.type === "offer" || frame.type === "offer_over") return undefined; // the board says the same
    if (!frame.conversation) {
      if (frame.type === "error") say(frame.detail);
      return undefined;
    }
    if (frame.type === "typing") return current?.id === frame.conversation ? showTyping() : undefined;
    let talk = talks.get(frame.conversation);
    if (frame.type === "error" && frame.client_id) giveBack(outbox.refused(frame));
    if (frame.type === "error" && !talk) return onRefusedOpening(frame);
    if (frame.type === "draft" && !talk) return drafts.heard(frame.conversation, frame.drafts);
    if (!talk) talks.set(frame.conversation, (talk = new Talk(frame.conversation)));
    talk.hear(frame);
    if (frame.type === "ack") outbox.acknowledged(frame);
    if (frame.drafts) for (const box of drafts.heard(talk.id, frame.drafts)) if (talk === current) composer.show(box);
    if (frame.type === "ack" || frame.type === "error") drafts.flush();
    if (frame.type === "welcome" && asked === talk.id && current !== talk) open(talk.id, false);
    if (frame.type === "message" && frame.author === "visitor" && talk.whole && (talk !== current || document.hidden)) {
      ring.once("message");
      ring.notify("message");
    }
    if (frame.gone) leave(talk);
    if (current === talk) {
      if (frame.type === "state" && !frame.gone) panels.refresh();
      draw();
    }
    return undefined;
  }

  function onRefusedOpening(frame) {
    if (frame.code === "not_found" && place.current === frame.conversation) place.at("");
    else say(frame.detail);
  }

  function giveBack(item) {
    if (item) composer.giveBack(item.conversation, item.body);
  }

  function leave(talk) {
    talks.delete(talk.id);
    drafts.forget(talk.id);
    const left = outbox.of(talk.id);
    for (const item of left) outbox.drop(item);
    if (left.length) talk.problem = `${text.gone} ${text.queued}: ${left.map(({ body }) => body).join(" · ")}`;
    if (current === talk) panels.show("");
  }

  let before = new Map();
  function onBoard(frame) {
    board.update(frame);
    offers.update(frame.offers ?? []);
    const first = before.size === 0 && !before.known;
    const counts = new Map(board.mine().map((item) => [item.conversation, item.unread]));
    // A message in a conversation that is not opened in this tab comes as a higher count only.
    const more = [...counts].some(([id, unread]) => !talks.has(id) && unread > (before.get(id) ?? (first ? Infinity : 0)));
    before = counts;
    before.known = true;
    if (more) {
      ring.once("message");
      ring.notify("message");
    }
    ring.until(toAnswer(board));
    tools.day(frame.desk);
    if (current) tools.draw(current);
  }

  // --- opening --------------------------------------------------------------------------------------------
  function chosen(item) {
    if (item.state !== "waiting") open(item.conversation);
    else if (tell({ type: "take", conversation: item.conversation })) asked = item.conversation;
    else say(text.lost);
  }

  function open(id, ask = true, focus = true) {
    asked = id;
    place.note();
    let talk = talks.get(id);
    const item = board.find(id);
    if (!talk) talks.set(id, (talk = new Talk(id)));
    if (ask && !talk.messages.size) tell({ type: "resume", conversation: id, after: 0 });
    if (current !== talk) talk.newFrom = item?.unread ? item.last_seq - item.unread + 1 : 0;
    current = talk;
    board.current = id;
    place.at(id);
    composer.turnTo(id);
    talk.reply = undefined;
    panels.show(id);
    if (item?.snoozed_until) tell({ type: "snooze", conversation: id, minutes: 0 });
    board.draw();
    draw();
    if (focus) {
      if (matchMedia("(max-width: 48em)").matches) $("talk-part").scrollIntoView();
      if (!composer.forms.reply.hidden && !$("writing").hidden) composer.boxes.reply.focus();
      else $("log").focus({ preventScroll: true });
    }
  }

  function draw() {
    const { state } = current;
    const mine = Boolean(state.mine);
    const live = state.state === "open";
    const known = state.type !== undefined;
    $("empty").hidden = true;
    $("talk").hidden = false;
    drawLog();
    $("risk").hidden = !state.risk;
    const over = state.erased ? text.erased : state.gone ? text.gone : state.state === "closed" ? (mine && !state.outcome ? text.ended : text.closed) : mine ? "" : text.watching;
    say(current.problem || (known ? over : ""));
    $("writing").hidden = !known || Boolean(state.gone) || Boolean(state.erased);
    const reply = mine && live;
    root.querySelector("[data-mode=reply]").hidden = !reply;
    if (known && reply !== current.reply) composer.mode(reply ? "reply" : "note", false);
    if (known) current.reply = reply;
    drawHeld();
    if (reply && !document.hidden && place.atEnd() && current.last > (current.seen || 0)) {
      current.seen = current.last;
      tell({ type: "read", conversation: current.id, seq: current.last });
    }
    tools.draw(current);
  }

  function drawLog() {
    const log = $("log");
    const list = $("messages");
    const near = place.atEnd();
    const bubbles = current.bubbles(text, outbox.of(current.id));
    if (log.dataset.of === current.id && list.children.length <= bubbles.length) {
      bubbles.forEach((bubble, at) => {
        if (!list.children[at]) list.append(bubble);
        else if (list.children[at].outerHTML !== bubble.outerHTML) list.children[at].replaceWith(bubble);
      });
    } else list.replaceChildren(...bubbles);
    const other = log.dataset.restored !== current.id;
    log.dataset.of = current.id;
    if (other && current.whole) place.restore(current.id, current.newFrom);
    else if (near && !other) log.scrollTop = log.scrollHeight;
  }

  function drawHeld() {
    const held = outbox.held(current.id);
    const wait = outbox.of(current.id).length;
    const words = held && socket.live ? text.held : wait && !socket.live ? `${wait} ${text.waiting}` : "";
    if ($("held-words").textContent !== words) $("held-words").textContent = words;
    $("held").hidden = !words;
    $("undo").hidden = !held;
  }

  function facts() {
    const item = current?.item || {};
    const english = item.language === "en";
    return { nickname: item.nickname, province: item.province_name, name: board.me?.name, hours: english ? text.hoursEn : text.hoursVi, language: item.language };
  }

  function say(words) {
    if ($("notice").textContent !== words) $("notice").textContent = words;
  }

  let typingOver;
  function showTyping() {
    $("typing").textContent = text.typing;
    clearTimeout(typingOver);
    typingOver = setTimeout(() => ($("typing").textContent = ""), 5000);
  }

  // --- acts -----------------------------------------------------------------------------------------------
  function act(type, more = {}) {
    if (!current) return false;
    if (["release", "transfer", "close"].includes(type)) outbox.hurry(current.id);
    const left = tell({ type, conversation: current.id, ...more });
    if (!left && type !== "typing") say(text.lost);
    return left;
  }

  function undo() {
    const item = current && outbox.undo(current.id);
    if (!item) return;
    if (!item.card) composer.giveBack(item.conversation, item.body);
    composer.mode("reply");
    say(text.undone);
  }

  function move(by) {
    const table = board.table();
    if (!table.length) return;
    const at = table.findIndex((item) => item.conversation === current?.id);
    open(table[at < 0 ? 0 : (at + by + table.length) % table.length].conversation);
  }

  function into(selector) {
    const found = [...root.querySelectorAll(selector)].find((one) => one.checkVisibility?.() ?? one.offsetParent);
    const fold = found?.closest("details") ?? root.querySelector(selector)?.closest("details");
    if (fold) fold.open = true;
    (found ?? root.querySelector(selector))?.focus();
  }

  function snooze(minutes) {
    if (act("snooze", { minutes })) say(text.aside);
  }

  setInterval(() => {
    if (current) drawHeld();
    if (board.me) ring.until(toAnswer(board));
  }, 500);
  $("undo").addEventListener("click", undo);
  $("retry").addEventListener("click", () => socket.connect());
  $("log").addEventListener("scroll", () => current && place.atEnd() && current.last > (current.seen || 0) && draw());
  $("presence").addEventListener("change", (event) => tell({ type: "presence", status: event.target.value }));
  $("capacity").addEventListener("change", (event) => tell({ type: "capacity", capacity: Number(event.target.value) }));
  for (const button of root.querySelectorAll("[data-act]")) button.addEventListener("click", () => act(button.dataset.act));
  for (const button of root.querySelectorAll("[data-break]")) button.addEventListener("click", () => tell({ type: "break", on: button.dataset.break === "on" }));
  $("to-list").addEventListener("click", () => $("queue-part").scrollIntoView());
  $("snooze").addEventListener("submit", (event) => {
    event.preventDefault();
    snooze(Number(event.target.querySelector("select").value));
  });
  $("transfer").addEventListener("submit", (event) => {
    event.preventDefault();
    const { to, words, ask } = event.target.elements;
    const asks = ask.checked && to.value.startsWith("counsellor:");
    if (!act("transfer", asks ? { to: to.value, ask: true, note: words.value || undefined } : { to: to.value })) return;
    if (asks) say(text.asked);
    words.value = "";
  });
  document.addEventListener("visibilitychange", () => {
    if (current && !document.hidden) draw();
    board.draw();
  });
  new Keys($("keys"), {
    KeyN: () => board.waiting().length && chosen(board.waiting()[0]),
    KeyA: () => offers.answer("accept"),
    KeyX: () => offers.answer("decline"),
    KeyJ: () => move(1),
    KeyK: () => move(-1),
    KeyL: () => current?.state.mine && composer.mode("reply"),
    KeyP: () => current && composer.mode("note"),
    KeyU: undo,
    KeyG: () => $("log").focus(),
    KeyS: () => into("#find"),
    KeyO: () => into("[data-panels-host] summary"),
    KeyM: () => into("#snooze"),
    KeyT: () => into("#to"),
    KeyR: () => into("[data-act=release]"),
    KeyW: () => current?.state.mine && wrapUp.focus(),
    KeyB: () => into("[data-break]:not([hidden])"),
    KeyQ: () => into("[data-list] button"),
    KeyI: () => $("presence").focus(),
  });

  socket.connect();
}
