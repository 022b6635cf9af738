"""Pages of private writing and of what opens an account, in light and dark, on a small phone and a wide window."""

import pytest

from tests.browser.looks import Looks
from tests.browser.test_passkeys import adds, with_device  # noqa: F401
from tests.cast import PASSPHRASE
from tests.passkeys.app_for_codes import AppForCodes


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


def test_every_page_of_codes_from_an_app(looks, person):
    jo = person("Jo")
    jo.goes_to("/you/security/codes").taps("Go on")
    jo.sees_heading("There is a problem")
    looks.at(jo.page, "codes, without the passphrase")
    jo.page.get_by_label("Your passphrase").fill(PASSPHRASE)
    jo.taps("Go on")
    jo.sees_heading("Set up your app")
    looks.at(jo.page, "the app is set up")
    app = AppForCodes(jo.page.content())
    for code, name in (("12", "a first code is too short"), (app.code(), "codes are on")):
        jo.types("Code from your app", code)
        jo.taps("Turn it on")
        jo.sees("A code has six digits." if code == "12" else "It is on.")
        looks.at(jo.page, name)
    jo.goes_to("/you/places").taps("Sign out here")
    jo.goes_to("/sign-in").types("Your name", jo.name)
    jo.page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    jo.taps("Sign in")
    jo.sees_heading("Now the code")
    looks.at(jo.page, "a code is asked for")
    jo.types("Code from your app", "no digits")
    jo.taps("Sign in")
    jo.sees_heading("There is a problem")
    looks.at(jo.page, "a code is not right")
    jo.context.clear_cookies()
    jo.goes_to("/sign-in/code").sees_heading("Please start again")
    looks.at(jo.page, "five minutes are over")


def test_every_page_of_passkeys(looks, person, with_device):  # noqa: F811
    jo = person("Jo")
    with_device(jo)
    jo.goes_to("/you/security/passkeys")
    looks.at(jo.page, "no passkey yet")
    adds(jo)
    jo.sees("Your passkey is ready")
    looks.at(jo.page, "a passkey")
    jo.page.get_by_role("link", name="My phone").click()
    jo.sees_heading("Give it another name")
    looks.at(jo.page, "one passkey")
    jo.types("A name for it", "")
    jo.taps("Save the name")
    jo.sees_heading("There is a problem")
    looks.at(jo.page, "a passkey without a name")
