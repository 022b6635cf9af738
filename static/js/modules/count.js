// How many characters are left, from the moment when it begins to matter.

import { words } from "../words.js";

const FROM = 0.8;
let started = false;

export function mount(fields) {
  if (!started) document.addEventListener("input", (event) => event.target.maxLength > 0 && count(event.target));
  started = true;
  fields.forEach(count);
}

function count(field) {
  const place = placeOf(field);
  if (!place) return;
  const near = field.value.length >= field.maxLength * FROM;
  const text = near ? words.left(field.maxLength - field.value.length) : "";
  if (place.textContent !== text) place.textContent = text;
}

function placeOf(field) {
  const box = field.closest(".field");
  const there = box?.querySelector("[data-count]");
  const foot = box?.querySelector(".field__foot");
  if (there || !foot) return there;
  const made = document.createElement("span");
  made.dataset.count = "";
  foot.append(made);
  return made;
}
