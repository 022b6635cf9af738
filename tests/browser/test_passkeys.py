"""Passkeys in a real browser, whose device is Chromium's own stand-in for one."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_private import TEXT, writer, writes  # noqa: F401
from tests.cast import PASSPHRASE

DEVICE = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def with_device():
    def give(someone, secret=True):
        devices = someone.context.new_cdp_session(someone.page)
        devices.send("WebAuthn.enable")
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": {**DEVICE, "hasPrf": secret}})
        return devices

    return give


def adds(someone):
    someone.goes_to("/you/security/passkeys").types("A name for it", "My phone")
    someone.page.get_by_label("Your passphrase").fill(PASSPHRASE)
    someone.taps("Add a passkey")


def test_it_is_added_signs_in_opens_private_writing_is_renamed_and_removed(writer, with_device):  # noqa: F811
    writes(writer)
    with_device(writer)
    adds(writer)
    writer.sees("It signs you in and opens your private writing.")
    writer.goes_to("/you/places").taps("Sign out here")
    writer.goes_to("/sign-in?next=/history").taps("Sign in with a passkey")
    expect(writer.page).to_have_url(re.compile(r"\d/history$"))
    writer.goes_to("/prompts/mine").taps("Open with a passkey")
    writer.sees(TEXT)
    writer.goes_to("/you/security/passkeys").page.get_by_role("link", name="My phone").click()
    renaming = writer.page.get_by_role("region", name="Give it another name")
    renaming.get_by_label("A name for it").fill("My old phone")
    renaming.get_by_label("Your passphrase").fill(PASSPHRASE)
    writer.taps("Save the name")
    writer.page.get_by_role("link", name="My old phone").click()
    removing = writer.page.get_by_role("region", name="Remove it")
    removing.get_by_label("Your passphrase").fill(PASSPHRASE)
    writer.taps("Remove it")
    writer.sees("That passkey is removed.")
    writer.goes_to("/you/places").taps("Sign out here")
    writer.goes_to("/sign-in").taps("Sign in with a passkey")
    expect(writer.page.get_by_role("alert").filter(has_text="That did not work")).to_be_visible()


def test_a_device_without_a_secret_still_signs_in_and_the_page_says_what_it_cannot(writer, with_device):  # noqa: F811
    with_device(writer, secret=False)
    adds(writer)
    writer.sees("For your private writing you still need your passphrase.")


def test_a_wrong_passphrase_is_told_and_nothing_is_added(person, with_device):
    jo = person("Jo")
    with_device(jo)
    jo.goes_to("/you/security/passkeys").page.get_by_label("Your passphrase").fill("not this one at all")
    jo.taps("Add a passkey")
    expect(jo.page.get_by_role("alert").filter(has_text="not your passphrase")).to_be_visible()


def test_without_javascript_the_passphrase_form_is_as_it_was(person):
    jo = person("Jo", java_script_enabled=False)
    jo.goes_to("/you/security/passkeys").sees("Your browser makes none here.")
    expect(jo.page.get_by_role("button", name="Add a passkey")).to_have_count(0)
    jo.goes_to("/you/places").taps("Sign out here")
    jo.goes_to("/sign-in")
    expect(jo.page.get_by_role("button", name="Sign in with a passkey")).to_have_count(0)
    expect(jo.page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
