"""A notice of what was changed at another place, in a real browser: it looks right, and "Got it" loses nothing."""

import pytest
from playwright.sync_api import expect

from tests.browser.looks import Looks
from tests.browser.person import Person
from tests.cast import PASSPHRASE


@pytest.fixture
def told(chromium, server, person):
    """Somebody with a notice: keys on paper were made at another place of theirs."""
    made = []

    def make(**options):
        jo = person("Jo", **options)
        made.append(elsewhere := Person.__new__(Person))
        elsewhere.server, elsewhere.context = server, chromium.new_context(base_url=server.origin)
        elsewhere.page = elsewhere.context.new_page()
        elsewhere.goes_to("/sign-in").page.get_by_label("Your name").fill(jo.name)
        elsewhere.page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
        elsewhere.taps("Sign in")
        elsewhere.sees_heading("Hello")
        elsewhere.goes_to("/you/security").page.get_by_label("Your passphrase", exact=True).fill(PASSPHRASE)
        elsewhere.taps("Make my keys")
        elsewhere.sees_heading("Your two recovery keys")
        return jo

    yield make
    for each in made:
        each.context.close()


def notice(someone):
    return someone.page.get_by_text("New keys on paper were made on")


def test_without_javascript_it_goes_and_one_is_where_one_was(told):
    jo = told(java_script_enabled=False)
    jo.goes_to("/exercises?q=thanks")
    expect(notice(jo)).to_be_visible()
    jo.taps("Got it")
    expect(notice(jo)).to_have_count(0)
    assert jo.page.url.endswith("/exercises?q=thanks")
    jo.goes_to("/home")
    expect(notice(jo)).to_have_count(0)


def test_half_written_words_stay_where_they_are(told):
    jo = told()
    jo.goes_to("/pair").types("Code", "HALF")
    jo.taps("Got it")
    expect(notice(jo)).to_have_count(0)
    expect(jo.page.get_by_role("textbox", name="Code")).to_have_value("HALF")
    jo.goes_to("/pair")
    jo.sees_heading("Link")
    expect(notice(jo)).to_have_count(0)


def test_it_looks_right_and_leads_to_taking_the_account_back(told):
    looks, jo = Looks(), told()
    for path in ("/home", "/exercises", "/you/places"):
        looks.at(jo.goes_to(path).page, f"{path} with a notice")
    assert looks.wrong == [], "\n".join(looks.wrong)
    jo.page.get_by_role("link", name="take your account back").click()
    jo.sees_heading("Take my account back")
    assert jo.page.url.endswith("#change")
