// The private check works by style alone. This moves the focus along with the screens, puts the parts in the order in
// which they are shown for those who hear them, and clears it all when the page is left. It sends and keeps nothing.

const SCREENS = ".check__one, .check__end";

export function mount(forms) {
  for (const form of forms) {
    if (form.dataset.check) continue;
    form.dataset.check = "on";
    form.addEventListener("change", (event) => changed(form, event.target));
    form.addEventListener("reset", () => setTimeout(() => form.querySelector(".check__open input").focus()));
    // Neither the browser's memory of a page nor a reload brings an answer back.
    for (const moment of ["pagehide", "pageshow"]) addEventListener(moment, () => cleared(form));
    cleared(form);
  }
}

function changed(form, input) {
  sort(form);
  if (input.type !== "radio") screen(form)?.focus();
}

const screen = (form) => [...form.querySelectorAll(SCREENS)].find((each) => each.checkVisibility());

/** The order that the style sheet shows; among equals, the order of the questions. */
function sort(form) {
  const parts = new Map([...form.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
  const asked = [...new Set([...form.querySelectorAll("[type=radio]")].map((radio) => radio.name))];
  const yes = (name) => form.querySelector(`[name="${name}"][value="yes"]`).checked;
  const ordered = [...asked.filter(yes), ...asked.filter((name) => !yes(name))];
  form.querySelector(".check__parts").append(...ordered.map((name) => parts.get(name)));
}

function cleared(form) {
  for (const input of form.querySelectorAll("input")) input.checked = false;
  sort(form);
}
