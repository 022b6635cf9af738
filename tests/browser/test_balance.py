"""The balance in a browser: two people open it for both, it moves when a session ends, and each screen is in order."""

import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from couples import factory
from couples.settings import load
from tests.balance.told import tell
from tests.browser.looks import Looks
from tests.cast import Person, link
from tests.server import ROOMY, Server


@pytest.fixture
def half_a_year(tmp_path):
    """A running server with a couple who have half a year behind them, and their cookies."""
    app = factory.make_ready_app(load({"data": str(tmp_path / "data")}, ROOMY))
    alex, sam = Person(app, "Alex"), Person(app, "Sam")
    tell(app, link(alex, sam))
    for stop in app.extensions["couples_stop"]:
        stop()
    server = Server(tmp_path / "data")
    yield SimpleNamespace(server=server, tokens=(alex.token, sam.token))
    server.stop()


@pytest.fixture
def told(person, half_a_year):
    names = zip(("Alex", "Sam"), half_a_year.tokens, strict=True)
    return [
        person(name, at=half_a_year.server, remote=SimpleNamespace(name=name, cookie=f"place={token}"))
        for name, token in names
    ]


def test_each_screen_is_in_order_by_day_and_by_night_on_a_phone_and_a_wide_window(told):
    looks, (alex, _sam) = Looks(), told
    for path in ("/balance", "/balance/both", "/balance/both?paper=1", "/balance/shown", "/check-in/map"):
        looks.at(alex.goes_to(path).page, path)
    assert looks.wrong == [], "\n".join(looks.wrong)
    print(f"{looks.screens} looks, nothing wrong")


def test_two_open_it_for_both(two):
    for each in two:
        each.goes_to("/balance/both")
        expect(each.page.get_by_role("heading", name="This opens when both")).to_be_visible()
        each.goes_to("/balance/shown")
        each.taps("Yes, open it for both")
        expect(each.page.get_by_role("button", name="Close it again")).to_be_visible()
    for each in two:
        each.goes_to("/balance/both")
        expect(each.page.get_by_text("Not enough yet.")).to_have_count(9)


def test_it_moves_when_a_session_ends_and_leaves_open_what_is_read(told):
    alex, sam = told
    sam.goes_to("/balance/both")
    starting = sam.page.locator("#starting")
    before = starting.locator(".strand__says").inner_text()
    starting.get_by_text("How is this worked out?").click()
    alex.goes_to("/exercises/good-news")
    alex.page.get_by_label("Together now").check()
    alex.taps("Start")
    expect(alex.page).to_have_url(re.compile("/sessions/"))
    expect(starting.locator(".strand__says")).to_have_text(before)  # that it began tells nothing yet
    alex.page.get_by_text("Pause", exact=True).click()
    alex.taps("End here")
    expect(starting.locator(".strand__says")).not_to_have_text(before)
    expect(starting.locator("time").first).to_be_visible()


def test_a_line_is_hidden_and_how_it_fits_is_said_without_javascript(person, half_a_year):
    cookie = SimpleNamespace(name="Alex", cookie=f"place={half_a_year.tokens[0]}")
    alex = person("Alex", at=half_a_year.server, remote=cookie, java_script_enabled=False)
    alex.goes_to("/balance")
    alex.page.locator("#heard summary").click()
    alex.page.locator("#heard").get_by_label("does not fit me").check()
    alex.page.locator("#heard").get_by_role("button", name=re.compile("^Save")).click()
    expect(alex.page).to_have_url(re.compile("/balance#heard$"))
    expect(alex.page.get_by_role("heading", name="Being heard does not fit you")).to_be_visible()
    alex.page.locator("#airtime summary").click()
    alex.page.locator("#airtime").get_by_role("button", name=re.compile("^Hide it")).click()
    alex.goes_to("/balance/both")
    expect(alex.page.locator("#airtime")).to_contain_text("Not enough yet. Four talks")
