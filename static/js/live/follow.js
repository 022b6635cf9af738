// A page that is worked out from what happens elsewhere: when the stream beside it has moved, it is fetched anew.

import { parsed } from "./morph.js";
import { words } from "../words.js";

/** What was shown anew may stand in something that names, in `data-follow`, what else of the page to take anew. */
export async function follow({ target }) {
  const selector = target.closest("[data-follow]")?.dataset.follow;
  if (!selector) return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const here = document.querySelector(selector);
  if (answer.status === 404) return void here?.replaceChildren(words.gone); // it is not shared any more
  if (!answer.ok) return;
  const fresh = parsed(await answer.text()).querySelector(selector);
  if (!fresh || !here) return;
  const open = [...here.querySelectorAll("details")].map((each) => each.open);
  const active = here.contains(document.activeElement) ? document.activeElement : null;
  carryOver(here, fresh);
  here.replaceWith(fresh);
  [...fresh.querySelectorAll("details")].forEach((each, at) => (each.open ||= open[at] ?? false));
  if (active?.id) goOn(active, fresh);
  fresh.dispatchEvent(new Event("couples:shown", { bubbles: true }));
}

const twin = (field, fresh) => fresh.querySelector(`#${CSS.escape(field.id)}`);

/** What someone wrote or chose here and did not send yet. */
function carryOver(here, fresh) {
  for (const field of here.querySelectorAll(":is(textarea, input, select)[id]")) {
    const there = twin(field, fresh);
    if (!there || field.type === "file") continue;
    if (field.checked !== field.defaultChecked) there.checked = field.checked;
    else if (field.localName === "select" || field.value !== field.defaultValue) there.value = field.value;
  }
}

/** The caret stays where it was. */
function goOn(active, fresh) {
  const there = twin(active, fresh);
  there?.focus({ preventScroll: true });
  if (active.localName === "textarea") there?.setSelectionRange(active.selectionStart, active.selectionEnd);
}
