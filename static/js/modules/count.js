// How many characters are left, from the moment when it begins to matter.

import { words } from "../words.js";

const FROM = 0.8;
let started = false;

export function mount(fields) {
  if (!started) document.addEventListener("input", (event) => count(event.target));
  started = true;
  fields.forEach(count);
}

function count(field) {
  if (!(field.maxLength > 0) || field.type === "date") return;
  const near = field.value.length >= field.maxLength * FROM;
  const place = placeOf(field, near);
  const text = near ? words.left(field.maxLength - field.value.length) : "";
  if (place && place.textContent !== text) place.textContent = text;
}

/** Made only when it is needed, so that nothing on the page moves before. */
function placeOf(field, needed) {
  const box = field.closest(".field");
  const there = box?.querySelector("[data-count]");
  if (there || !box || !needed) return there;
  const made = document.createElement("p");
  made.className = "field__foot";
  made.dataset.count = "";
  box.append(made);
  return made;
}
