"""The main job, as two people do it: sign up, link, open an exercise, answer in private, see both answers open."""

import os

from playwright.sync_api import expect

from tests.browser.person import link, start

ASKS = ("What did you do that I am thankful for?", "What did it do for me?", "What does it say about you?")


def test_from_signing_up_to_a_session_that_both_can_read_again(person):
    alex, sam = both = [person(name, called=name) for name in ("Alex", "Sam")]
    link(alex, sam)
    start(alex, sam, "specific-thanks")
    for each in both:
        each.is_live()
    answer(alex, "You carried my bags", "My back was glad", "You notice how others are")
    alex.sees_heading(f"When {sam.name} is ready, both answers open.")
    expect(sam.page.locator(".waiting .presence__state")).to_have_text("ready")
    expect(sam.page.locator("[data-who=them] .presence__state")).to_have_text("Here", timeout=2_000)
    assert "carried my bags" not in sam.page.content()

    answer(sam, "You called my mother", "It took a weight off", "You are brave")
    for each in both:
        each.sees_heading("Your answers")
        each.sees("You called my mother")
        each.sees("You carried my bags")
    if path := os.environ.get("COUPLES_SCREENSHOT"):
        sam.page.evaluate("scrollTo(0, 0)")
        sam.page.screenshot(path=path, animations="disabled")

    for each in both:
        each.taps("Go on")
    for each in both:
        each.page.get_by_label("4, well").check()
        each.taps("Save")
    for each in both:
        each.sees("The same: well.")
        each.taps("Go on")
    for each in both:
        each.types("One word for how you leave", "lighter")
        each.taps("Save")
    for each in both:
        each.taps("Finish")
    for each in both:
        each.sees_heading("You are through")
        it_is_in_the_history_of(each)


def test_the_reveal_comes_in_one_piece(two):
    """Every state of both pages is looked at: each one's words are there only beside the other's, in an open step."""
    alex, sam = two
    start(alex, sam, "specific-thanks")
    for person in two:
        person.is_live()
        person.page.evaluate(WATCH)
    answer(sam, "canarySam", "e", "a")
    answer(alex, "canaryAlex", "e", "a")
    for person, own, theirs in ((sam, "canarySam", "canaryAlex"), (alex, "canaryAlex", "canarySam")):
        person.sees(theirs)
        with_words = [state for state in person.page.evaluate("window.states") if theirs in state]
        assert with_words
        assert all(own in state and "Your answers" in state for state in with_words)


def answer(person, *words):
    for ask, text in zip(ASKS, words, strict=True):
        person.types(ask, text)
    person.taps("Save my answer")


def it_is_in_the_history_of(person):
    for path in ("/home", "/history"):
        person.goes_to(path).page.get_by_role("link", name="Specific thanks", exact=True).click()
        person.sees("You called my mother")
        person.sees("You carried my bags")


WATCH = """() => {
  window.states = [];
  const note = () => window.states.push(document.querySelector("main").innerText);
  new MutationObserver(note).observe(document.querySelector("main"), { childList: true, subtree: true });
}"""
