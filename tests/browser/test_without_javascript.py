"""Everything works without JavaScript: plain forms, and a waiting page that is loaded again."""

from playwright.sync_api import expect

from tests.browser.test_first_session import answer


def test_from_signing_up_to_the_end_by_forms_alone(person):
    alex, sam = (person(name, java_script_enabled=False) for name in ("Alex", "Sam"))
    alex.goes_to("/pair").taps("Make a code")
    sam.goes_to("/pair").types("Code", alex.page.locator(".code__letters").inner_text())
    sam.taps("Look who it is")
    sam.taps("Yes, link us")
    alex.goes_to("/pair").taps("Yes, link us")
    alex.goes_to("/exercises/specific-thanks").taps("Start")
    sam.goes_to("/home").page.get_by_role("link", name="Continue").click()

    alex.taps("Save my answer")
    alex.sees('Write an answer, or choose "I would rather not say".')
    alex.types("What did it do for me?", "I could sit down")
    alex.taps("Save my answer")
    expect(alex.page.get_by_role("textbox", name="What did it do for me?")).to_have_value("I could sit down")
    for each in (alex, sam):
        answer(each, f"tea from {each.name}", "rest", "kind")
    alex.page.reload()
    for each, other in ((alex, sam), (sam, alex)):
        each.sees(f"tea from {other.name}")
        each.taps("Go on")
        each.page.get_by_label("4, well").check()
        each.taps("Save")
    for each in (alex, sam):
        each.page.reload()
        each.taps("Go on")
        each.taps("I would rather not say")
    for each in (alex, sam):
        each.page.reload()
        each.taps("Finish")
    alex.page.reload()
    alex.sees_heading("You are through")
