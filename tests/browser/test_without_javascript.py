"""Everything works without JavaScript: plain forms, and pages that wait are loaded again by themselves."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_first_session import answer


def test_from_signing_up_to_the_end_by_forms_alone(person):
    alex, sam = both = [person(name, java_script_enabled=False) for name in ("Alex", "Sam")]
    alex.goes_to("/pair").taps("Make a code")
    sam.goes_to("/pair").types("Code", alex.page.locator(".code__letters").inner_text())
    sam.taps("Look who it is")
    sam.taps("Yes, link us")
    alex.goes_to("/pair").taps("Yes, link us")
    begins(alex, sam, "specific-thanks")
    for each in both:
        answer(each, f"tea from {each.name}", "rest", "kind")
    alex.page.reload()
    for each, other in ((alex, sam), (sam, alex)):
        each.sees(f"tea from {other.name}")
        each.taps("Go on")
        each.page.get_by_label("4, well").check()
        each.taps("Save")
    for each in both:
        each.page.reload()
        each.taps("Go on")
        each.taps("I would rather not say")
    for each in both:
        each.page.reload()
        each.taps("Finish")
    alex.page.reload()
    alex.sees_heading("You are through")


def test_a_refusal_keeps_the_words(linked):
    alex, sam = linked
    begins(alex, sam, "specific-thanks")
    alex.types("What did it do for me?", "I could sit down")
    with alex.page.expect_response("**/deeds") as answered:
        alex.taps("Save my answer")
    assert answered.value.status == 422
    alex.sees('Write an answer, or choose "I would rather not say".')
    expect(alex.page.get_by_role("textbox", name="What did it do for me?")).to_have_value("I could sit down")
    alex.complaints.clear()  # Chromium notes each answer with a status of 422


def test_guess_then_ask_through_a_turn(linked):
    begins(*linked, "guess-then-ask")
    for each in linked:
        rates(each, "2, a little", "Save and guess next")
        rates(each, "4, a lot", "Save")
    linked[0].page.reload()
    for each in linked:
        each.sees("Your guess for")
        each.taps("Go on")
    speaker, listener = sorted(linked, key=lambda each: each.page.locator(".turn--listener").count())
    listener.taps("I am ready to listen")
    speaker.page.get_by_role("link", name="See what is new").click()
    speaker.taps("Start my turn")
    listener.page.reload()
    listener.taps("Add a minute")
    expect(listener.page.get_by_role("timer")).to_have_text(re.compile("2:00|1:.."))
    speaker.opens("Write it down too")
    speaker.types("My words", "On Tuesday I was tired")
    speaker.taps("I have said it")
    listener.page.reload()
    for each in linked:
        each.sees("On Tuesday I was tired")
        each.taps("Go on")


def test_only_a_page_that_nobody_writes_on_is_loaded_again(linked):
    begins(*linked, "say-one-need")
    for each in linked:
        each.taps("I am ready")
    linked[0].page.reload()
    for each in linked:
        each.taps("I have read this")
    owner, other = sorted(linked, key=lambda each: each.page.get_by_role("textbox").count(), reverse=True)
    expect(owner.page.get_by_role("textbox", name="I need …")).to_be_visible()
    expect(owner.page.locator("meta[http-equiv=refresh]")).to_have_count(0)
    expect(other.page.locator("meta[http-equiv=refresh]")).to_have_count(1)


@pytest.fixture
def linked(person, pair):
    return [person("", remote=remote, java_script_enabled=False) for remote in pair[:2]]


def begins(one, two, slug):
    one.goes_to(f"/exercises/{slug}").taps("Start")
    two.goes_to("/home").page.get_by_role("link", name="Continue").click()


def rates(person, point, button):
    for each in person.page.get_by_label(point).all():
        each.check()
    person.taps(button)
