"""The main job, as two people do it: sign up, link, open an exercise, answer in private, see both answers open."""

import os

from playwright.sync_api import expect

from tests.browser.person import start

ASKS = ("What did you do that I am thankful for?", "What did it do for me?", "What does it say about you?")


def answer(person, *words):
    for ask, text in zip(ASKS, words, strict=True):
        person.types(ask, text)
    person.taps("Save my answer")


def test_from_signing_up_to_a_finished_session(two):
    alex, sam = two
    start(alex, sam, "specific-thanks")
    alex.is_live()
    sam.is_live()
    answer(alex, "You made tea before I asked", "I could sit down", "You notice how others are")
    alex.sees_heading(f"When {sam.name} is ready, both answers open.")
    expect(sam.page.locator(".waiting .presence__state")).to_have_text("ready")
    assert "made tea before I asked" not in sam.page.locator("article").inner_html().replace(HINT, "")

    answer(sam, "You called my mother", "It took a weight off", "You are brave")
    for person in two:
        person.sees_heading("Your answers")
        person.sees("You called my mother")
        person.sees("I could sit down")
    if path := os.environ.get("COUPLES_SCREENSHOT"):
        sam.page.screenshot(path=path)

    for person in two:
        person.taps("Go on")
    for person in two:
        person.page.get_by_label("4, well").check()
        person.taps("Save")
    for person in two:
        person.sees("The same: well.")
        person.taps("Go on")
    for person in two:
        person.types("One word for how you leave", "lighter")
        person.taps("Save")
    for person in two:
        person.taps("Finish")
    for person in two:
        person.sees_heading("You are through")
        person.page.get_by_role("link", name="Read it again").click()
        person.sees("You called my mother")
        person.goes_to("/home")
        expect(person.page.get_by_role("link", name="Specific thanks", exact=True)).to_be_visible()


def test_the_reveal_comes_in_one_piece(two):
    """Every state of Sam's page is looked at: words of Alex are only ever there beside Sam's own, as an open step."""
    alex, sam = two
    start(alex, sam, "specific-thanks")
    sam.is_live()
    sam.page.evaluate(WATCH)
    answer(sam, "canarySam", "e", "a")
    answer(alex, "canaryAlex", "e", "a")
    sam.sees("canaryAlex")
    states = sam.page.evaluate("window.states")
    with_words = [state for state in states if "canaryAlex" in state]
    assert with_words
    assert all("canarySam" in state and "Your answers" in state for state in with_words)


HINT = "You made tea before I asked."
WATCH = """() => {
  window.states = [];
  const note = () => window.states.push(document.querySelector("main").innerText);
  new MutationObserver(note).observe(document.querySelector("main"), { childList: true, subtree: true });
}"""
