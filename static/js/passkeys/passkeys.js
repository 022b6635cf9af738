// Passkeys. The server says what to ask this browser, and is told the answer, until it says where to go on.
//
// Without this, or in a browser that knows no passkeys, the forms stay hidden and the passphrase does it.

import { words } from "../words.js";

export function mount(forms) {
  if (!globalThis.PublicKeyCredential) return;
  for (const each of document.querySelectorAll("[data-passkey-without]")) each.hidden = true;
  for (const form of forms) {
    if (!form.hidden) continue;
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!form.dataset.asking) begin(form);
    });
  }
}

async function begin(form) {
  form.dataset.asking = "yes";
  form.querySelector("button").setAttribute("aria-busy", "true");
  tell(form, "");
  try {
    let answer = await post(form.action, new URLSearchParams(fields(form)));
    while (answer.ask) answer = await post(answer.then, JSON.stringify(await asked(answer)), "application/json");
    if (answer.go) return location.assign(answer.go);
    tell(form, answer.problem);
  } catch {
    tell(form, words.passkeyFailed);
  }
  delete form.dataset.asking;
  form.querySelector("button").removeAttribute("aria-busy");
}

/** What the form holds, and what it takes from another form of the page: never a passphrase that is not its own. */
function fields(form) {
  const held = new FormData(form);
  for (const name of form.dataset.takes?.split(" ") ?? []) {
    const other = document.querySelector(`form:not([data-passkey]) [name="${name}"]`);
    if (other) held.set(name, other.value);
  }
  return held;
}

async function post(url, body, type) {
  const csrf = document.querySelector("meta[name=csrf]")?.content;
  const headers = { Accept: "application/json", ...(type && { "Content-Type": type }), ...(csrf && { "X-Couples-Token": csrf }) };
  return (await fetch(url, { method: "POST", body, headers })).json();
}

async function asked({ ask, options }) {
  const { startAuthentication, startRegistration } = await import("../../vendor/simplewebauthn.esm.min.js");
  const salt = options.extensions?.prf?.eval;
  if (salt) salt.first = Uint8Array.from(atob(salt.first), (letter) => letter.charCodeAt(0));
  const credential = await (ask === "create" ? startRegistration : startAuthentication)({ optionsJSON: options });
  const { prf } = credential.clientExtensionResults;
  credential.clientExtensionResults = {};
  const secret = prf?.results?.first && btoa(String.fromCharCode(...new Uint8Array(prf.results.first)));
  return { credential, secret, able: Boolean(prf?.enabled) };
}

function tell(form, problem) {
  const told = form.querySelector("[data-passkey-problem]");
  told.textContent = problem;
  told.hidden = !problem;
}
