"""A step from start to end by keyboard alone. The focus is always somewhere, and always to be seen."""

from playwright.sync_api import expect

from tests.browser.person import start


def test_a_step_by_keyboard_alone(two):
    alex, sam = two
    start(alex, sam, "specific-thanks")
    for person in two:
        person.is_live()
        for words in ("You made soup", "I was warm", "You care"):
            tabs_to(person, "textarea")
            person.page.keyboard.type(words)
        tabs_to(person, "button", "Save my answer")
        person.page.keyboard.press("Enter")
    for person in two:
        person.sees_heading("Your answers")
        expect(person.page.locator("h1:focus")).to_have_text("Your answers")
        tabs_to(person, "button", "Go on")
        person.page.keyboard.press("Enter")
    for person in two:
        expect(person.page.locator("h1:focus")).to_have_text("Taking it in")
        tabs_to(person, "input")
        person.page.keyboard.press("Space")
        person.page.keyboard.press("ArrowRight")
        expect(person.page.get_by_label("2, a little")).to_be_checked()
        tabs_to(person, "button", "Save")
        person.page.keyboard.press("Enter")
    for person in two:
        person.sees("The same: a little.")
        expect(person.page.locator("h1:focus")).to_be_attached()


def test_a_reveal_caused_by_the_other_does_not_leave_the_focus_nowhere(two):
    alex, sam = two
    start(alex, sam, "specific-thanks")
    for person in two:
        person.is_live()
    alex.taps("I would rather not say")
    alex.sees_heading(f"When {sam.name} is ready, you go on.")
    tabs_to(alex, "summary", "Write an answer after all")
    sam.taps("I would rather not say")
    alex.sees_heading("Your answers")
    expect(alex.page.locator("h1:focus")).to_have_text("Your answers")


def test_a_pause_by_keyboard(two):
    alex, sam = two
    start(alex, sam, "specific-thanks")
    for person in two:
        person.is_live()
    tabs_to(alex, "summary", "Pause")
    alex.page.keyboard.press("Enter")
    tabs_to(alex, "select")
    alex.page.keyboard.press("ArrowDown")
    tabs_to(alex, "button", "Pause for both")
    alex.page.keyboard.press("Enter")
    sam.sees_heading(f"Paused by {alex.name}")
    expect(alex.page.locator("h1:focus")).to_have_text("Paused by you")


def test_the_first_tab_leads_past_the_frame(two):
    alex, _ = two
    alex.goes_to("/home")
    alex.page.keyboard.press("Tab")
    expect(alex.page.locator(".skip:focus")).to_be_visible()
    alex.page.keyboard.press("Enter")
    expect(alex.page.locator("main:focus")).to_be_attached()


def tabs_to(person, tag, words=None):
    """Tab until such an element has the focus; it must be one that shows it."""
    for _ in range(60):
        person.page.keyboard.press("Tab")
        found = person.page.evaluate(FOCUSED)
        if found["tag"] == tag and (words is None or found["text"] == words):
            assert found["outline"] != "none 0px", found
            return
    raise AssertionError(f"no {tag} {words or ''} within sixty tabs")


FOCUSED = """() => {
  const it = document.activeElement, style = getComputedStyle(it);
  return { tag: it.tagName.toLowerCase(), text: it.innerText,
           outline: `${style.outlineStyle} ${style.outlineWidth}` };
}"""
