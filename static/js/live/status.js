// The strip about the connection, and `data-live` on the page for whoever wants to know.

import { say } from "../modules/say.js";
import { words } from "../words.js";

// Short gaps are nobody's business.
const PATIENCE = 1000;
const SHOWN_FOR = 2000;

const strip = document.getElementById("connection");
let timer;
let sentence = words.reconnecting;

export function away() {
  document.documentElement.dataset.live = "away";
  clearTimeout(timer);
  timer = setTimeout(() => show(sentence), PATIENCE);
}

/** Something waits to be sent: worth more words, and at once. */
export function holding() {
  sentence = words.waitingToSend;
  clearTimeout(timer);
  show(sentence);
}

export function back() {
  document.documentElement.dataset.live = "connected";
  clearTimeout(timer);
  sentence = words.reconnecting;
  if (!strip || strip.hidden || strip.classList.contains("strip--back")) return;
  show(words.upToDate, true);
  timer = setTimeout(() => (strip.hidden = true), SHOWN_FOR);
}

export function signedOut() {
  document.documentElement.dataset.live = "away";
  clearTimeout(timer);
  const link = document.createElement("a");
  link.href = location.href;
  link.textContent = words.signIn;
  show(words.signedOut);
  strip?.append(" ", link);
}

function show(text, good = false) {
  if (!strip) return;
  strip.textContent = text;
  strip.classList.toggle("strip--back", good);
  strip.hidden = false;
  say(text);
}
