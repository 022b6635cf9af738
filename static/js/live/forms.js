// A form of a fragment is sent as a deed by the socket; the page stays, and so do the words until they are on disk.

import { words } from "../words.js";
import { socket } from "./connection.js";
import * as drafts from "./drafts.js";
import { fieldsOf, streamOf, textsIn, typed } from "./fields.js";
import { keep } from "./kept.js";
import { send } from "./outbox.js";
import * as problems from "./problems.js";
import { holding } from "./status.js";

const BUSY_AT_MOST = 1500;
const RECENT = 5000;
let enterAgain;
let sentAt = -Infinity;

export function start(enter) {
  enterAgain = enter;
  document.addEventListener("submit", submitted);
  document.addEventListener("click", once, true);
}

/** Whether what changes now is likely what this person has just asked for. */
export const justSent = () => performance.now() - sentAt < RECENT;

/** The second click of a double click would land on whatever button came in the place of the first. */
function once(event) {
  if (event.detail > 1 && event.target.closest("[data-stream] button")) event.preventDefault();
}

function submitted(event) {
  const form = event.target;
  if (!form.matches("form[data-deed]") || !streamOf(form)) return;
  event.preventDefault();
  const button = event.submitter ?? form.querySelector("button:not([type=button])");
  if (button?.ariaBusy !== "true") deed(form, button, fieldsOf(form, event.submitter));
}

async function deed(form, button, fields) {
  const texts = textsIn(form).filter(typed);
  const asSent = texts.map((field) => field.value);
  const stream = streamOf(form);
  const place = { id: form.id, form };
  sentAt = performance.now();
  problems.clear(form);
  drafts.drop(form);
  button?.setAttribute("aria-busy", "true");
  if (!socket.connected) holding();
  const answer = await send({ stream, deed: form.dataset.deed, step: form.dataset.step || null, fields });
  if (answer.ok) {
    sentAt = performance.now();
    texts.forEach((field, index) => field.value === asSent[index] && (field.defaultValue = field.value));
    form.closest("details")?.removeAttribute("open");
    setTimeout(() => button?.removeAttribute("aria-busy"), BUSY_AT_MOST);
  } else {
    button?.removeAttribute("aria-busy");
    refused(place, stream, answer, asSent);
  }
}

/** The form may be another element by now, or none: a view can come between. */
function refused({ id, form }, stream, answer, texts) {
  const there = form.isConnected ? form : id && document.getElementById(id);
  if (answer.code === "stale") keep(texts, answer.message);
  else if (there) problems.show(there, answer);
  else keep(texts, answer.message || words.notSaved);
  if (answer.code === "stale" || answer.code === "denied") enterAgain(stream);
}
