"""The library in real browsers: found without an account, done alone, put in order by keys, signed by two."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.person import start


@pytest.mark.parametrize("javascript", [True, False])
def test_someone_new_finds_what_they_can_do_alone_and_does_it_within_minutes(person, javascript):
    jo = person("Jo", java_script_enabled=javascript)
    jo.goes_to("/exercises?company=alone&theme=limits")
    jo.page.get_by_role("link", name="Find my line").click()
    jo.taps("Start alone")
    for _ in range(20):
        if jo.page.get_by_role("heading", name="You are through").is_visible():
            break
        _does_what_is_asked(jo)
    jo.sees("Only you see it.")
    jo.goes_to("/history")
    jo.page.get_by_role("link", name="Find my line").click()
    jo.sees("what I wrote")


def test_cards_are_put_in_order_by_keys_and_stay_so_over_a_reload(person):
    jo = person("Jo")
    jo.goes_to("/exercises/what-i-stand-for").taps("Start alone")
    jo.is_live()
    while jo.page.locator("[data-order]").count() == 0:
        _does_what_is_asked(jo)
    first, second = _order(jo)[:2]
    jo.page.get_by_role("button", name=f"Move down: {first}").focus()
    jo.page.keyboard.press("Enter")
    assert _order(jo)[:2] == [second, first]
    expect(jo.page.get_by_role("button", name=f"Move down: {first}")).to_be_focused()
    expect(jo.page.locator("#say")).to_have_text(re.compile(f"{re.escape(first)}: now 2 of"))
    expect(jo.page.locator("[data-saved]")).to_have_text(re.compile("Saved"))
    jo.page.reload()
    jo.is_live()
    assert _order(jo)[:2] == [second, first]
    jo.taps("Save this order")
    expect(jo.page.locator("[data-order]")).to_have_count(0)


def test_an_order_that_someone_is_making_stays_when_the_other_is_ready(two):
    """A push redraws the step; what is half done in it is not touched."""
    alex, sam = _both_at(two, "pause-pact", "[data-order]")
    first, second = _order(alex)[:2]
    alex.page.get_by_role("button", name=f"Move down: {first}").click()
    sam.taps("Save this order")
    alex.sees("ready")
    assert _order(alex)[:2] == [second, first]


def test_two_write_one_agreement_and_both_sign_it(two):
    alex, sam = _both_at(two, "make-an-agreement", ".step--agreement")
    alex.taps("Take the pen")
    sam.sees("has the pen")
    alex.types("What we agree on", "Tuesdays are mine")
    expect(sam.page.get_by_text("Tuesdays are mine")).to_have_count(0)
    alex.taps("Put the pen down")
    sam.sees("Tuesdays are mine")
    sam.taps("Change the words")
    sam.types("What we agree on", "Tuesdays are yours, Fridays are mine")
    sam.taps("Put the pen down")
    alex.opens("What changed")
    expect(alex.page.locator("ins").first).to_be_visible()
    alex.taps("These are the words")
    for person in (alex, sam):
        person.sees_heading("How freely willing are you?")
        person.page.get_by_label("5, freely").check()
        person.taps("Save")
    alex.sees_heading("Do these words fit?")
    alex.taps("Sign it")
    sam.sees(f"{alex.name} has signed.")
    sam.taps("Sign it")
    for person in (alex, sam):
        person.sees_heading("You have an agreement")


def test_one_who_is_not_willing_is_not_told_on(two):
    alex, sam = _both_at(two, "make-an-agreement", ".step--agreement")
    alex.taps("Take the pen")
    alex.types("What we agree on", "You cook every day")
    alex.taps("Put the pen down")
    sam.taps("These are the words")
    for person, word in ((alex, "5, freely"), (sam, "1, not at all")):
        person.sees_heading("How freely willing are you?")
        person.page.get_by_label(word).check()
        person.taps("Save")
    for person in (alex, sam):
        person.sees_heading("Not ready to sign right now")
    assert _bare(alex) == _bare(sam)


def _both_at(two, slug, place):
    """Both begin it and answer what is asked until they are there."""
    start(*two, slug)
    for person in two:
        person.is_live()
        person.taps("I am ready")
    for _ in range(60):
        there = 0
        for person in two:
            if _is_at(person, place):
                there += 1
            else:
                _does_what_is_asked(person)
        if there == len(two):
            return two
    raise AssertionError(f"they never came to {place}")


def _is_at(person, place):
    person.is_up_to_date()  # what is filled in just before a view comes is not in that view
    return person.page.locator(place).count() > 0


def _does_what_is_asked(person):
    """Fill what is there and tap the first thing that leads on, if there is one."""
    page = person.page
    for box in page.locator(".step__form:not(details *) :is(textarea, input[type=text])").all():
        if box.is_visible() and not box.input_value():
            box.fill("what I wrote")
    for fieldset in page.locator(".step__form:not(details *) fieldset").all():
        if fieldset.is_visible():
            for choice in fieldset.locator("input[type=checkbox]").all()[-3:]:
                choice.check()
            for choice in fieldset.locator("input[type=radio]").all()[-1:]:
                choice.check(force=True)
    before = page.locator("[data-stream]").get_attribute("data-version")
    for name in LEADS_ON:
        button = page.get_by_role("button", name=name, exact=True).first
        if button.count() and button.is_visible():
            button.click()
            expect(page.locator("[data-stream]")).not_to_have_attribute("data-version", before)
            break


# In this order, so that what needs the other comes last.
LEADS_ON = (
    "Start alone", "I have read this", "Save my answer", "Save this order", "Save", "Share it", "Give my answer",
    "Yes, that’s it", "Go on", "Finish", "I am ready to listen", "Pass my turn", "Leave it there",
)  # fmt: skip


def _order(person):
    return person.page.locator(".order__label").all_inner_texts()


def _bare(person):
    """What they see, without names and numbers."""
    html = person.page.locator("section.step").inner_html()
    return re.sub(r'value="[^"]*"|action="[^"]*"', "", html)
