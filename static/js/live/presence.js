// Who is here, in words and by a filled shape; and telling the other, once each, that one writes or has stopped.

import { words } from "../words.js";
import { ask, socket } from "./connection.js";
import { isText, streamOf } from "./fields.js";

const IDLE_AFTER = 3000;
const others = new Map(); // stream -> {here, writing}, as last told
let writing = null; // the stream that we last said we write in
let timer;

export function start() {
  socket.on("presence", ({ stream, here, writing }) => {
    others.set(stream, { here, writing });
    show(stream);
  });
  socket.on("connect", () => showAll());
  socket.on("disconnect", () => {
    writing = null;
    showAll();
  });
  document.addEventListener("input", typing);
  document.addEventListener("submit", idle);
}

/** Again after each new fragment, which knows nothing of this. */
export function show(stream) {
  const list = document.querySelector(`[data-presence="${CSS.escape(stream)}"]`);
  if (!list) return;
  const other = others.get(stream);
  mark(list.querySelector("[data-who=me]"), socket.connected, socket.connected ? words.here : words.notConnected);
  if (other) mark(list.querySelector("[data-who=them]"), other.here, stateOf(other));
}

export function forget(stream) {
  others.delete(stream);
  document.querySelector(`[data-presence="${CSS.escape(stream)}"]`)?.remove();
}

function showAll() {
  for (const list of document.querySelectorAll("[data-presence]")) show(list.dataset.presence);
}

const stateOf = ({ here, writing }) => (writing ? words.writing : here ? words.here : words.away);

function mark(item, here, text) {
  if (!item) return;
  item.querySelector(".shape")?.classList.toggle("shape--full", here);
  const state = item.querySelector(".presence__state");
  if (state && state.textContent !== text) state.textContent = text;
}

function typing(event) {
  const stream = isText(event.target) && streamOf(event.target);
  if (!stream) return;
  clearTimeout(timer);
  timer = setTimeout(idle, IDLE_AFTER);
  if (writing === stream || !socket.connected) return;
  writing = stream;
  ask("hint", { stream, what: "writing" });
}

function idle() {
  clearTimeout(timer);
  if (writing) ask("hint", { stream: writing, what: "idle" });
  writing = null;
}
