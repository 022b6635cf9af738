// Leaving quickly: the page is blank before anything else is done, and from then on nothing of it can send a word.
//
// The button and its twin for keys are plain forms that work without this. Shift three times does the same.

import { say, words } from "../words.js";

const PRESSES = 3;
const WITHIN = 5000;
const QUIET = 400; // whoever types a capital presses Shift too, and is not talked to
const PRACTICE = 2000;

const tabs = "BroadcastChannel" in globalThis ? new BroadcastChannel("leave") : null;
let form;
let pressed = []; // when Shift was pressed, nothing else in between
let telling;

export function mount([found]) {
  if (form) return;
  form = found;
  addEventListener("submit", submitted, true); // before any other part of the page hears of it
  addEventListener("keydown", key, true);
  addEventListener("pointerdown", startOver, true);
  tabs?.addEventListener("message", go);
  for (const part of document.querySelectorAll("[data-practice]")) part.hidden = false;
  document.querySelector("button[data-practice]")?.addEventListener("click", practise);
}

function submitted(event) {
  if (!event.target.matches("[data-exit]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  leave();
}

function leave() {
  blank();
  fetch(form.action, { method: "POST", keepalive: true }).catch(() => {}); // the last that this page sends
  tabs?.postMessage("go");
  go();
}

/** This page, and each other of ours in this browser. */
function go() {
  blank();
  shut();
  location.replace(form.dataset.exit);
  wipe();
}

/** Nothing to see, in the page and in its tab. Returns what was there. */
function blank() {
  const there = [...document.body.childNodes];
  document.body.replaceChildren();
  document.title = new URL(form.dataset.exit).hostname.replace("www.", "");
  icon().href = "data:,";
  return there;
}

const icon = () => document.querySelector("link[rel=icon]");

/** Both doors by which words get out. What is half written, and what waits to be sent, goes with the page. */
function shut() {
  globalThis.fetch = () => new Promise(() => {});
  document.dispatchEvent(new Event("couples:leave"));
}

function wipe() {
  try {
    sessionStorage.clear();
    localStorage.clear();
    globalThis.caches?.keys().then((names) => names.forEach((name) => caches.delete(name)));
    indexedDB.databases?.().then((found) => found.forEach(({ name }) => indexedDB.deleteDatabase(name)));
  } catch {
    // A browser that keeps nothing has nothing to wipe.
  }
}

function key(event) {
  if (event.repeat || event.isComposing) return;
  const alone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (!alone) return startOver();
  const now = performance.now();
  pressed = [...pressed.filter((at) => now - at < WITHIN), now];
  clearTimeout(telling);
  if (pressed.length === PRESSES) leave();
  else telling = setTimeout(() => say(words.shiftsLeft(PRESSES - pressed.length)), QUIET);
}

function startOver() {
  pressed = [];
  clearTimeout(telling);
}

/** The same to the eye, and then all of it back. */
function practise() {
  const [title, link] = [document.title, icon().href];
  const there = blank();
  setTimeout(() => {
    document.body.replaceChildren(...there);
    document.title = title;
    icon().href = link;
    const told = document.querySelector("[data-practised]");
    told.hidden = false;
    told.focus();
  }, PRACTICE);
}
