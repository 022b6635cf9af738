// A button under each passphrase that shows what was typed: long words are hard to type blind.
// It comes with the first letter, so that nothing on the page moves while it loads.

import { words } from "../words.js";

const known = new WeakSet();

export function mount(inputs) {
  for (const input of inputs) {
    if (known.has(input)) continue;
    known.add(input);
    input.addEventListener("input", () => input.after(foot(input)), { once: true });
    // Browsers offer to keep a passphrase only when they see it leave as one.
    input.form?.addEventListener("submit", () => (input.type = "password"));
  }
}

function foot(input) {
  const row = document.createElement("div");
  row.className = "field__foot";
  row.append(button(input));
  return row;
}

function button(input) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button--plain button--small";
  made.setAttribute("aria-controls", input.id);
  name(made, words.show, input);
  made.addEventListener("click", () => {
    const showing = input.type === "password";
    input.type = showing ? "text" : "password";
    name(made, showing ? words.hide : words.show, input);
    input.focus();
  });
  return made;
}

/** Said with the field's name, since a page may have two. */
function name(made, word, input) {
  made.textContent = word;
  made.setAttribute("aria-label", `${word}: ${input.labels?.[0]?.textContent.trim() ?? ""}`);
}
