// Signed out after a while without anybody: then the page asks for itself anew, and what it showed is gone.
// A page with a stream needs this not: its socket is told.

const EVENTS = ["keydown", "pointerdown", "scroll", "pageshow"];
const SLACK = 5_000; // the server counts from the last request, which was no later than the last touch

let timer;

export function mount([told]) {
  const minutes = Number(told.content);
  if (timer || !minutes || document.querySelector("[data-stream]")) return;
  const touched = () => {
    clearTimeout(timer);
    timer = setTimeout(() => location.reload(), minutes * 60_000 + SLACK);
  };
  for (const kind of EVENTS) addEventListener(kind, touched, { passive: true });
  touched();
}
