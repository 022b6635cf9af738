// A form of a fragment is sent as a deed by the socket; the page stays, and so do the words until they are on disk.

import { words } from "../words.js";
import { hopeless, showHolding, socket } from "./connection.js";
import * as drafts from "./drafts.js";
import { fieldsOf, streamOf, textsIn, typed } from "./fields.js";
import { clearProblems, complain, keep } from "./notices.js";
import { send } from "./outbox.js";

const BUSY_AT_MOST = 1500;
const onTheWay = new WeakSet(); // forms whose deed has no answer yet
let enterAgain;
let ours = false; // whether the next view follows from what this person did

export function start(enter) {
  enterAgain = enter;
  document.addEventListener("submit", submitted);
  document.addEventListener("click", once, true);
}

export const isOnTheWay = (form) => onTheWay.has(form);

/** Asked once for each view. */
export function takeOurs() {
  const was = ours;
  ours = false;
  return was;
}

/** The second click of a double click would land on whatever button came in the place of the first. */
function once(event) {
  if (event.detail > 1 && event.target.closest("[data-stream] button")) event.preventDefault();
}

function submitted(event) {
  const form = event.target;
  if (!form.matches("form[data-deed]") || !streamOf(form) || hopeless()) return;
  event.preventDefault();
  const button = event.submitter ?? form.querySelector("button:not([type=button])");
  if (button?.getAttribute("aria-busy") !== "true") deed(form, button, fieldsOf(form, event.submitter));
}

async function deed(form, button, fields) {
  const texts = textsIn(form).filter(typed);
  const asSent = texts.map((field) => field.value);
  const stream = streamOf(form);
  const place = { id: form.id, form };
  ours = true;
  onTheWay.add(form);
  clearProblems(form);
  drafts.drop(form);
  button?.setAttribute("aria-busy", "true");
  if (!socket.connected) showHolding();
  const answer = await send({ stream, deed: form.dataset.deed, step: form.dataset.step || null, fields });
  onTheWay.delete(form);
  if (answer.ok) {
    texts.forEach((field, index) => field.value === asSent[index] && (field.defaultValue = field.value));
    form.closest("details")?.removeAttribute("open");
    setTimeout(() => button?.removeAttribute("aria-busy"), BUSY_AT_MOST);
  } else {
    button?.removeAttribute("aria-busy");
    ours = false;
    refused(place, stream, answer, asSent);
  }
}

/** The words are no answer yet, so they are a draft again. */
function stay(form, answer) {
  drafts.touched(form);
  complain(form, answer);
}

/** The form may be another element by now, or none: a view can come between. */
function refused({ id, form }, stream, answer, texts) {
  const there = form.isConnected ? form : id && document.getElementById(id);
  if (answer.code === "stale") keep(texts, answer.message);
  else if (there) stay(there, answer);
  else keep(texts, answer.message || words.notSaved);
  if (answer.code === "stale" || answer.code === "denied") enterAgain(stream);
}
