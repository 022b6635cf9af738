"""One phone for two: the other proves themself once, and a cover lies between what the two of them write."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_first_session import answer
from tests.cast import PASSPHRASE


@pytest.fixture
def phone(two):
    """The phone of alex, with an exercise open. sam has none."""
    alex, sam = two
    sam.page.close()
    alex.goes_to("/exercises/specific-thanks")
    alex.page.get_by_label("On one phone").check()
    alex.taps("Start")
    return alex, sam.name


def test_both_answer_on_one_phone_and_neither_sees_the_other_before_the_reveal(phone):
    alex, sam = phone
    sam_proves_themself(alex, sam)
    answer(alex, "You sang for me", "It was light", "You are kind")
    alex.sees_heading(f"When {sam} is ready, both answers open.")
    alex.taps(f"Pass the phone to {sam}")
    alex.sees_heading(f"Pass the phone to {sam}")
    assert "You sang for me" not in alex.page.content()
    alex.page.reload()
    alex.sees_heading(f"Pass the phone to {sam}")

    alex.taps(f"I am {sam}")
    expect(alex.page.get_by_role("textbox").first).to_have_value("")
    assert "You sang for me" not in alex.page.content()
    answer(alex, "You walked the dog", "I could sleep", "You notice things")
    alex.sees_heading("Your answers")
    alex.sees("You sang for me")
    alex.sees("You walked the dog")
    expect(alex.page.locator(".pairview__one--you")).to_contain_text("You walked the dog")

    alex.taps("Go on")
    alex.taps(f"Pass the phone to {alex.name}")
    alex.taps(f"I am {alex.name}")
    expect(alex.page.locator(".pairview__one--you")).to_contain_text("You sang for me")


def test_going_back_does_not_lift_the_cover(phone):
    alex, sam = phone
    sam_proves_themself(alex, sam)
    answer(alex, "You sang for me", "It was light", "You are kind")
    alex.taps(f"Pass the phone to {sam}")
    alex.taps(f"I am {sam}")
    expect(alex.page.get_by_role("textbox").first).to_be_visible()
    for _ in range(2):
        alex.page.go_back()
        assert "You sang for me" not in alex.page.content()


def test_another_passphrase_opens_nothing(phone):
    alex, sam = phone
    alex.page.get_by_label(f"Passphrase of {sam}").fill("not the words of this one")
    alex.taps("Share this phone")
    expect(alex.page.get_by_role("alert")).to_contain_text("That passphrase does not fit.")
    expect(alex.page.get_by_role("button", name=f"Pass the phone to {sam}")).to_have_count(0)
    alex.complaints.clear()  # Chromium notes each answer with a status of 422


def sam_proves_themself(alex, sam):
    alex.page.get_by_label(f"Passphrase of {sam}").fill(PASSPHRASE)
    alex.taps("Share this phone")
    expect(alex.page.get_by_role("button", name=f"Pass the phone to {sam}")).to_be_visible()
