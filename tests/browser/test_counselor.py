"""Two partners and a counselor in three browsers at once, and each of their screens in order."""

import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from couples import factory
from couples.settings import load
from tests.browser.looks import Looks
from tests.cast import PASSPHRASE, Person, counselor, link
from tests.consent.given import SCOPES, code_of, opened
from tests.own_data.plays import played
from tests.server import ROOMY, Server


@pytest.fixture
def place(tmp_path):
    """A running server with a couple, a counselor who has a code for one, and one to whom they gave all already."""
    app = factory.make_ready_app(load({"data": str(tmp_path / "data")}, ROOMY))
    alex, sam = Person(app, "Alex"), Person(app, "Sam")
    link(alex, sam)
    noor, bell = counselor(app, "Noor"), counselor(app, "Bell")
    session = played(app, alex, sam, "say-one-need")
    given = opened(app, bell, alex, sam, SCOPES, [session])
    _id, code, words = code_of(app, noor)
    for stop in app.extensions["couples_stop"]:
        stop()
    server = Server(tmp_path / "data")
    cookies = {who.name: f"place={who.token}" for who in (alex, sam, noor, bell)}
    yield SimpleNamespace(
        server=server, cookies=cookies, code=code, words=words, given=given, session=session
    )
    server.stop()


@pytest.fixture
def here(person, place):
    def come(name):
        return person(name, at=place.server, remote=SimpleNamespace(name=name, cookie=place.cookies[name]))

    return come


def says_yes(person, words):
    person.page.get_by_label("Their four words").fill(words)
    for scope in ("Sessions from now on", "Needs in Ours"):
        person.page.get_by_text(scope, exact=True).click()
    person.page.get_by_label("Your passphrase").fill(PASSPHRASE)
    person.taps("Yes, share this")
    person.sees("Your answer is kept.")


def test_both_let_a_counselor_in_who_sits_in_and_is_blanked_when_one_ends_it(here, place):
    alex, sam, noor = here("Alex"), here("Sam"), here("Noor")
    noor.goes_to("/counsel").sees(place.words)
    alex.goes_to("/ours").page.get_by_role("link", name="With a counselor").click()
    alex.types("Code from your counselor", place.code)
    alex.taps("Look who it is")
    alex.sees_heading("With Noor")
    says_yes(alex, place.words)
    alex.sees("Not open.")
    noor.goes_to("/counsel").sees("No couple yet")
    sam.goes_to("/home").page.get_by_role("link", name="What may Noor, a counselor, see?").click()
    says_yes(sam, place.words)
    sam.sees("Open until")
    noor.goes_to("/counsel").page.get_by_role("link", name=re.compile("Open.*Alex & Sam")).click()
    noor.is_live()

    # A session goes on, and both let Noor sit in.
    alex.goes_to("/exercises/specific-thanks")
    alex.taps("Start")
    expect(alex.page).to_have_url(re.compile("/sessions/"))
    session = alex.page.url
    sam.goes_to(session)
    for each in (alex, sam):
        each.opens("Let Noor sit in")
        each.taps("Yes, let them in")
    for each in (alex, sam):
        each.sees("Your counselor sees this session now.")
    noor.sees("They let you sit in now")
    noor.page.get_by_role("link", name="Go in").click()
    noor.sees("You sit in.")
    noor.is_live()
    for each, did in ((alex, "You baked oat bread"), (sam, "You mended the lamp")):
        for box, words in zip(
            each.page.get_by_role("textbox").all(), (did, "I could rest", "You notice"), strict=False
        ):
            box.fill(words)
        each.taps("Save my answer")
    for did in ("You baked oat bread", "You mended the lamp"):
        noor.sees(did)
    alex.taps("Ask them to leave")
    noor.sees("This page is not open any more.")
    expect(noor.page.get_by_text("You baked oat bread")).to_have_count(0)
    for each in (alex, sam):
        expect(each.page.get_by_text("Your counselor sees this session now.")).to_have_count(0)

    # One ends all of it, and what lies open on the counselor's table goes blank.
    noor.goes_to("/counsel").page.get_by_role("link", name=re.compile("Open.*Alex & Sam")).click()
    noor.page.get_by_role("link", name="Needs").click()
    noor.sees_heading("Needs")
    noor.is_live()
    sam.goes_to("/with").page.get_by_role("link", name=re.compile("Your answer.*Noor")).click()
    sam.taps("End it now")
    noor.sees("This page is not open any more.")
    expect(noor.page.get_by_role("heading", name="Needs")).to_have_count(0)
    noor.goes_to("/counsel").sees("Sharing ended on")


def test_each_screen_is_in_order_by_day_and_by_night_on_a_phone_and_a_wide_window(here, place):
    looks, alex, bell = Looks(), here("Alex"), here("Bell")
    for path in ("/with", f"/with/{place.given}", "/with/opened", f"/sessions/{place.session}/review"):
        looks.at(alex.goes_to(path).page, path)
    case = f"/counsel/{place.given}"
    for path in ("/counsel", case, f"{case}/sessions/{place.session}", f"{case}/sessions/{place.session}?upto=3",
                 f"{case}/ours/need", f"{case}/brief", f"{case}/scales", f"{case}/report", f"{case}/balance",
                 f"{case}/practice", "/counsel/policy"):  # fmt: skip
        looks.at(bell.goes_to(path).page, path)
    assert looks.wrong == [], "\n".join(looks.wrong)
    print(f"{looks.screens} looks, nothing wrong")
