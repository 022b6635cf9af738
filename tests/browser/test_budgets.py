"""What a page may weigh. Sizes are as they come over the wire, compressed; a first visit has nothing in its memory."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.walk import Walk
from tests.play import FOR_TWO
from tests.server import Remote, link_remote, start_remote

KB = 1_000
EVERYBODY = (
    "/",
    "/join",
    "/sign-in",
    "/exercises",
    "/exercises/slow-turns",
    "/info",
    "/info/who",
    "/privacy",
)
SIGNED_IN = ("/exercises", "/exercises/slow-turns", "/you/places", "/you/reminders", "/history", "/pair/end")
LIVE = ("/home", "/pair", "/ours", "a session")


@pytest.fixture(scope="module")
def visit(chromium, server):
    """A first visit, by somebody new to the site or by alex, who is linked and has an exercise open."""
    alex, sam = (Remote(server, f"{name} weighs pages") for name in ("Alex", "Sam"))
    link_remote(alex, sam)
    session = start_remote(alex, "specific-thanks")
    visits, contexts = {}, []

    def visit(path, signed_in):
        if (path, signed_in) not in visits:
            contexts.append(chromium.new_context(base_url=server.origin))
            if signed_in:
                name, token = alex.cookie.split("=", 1)
                contexts[-1].add_cookies([{"name": name, "value": token, "url": server.origin}])
            address = path.replace("a session", f"/sessions/{session}")
            visits[path, signed_in] = Visit(contexts[-1].new_page(), address)
        return visits[path, signed_in]

    yield visit
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("path", "signed_in"), [(p, False) for p in EVERYBODY] + [(p, True) for p in SIGNED_IN]
)
def test_an_ordinary_page_is_light(visit, path, signed_in):
    seen = visit(path, signed_in)
    assert seen.bytes("Script") <= 8 * KB
    assert seen.total <= 75 * KB
    seen.keeps_what_every_page_keeps()


@pytest.mark.parametrize("path", LIVE)
def test_a_live_page_is_light(visit, path):
    seen = visit(path, signed_in=True)
    expect(seen.page.locator("html[data-live=connected]")).to_be_attached()
    assert seen.bytes("Script") <= 30 * KB
    assert seen.total <= 105 * KB
    seen.keeps_what_every_page_keeps()


@pytest.mark.parametrize(("path", "signed_in", "most"), [
    ("/", False, 6), ("/exercises", False, 6), ("/history", True, 6),
    ("/join", False, 6), ("/you/places", True, 6), *((path, True, 12) for path in LIVE),
])  # fmt: skip
def test_a_first_visit_asks_few_times(visit, path, signed_in, most):
    seen = visit(path, signed_in)
    assert len(seen.requests) <= most, sorted(each["path"] for each in seen.requests.values())


def test_a_second_page_brings_little_more_than_its_own_words(visit):
    page = visit("/home", signed_in=True).page.context.new_page()
    assert Visit(page, "/exercises").total <= 15 * KB


@pytest.mark.parametrize("slug", FOR_TWO)
def test_what_is_pushed_is_small_in_every_state(pair, slug):
    walk = Walk(*pair[:2], slug)
    sizes = {}
    going = True
    while going:
        for person in walk.people:
            html = walk.html(person)
            sizes[re.search('data-step="([^"]*)"', html)[1]] = len(html.encode())
            assert len(html.encode()) <= 10 * KB, sizes
        going = walk.on()
    assert len(sizes) >= 3


class Visit:
    """One page loaded, and what came for it over the wire. `bytes` counts bodies, `total` the headers too."""

    def __init__(self, page, path):
        self.page, self.requests, self.complaints = page, {}, []
        page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
        self._listen(page.context.new_cdp_session(page))
        page.goto(path, wait_until="networkidle")

    @property
    def total(self):
        return sum(each["size"] for each in self.requests.values())

    def bytes(self, kind):
        return sum(each["size"] - each["head"] for each in self.requests.values() if each["kind"] == kind)

    def keeps_what_every_page_keeps(self):
        assert self.bytes("Stylesheet") <= 12 * KB
        assert self.bytes("Font") <= 35 * KB
        assert self.bytes("Document") <= 40 * KB
        assert {each["host"] for each in self.requests.values()} == {urlsplit(self.page.url).hostname}
        assert self.complaints == []

    def _listen(self, devtools):
        devtools.send("Network.enable")
        devtools.on(
            "Network.requestWillBeSent", lambda told: self._asked(told, told["request"]["url"], told["type"])
        )
        devtools.on("Network.webSocketCreated", lambda told: self._asked(told, told["url"], "WebSocket"))
        devtools.on("Network.responseReceived", self._answered)
        devtools.on("Network.loadingFinished", self._ended)

    def _asked(self, told, url, kind):
        parts = urlsplit(url)
        if parts.scheme != "data":
            self.requests[told["requestId"]] = {
                "path": parts.path, "host": parts.hostname, "kind": kind, "size": 0, "head": 0
            }  # fmt: skip

    def _answered(self, told):
        if told["requestId"] in self.requests:
            self.requests[told["requestId"]]["head"] = told["response"]["encodedDataLength"]

    def _ended(self, told):
        if told["requestId"] in self.requests:
            self.requests[told["requestId"]]["size"] = told["encodedDataLength"]
