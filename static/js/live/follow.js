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
  here.replaceWith(fresh);
  [...fresh.querySelectorAll("details")].forEach((each, at) => (each.open ||= open[at] ?? false));
  fresh.dispatchEvent(new Event("couples:shown", { bubbles: true }));
}
