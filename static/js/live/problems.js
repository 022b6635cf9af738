// What is wrong, said where it is wrong. What is shown here is marked data-local, so that a morph leaves it.

import { say } from "../modules/say.js";
import { words } from "../words.js";

/** At the field if the server named one that is on the page, else at the form. */
export function show(form, { field, message }) {
  clear(form);
  const control = field ? controlOf(form, field) : null;
  if (control) atField(form, field, control, message || words.notSaved);
  else atForm(form, message || words.notSaved);
}

export function clear(form) {
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
