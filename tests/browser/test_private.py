"""Writing alone in a real browser: saved while one writes, locked when the page is hidden, with nothing left behind."""

import re

import pytest
from playwright.sync_api import expect

from tests.cast import PASSPHRASE

TEXT = "canary I slept well"
HIDE = """() => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture
def writer(person):
    """Someone at an empty page of their own, with the vault just made."""
    jo = person("Jo")
    jo.goes_to("/prompts").page.get_by_role("link", name="Write", exact=True).click()
    jo.page.get_by_label("Your passphrase").fill(PASSPHRASE)
    jo.taps("Lock it with my passphrase")
    jo.sees_heading("Your two recovery keys")
    jo.page.get_by_role("link", name="I have them on paper").click()
    jo.sees("Only you can open this.")
    return jo


def writes(jo, text=TEXT):
    jo.page.get_by_label("Your words").press_sequentially(text)
    expect(jo.page.locator("[data-saved]")).to_contain_text("Saved")


def test_it_is_saved_while_one_writes_and_has_an_address_that_says_nothing(writer):
    writes(writer)
    expect(writer.page).to_have_url(re.compile(r"/prompts/mine/[\w-]{22}$"))
    writer.page.reload()
    expect(writer.page.get_by_label("Your words")).to_have_value(TEXT)


def test_hiding_the_page_saves_the_last_letters_locks_it_and_leaves_no_word_on_it(writer):
    writes(writer)
    writer.page.get_by_label("Your words").press_sequentially(", and long")
    with writer.page.expect_response(lambda answer: "/prompts/mine/" in answer.url):
        writer.page.evaluate(HIDE)
    writer.sees_heading("Locked, to keep this private")
    assert "canary" not in writer.page.content()
    writer.page.get_by_role("link", name="Open it again").click()
    writer.page.get_by_label("Your passphrase").fill(PASSPHRASE)
    writer.taps("Open")
    expect(writer.page.get_by_label("Your words")).to_have_value(f"{TEXT}, and long")


def test_going_on_to_another_page_by_a_link_does_not_lock_it(writer):
    writes(writer)
    writer.page.get_by_label("Your words").press_sequentially(", and long")
    writer.page.get_by_role("link", name="Another prompt").click()
    writer.page.get_by_role("link", name="What I wrote").click()
    writer.sees(f"{TEXT}, and long")
    writer.goes_to("/home").goes_to("/prompts/mine")
    writer.sees_heading("Open what is yours")


def test_back_after_locking_and_after_signing_out_shows_no_word(writer):
    writes(writer)
    writer.goes_to("/prompts").taps("Lock it now")
    tried = 0
    for leave in (lambda: None, lambda: writer.goes_to("/you/places").taps("Sign out here")):
        leave()
        for _ in range(2):
            writer.page.evaluate("history.back()")
            writer.page.wait_for_timeout(500)  # a page that comes back asks for itself anew
            assert "canary" not in writer.page.content()
            tried += 1
    print(f"pages looked at after going back {tried}, with a word 0")


def test_five_minutes_without_a_touch_lock_it(person):
    jo = person("Jo")
    jo.page.clock.install()
    jo.goes_to("/prompts/open")
    jo.page.get_by_label("Your passphrase").fill(PASSPHRASE)
    jo.taps("Lock it with my passphrase")
    jo.goes_to("/prompts/write")
    jo.page.get_by_label("Your words").press_sequentially(TEXT)
    jo.page.clock.run_for(2_000)
    expect(jo.page.locator("[data-saved]")).to_contain_text("Saved")
    jo.page.clock.run_for(5 * 60 * 1000 + 1)
    jo.sees_heading("Locked, to keep this private")


def test_a_page_that_nobody_touches_is_the_sign_in_page_after_a_quarter_of_an_hour(person, server):
    """The clock of the page runs on; the server is told by ending the place, as its own clock would."""
    jo = person("Jo")
    jo.page.clock.install()
    jo.goes_to("/history")
    jo.page.clock.run_for(14 * 60 * 1000)
    jo.sees_heading("What you have done")
    jo.page.evaluate("fetch('/sign-out', {method: 'POST', redirect: 'manual'})")
    jo.page.clock.run_for(2 * 60 * 1000)
    jo.sees_heading("Sign in")


def test_without_javascript_it_is_written_found_and_locked(person):
    jo = person("Jo", java_script_enabled=False)
    jo.goes_to("/prompts/open?next=/prompts/write")
    jo.page.get_by_label("Your passphrase").fill(PASSPHRASE)
    jo.taps("Lock it with my passphrase")
    jo.page.get_by_role("link", name="I have them on paper").click()
    jo.page.get_by_label("Your words").fill(TEXT)
    jo.taps("Save")
    expect(jo.page.get_by_label("Your words")).to_have_value(TEXT)
    jo.goes_to("/prompts/mine").page.get_by_role("searchbox").fill("slept")
    jo.page.get_by_role("button", name="Find").click()
    jo.sees(TEXT)
    jo.goes_to("/prompts").taps("Lock it now")
    jo.goes_to("/prompts/mine")
    jo.sees_heading("Open what is yours")
