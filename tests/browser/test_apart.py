"""Apart: one answers today and closes the window, the other answers tomorrow, and then the first comes back."""

from playwright.sync_api import expect

from tests.browser.test_first_session import answer


def test_one_answers_today_and_the_other_tomorrow(two):
    alex, sam = two
    alex.goes_to("/exercises/specific-thanks")
    alex.page.get_by_label("Apart").check()
    alex.taps("Start")
    answer(alex, "You sang for me", "It was light", "You are kind")
    alex.sees_heading(f"When {sam.name} is ready, both answers open.")
    alex.page.close()

    opens_what_waits(sam)
    expect(sam.page.get_by_text("ready", exact=True)).to_be_visible()
    assert "You sang for me" not in sam.page.content()
    answer(sam, "You walked the dog", "I could sleep", "You notice things")
    sam.sees("You sang for me")
    sam.taps("Go on")
    sam.page.get_by_label("4, well").check()
    sam.taps("Save")
    sam.sees_heading(f"When {alex.name} is ready, both answers open.")
    sam.page.close()

    opens_what_waits(alex)
    alex.sees("You walked the dog")
    alex.sees(f"{sam.name} is ahead")
    alex.taps("Go on")
    alex.page.get_by_label("2, a little").check()
    alex.taps("Save")
    alex.sees("You are 2 apart.")


def test_words_half_written_today_are_there_tomorrow(two):
    alex, _ = two
    alex.goes_to("/exercises/specific-thanks")
    alex.page.get_by_label("Apart").check()
    alex.taps("Start")
    alex.is_live()
    alex.types("What did it do for me?", "I could bre")
    expect(alex.page.locator("[data-saved]")).to_contain_text("Saved")
    alex.page.close()
    opens_what_waits(alex)
    expect(alex.page.get_by_role("textbox", name="What did it do for me?")).to_have_value("I could bre")


def opens_what_waits(person):
    person.comes_back()
    person.goes_to("/home")
    person.page.get_by_role("link", name="Continue").click()
