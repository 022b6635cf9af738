"""Slow turns in two browsers: the private gate, a turn with its clock, saying back, and a pause."""

import pytest
from playwright.sync_api import expect

from tests.browser.person import start


@pytest.fixture
def turn(two):
    """Both at the first turn: the speaker first. Who speaks is the server's coin, so it is read from the page."""
    start(*two, "slow-turns")
    for person in two:
        person.is_live()
        person.taps("I am ready")
    for person in two:
        person.taps("I have read this")
    for person in two:
        person.page.get_by_label("A friend or a neighbor").check()
        person.taps("Save my answer")
    for person in two:
        person.sees("You both picked the same.")
        person.taps("Go on")
    for person in two:
        expect(person.page.locator(".turn__who")).to_be_visible()
    speaks = two[0].page.locator(".turn--speaker").count() == 1
    return two if speaks else (two[1], two[0])


def test_a_turn_from_ready_to_yes_that_is_it(turn):
    speaker, listener = turn
    listener.taps("I am ready to listen")
    speaker.taps("Start my turn")
    for person in turn:
        expect(person.page.get_by_role("timer")).to_be_visible()
    listener.taps("Add a minute")
    expect(speaker.page.locator(".timer__left")).to_contain_text("2:")
    speaker.opens("Write it down too")
    speaker.types("My words", "I feel new in this street.")
    speaker.taps("I have said it")
    listener.sees("I feel new in this street.")

    listener.types("What I heard", "One. Two. Three.")
    listener.taps("Say it back")
    listener.sees("Use at most two sentences. Keep the heart of it.")
    expect(listener.page.get_by_role("textbox", name="What I heard")).to_have_value("One. Two. Three.")
    listener.types("What I heard", "You feel new here.")
    listener.taps("Say it back")
    speaker.sees("You feel new here.")
    speaker.taps("Almost")
    listener.types("What I heard", "You feel new, and a bit alone.")
    listener.taps("Say it back")
    speaker.sees("You feel new, and a bit alone.")
    speaker.taps("Yes, that’s it")
    for person in turn:
        person.sees("This turn is over.")


def test_half_written_words_and_the_caret_survive_what_the_other_does(turn):
    speaker, listener = turn
    listener.taps("I am ready to listen")
    speaker.taps("Start my turn")
    speaker.opens("Write it down too")
    box = speaker.page.get_by_role("textbox", name="My words")
    box.click()
    speaker.page.keyboard.type("I feel here")
    for _ in range(4):
        speaker.page.keyboard.press("ArrowLeft")
    before = speaker.page.locator("article").get_attribute("data-version")
    listener.taps("Add a minute")
    expect(speaker.page.locator("article")).not_to_have_attribute("data-version", before)
    speaker.page.keyboard.type("new ")
    expect(box).to_have_value("I feel new here")
    assert box.evaluate("box => [box.selectionStart, document.activeElement === box]") == [11, True]


def test_either_pauses_and_it_goes_on_when_both_are_back(turn):
    speaker, listener = turn
    listener.page.get_by_text("Pause", exact=True).click()
    listener.page.get_by_label("Come back in").select_option("20")
    listener.taps("Pause for both")
    speaker.sees_heading(f"Paused by {listener.name}")
    for person in turn:
        expect(person.page.locator(".sheet__until time")).to_be_visible()
    speaker.taps("I am back")
    speaker.sees(f"It goes on when {listener.name} is too.")
    listener.taps("I am back")
    for person in turn:
        expect(person.page.locator(".turn__who")).to_be_visible()


def test_nobody_sees_what_the_other_tapped_at_the_gate(two):
    alex, sam = two
    start(alex, sam, "slow-turns")
    alex.is_live()
    sam.is_live()
    before = sam.page.locator("article").inner_html()
    alex.taps("Not now")
    alex.sees("You said not now. Nobody is told.")
    assert sam.page.locator("article").inner_html() == before
