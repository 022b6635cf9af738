// Words that no longer fit where they were written. They stay on the page, outside of what is replaced, until closed.

import { say } from "../modules/say.js";
import { words } from "../words.js";

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
