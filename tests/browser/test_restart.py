"""The server is killed in the middle of a turn and comes back: nobody loses a character, nothing is done twice."""

import pytest
from playwright.sync_api import expect

from tests.browser.person import start
from tests.server import Remote, link_remote


@pytest.fixture
def turn(own_server, person):
    """A turn that has begun: the speaker first."""
    alex, sam = Remote(own_server, "Alex"), Remote(own_server, "Sam")
    link_remote(alex, sam)
    both = [person("", own_server, remote=remote) for remote in (alex, sam)]
    start(*both, "slow-turns")
    for each in both:
        each.is_live()
        each.taps("I am ready")
    for each in both:
        each.taps("I have read this")
    for each in both:
        each.page.get_by_label("A memory from before we met").check()
        each.taps("Save my answer")
    for each in both:
        each.taps("Go on")
        expect(each.page.locator(".turn__who")).to_be_visible()
    both.sort(key=lambda each: each.page.locator(".turn--listener").count())
    both[1].taps("I am ready to listen")
    both[0].taps("Start my turn")
    both[0].opens("Write it down too")
    return both


def test_half_written_words_and_whose_turn_it_is_survive(own_server, turn):
    speaker, listener = turn
    box = speaker.page.get_by_role("textbox", name="My words")
    box.click()
    speaker.page.keyboard.type("When I was six ")
    own_server.kill()
    expect(speaker.page.locator("html[data-live=away]")).to_be_attached()
    speaker.page.keyboard.type("we moved house.")
    expect(speaker.page.locator("[data-saved]")).to_have_text("Kept on this device until you are back.")
    own_server.start()
    for each in turn:
        each.is_live()
    expect(box).to_have_value("When I was six we moved house.")
    expect(box).to_be_focused()
    expect(speaker.page.locator(".turn--speaker")).to_be_visible()
    expect(listener.page.locator(".turn--listener")).to_be_visible()
    expect(speaker.page.locator("[data-saved]")).to_contain_text("Saved")
    speaker.page.reload()
    expect(box).to_have_value("When I was six we moved house.")


def test_what_is_done_while_the_server_is_away_is_done_once_when_it_is_back(own_server, turn):
    speaker, listener = turn
    timer = listener.page.locator("[data-timer]")
    before = float(timer.get_attribute("data-deadline"))
    own_server.kill()
    for each in turn:
        expect(each.page.locator("html[data-live=away]")).to_be_attached()
    listener.taps("Add a minute")
    listener.sees("We will send them when you are back.")
    own_server.start()
    for each in turn:
        each.is_live()
        expect(each.page.locator("[data-timer]")).not_to_have_attribute("data-deadline", str(before))
    assert float(timer.get_attribute("data-deadline")) - before == pytest.approx(60)

    own_server.kill()
    speaker.types("My words", "When I was six we moved house.")
    speaker.taps("I have said it")
    own_server.start()
    for each in turn:
        each.is_live()
        expect(each.page.get_by_text("When I was six we moved house.")).to_have_count(1)
    expect(listener.page.get_by_role("textbox", name="What I heard")).to_be_visible()
