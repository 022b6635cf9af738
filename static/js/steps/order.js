// Cards to put in order: Up and Down on each, and dragging as an extra. Each card's own box holds its place, so that the
// form is the same with and without this.

import { say, words } from "../words.js";

const ready = new WeakSet();

export function mount(lists) {
  for (const list of lists) {
    if (ready.has(list)) continue;
    ready.add(list);
    sort(list);
    list.classList.add("order--able");
    for (const card of cardsOf(list)) card.append(button(list, card, -1), button(list, card, 1));
    list.addEventListener("pointerdown", (event) => grab(list, event));
    number(list);
  }
}

const cardsOf = (list) => [...list.children];
const placeOf = (card) => card.querySelector("select");

/** As the boxes say, which may be an order that was saved before. */
function sort(list) {
  list.append(...cardsOf(list).sort((one, two) => placeOf(one).value - placeOf(two).value));
}

function button(list, card, by) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button--quiet order__move";
  made.dataset.by = by;
  made.textContent = by < 0 ? "↑" : "↓";
  made.setAttribute("aria-label", `${by < 0 ? list.dataset.up : list.dataset.down}: ${nameOf(card)}`);
  made.addEventListener("click", () => move(list, card, by, made));
  return made;
}

const nameOf = (card) => card.querySelector("label").textContent;

function move(list, card, by, pressed) {
  const cards = cardsOf(list);
  const at = cards.indexOf(card) + by;
  if (at < 0 || at >= cards.length) return;
  if (by < 0) cards[at].before(card);
  else cards[at].after(card);
  changed(list);
  // At the end of the list this button can do no more; the other one can.
  (pressed.disabled ? card.querySelector(".order__move:not(:disabled)") : pressed)?.focus();
  say(words.nowAt(nameOf(card), at + 1, cards.length));
}

function number(list) {
  const cards = cardsOf(list);
  cards.forEach((card, index) => {
    placeOf(card).value = index + 1;
    for (const each of card.querySelectorAll(".order__move")) {
      each.disabled = index === (each.dataset.by < 0 ? 0 : cards.length - 1);
    }
  });
}

/** A new order is half-written until it is saved, as any other answer is. */
function changed(list) {
  number(list);
  list.dispatchEvent(new Event("input", { bubbles: true }));
}

/** By mouse or pen. A finger scrolls, and has the buttons. */
function grab(list, event) {
  const card = event.target.closest(".order__card");
  if (!card || event.pointerType === "touch" || event.target.closest("button, select")) return;
  event.preventDefault();
  card.dataset.moving = "";
  const drag = ({ clientY }) => {
    const over = cardsOf(list).find((each) => {
      const { top, bottom } = each.getBoundingClientRect();
      return each !== card && clientY > top && clientY < bottom;
    });
    if (!over) return;
    const { top, height } = over.getBoundingClientRect();
    if (clientY < top + height / 2) over.before(card);
    else over.after(card);
  };
  const drop = () => {
    delete card.dataset.moving;
    removeEventListener("pointermove", drag);
    changed(list);
  };
  addEventListener("pointermove", drag);
  addEventListener("pointerup", drop, { once: true });
  addEventListener("pointercancel", drop, { once: true });
}
