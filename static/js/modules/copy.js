// Buttons that copy their data-copy, or share it where the button says data-share and the device can.

import { say, words } from "../words.js";

const SHOWN_FOR = 2000;

export function mount(buttons) {
  for (const button of buttons) {
    if (!button.hidden) continue;
    if (button.dataset.share !== undefined && !navigator.share) continue;
    button.hidden = false;
    button.addEventListener("click", () => (button.dataset.share === undefined ? copy(button) : share(button)));
  }
}

async function copy(button) {
  const done = await written(button.dataset.copy);
  say(done ? words.copied : words.notCopied);
  if (!done || button.dataset.label) return;
  button.dataset.label = button.textContent;
  button.textContent = words.copied;
  setTimeout(() => {
    button.textContent = button.dataset.label;
    delete button.dataset.label;
  }, SHOWN_FOR);
}

/** A page that did not come by https has no clipboard of its own; the old way still works there. */
async function written(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writtenTheOldWay(text);
  }
}

function writtenTheOldWay(text) {
  const box = document.createElement("textarea");
  box.value = text;
  box.className = "visually-hidden";
  const before = document.activeElement;
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  before?.focus();
  return done;
}

function share(button) {
  // Whoever closes the sheet without sharing has changed their mind; that is no fault.
  navigator.share({ text: button.dataset.copy }).catch(() => {});
}
