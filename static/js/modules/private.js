// Private pages: saved while someone writes, and locked when the page is hidden or nobody has touched it for a while.

import { say, words } from "../words.js";
import { timeOf } from "./times.js";

const PAUSE = 1000;
const LEAVING = 10 * 1000;
const IDLE = 5 * 60 * 1000;

let page;
let form;
let saved; // what is on disk, as it would be sent
let timer;
let idle;
let going = 0; // when a link or a form of ours was used last
let onTheWay; // the save that has no answer yet

export function mount([found]) {
  if (page) return;
  page = found;
  form = page.querySelector("form[data-autosave]");
  saved = form && sent();
  form?.addEventListener("input", changed);
  form?.addEventListener("submit", () => (saved = sent()));
  for (const kind of ["keydown", "pointerdown", "scroll"]) addEventListener(kind, touched, { passive: true });
  document.addEventListener("visibilitychange", () => document.hidden && hidden());
  document.addEventListener("click", (event) => event.target.closest("a[href]:not([target])") && goOn());
  document.addEventListener("submit", goOn);
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  touched();
}

const goOn = () => (going = Date.now());

/** Whoever goes on to another page of ours stays, and what they read there must not be locked. All else hides the page. */
function hidden() {
  if (Date.now() - going < LEAVING) save();
  else lock();
}

function sent() {
  const fields = new URLSearchParams(new FormData(form));
  fields.delete("version");
  return fields.toString();
}

function changed() {
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

function touched() {
  clearTimeout(idle);
  idle = setTimeout(lock, IDLE);
}

function save() {
  onTheWay ??= send().finally(() => (onTheWay = undefined));
}

async function send() {
  const what = sent();
  if (what === saved) return;
  try {
    const answer = await post(form.action, body());
    const told = await answer.json();
    if (answer.ok) onDisk(what, told);
    else mark(told.message);
    if (answer.ok && form.isConnected && sent() !== what) changed(); // typed on meanwhile
  } catch {
    mark(words.notSaved);
    timer = setTimeout(save, 3 * PAUSE);
  }
}

const body = () => new URLSearchParams(new FormData(form));

const post = (url, told) => fetch(url, { method: "POST", body: told, keepalive: true, headers: { Accept: "application/json" } });

/** From the first time on the page has the address of what is written on it, which says nothing of it. */
function onDisk(what, { version, at }) {
  saved = what;
  form.elements.version.value = version;
  if (form.isConnected) history.replaceState(null, "", form.action);
  mark(words.saved(timeOf(new Date(at * 1000))));
}

function mark(text) {
  form.querySelector("[data-saved]").textContent = text;
}

/** What was written goes to the server first, in the same request that locks; then nothing of it is left on the page. */
async function lock() {
  if (!page.isConnected) return;
  blank();
  await onTheWay;
  if (form && sent() !== saved) {
    const told = body();
    told.set("lock", "1");
    await post(form.action, told).catch(() => {});
    history.replaceState(null, "", form.action);
  } else {
    const csrf = document.querySelector("meta[name=csrf]").content;
    await post(page.dataset.private, new URLSearchParams({ csrf })).catch(() => {});
  }
}

function blank() {
  clearTimeout(timer);
  const text = document.createElement("h1");
  text.textContent = words.locked;
  const open = document.createElement("a");
  open.className = "button";
  open.href = "";
  open.textContent = words.openAgain;
  const fresh = document.createElement("div");
  fresh.className = "page";
  fresh.append(text, open);
  page.replaceWith(fresh);
  say(words.locked);
}
