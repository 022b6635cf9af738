"""The catalogue, and starting something from it."""

import threading

import pytest

from couples import content
from tests.cast import open_session, start, state_of


@pytest.mark.parametrize("slug", sorted(content.exercises()))
def test_everybody_may_read_what_an_exercise_asks(app, slug):
    page = app.test_client().get(f"/exercises/{slug}").get_data(as_text=True)
    exercise = content.exercises()[slug]
    for text in (exercise.title, "Who sees what", "Not now if"):
        assert text in page


def test_an_exercise_that_is_not_there_is_not_found(app):
    assert app.test_client().get("/exercises/nothing").status_code == 404


def test_who_is_not_linked_is_led_to_linking(jo):
    assert jo.post("/exercises/specific-thanks/start", mode="together").location == "/pair"


def test_both_find_the_session_at_home(alex, sam, couple):
    session = start(alex, "specific-thanks")
    for person in (alex, sam):
        assert f"/sessions/{session}" in person.get("/home").get_data(as_text=True)
    assert "This one is open" in sam.get("/exercises/specific-thanks").get_data(as_text=True)


def test_both_starting_the_same_at_once_are_in_one_session(alex, sam, couple):
    found = []
    threads = [
        threading.Thread(target=lambda p=p: found.append(start(p, "specific-thanks")))
        for p in (alex, sam) * 3
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1


def test_a_session_keeps_its_own_copy_of_the_exercise(app, alex, sam, couple, monkeypatch):
    session = start(alex, "specific-thanks")
    app.extensions["couples"].writer.streams.drop(session)
    monkeypatch.setattr(content, "exercises", dict)
    assert state_of(app, session).exercise.title == "Specific thanks"


def test_a_deep_one_waits_until_both_have_tapped_ready(app, alex, sam, couple):
    session = start(alex, "slow-turns")
    assert "Are you ready for this today?" in alex.get(f"/sessions/{session}").get_data(as_text=True)
    open_session(alex, sam, "slow-turns")
    assert state_of(app, session).opened


def test_a_mode_that_is_not_offered_is_refused(alex, sam, couple):
    assert alex.post("/exercises/specific-thanks/start", mode="upside down").status_code == 422


def test_a_gate_closes_by_itself(make_app):
    import time

    from tests.cast import Person, link

    app = make_app(ready_minutes=0)
    alex, sam = Person(app, "Alex"), Person(app, "Sam")
    link(alex, sam)
    session = start(alex, "slow-turns")
    until = time.monotonic() + 5
    while not state_of(app, session).lapsed and time.monotonic() < until:
        time.sleep(0.02)
    pages = {person.get(f"/sessions/{session}").status_code for person in (alex, sam)}
    assert pages == {200}
    assert "Not open for the two of you right now" in sam.get(f"/sessions/{session}").get_data(as_text=True)
    assert "Continue" not in sam.get("/home").get_data(as_text=True)
