// Half-written words go to the server a moment after typing stops, so that another device, or a crash, finds them.
//
// Only the newest of a form counts, so drafts wait in no queue: what could not be sent is read again later.

import { timeOf } from "../modules/times.js";
import { say, words } from "../words.js";
import { ask, socket } from "./connection.js";
import { fieldsOf, streamOf, textsIn } from "./fields.js";
import { keep } from "./notices.js";
import { uuid } from "./outbox.js";

const PAUSE = 1000;
const AGAIN = 3000;
const drafts = new Map(); // form -> {op, timer}: what is typed there and not yet on disk

export function start() {
  document.addEventListener("input", (event) => touched(event.target.closest?.("form")));
  document.addEventListener("visibilitychange", () => document.hidden && saveAll());
  addEventListener("beforeunload", saveAll);
  addEventListener("pagehide", postAll);
}

/** Everything that waits, now: when the page is hidden, and when the line is back. */
export function saveAll() {
  for (const form of drafts.keys()) save(form);
}

/** The words were sent as an answer, or belong to nobody any more: no draft of them. */
export function drop(form) {
  clearTimeout(drafts.get(form)?.timer);
  drafts.delete(form);
}

/** The form is about to vanish from the page for a while. What cannot be saved now is shown beside. */
export async function rescue(form) {
  if (!drafts.has(form)) return;
  const texts = textsIn(form).map((field) => field.value);
  const told = payload(form);
  drop(form);
  if (!(await ask("do", told))?.ok) keep(texts);
}

/** Something in the form is not yet on disk. */
export function touched(form) {
  if (form?.dataset.draft === undefined || !streamOf(form)) return;
  drop(form);
  drafts.set(form, { op: uuid(), timer: setTimeout(() => save(form), PAUSE) });
}

async function save(form) {
  const draft = drafts.get(form);
  clearTimeout(draft?.timer);
  if (!draft || !form.isConnected) return drop(form);
  if (!socket.connected) return mark(form, words.keptHere);
  const answer = await ask("do", payload(form));
  if (drafts.get(form) !== draft) return; // typed on meanwhile
  if (answer) settle(form, draft, answer);
  else mark(form, words.keptHere);
}

function settle(form, draft, answer) {
  if (answer.ok) {
    drop(form);
    mark(form, words.saved(timeOf(new Date())));
  } else if (answer.code === "stale" || answer.code === "denied") {
    drop(form); // the step is over; the next view shows it
  } else {
    mark(form, answer.message || words.notSaved);
    if (answer.code !== "invalid") draft.timer = setTimeout(() => save(form), AGAIN);
  }
}

/** The page goes away: a socket may not get its last words out, a request that is kept alive does. */
function postAll() {
  for (const [form, draft] of drafts) {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) body.append(name, String(value));
    body.set("deed", "draft");
    body.set("op", draft.op);
    fetch(form.action, { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => {});
  }
}

function payload(form) {
  const { op } = drafts.get(form);
  return { stream: streamOf(form), op, deed: "draft", step: form.dataset.step || null, fields: fieldsOf(form) };
}

function mark(form, text) {
  const place = form.querySelector("[data-saved]");
  if (!place) return;
  if (text === words.keptHere && place.textContent !== text) say(text);
  place.dataset.local = "";
  place.textContent = text;
  place.hidden = false;
}
