// "Got it" takes a notice away and leaves the page as it is, with what is half written in it.

const LISTENING = "listening";

export function mount(notices) {
  for (const notice of notices) {
    if (notice.dataset[LISTENING]) continue;
    notice.dataset[LISTENING] = "yes";
    notice.addEventListener("submit", (event) => {
      event.preventDefault();
      gotIt(notice, event.target);
    });
  }
}

/** The answer leads to a page, which nobody needs here. Without an answer the form goes its plain way. */
async function gotIt(notice, form) {
  try {
    const body = new URLSearchParams(new FormData(form));
    await fetch(form.action, { method: "POST", body, redirect: "manual" });
  } catch {
    return form.submit();
  }
  notice.remove();
  document.getElementById("main").focus();
}
