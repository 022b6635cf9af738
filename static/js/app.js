// Makes pages nicer to use. Every page works without it: forms post, links lead on, times are in UTC.
//
// What a page needs is found by selector and loaded then, so that a page without a stream never loads the live parts.
// A fragment that was replaced says "couples:shown", and what is new in it is mounted in the same way.

const PARTS = [
  ["form[data-exit]", () => import("./modules/leave.js")],
  ["[data-stream]", () => import("./live/live.js")],
  ["time[data-time]", () => import("./modules/times.js")],
  ["button[data-copy]", () => import("./modules/copy.js")],
  ["input[type=password]", () => import("./modules/passphrase.js")],
  ["meta[name=idle]", () => import("./modules/idle.js")],
  ["[data-private]", () => import("./modules/private.js")],
  ["input[data-zone]", () => import("./modules/zone.js")],
  ["form:not([data-deed], [data-exit])", () => import("./modules/busy.js")],
  ["[data-keep][maxlength]", () => import("./modules/count.js")],
  ["[data-timer]", () => import("./steps/turn.js")],
  ["[data-order]", () => import("./steps/order.js")],
  [".undo[data-until]", () => import("./modules/undo.js")],
  ["output[data-sentence]", () => import("./steps/need.js")],
  ["form[data-passkey]", () => import("./passkeys/passkeys.js")],
  ["[data-told]", () => import("./modules/told.js")],
  ["form[data-check]", () => import("./modules/check.js")],
];

/** Hand each part the elements it cares about. Parts may be handed the same element again. */
function mount(root) {
  for (const [selector, load] of PARTS) {
    const found = [...root.querySelectorAll(selector)];
    if (root.matches?.(selector)) found.unshift(root);
    // A part that cannot be loaded is done without.
    if (found.length) load().then((part) => part.mount(found), () => {});
  }
}

document.addEventListener("couples:shown", (event) => mount(event.target));
mount(document);
