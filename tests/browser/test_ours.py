"""The board of two in two browsers: a need from stated to answered, live, and an undo within its seconds."""

import pytest
from playwright.sync_api import expect

BOXES = {
    "When …": "we come home late",
    "I feel …": "worn out",
    "I need …": "half an hour of quiet",
    "Would you …": "start supper without me",
}


@pytest.fixture
def board(two):
    for person in two:
        person.goes_to("/ours").is_live()
    return two


def test_a_need_goes_from_stated_to_answered_on_both_boards(board):
    alex, sam = board
    _writes_a_need(alex)
    expect(sam.page.get_by_text("half an hour of quiet")).to_have_count(0)
    alex.taps("Share it with " + sam.name)
    sam.sees("half an hour of quiet")
    sam.types("What I heard", "You need some quiet first.")
    sam.taps("Say it back")
    alex.sees("You need some quiet first.")
    alex.taps("Yes, that’s it")
    sam.page.get_by_label("Not now").check()
    sam.taps("Give my answer")
    for person in (alex, sam):
        person.sees("Not now")


def test_sharing_can_be_undone_for_a_moment_and_then_the_offer_goes(board):
    alex, sam = board
    _writes_a_need(alex)
    alex.taps("Share it with " + sam.name)
    sam.sees("half an hour of quiet")
    alex.taps("Undo")
    expect(sam.page.get_by_text("half an hour of quiet")).to_have_count(0)
    alex.taps("Share it with " + sam.name)
    expect(alex.page.get_by_role("button", name="Undo")).to_be_visible()
    expect(alex.page.get_by_role("button", name="Undo")).to_have_count(0, timeout=13_000)


def test_half_written_words_stay_while_the_other_acts(board):
    alex, sam = board
    sam.opens("Write a limit")
    sam.types("What matters to me", "my sleep")
    _writes_a_need(alex)
    alex.taps("Share it with " + sam.name)
    sam.sees("half an hour of quiet")
    expect(sam.page.get_by_role("textbox", name="What matters to me")).to_have_value("my sleep")
    sam.page.reload()
    sam.is_live()
    expect(sam.page.get_by_role("textbox", name="What matters to me")).to_have_value("my sleep")


def _writes_a_need(person):
    person.opens("Write a need")
    for label, text in BOXES.items():
        person.types(label, text)
    person.taps("Save and look at it")
    person.sees("Only you see this.")
