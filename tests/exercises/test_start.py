"""Starting an exercise: with the other, or alone."""

import re
import threading

from couples import content
from couples.domain.deed import Deed
from tests.cast import Person, link, next_deed, open_session, start, state_of


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


def test_one_deep_exercise_a_day_and_the_next_is_closed_in_the_same_bytes_as_one_nobody_was_ready_for(
    make_app,
):
    app = make_app(rest_hours=16, ready_minutes=10)
    alex, sam = Person(app, "Alex"), Person(app, "Sam")
    link(alex, sam)
    unready = start(alex, "who-carries-what")
    _lapse(app, unready)
    open_session(alex, sam, "slow-turns")
    before = sam.get("/home").get_data()
    resting = start(alex, "tell-my-line")
    assert state_of(app, resting).lapsed
    assert _bare(alex.sees(resting)) == _bare(alex.sees(unready))
    assert sam.get("/home").get_data() == before, "the other is told nothing"
    assert not state_of(app, start(alex, "make-an-agreement")).lapsed, "what is less deep stays open"


def test_one_that_was_begun_and_never_opened_does_not_count(make_app):
    app = make_app(rest_hours=16)
    alex, sam = Person(app, "Alex"), Person(app, "Sam")
    link(alex, sam)
    _lapse(app, start(alex, "slow-turns"))
    open_session(alex, sam, "tell-my-line")


def test_an_answer_that_closes_it_leaves_the_same_bytes_to_both(app, alex, sam, couple):
    session = open_session(alex, sam, "after-the-argument")
    step = state_of(app, session).exercise.steps[0]
    low, calm = ({option.name: point for option in step.options} for point in ("0", "4"))
    alex.do(session, "answer", step.id, part="own", **low)
    assert not state_of(app, session).over
    sam.do(session, "answer", step.id, part="own", **calm)
    assert state_of(app, session).lapsed
    assert _bare(alex.sees(session)) == _bare(sam.sees(session))


def test_someone_alone_does_an_exercise_and_finds_it_again_and_nobody_else_does(app, alex, sam, couple, jo):
    session = start(alex, "find-my-line", mode="alone")
    assert start(alex, "find-my-line", mode="alone") == session, "one at a time"
    assert "Find my line" in alex.get("/home").get_data(as_text=True)
    while not state_of(app, session).over:
        for name, step, fields in next_deed(state_of(app, session), "A", lambda text: f"canary {text}"):
            if hasattr(alex.do(session, name, step, **fields), "version"):
                break
    assert "canary" in alex.get(f"/sessions/{session}/review").get_data(as_text=True)
    assert "Find my line" in alex.get("/history").get_data(as_text=True)
    for person in (sam, jo):
        missing = person.get("/sessions/" + "x" * 22).data
        assert (
            person.get(f"/sessions/{session}").data
            == person.get(f"/sessions/{session}/review").data
            == missing
        )
        assert "Find my line" not in person.get("/home").get_data(as_text=True)


def test_what_takes_two_cannot_be_done_alone_and_the_other_way_round(alex, sam, couple):
    assert alex.post("/exercises/slow-turns/start", mode="alone").status_code == 422
    assert alex.post("/exercises/find-my-line/start", mode="together").status_code == 422


def test_spoken_asks_for_one_line_and_says_the_rest(app, alex, sam, couple):
    answer = alex.post("/exercises/specific-thanks/start", mode="together", spoken="yes")
    session = answer.location.rsplit("/", 1)[1]
    page = alex.sees(session)
    assert "Say it aloud" in page and "One line to keep" in page
    assert "What did you do that I am thankful for?" in page
    for person in (alex, sam):
        person.do(session, "answer", "thanks", line="")
    assert state_of(app, session).states[0].released.all()


def _lapse(app, session):
    house = app.extensions["couples"]
    house.writer.do(
        stream=session, deed=Deed("stop"), account=state_of_head(app, session), op="x", digest=b"",
        authorise=lambda head: "A",
    )  # fmt: skip


def state_of_head(app, session):
    return app.extensions["couples"].writer.live(session).head.members.a


def _bare(html):
    """Without what tells one session from another."""
    return re.sub(r'"stream-[^"]*"|data-(stream|version|now)="[^"]*"|“[^”]*”', "", html)
