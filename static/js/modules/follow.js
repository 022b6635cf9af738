// A page that is worked out from what happens elsewhere: when the stream beside it has moved, it is fetched anew.

/** @param {Element[]} followers each names in `data-follow` what of the page to replace */
export function mount(followers) {
  for (const follower of followers) {
    if (follower.dataset.following) continue;
    follower.dataset.following = "yes";
    follower.addEventListener("couples:shown", () => refresh(follower.dataset.follow));
  }
}

async function refresh(selector) {
  const answer = await fetch(location.href, { headers: { "Accept": "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(selector);
  const here = document.querySelector(selector);
  if (!fresh || !here) return;
  const open = [...here.querySelectorAll("details")].map((each) => each.open);
  here.replaceWith(fresh);
  for (const [at, each] of [...fresh.querySelectorAll("details")].entries()) each.open ||= open[at] ?? false;
  fresh.dispatchEvent(new CustomEvent("couples:shown", { bubbles: true }));
}
