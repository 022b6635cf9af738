"""Pages of private writing and of what opens an account, in light and dark, on a small phone and a wide window."""

import pytest

from tests.browser.looks import Looks
from tests.cast import PASSPHRASE


@pytest.fixture
def looks():
    made = Looks()
    yield made
    assert made.wrong == [], "\n".join(made.wrong)
    print(f"{made.screens} looks, nothing wrong")


def test_every_page_of_private_writing(looks, person):
    jo = person("Jo")

    def look(path, name):
        if path:
            jo.goes_to(path)
        looks.at(jo.page, name)

    look("/prompts", "prompts")
    look("/prompts/open?next=/prompts/write", "the vault is new")
    jo.page.get_by_label("Your passphrase").fill(PASSPHRASE)
    jo.taps("Lock it with my passphrase")
    look("", "keys on paper")
    jo.page.get_by_role("link", name="I have them on paper").click()
    look("", "an empty entry")
    jo.page.get_by_label("Your words").fill("I slept well.")
    jo.page.get_by_label("calm").check()
    jo.page.get_by_label("Tags").fill("sleep")
    jo.taps("Save")
    jo.page.get_by_role("heading", name="More").wait_for()
    look("", "an entry")
    jo.page.get_by_role("link", name="What I wrote").click()
    jo.page.get_by_role("heading", name="What I wrote").wait_for()
    look("", "what I wrote")
    own = ("/you/data", "/you/data/delete", "/you/security", "/you/pace", "/you/places")
    for path in ("/prompts/open", *own, "/recover"):
        look(path, path)


def test_a_letter_before_and_after_it_is_shared(looks, two):
    alex, _sam = two
    alex.goes_to("/prompts/open?next=/prompts/write").page.get_by_label("Your passphrase").fill(PASSPHRASE)
    alex.taps("Lock it with my passphrase")
    alex.page.get_by_role("link", name="I have them on paper").click()
    alex.page.get_by_label("Your words").fill("I slept well.")
    alex.taps("Save")
    alex.page.get_by_role("link", name="Share a copy").click()
    alex.page.get_by_role("button", name="Share this copy").wait_for()
    looks.at(alex.page, "a letter before it is shared")
    alex.taps("Share this copy")
    alex.sees_heading("What you shared")
    looks.at(alex.page, "a letter")
    alex.goes_to("/ours")
    looks.at(alex.page, "ours with a letter")
