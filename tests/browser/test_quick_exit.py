"""Leaving quickly in a real browser: blank at once, nothing more is sent, and nothing comes back."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import FLAGS
from tests.cast import PASSPHRASE
from tests.server import start_remote

EXIT = "https://www.wikipedia.org/"
CANARY = "canary you held my hand"
PAGES = ("/home", "/exercises/specific-thanks", "SESSION", "/you/places", "/pair", "/nowhere")
SHIFTS = ("Shift", "Shift", "Shift")


def by_button(page):
    page.get_by_role("button", name="Leave quickly", exact=True).click()


def by_twin(page):
    page.locator("a.skip").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Leave quickly, as by Shift three times")).to_be_focused()
    page.keyboard.press("Enter")


def by_shift(page):
    for key in SHIFTS:
        page.keyboard.press(key)


WAYS = (by_button, by_twin, by_shift)
TRIED = []


@pytest.fixture
def away(two, pair):
    """alex and sam in a live exercise; the encyclopaedia answers from here."""
    alex, sam = two
    alex.session = f"/sessions/{start_remote(pair[0], 'specific-thanks')}"
    for each in two:
        goes_nowhere(each.context)
    yield alex, sam
    # A socket that was just being opened is refused once its place of sign-in has ended, and Chromium notes that.
    for each in two:
        each.complaints = [said for said in each.complaints if "HTTP Authentication failed" not in said]


def goes_nowhere(context):
    context.route(
        f"{EXIT}**", lambda route: route.fulfill(body="<title>Wikipedia</title>", content_type="text/html")
    )


def signs_in_again(person):
    answer = person.context.request.post(
        "/sign-in",
        form={"name": person.name, "passphrase": PASSPHRASE},
        headers={"Sec-Fetch-Site": "same-origin"},
        max_redirects=0,
    )
    assert answer.status == 303


def loads(person, path):
    person.page.goto(person.session if path == "SESSION" else path)
    person.page.wait_for_function("document.readyState === 'complete'")
    if path == "SESSION":
        person.is_live()


def is_away(page):
    page.wait_for_url(EXIT)


def finds_no_more_than_the_sign_in_page(person, depth=3):
    """By Back as often as there is something behind, and by Forward again. Returns on how many pages of ours it was."""
    ours = 0
    for move in (person.page.go_back,) * depth + (person.page.go_forward,) * (depth - 1):
        if move() and not person.page.url.startswith(EXIT):
            assert person.page.url == f"{person.server.origin}/sign-in"
            assert person.name not in person.page.content()
            ours += 1
    return ours


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_every_way_from_every_page_leads_away_and_back_no_further_than_signing_in(away, way, path):
    alex, _ = away
    loads(alex, "/info")
    loads(alex, path)
    here = alex.page.url
    way(alex.page)
    is_away(alex.page)
    alex.page.reload()
    is_away(alex.page)
    ours = finds_no_more_than_the_sign_in_page(alex)
    assert ours > 0
    alex.page.close()
    alex.comes_back()  # the tab opened again
    alex.page.goto(here)
    expect(alex.page).to_have_url(f"{alex.server.origin}/sign-in")
    TRIED.append((way, path))
    print(
        f"way out {len(TRIED)} of {len(WAYS) * len(PAGES)}: {ours} pages of ours by Back and Forward, all to sign in"
    )


def test_the_page_is_blank_before_anything_is_answered(away):
    alex, _ = away
    held = []
    alex.context.route("**/leave", lambda route: held.append(route))
    alex.context.route(f"{EXIT}**", lambda route: held.append(route))
    loads(alex, "SESSION")
    seen = alex.page.evaluate(
        """() => {
          const begun = performance.now();
          document.querySelector(".button--leave").click();
          const icon = document.querySelector("link[rel=icon]").getAttribute("href");
          return [document.body.childNodes.length, document.title, icon, performance.now() - begun];
        }"""
    )
    assert seen[:3] == [0, "wikipedia.org", "data:,"]
    print(f"blank after {seen[3]:.1f} ms, in the same task as the click")
    alex.page.wait_for_timeout(200)
    assert alex.page.url.startswith(alex.server.origin)  # nothing has been answered


def sent_by(person, leave):
    """All that goes out by request or by socket after someone has begun to write and has not stopped for a second."""
    sent = []
    loads(person, "SESSION")
    person.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame))))
    person.page.reload()
    person.is_live()
    person.context.on("request", lambda request: sent.append(request.post_data or request.url))
    person.page.get_by_role("textbox").first.fill(CANARY)
    sent.clear()
    leave(person.page)
    person.page.wait_for_timeout(1500)
    return sent


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_what_is_half_written_never_leaves_the_page(away, way):
    alex, _ = away
    sent = sent_by(alex, way)
    is_away(alex.page)
    assert any(each.endswith("/leave") for each in sent)
    assert not [each for each in sent if "canary" in each]
    signs_in_again(alex)
    alex.page.goto(alex.session)
    assert "canary" not in alex.page.content()


def test_the_same_words_do_leave_it_by_a_link(away):
    """So that the test above can fail."""
    sent = sent_by(away[0], lambda page: page.get_by_role("link", name="Privacy").click())
    assert [each for each in sent if "canary" in each or "canary" in each.replace("+", " ")]


def test_the_other_sees_that_one_is_away_and_can_go_on(away):
    alex, sam = away
    loads(alex, "SESSION")
    sam.page.goto(alex.session)
    sam.is_live()
    other = sam.page.locator("[data-who=them] .presence__state")
    expect(other).to_have_text("Here")
    alex.page.get_by_role("textbox").first.press_sequentially("canary")
    expect(other).to_have_text("Writing…")
    by_shift(alex.page)
    expect(other).to_have_text("Away")
    assert "canary" not in sam.page.content()


def test_other_tabs_of_this_browser_go_too(away):
    alex, _ = away
    loads(alex, "SESSION")
    first = alex.page
    alex.comes_back()
    loads(alex, "/you/places")
    by_button(alex.page)
    is_away(alex.page)
    is_away(first)


@pytest.mark.parametrize(
    "keys",
    [
        ("Shift+A", "Shift+B", "Shift+C", "Shift+D"),
        ("Shift", "Shift", "a", "Shift"),
        ("Shift", "Shift", "Tab", "Shift"),
        ("Shift+Tab", "Shift+Tab", "Shift+Tab"),
        ("Control+Shift", "Control+Shift", "Control+Shift"),
    ],
)
def test_shift_with_other_keys_is_no_exit(away, keys):
    alex, _ = away
    loads(alex, "SESSION")
    alex.page.get_by_role("textbox").first.click()
    for key in keys:
        alex.page.keyboard.press(key)
    alex.page.wait_for_timeout(300)
    assert alex.page.url.endswith(alex.session)
    expect(alex.page.get_by_role("button", name="Leave quickly", exact=True)).to_be_visible()


def test_three_presses_in_more_than_five_seconds_are_no_exit_and_the_count_is_said(away):
    alex, _ = away
    alex.page.clock.install()
    loads(alex, "/home")
    alex.page.keyboard.press("Shift")
    alex.page.clock.run_for(600)
    expect(alex.page.locator("#say")).to_have_text("Shift 2 more times to leave.")
    alex.page.keyboard.press("Shift")
    alex.page.clock.run_for(600)
    expect(alex.page.locator("#say")).to_have_text("Shift once more to leave.")
    alex.page.clock.run_for(5000)
    alex.page.keyboard.press("Shift")
    alex.page.clock.run_for(600)
    assert alex.page.url.endswith("/home")
    expect(alex.page.locator("#say")).to_have_text("Shift 2 more times to leave.")


def test_trying_it_out_shows_the_same_and_signs_nobody_out(away):
    alex, _ = away
    loads(alex, "/home")
    alex.page.get_by_role("link", name="How it works").click()
    alex.taps("Try it out")
    assert alex.page.locator("body").inner_text() == ""
    expect(alex.page.locator("[data-practised]")).to_be_focused()
    expect(alex.page).to_have_title("About")
    alex.goes_to("/home").sees_heading("Hello")


@pytest.mark.parametrize("path", PAGES)
def test_it_works_without_a_script(person, pair, path):
    alex = person("Alex", remote=pair[0], java_script_enabled=False)
    alex.session = f"/sessions/{start_remote(pair[0], 'specific-thanks')}"
    goes_nowhere(alex.context)
    alex.page.goto("/info")
    alex.page.goto(alex.session if path == "SESSION" else path)
    by_button(alex.page)
    is_away(alex.page)
    for _ in range(2):
        if alex.page.go_back():
            expect(alex.page).to_have_url(f"{alex.server.origin}/sign-in")
    alex.page.goto("/home")
    expect(alex.page).to_have_url(f"{alex.server.origin}/sign-in")


@pytest.mark.parametrize("path", ["/home", "/you/places", "SESSION"])
@pytest.mark.parametrize("size", [(320, 640), (320, 256), (768, 900), (1280, 800)])
def test_it_stays_in_reach_and_covers_nothing(away, size, path):
    alex, _ = away
    alex.page.set_viewport_size({"width": size[0], "height": size[1]})
    loads(alex, path)
    alex.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    alex.page.wait_for_timeout(100)
    box = alex.page.locator(".button--leave").bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= size[1]
    assert box["x"] >= 0 and box["x"] + box["width"] <= size[0]
    assert box["height"] >= 44 and box["width"] >= 44
    assert alex.page.evaluate(UNCOVERED) == []


# Each link, button and field, brought into sight as by the Tab key: is it what is there, and not something over it?
UNCOVERED = """() => {
  const wrong = [];
  for (const each of document.querySelectorAll("main :is(a, button, input, textarea)")) {
    if (!each.checkVisibility() || each.closest("details:not([open])")) continue;
    each.focus();
    const { left, top, width, height } = each.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 12));
    if (there?.closest(".frame__head")) wrong.push(each.outerHTML.slice(0, 80));
  }
  return wrong;
}"""


def test_the_browsers_memory_of_pages_keeps_none(server, chromium, pair):
    """Here Back shows pages as they were, if the browser may keep them."""
    browser = chromium.browser_type.launch(
        executable_path=shutil.which("chromium"),
        args=[*FLAGS, "--enable-features=BackForwardCache"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    context = browser.new_context(base_url=server.origin)
    goes_nowhere(context)
    name, token = pair[0].cookie.split("=", 1)
    context.add_cookies([{"name": name, "value": token, "url": server.origin}])
    page = context.new_page()
    page.add_init_script("addEventListener('pageshow', (event) => (window.kept = event.persisted))")
    for path in ("/info", "/home", "/exercises"):
        page.goto(path)
    page.evaluate("history.back()")
    page.wait_for_function("location.pathname === '/home'")
    print(f"without leaving, Back shows a kept page: {page.evaluate('window.kept')}")
    page.goto("/you/places")
    by_button(page)
    is_away(page)
    for _ in range(2):
        page.evaluate("history.back()")
        page.wait_for_function("location.pathname === '/sign-in'")
        assert pair[0].name not in page.content()
    browser.close()
