// The need as one sentence while it is written in four boxes, and a soft word about "always" and "never".
// All of it happens on this device; nothing is sent from here.

import { words } from "../words.js";

const BOXES = ["when", "feel", "need", "ask"];
const HARD = /\byou\s+(always|never)\b/i;
const fine = new Set(); // forms where the hint was closed
let started = false;

export function mount(outputs) {
  if (!started) document.addEventListener("input", typed);
  started = true;
  outputs.forEach(show);
}

function typed(event) {
  const form = event.target.form;
  const output = form?.id && document.querySelector(`output[data-sentence="${CSS.escape(form.id)}"]`);
  if (output) show(output);
}

function show(output) {
  const form = document.getElementById(output.dataset.sentence);
  if (!form) return;
  const [when, feel, need, ask] = BOXES.map((name) => `${output.dataset[name]} ${bare(form.elements[name]?.value)}`);
  const sentence = `${when}, ${feel}. ${need}. ${ask}?`;
  if (output.textContent !== sentence) output.textContent = sentence;
  output.hidden = BOXES.every((name) => !form.elements[name]?.value.trim());
  hint(form, output);
}

/** Each box is a part of a sentence: without the stop or the question mark that people put at its end. */
function bare(text = "") {
  return text.trim().replace(/[\s.,;!?…]+$/, "") || "…";
}

function hint(form, output) {
  const id = `${form.id}-hint`;
  const hard = !fine.has(form.id) && BOXES.some((name) => HARD.test(form.elements[name]?.value ?? ""));
  const there = document.getElementById(id);
  if (!hard) there?.remove();
  else if (!there) output.after(made(form, id));
}

function made(form, id) {
  const notice = document.createElement("div");
  notice.id = id;
  notice.dataset.local = form.id;
  notice.className = "notice";
  notice.setAttribute("role", "status");
  const text = document.createElement("p");
  text.textContent = words.alwaysNever;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button button--quiet button--small";
  close.textContent = words.fine;
  close.addEventListener("click", () => {
    fine.add(form.id);
    notice.remove();
    form.elements.when?.focus();
  });
  notice.append(text, close);
  return notice;
}
