// Deeds on their way. Each keeps its op id until the server has answered, so that sending again changes nothing twice.

import { ask, socket } from "./connection.js";

const waiting = new Map(); // op -> {deed, resolve}, in the order in which they were asked for

export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Only pages by https have the short way.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The server's answer, however long it takes. */
export function send(deed) {
  return new Promise((resolve) => {
    const op = uuid();
    waiting.set(op, { deed: { op, ...deed }, resolve });
    attempt(op);
  });
}

/** After the line came back. The server puts them in this order, too. */
export function sendAgain() {
  for (const op of waiting.keys()) attempt(op);
}

export function forget(stream) {
  for (const [op, { deed }] of waiting) if (deed.stream === stream) waiting.delete(op);
}

async function attempt(op) {
  const answer = await ask("do", waiting.get(op).deed);
  // No answer: it stays and goes out on the next connection. The first answer counts, a second changes nothing.
  if (!answer) return;
  waiting.get(op)?.resolve(answer);
  waiting.delete(op);
}

document.addEventListener("couples:leave", () => waiting.clear());
// Words that wait live on this page only; whoever leaves it is asked whether they mean to.
addEventListener("beforeunload", (event) => {
  if (waiting.size && !socket.connected) event.preventDefault();
});
