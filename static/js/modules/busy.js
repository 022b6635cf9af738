// A plain form that was sent is not sent twice, and its button says that it is working.

let started = false;

export function mount() {
  if (started) return;
  started = true;
  document.addEventListener("submit", sent);
  // A page that comes back from the browser's memory starts afresh.
  addEventListener("pageshow", (event) => event.persisted && release());
}

function sent(event) {
  const form = event.target;
  if (form.dataset.deed || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  (event.submitter ?? form.querySelector("button"))?.setAttribute("aria-busy", "true");
}

function release() {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  }
}
