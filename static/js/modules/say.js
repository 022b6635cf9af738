// Says a sentence to people who listen to the page. Polite: it waits until the reader is silent.

const region = document.getElementById("say");
let waiting = [];

export function say(sentence) {
  if (!region || !sentence) return;
  waiting.push(sentence);
  if (waiting.length > 1) return;
  // Emptied first, so that the same sentence is said again; a moment's wait joins what comes together.
  region.textContent = "";
  setTimeout(() => {
    region.textContent = waiting.join(" ");
    waiting = [];
  }, 60);
}
