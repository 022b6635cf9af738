"""axe finds nothing wrong on any page or in any state of any step, at 320 and 1280 px, light and dark."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looks import Looks
from tests.browser.walk import LOOKED_AT, Walk, skeleton
from tests.cast import PASSPHRASE
from tests.server import Remote, Server, link_remote

# One for two or alone, one for one person alone, one deep.
EXERCISES = [f"/exercises/{slug}" for slug in ("specific-thanks", "find-my-line", "slow-turns")]
ALONE = ("find-my-line", "what-i-stand-for", "my-circles")


@pytest.fixture(scope="module")
def looks():
    looking = Looks()
    yield looking
    print(f"\n{looking.screens} screens looked at")


@pytest.fixture(autouse=True)
def nothing_is_wrong(looks):
    before = looks.screens
    yield
    wrong, looks.wrong = looks.wrong, []
    assert not wrong, "\n".join(wrong)
    assert looks.screens > before


@pytest.fixture
def open_page(chromium):
    """Pages with the cookie of someone who signed up already."""
    contexts = []

    def make(server, person=None):
        contexts.append(chromium.new_context(base_url=server.origin, viewport={"width": 320, "height": 800}))
        if person:
            name, token = person.cookie.split("=", 1)
            contexts[-1].add_cookies([{"name": name, "value": token, "url": server.origin}])
        return contexts[-1].new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def pages(pair, server, open_page):
    return {person: open_page(server, person) for person in pair[:2]}


def test_pages_that_everybody_may_read(looks, open_page, server):
    page = open_page(server)
    for path in (
        "/",
        "/join",
        "/sign-in",
        "/exercises",
        *EXERCISES,
        "/exercises/suggest",
        "/paths/my-own-feet",
        "/info",
        "/about",
        "/info?country=GB",
        "/info/who",
        "/privacy",
        "/not-there",
    ):
        page.goto(path)
        looks.at(page, path)
    for path, button in (("/join", "Start"), ("/sign-in", "Sign in")):
        page.goto(path)
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_role("alert")).to_be_visible()
        looks.at(page, f"{path} with problems")


def test_the_private_check_from_its_first_question_to_its_end(looks, open_page, server):
    page = open_page(server)
    page.goto("/info")
    page.get_by_label("Show me the questions").check()
    for number in range(1, 9):
        expect(page.get_by_text(f"{number} of 8")).to_be_visible()
        if number in (1, 2, 8):
            looks.at(page, f"private check, question {number}")
        page.locator(".check__turn:visible input").last.check()
    expect(page.get_by_role("heading", name="What may help")).to_be_visible()
    looks.at(page, "private check, what may help")


def test_pages_of_one_who_is_not_linked(looks, open_page, server, named):
    page = open_page(server, Remote(server, named("Alex")))
    for path in ("/home", "/pair", "/exercises", EXERCISES[0], "/you/places", "/history", "/not-there"):
        page.goto(path)
        looks.at(page, f"{path}, not linked")
    page.goto("/pair")
    page.get_by_role("textbox", name="Code").fill("AAAAA-AAAAA")
    page.get_by_role("button", name="Look who it is").click()
    expect(page.get_by_role("alert")).to_be_visible()
    looks.at(page, "/pair with a wrong code")


def test_pages_of_one_who_is_linked(looks, pair, pages):
    alex, sam, _ = pair
    for path in ("/home", "/pair", "/pair/end", EXERCISES[0]):
        pages[alex].goto(path)
        looks.at(pages[alex], f"{path}, linked")
    walk = Walk(alex, sam, "specific-thanks")
    for path in ("/home", "/exercises/specific-thanks"):
        pages[alex].goto(path)
        looks.at(pages[alex], f"{path}, one open")
    while walk.on():
        pass
    for path in ("/home", "/history", f"/sessions/{walk.session}/review"):
        pages[alex].goto(path)
        looks.at(pages[alex], f"{path}, with a history")


def test_linking_in_every_phase(looks, server, named, open_page):
    alex, sam = Remote(server, named("Alex")), Remote(server, named("Sam"))
    one, two = open_page(server, alex), open_page(server, sam)
    alex.post("/pair/invite", relation="partners")
    one.goto("/pair")
    expect(one.locator(".code__letters")).to_be_visible()
    looks.at(one, "pair: code")
    sam.post("/pair/redeem", code=one.locator(".code__letters").inner_text())
    two.goto("/pair")
    _looks_at_phases(looks, (one, "looking"), (two, "asked"))
    two.locator("[data-deed=accept] button").click()
    _looks_at_phases(looks, (one, "confirm"), (two, "waiting"))
    one.locator("[data-deed=decline] button").click()
    _looks_at_phases(looks, (one, "closed"))


def test_what_an_unlink_leaves(looks, pair, pages):
    alex, sam, _ = pair
    walk = Walk(alex, sam, "specific-thanks")
    pages[sam].goto(f"/sessions/{walk.session}")
    _is_at(pages[sam], walk, sam)
    alex.post("/pair/end")
    expect(pages[sam].get_by_text("This page is not open any more.").first).to_be_visible()
    looks.at(pages[sam], "a session that is gone")
    pages[sam].goto("/pair")
    looks.at(pages[sam], "/pair, no longer linked")
    pages[sam].goto("/home")
    looks.at(pages[sam], "/home, no longer linked")
    pages[sam].goto(f"/sessions/{walk.session}/review")
    looks.at(pages[sam], "a review, no longer linked")


@pytest.mark.parametrize("slug", LOOKED_AT)
def test_every_state_of_every_step(looks, pair, pages, slug, seen):
    """Both pages stay open and change by what is pushed, so what is looked at is what a morph has made."""
    walk = Walk(*pair[:2], slug)
    for page in pages.values():
        page.goto(f"/sessions/{walk.session}")
    going = True
    while going:
        for person, page in pages.items():
            screen = skeleton(walk.html(person))
            if screen not in seen:
                seen.add(screen)
                _is_at(page, walk, person)
                looks.at(page, f"{slug}, {_place(page)}")
                _looks_at_a_refusal(looks, page, slug, seen)
        going = walk.on()
    assert "step--done" in walk.html(walk.people[0])
    for person, page in pages.items():
        page.goto(f"/sessions/{walk.session}/review")
        looks.at(page, f"{slug}, review of {person.name}")


@pytest.mark.parametrize("slug", ALONE)
def test_every_state_of_doing_it_alone(looks, pair, pages, slug, seen):
    alex = pair[0]
    walk = Walk(alex, None, slug, "alone")
    page = pages[alex]
    page.goto(f"/sessions/{walk.session}")
    going = True
    while going:
        if (screen := skeleton(walk.html(alex))) not in seen:
            seen.add(screen)
            _is_at(page, walk, alex)
            looks.at(page, f"{slug} alone, {_place(page)}")
        going = walk.on()
    assert "step--done" in walk.html(alex)
    page.goto(f"/sessions/{walk.session}/review")
    looks.at(page, f"{slug} alone, review")


def test_the_board_of_what_outlives_a_session(looks, pair, pages):
    """Every kind of card in most of its states, from both sides, with the forms that are open."""
    alex, sam, _ = pair
    stream = re.search(r'data-stream="([^"]+)"', alex.get("/ours").text)[1]
    by = {person: person.socket() for person in (alex, sam)}
    need = {"when": "it is late", "feel": "worn out", "need": "quiet", "ask": "start without me"}
    limit = {"matters": "my sleep", "line": "no money talk after ten", "will": "I say good night"}
    for page in pages.values():
        page.goto("/ours")
    for person, name, step, fields in (
        (alex, "begin", "new-need", {"item": "need-00001", **need}),
        (alex, "release", "need-00001", {}),
        (sam, "reflect", "need-00001", {"said": "You need quiet."}),
        (alex, "confirm", "need-00001", {"heard": "yes"}),
        (sam, "begin", "new-boundary", {"item": "limit-0001", **limit}),
        (sam, "release", "limit-0001", {}),
        (alex, "begin", "new-agreement", {"item": "pact-00001"}),
        (alex, "take_pen", "pact-00001", {}),
        (alex, "write", "pact-00001", {"text": "Tuesdays are free"}),
        (sam, "freeze", "pact-00001", {}),
        (sam, "weigh", "pact-00001", {"willing": "4"}),
        (alex, "weigh", "pact-00001", {"willing": "4"}),
        (alex, "sign", "pact-00001", {"edition": "1"}),
        (sam, "sign", "pact-00001", {"edition": "1"}),
    ):
        assert by[person].do(stream, name, step, **fields)["ok"], (name, step)
        if name in ("release", "confirm", "write", "freeze", "sign"):
            for looker, page in pages.items():
                version = by[looker].enter(stream)["version"]
                expect(page.locator(f"[data-stream][data-version='{version}']")).to_be_attached()
                looks.at(page, f"/ours after {name}")
    pages[alex].goto(f"/ours/{stream}/kept")
    looks.at(pages[alex], "/ours, what is over")
    pages[sam].goto("/home")
    looks.at(pages[sam], "/home, with what waits")


def test_the_gate_and_what_it_says_when_it_stays_closed(looks, pair, pages):
    alex, sam, _ = pair
    walk = Walk(alex, sam, "slow-turns")
    pages[alex].goto(f"/sessions/{walk.session}")
    walk.do(alex, "ready", ready="no")
    _looks_at_now(looks, pages, walk, alex)
    walk.do(alex, "stop")
    _looks_at_now(looks, pages, walk, alex)


def test_a_pause_a_pass_an_answer_kept_back_and_an_early_end(looks, pair, pages):
    alex, sam, _ = pair
    walk = Walk(alex, sam, "specific-thanks")
    for page in pages.values():
        page.goto(f"/sessions/{walk.session}")
    walk.do(alex, "pause", minutes="20")
    _looks_at_now(looks, pages, walk, alex, sam)
    walk.do(alex, "resume")
    _looks_at_now(looks, pages, walk, alex, sam)
    walk.do(sam, "resume")
    walk.do(alex, "answer", "thanks", did="You sang", effect="It was light", about_you="You are kind")
    walk.do(alex, "keep", "thanks")
    _looks_at_now(looks, pages, walk, alex)
    walk.do(sam, "pass", "thanks")
    _looks_at_now(looks, pages, walk, alex, sam)
    walk.do(sam, "stop")
    _looks_at_now(looks, pages, walk, alex)


def test_one_phone_and_its_cover(looks, pair, pages):
    alex, sam, _ = pair
    walk = Walk(alex, sam, "guess-then-ask", "one_phone")
    page = pages[alex]
    page.goto(f"/sessions/{walk.session}")
    looks.at(page, "one phone, the other is not here yet")
    page.get_by_label("Passphrase of").fill("something else")
    page.get_by_role("button", name="Share this phone").click()
    expect(page.get_by_role("alert")).to_be_visible()
    looks.at(page, "one phone, a wrong passphrase")
    page.get_by_label("Passphrase of").fill(PASSPHRASE)
    page.get_by_role("button", name="Share this phone").click()
    looks.at(page, "one phone, shared")
    page.get_by_role("button", name="Pass the phone to").click()
    looks.at(page, "one phone, covered")


def test_the_demo_with_its_two_frames(looks, own_server, open_page):
    page = open_page(own_server)
    page.goto("/demo")
    for side in "ab":
        expect(page.frame_locator(f".demo__one--{side} iframe").locator("h1")).to_be_attached()
    looks.at(page, "/demo")


def test_a_server_that_is_away_and_words_that_wait(looks, own_server, open_page):
    alex, sam = Remote(own_server, "Alex"), Remote(own_server, "Sam")
    link_remote(alex, sam)
    walk = Walk(alex, sam, "specific-thanks")
    page = open_page(own_server, alex)
    page.goto(f"/sessions/{walk.session}")
    _is_at(page, walk, alex)
    own_server.kill()
    page.get_by_role("textbox").first.fill("You sang")
    expect(page.locator("#connection")).to_be_visible()
    page.get_by_role("button", name="Save my answer").click()
    looks.at(page, "a session without a connection")


MAY_BE_EMPTY = (
    ".step__form:not(:has([data-order])):is([data-deed=answer], [data-deed=reflect], [data-deed=reply])"
    ":not(details *) button:not([type=button])"
)


@pytest.fixture
def own_server(tmp_path):
    running = Server(tmp_path / "data", COUPLES_DEMO="true")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def seen():
    """Screens that were looked at in another exercise."""
    return set()


def _is_at(page, walk, person):
    expect(page.locator("html[data-live=connected]")).to_be_attached()
    expect(page.locator("article")).to_have_attribute("data-version", str(walk.view(person)[0]))


def _looks_at_now(looks, pages, walk, *people):
    for person in people:
        _is_at(pages[person], walk, person)
        looks.at(pages[person], _place(pages[person]))


def _looks_at_phases(looks, *told):
    for page, phase in told:
        expect(page.locator(f"[data-phase={phase}]")).to_be_visible()
        looks.at(page, f"pair: {phase}")


def _looks_at_a_refusal(looks, page, slug, seen):
    """What a form says that was sent without an answer; once for each step."""
    button = page.locator(MAY_BE_EMPTY)
    place = f"{slug}, {_place(page)}, refused"
    if button.count() and place not in seen:
        seen.add(place)
        button.first.click()
        expect(page.locator(".field__error:visible, [data-problem]:visible").first).to_be_visible()
        looks.at(page, place)


def _place(page):
    article = page.locator("article")
    names = [article.get_attribute(name) for name in ("data-phase", "data-step")]
    return f"{' '.join(filter(None, names))} «{page.locator('h1').first.inner_text()}»"
