"""What is left when a session is over, and that looking at it costs the same however much there is."""

import pytest
from sqlalchemy import event

from couples.extensions import db
from tests.cast import start


def finish(alex, sam):
    session = start(alex, "specific-thanks")
    alex.do(session, "stop")
    return session


def test_a_session_that_is_over_is_in_the_history_of_both(alex, sam, couple):
    session = finish(alex, sam)
    for person in (alex, sam):
        page = person.get("/history").get_data(as_text=True)
        assert f"/sessions/{session}/review" in page and "Ended early" in page
        assert f"/sessions/{session}/review" in person.get("/home").get_data(as_text=True)


def test_a_session_that_runs_leads_back_to_itself(alex, sam, couple):
    session = start(alex, "specific-thanks")
    assert alex.get(f"/sessions/{session}/review").location == f"/sessions/{session}"


def test_older_ones_are_a_page_away(alex, sam, couple):
    sessions = [finish(alex, sam) for _ in range(23)]
    page = alex.get("/history").get_data(as_text=True)
    assert page.count("/review") == 20
    older = page.split('href="/history?before=')[1].split('"')[0]
    rest = alex.get(f"/history?before={older}").get_data(as_text=True)
    assert sum(session in rest for session in sessions) == 3


@pytest.mark.parametrize("path", ["/home", "/history", "/exercises", "/pair"])
def test_a_page_asks_the_database_as_often_with_a_long_history(app, alex, sam, couple, path):
    finish(alex, sam)
    few = _queries(app, lambda: alex.get(path))
    for _ in range(8):
        finish(alex, sam)
    assert _queries(app, lambda: alex.get(path)) == few


def _queries(app, act):
    seen = []
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
    act()
    return len(seen)
