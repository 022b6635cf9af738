// The one socket of the page: opened, watched, and opened again; and the strip that tells how it stands.

import { io } from "../../vendor/socket.io.esm.min.js";
import { say, words } from "../words.js";

export const root = document.documentElement.dataset.root ?? "";

// An answer that takes longer means that the line is dead, whatever the browser believes.
const WATCHDOG = 8000;
const REFUSALS = 3;
const REST = 1000;

export const socket = io({
  path: `${root}/socket.io`,
  transports: ["websocket"],
  autoConnect: false,
  reconnectionDelay: 200,
  reconnectionDelayMax: 5000,
  randomizationFactor: 0.5,
});

/** The server's answer, or null when the line was lost before it came. */
export function ask(event, payload) {
  return new Promise((resolve) => {
    if (!socket.connected) return resolve(null);
    socket.timeout(WATCHDOG).emit(event, payload, (error, answer) => {
      if (error && socket.connected) reconnect();
      resolve(error ? null : (answer ?? { ok: false, code: "error" }));
    });
  });
}

let left = false; // quickly, and for good: nothing opens the line again
const connect = () => left || socket.connect();

export function reconnect() {
  socket.disconnect();
  connect();
}

let met = false;
let tried = false;

/** Nothing in between lets a socket through, or not one more: the forms of the page go the plain way. */
export const hopeless = () => tried && !met && navigator.onLine;

/** Open it. `stranger` is called, and nothing is tried any more, once the server knows this person no longer. */
export function open(stranger) {
  let refused = 0;
  socket.on("connect", () => {
    refused = 0;
    met = true;
  });
  socket.on("connect_error", async () => {
    refused += 1;
    tried = true;
    // A browser does not tell why a handshake failed. Asking for this very page does.
    if (refused % REFUSALS || !(await mustSignIn())) return;
    socket.disconnect();
    stranger();
  });
  // The library does not come back by itself when the server said goodbye politely.
  socket.on("disconnect", (why) => why === "io server disconnect" && setTimeout(connect, REST));
  socket.on("disconnect", showAway);
  addEventListener("online", reconnect);
  document.addEventListener("couples:leave", () => {
    left = true;
    socket.disconnect();
  });
  showAway();
  socket.connect();
}

async function mustSignIn() {
  try {
    const page = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    return page.redirected && new URL(page.url).pathname === `${root}/sign-in`;
  } catch {
    return false; // no network is no answer
  }
}

// Short gaps are nobody's business.
const PATIENCE = 1000;
const SHOWN_FOR = 2000;

const strip = document.getElementById("connection");
let stripTimer;
let whileAway = words.reconnecting;

function showAway() {
  document.documentElement.dataset.live = "away";
  clearTimeout(stripTimer);
  stripTimer = setTimeout(() => show(whileAway), PATIENCE);
}

/** Something waits to be sent: worth more words, and at once. */
export function showHolding() {
  clearTimeout(stripTimer);
  whileAway = words.waitingToSend;
  show(whileAway);
}

export function showBack() {
  document.documentElement.dataset.live = "connected";
  clearTimeout(stripTimer);
  whileAway = words.reconnecting;
  if (!strip || strip.hidden) return;
  show(words.upToDate, true);
  stripTimer = setTimeout(() => (strip.hidden = true), SHOWN_FOR);
}

export function showSignedOut() {
  document.documentElement.dataset.live = "away";
  clearTimeout(stripTimer);
  const link = document.createElement("a");
  link.href = location.href;
  link.textContent = words.signIn;
  show(words.signedOut);
  strip?.append(" ", link);
}

function show(text, good = false) {
  if (!strip) return;
  strip.textContent = text;
  strip.classList.toggle("strip--back", good);
  strip.hidden = false;
  say(text);
}
