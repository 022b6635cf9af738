"""The private check is part of the page that everyone gets, and nothing in it can be sent."""

import re

from couples.safety.check import QUESTIONS
from couples.settings import ROOT
from tests.cast import start
from tests.content.test_exercises import GRADE, reading_grade


def form(person):
    """The check as someone gets it."""
    page = person.get("/info").get_data(as_text=True)
    return re.search(r"<form class=\"check.*?</form>", page, re.DOTALL)[0]


def test_everyone_gets_the_same_bytes(app, alex, sam, couple, jo):
    assert form(alex) == form(sam) == form(jo) == form(app.test_client())


def test_all_questions_and_all_help_are_in_it(alex):
    told = form(alex).replace("&#39;", "'")
    assert len(QUESTIONS) == 8
    for each in QUESTIONS:
        assert each.ask in told and each.title in told and each.text in told
    assert told.count("<fieldset") == len(QUESTIONS)


def test_nothing_in_it_can_be_sent(alex):
    """Its method needs a dialog around it, the button that Enter presses is off, and it names no address."""
    told = form(alex)
    assert 'method="dialog"' in told and "action=" not in told and "formaction" not in told
    assert told.index("<button disabled") < told.index("<input")
    assert re.findall(r"<button(?! disabled)[^>]*>", told) == [
        '<button class="button button--plain check__close" type="reset">'
    ]
    assert "<a " not in told


def test_browsers_are_asked_to_remember_nothing_of_it(alex):
    fields = re.findall(r"<input[^>]*>", form(alex))
    assert len(fields) == 8 * 3 + 1
    assert all('autocomplete="off"' in each and " checked" not in each for each in fields)
    assert alex.get("/info").headers["Cache-Control"] == "no-store"


def test_its_script_sends_and_keeps_nothing():
    script = (ROOT / "static/js/modules/check.js").read_text()
    assert not re.search(
        r"fetch|XMLHttp|sendBeacon|[sS]torage|indexedDB|cookie|history|location|import|WebSocket", script
    )


def test_every_question_has_its_place_in_the_style_sheet():
    style = (ROOT / "static/css/components/safety.css").read_text()
    for each in QUESTIONS:
        assert f'[name="{each.name}"][value="yes"]:checked) [data-part="{each.name}"]' in style


def test_it_is_in_plain_words():
    told = " ".join(f"{each.ask} {each.title}. {each.text}" for each in QUESTIONS)
    assert reading_grade(told) <= GRADE


def test_after_an_exercise_both_are_shown_the_way_to_it(alex, sam, couple):
    session = start(alex, "specific-thanks")
    alex.do(session, "stop")
    seen = [re.sub(r' data-now="[\d.]+"', "", person.sees(session)) for person in (alex, sam)]
    assert "eight questions, just for you" in seen[0]
    assert seen[0] == seen[1]
