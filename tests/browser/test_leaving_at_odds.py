"""Leaving quickly when things are against it: a server that is away, a slow way out, a Shift that is held down."""

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person
from tests.server import Remote, link_remote, start_remote

EXIT = "https://www.wikipedia.org/"
CANARY = "canary you held my hand"


def by_button(page):
    page.get_by_role("button", name="Leave quickly", exact=True).click()


def is_away(page):
    page.wait_for_url(EXIT)


def encyclopaedia(route):
    """It answers from here."""
    route.fulfill(body="<title>Wikipedia</title>", content_type="text/html")


@pytest.fixture
def alex(chromium, own_server):
    remote, sam = Remote(own_server, "Alex"), Remote(own_server, "Sam")
    link_remote(remote, sam)
    someone = Person(chromium, own_server, "Alex", remote=remote)
    someone.session, someone.sent = f"/sessions/{start_remote(remote, 'specific-thanks')}", []
    someone.context.route(f"{EXIT}**", encyclopaedia)
    someone.context.on("request", lambda asked: someone.sent.append(f"{asked.url} {asked.post_data}"))
    someone.page.on(
        "websocket", lambda wire: wire.on("framesent", lambda frame: someone.sent.append(str(frame)))
    )
    yield someone
    someone.context.close()


def test_words_that_wait_for_a_server_that_is_away_are_dropped_and_nobody_is_asked(alex, own_server):
    """Whoever closes such a page is asked first; here a question would hold them."""
    alex.goes_to(alex.session).is_live()
    own_server.kill()
    for box in alex.page.get_by_role("textbox").all():
        box.fill(CANARY)
    alex.taps("Save my answer")
    alex.sees("You are not connected.")
    asked = []
    alex.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    by_button(alex.page)
    is_away(alex.page)
    own_server.start()
    alex.page.wait_for_timeout(1500)
    assert asked == []
    assert not [each for each in alex.sent if "canary" in each]
    assert [each for each in alex.sent if each.startswith(f"{own_server.origin}/leave")]


def test_while_the_way_out_is_slow_a_blank_page_sends_nothing_and_opens_no_line(alex, own_server):
    """The tab may be hidden, shown again and be back online meanwhile, and timers go on."""
    alex.context.route(f"{EXIT}**", lambda route: None)
    alex.goes_to(alex.session).is_live()
    alex.page.get_by_role("textbox").first.fill(CANARY)
    opened = []
    alex.page.on("websocket", lambda wire: opened.append(wire.url))
    alex.sent.clear()
    # Also what is about to be done by a script that began before.
    alex.page.evaluate(
        """() => {
          document.querySelector(".button--leave").click();
          for (const name of ["online", "pagehide", "beforeunload"]) dispatchEvent(new Event(name));
          document.dispatchEvent(new Event("visibilitychange"));
          setTimeout(() => fetch("/home?late"), 100);
        }"""
    )
    alex.page.wait_for_timeout(2500)
    assert not opened
    assert [each.split()[0] for each in alex.sent if each.startswith("http")] == [
        f"{own_server.origin}/leave",
        EXIT,
    ]
    assert not [each for each in alex.sent if "canary" in each or "late" in each]


def test_what_this_browser_kept_for_us_is_wiped_and_the_cookie_with_it(alex, own_server):
    alex.goes_to("/home")
    alex.page.evaluate("sessionStorage.setItem('a', 'b'); localStorage.setItem('a', 'b'); caches.open('a')")
    by_button(alex.page)
    is_away(alex.page)
    alex.goes_to("/sign-in")
    left = "caches.keys().then((names) => names.length + sessionStorage.length + localStorage.length)"
    assert alex.page.evaluate(left) == 0
    assert "place" not in {each["name"] for each in alex.context.cookies()}


def test_a_shift_that_is_held_down_or_goes_with_the_mouse_counts_as_one(alex):
    alex.goes_to("/about")
    for _ in range(4):
        alex.page.keyboard.down("Shift")
    alex.page.get_by_role("heading", level=1).click()
    alex.page.keyboard.up("Shift")
    for _ in range(2):
        alex.page.keyboard.press("Shift")
    alex.page.wait_for_timeout(300)
    expect(alex.page.get_by_role("heading", level=1)).to_have_text("Leaving quickly")
