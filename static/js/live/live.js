// Keeps each stream on the page at its newest version: enters it, takes what is pushed, blanks what is gone.

import { say, words } from "../words.js";
import { ask, open, reconnect, root, showBack, showSignedOut, socket } from "./connection.js";
import * as drafts from "./drafts.js";
import { follow } from "./follow.js";
import * as forms from "./forms.js";
import { morph, parse } from "./morph.js";
import { discard } from "./notices.js";
import * as outbox from "./outbox.js";
import * as presence from "./presence.js";

const HEARTBEAT = 20_000;
const shown = new Map(); // stream -> the version on the page
// A page that was reloaded may have been rendered before its own last words were saved, so it asks for all of it again.
const reloaded = performance.getEntriesByType("navigation")[0]?.type === "reload";
let started = false;

export function mount(elements) {
  for (const { dataset } of elements) {
    if (shown.has(dataset.stream)) continue;
    shown.set(dataset.stream, reloaded ? 0 : Number(dataset.version));
    presence.show(dataset.stream);
    if (socket.connected) enter(dataset.stream); // it came later, within another
  }
  if (!started) start();
}

function start() {
  started = true;
  presence.start();
  drafts.start();
  forms.start(enter);
  socket.on("connect", connected);
  socket.on("view", pushed);
  socket.on("gone", ({ stream }) => blank(stream));
  document.addEventListener("couples:shown", follow);
  document.addEventListener("visibilitychange", () => !document.hidden && awake());
  addEventListener("pageshow", (event) => event.persisted && (onSharedPhone() ? location.reload() : awake()));
  setInterval(() => socket.connected && enterAll(), HEARTBEAT);
  open(signedOut);
}

/** First what this person did while away, then what they see: so that it holds what they did. */
async function connected() {
  outbox.sendAgain();
  drafts.saveAll();
  if ((await enterAll()).every(Boolean)) showBack();
}

function awake() {
  if (socket.connected) enterAll();
  else reconnect();
}

// A page that comes back by the Back button may be that of the one who held the phone before.
const onSharedPhone = () => document.querySelector('form[action$="/hand-over"]') !== null;

const enterAll = () => Promise.all([...shown.keys()].map(enter));

/** Tell which version is on the page and take the present one. Whether it was answered. */
async function enter(stream) {
  if (!shown.has(stream)) return true;
  const answer = await ask("enter", { stream, seen: shown.get(stream) });
  if (answer?.ok) take(stream, answer.version, answer.html);
  else if (answer?.code === "denied") blank(stream);
  return answer !== null;
}

/** A view may bring us on only from where we are; whoever missed one enters again. An old one changes nothing. */
function pushed(view) {
  const version = shown.get(view.stream);
  if (version === undefined) return;
  if (view.version > version && view.since <= version) {
    take(view.stream, view.version, view.html, view.part);
    say(view.say);
  } else {
    enter(view.stream);
  }
}

function take(stream, version, html, part = `stream-${stream}`) {
  const old = document.getElementById(part);
  // An answer to `enter` can be overtaken by a newer view.
  if (!html || version < shown.get(stream)) return;
  if (!old) return void shown.delete(stream); // it stood in another, which has gone on
  morph(old, parse(html));
  shown.set(stream, version);
  presence.show(stream);
  document.getElementById(part)?.dispatchEvent(new Event("couples:shown", { bubbles: true }));
}

function blank(stream) {
  const element = document.getElementById(`stream-${stream}`);
  shown.delete(stream);
  outbox.forget(stream);
  discard();
  presence.forget(stream);
  if (!element) return;
  for (const form of element.querySelectorAll("form")) drafts.drop(form);
  for (const { name } of [...element.attributes]) if (name.startsWith("data-")) element.removeAttribute(name);
  // A page keeps a title, also when what it was about is gone.
  const text = document.createElement(element.querySelector("h1") ? "h1" : "p");
  text.textContent = words.gone;
  const home = document.createElement("a");
  home.href = `${root}/home`;
  home.textContent = words.home;
  const line = document.createElement("p");
  line.append(home);
  // What was worked out from it goes with it.
  const followed = element.closest("[data-follow]");
  if (followed) document.querySelector(followed.dataset.follow)?.replaceChildren(text.cloneNode(true), line.cloneNode(true));
  element.replaceChildren(text, line);
  say(words.gone);
}

function signedOut() {
  for (const stream of shown.keys()) blank(stream);
  showSignedOut();
}
