"""The server dies in the middle of a turn and comes back: nobody loses a character, and nothing is done twice."""

import pytest
from playwright.sync_api import expect

from tests.browser.person import link, start
from tests.server import Server


@pytest.fixture
def own_server(tmp_path):
    running = Server(tmp_path / "data")
    yield running
    running.stop()


def test_words_and_turn_survive_a_killed_server(own_server, person):
    alex, sam = person("Alex", own_server), person("Sam", own_server)
    link(alex, sam)
    start(alex, sam, "slow-turns")
    for each in (alex, sam):
        each.is_live()
        each.taps("I am ready")
    for each in (alex, sam):
        each.taps("I have read this")
    for each in (alex, sam):
        each.page.get_by_label("A memory from before we met").check()
        each.taps("Save my answer")
    for each in (alex, sam):
        each.taps("Go on")
        expect(each.page.locator(".turn__who")).to_be_visible()
    speaker, listener = (alex, sam) if alex.page.locator(".turn--speaker").count() else (sam, alex)
    listener.taps("I am ready to listen")
    speaker.taps("Start my turn")
    speaker.opens("Write it down too")
    box = speaker.page.get_by_role("textbox", name="My words")
    box.click()
    speaker.page.keyboard.type("When I was six ")

    own_server.kill()
    expect(speaker.page.locator("html[data-live=away]")).to_be_attached()
    speaker.page.keyboard.type("we moved house.")
    speaker.taps("I have said it")
    own_server.start()

    for each in (alex, sam):
        each.is_live()
    listener.sees("When I was six we moved house.")
    assert listener.page.get_by_text("When I was six we moved house.").count() == 1
    expect(listener.page.get_by_role("textbox", name="What I heard")).to_be_visible()


def test_a_draft_is_there_after_a_killed_server_and_a_new_page(own_server, person):
    alex, sam = person("Alex", own_server), person("Sam", own_server)
    link(alex, sam)
    start(alex, sam, "specific-thanks")
    alex.is_live()
    box = alex.page.get_by_role("textbox", name="What did it do for me?")
    box.click()
    alex.page.keyboard.type("I could bre")
    expect(alex.page.locator("[data-saved]")).to_contain_text("Saved")
    own_server.kill()
    own_server.start()
    alex.page.reload()
    expect(box).to_have_value("I could bre")
