// What a person is told beside their words: what is wrong with them, and what no longer fits where it was written.
// What is shown in a fragment is marked data-local, so that a morph carries it on.

import { say, words } from "../words.js";

/** At the field if the server named one that is on the page, else at the form. */
export function complain(form, { field, message }) {
  clearProblems(form);
  const control = field ? controlOf(form, field) : null;
  if (control) atField(form, field, control, message || words.notSaved);
  else atForm(form, message || words.notSaved);
}

export function clearProblems(form) {
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  for (const line of form.querySelectorAll("[data-error-for], [data-problem]")) {
    line.hidden = true;
    line.textContent = "";
    delete line.dataset.local;
  }
}

function controlOf(form, name) {
  const found = form.elements[name];
  return found instanceof RadioNodeList ? found[0] : found;
}

function atField(form, name, control, message) {
  const line = form.querySelector(`[data-error-for="${CSS.escape(name)}"]`) ?? newLine(name, control);
  line.id ||= `${form.id}-${name}-error`;
  write(line, message);
  control.setAttribute("aria-invalid", "true");
  const described = new Set(control.getAttribute("aria-describedby")?.split(/\s+/)).add(line.id);
  control.setAttribute("aria-describedby", [...described].join(" "));
  control.focus();
}

/** Under the field; for a choice under the whole choice. */
function newLine(name, control) {
  const line = document.createElement("p");
  line.className = "field__error";
  line.dataset.errorFor = name;
  (control.type === "radio" ? (control.closest("fieldset") ?? control) : control).after(line);
  return line;
}

function atForm(form, message) {
  let line = form.querySelector("[data-problem]");
  if (!line) {
    line = document.createElement("p");
    line.className = "field__error";
    line.dataset.problem = "";
    form.append(line);
  }
  write(line, message);
  say(message);
}

function write(line, message) {
  line.textContent = message;
  line.hidden = false;
  line.dataset.local = "";
}

/** Words that lost their place. They stay on the page, outside of what is replaced, until closed. */
export function keep(texts, message = words.movedOn) {
  const kept = texts.map((text) => text.trim()).filter(Boolean);
  say(message || words.movedOn);
  if (kept.length) place().append(notice(kept, message || words.movedOn));
}

export function discard() {
  document.getElementById("kept")?.remove();
}

function place() {
  const there = document.getElementById("kept");
  if (there) return there;
  const made = document.createElement("div");
  made.id = "kept";
  document.getElementById("connection")?.after(made);
  return made;
}

function notice(texts, message) {
  const made = element("section", "notice");
  made.append(element("h2", "", words.yourWords), element("p", "", message));
  for (const text of texts) made.append(element("p", "pairview__words", text));
  const close = element("button", "button button--quiet button--small", words.close);
  close.type = "button";
  close.addEventListener("click", () => made.remove());
  made.append(close);
  return made;
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
