"""Say one need: a need of each, said back and answered. A no and a "later" are answers like a yes."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from tests.browser.person import start

BOXES = {
    "When …": "we come home late",
    "I feel …": "worn out",
    "I need …": "half an hour of quiet",
    "Would you …": "start supper without me",
}
SENTENCE = "When we come home late, I feel worn out. I need half an hour of quiet. Would you start supper without me?"
IN_A_WEEK = datetime.date.today() + datetime.timedelta(days=7)


@pytest.fixture
def needs(two):
    """Both at the first need: its owner first. Whose it is is the server's coin."""
    start(*two, "say-one-need")
    for person in two:
        person.is_live()
        person.taps("I am ready")
    for person in two:
        person.taps("I have read this")
    for person in two:
        expect(person.page.locator(".step--need")).to_be_visible()
    owns = two[0].page.get_by_role("textbox", name="I need …").count() == 1
    return two if owns else (two[1], two[0])


def test_both_needs_with_a_no_and_a_later(needs):
    first, second = needs
    says_a_need(first, second)
    says_it_back(second, first)
    second.page.get_by_label("Not now").check()
    second.types("A few words with it", "This month is full for me")
    second.taps("Give my answer")
    for person in needs:
        person.sees("Not now")
        person.sees("This month is full for me")
        person.taps("Go on")

    says_a_need(second, first)
    says_it_back(first, second)
    first.page.get_by_label("I need to think").check()
    first.taps("Give my answer")
    first.sees("Choose the day you will have thought about it.")
    expect(first.page.get_by_label("I need to think")).to_be_checked()
    first.page.get_by_label("I will have thought about it by").fill(IN_A_WEEK.isoformat())
    first.taps("Give my answer")
    for person in needs:
        person.sees(f"I need to think until {IN_A_WEEK.day} {IN_A_WEEK:%B %Y}")
        person.taps("Go on")
    for person in needs:
        person.sees("Asking or demanding")


def test_nobody_sees_a_need_before_its_owner_shares_it(needs):
    first, second = needs
    before = second.page.locator("article").inner_html()
    writes(first)
    first.sees_heading(f"This is how {second.name} will see it")
    assert second.page.locator("article").inner_html() == before
    second.page.reload()
    assert "half an hour of quiet" not in second.page.content()
    first.taps("Keep it for myself")
    second.sees("Nothing was shared here.")
    assert "half an hour of quiet" not in second.page.content()


def test_the_sentence_grows_while_it_is_written_and_a_hard_word_gets_a_soft_hint(needs):
    first, _ = needs
    sentence = first.page.locator("output.sentence")
    first.types("When …", "you always come home late")
    expect(sentence).to_have_text("When you always come home late, I feel …. I need …. Would you …?")
    first.sees("hard to hear. Could you name one time instead?")
    first.taps("It is fine as it is")
    expect(first.page.get_by_text("hard to hear")).to_have_count(0)
    expect(first.page.get_by_role("textbox", name="When …")).to_be_focused()


def writes(person):
    for box, words in BOXES.items():
        person.types(box, words)
    person.taps("Save and look at it")


def says_a_need(owner, other):
    writes(owner)
    owner.taps(f"Share it with {other.name}")
    expect(other.page.locator(".sentence")).to_have_text(SENTENCE)


def says_it_back(listener, owner):
    listener.types("What I heard", "You need a quiet half hour.")
    listener.taps("Say it back")
    owner.sees("You need a quiet half hour.")
    owner.taps("Yes, that’s it")
    expect(listener.page.get_by_role("group", name=re.compile("Your answer"))).to_be_visible()
