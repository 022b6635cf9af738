"""After signing out, locking or leaving quickly nothing is left in the browser: not by Back, not by reload, not in its
storage; and no address that was ever asked for held a word."""

import re

import pytest

from tests.browser.person import Person
from tests.cast import PASSPHRASE
from tests.server import start_remote

CANARY = "canaryword"
STORED = """async () => {
  const found = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie];
  for (const { name } of await indexedDB.databases()) {
    const opening = indexedDB.open(name);
    const database = await new Promise((done) => (opening.onsuccess = () => done(opening.result)));
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store).getAll();
      found.push(JSON.stringify(await new Promise((done) => (all.onsuccess = () => done(all.result)))));
    }
  }
  for (const key of await caches.keys()) {
    const cache = await caches.open(key);
    for (const request of await cache.keys()) found.push(request.url, await (await cache.match(request)).text());
  }
  return found.join(" ");
}"""


@pytest.fixture
def reader(chromium, server, pair):
    """Someone whose pages hold their words: a session that goes on, Ours, an entry, and what they wrote."""
    alex, sam, _couple = pair
    person = Person(chromium, server, alex.name, remote=alex)
    person.asked = []
    person.context.on(
        "request", lambda request: person.asked.append((request.url, request.headers.get("referer", "")))
    )
    session = _session(alex, sam)
    ledger = re.search(r'data-stream="([^"]+)"', alex.get("/ours").text)[1]
    socket = alex.socket()
    limit = {"matters": CANARY, "line": "no money talk after ten", "will": "I say good night"}
    socket.do(ledger, "begin", "new-boundary", item="limit-0001", **limit)
    socket.close()
    person.goes_to("/prompts/open?next=/prompts/write").page.get_by_label("Your passphrase").fill(PASSPHRASE)
    person.taps("Lock it with my passphrase")
    person.page.get_by_role("link", name="I have them on paper").click()
    person.page.get_by_label("Your words").fill(f"{CANARY} slept well")
    person.taps("Save")
    person.page.get_by_role("heading", name="More").wait_for()
    entry = re.search(r"/prompts/mine/[\w-]+", person.page.url)[0]
    person.pages = (f"/sessions/{session}", "/ours", entry, "/prompts/mine")
    yield person
    person.context.close()


def _session(alex, sam):
    """One in which alex has answered and waits."""
    session, socket = start_remote(alex, "specific-thanks"), alex.socket()
    given = {"did": CANARY, "effect": "e", "about_you": "a"}
    assert socket.do(session, "answer", "thanks", **given)["ok"]
    socket.close()
    return session


def _signs_out(reader):
    reader.goes_to("/you/places").taps("Sign out here")


def _leaves(reader):
    reader.context.route(re.compile("wikipedia"), lambda route: route.fulfill(body="elsewhere"))
    reader.page.get_by_role("button", name="Leave quickly", exact=True).first.click()
    reader.page.wait_for_url(re.compile("wikipedia"))


WAYS = {"signing out": _signs_out, "leaving quickly": _leaves}


BY_LINK = """path => {
  const link = Object.assign(document.createElement("a"), { href: path });
  document.body.append(link);
  link.click();
}"""


def _walks(reader):
    """Past every page that holds a word, by links so that the vault stays open. Returns how many held one."""
    held = 0
    for path in reader.pages:
        reader.page.evaluate(BY_LINK, path)
        reader.page.wait_for_url(f"**{path}")
        reader.page.wait_for_timeout(150)
        held += CANARY in reader.page.content()
    return held


def _looks_back(reader):
    """(pages looked at, those with a word): by Back, each of them again by reload, and by its address."""
    looked = found = 0
    for _ in reader.pages:
        reader.page.evaluate("history.back()")
        reader.page.wait_for_timeout(300)
        for again in (False, True):
            if again and reader.page.url.startswith(reader.server.origin):
                reader.page.reload()
            looked, found = looked + 1, found + (CANARY in reader.page.content())
    for path in reader.pages:
        reader.goes_to(path)
        looked, found = looked + 1, found + (CANARY in reader.page.content())
    return looked, found


@pytest.mark.parametrize("way", WAYS)
def test_after_it_no_way_back_shows_a_word(reader, way):
    assert _walks(reader) == len(reader.pages)
    WAYS[way](reader)
    looked, found = _looks_back(reader)
    print(f"after {way}: paths {looked}, with a word {found}")
    assert found == 0


def test_without_it_the_same_way_back_shows_them(reader):
    """The twin: nobody has left, so the words are still there to be found."""
    _walks(reader)
    assert _looks_back(reader)[1] > 0


@pytest.mark.parametrize("way", WAYS)
def test_the_storage_of_the_browser_holds_no_word_before_and_nothing_after(reader, way):
    _walks(reader)
    before = reader.page.evaluate(STORED)
    WAYS[way](reader)
    reader.goes_to("/sign-in")
    after = reader.page.evaluate(STORED)
    print(f"storage before {len(before)} characters, after {len(after)}, with a word 0")
    assert CANARY not in before and CANARY not in after
    reader.page.evaluate("word => localStorage.setItem('left', word)", CANARY)
    assert CANARY in reader.page.evaluate(STORED)  # where one lies, it is found


def test_no_address_that_is_asked_for_holds_a_word_or_tells_where_one_came_from(reader):
    _walks(reader)
    reader.page.get_by_role("searchbox").fill(CANARY)
    reader.page.get_by_role("button", name="Find").click()
    reader.sees(f"{CANARY} slept well")
    outside = [url for url, _referer in reader.asked if not url.startswith(reader.server.origin)]
    worded = [url for url, referer in reader.asked if CANARY in url + referer]
    print(f"addresses asked for {len(reader.asked)}, of others {len(outside)}, with a word {len(worded)}")
    assert len(reader.asked) > 20 and outside == [] and worded == []
