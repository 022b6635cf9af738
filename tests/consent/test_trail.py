"""What a counselor opens is written down before it is shown: every time, for both, with nobody's name who ended it."""

import pytest
from sqlalchemy import delete, update

from couples.consent import trail
from couples.consent.models import TrailEnd, TrailRow
from couples.doctor import checks
from couples.extensions import db
from tests.cast import counselor
from tests.consent.given import no, opened, text, yes
from tests.own_data.plays import played

VIEWS = 500


@pytest.fixture
def noor(app):
    return counselor(app, "Noor")


@pytest.fixture
def session(app, alex, sam, couple):
    return played(app, alex, sam, "specific-thanks")


@pytest.fixture
def id(app, noor, alex, sam, session):
    return opened(app, noor, alex, sam, sessions=[session])


def rows(app):
    with app.app_context():
        return db.session.execute(db.select(TrailRow).order_by(TrailRow.number)).scalars().all()


def changes(app, statement):
    app.extensions["couples"].writer.run(lambda batch: batch.connection.execute(statement))


def whole(app, couple_id):
    with app.app_context():
        return trail.is_whole(db.session.connection(), couple_id)


def test_every_view_is_in_the_trail(app, noor, alex, id, session):
    """A minute apart, since within one it is one line."""
    writer, kinds = app.extensions["couples"].writer, (f"sessions/{session}", "ours/need", "ours/agreement")
    before, now = len(rows(app)), writer.clock()
    for number in range(VIEWS):
        writer.clock = lambda number=number: now + 60 * number
        assert noor.get(f"/counsel/{id}/{kinds[number % 3]}").status_code == 200
    found = rows(app)[before:]
    print(f"views {VIEWS}, in the trail {len(found)}")
    assert [row.about for row in found] == [
        (session, "need", "agreement")[number % 3] for number in range(VIEWS)
    ]
    assert whole(app, found[0].couple_id)


def test_what_is_refused_leaves_no_line(app, noor, alex, sam, id, session):
    no(sam, id)
    before = len(rows(app))
    for path in (f"sessions/{session}", "ours/need", "balance", "brief"):
        assert noor.get(f"/counsel/{id}/{path}").status_code == 404
    assert len(rows(app)) == before


def test_no_line_names_who_ended_it_or_that_it_ended(app, noor, alex, sam, id):
    before = [row.kind for row in rows(app)]
    no(sam, id)
    assert [row.kind for row in rows(app)] == before
    writer = app.extensions["couples"].writer
    now = writer.clock()
    writer.clock = lambda: now + 120
    yes(sam, id)
    assert [row.kind for row in rows(app)] == [*before, "began"]


def test_both_read_the_same_lines_and_nobody_else_does(
    noor, alex, sam, robin, kim, other_couple, id, session
):
    noor.get(f"/counsel/{id}/sessions/{session}")
    lines = text(alex.get("/with/opened"))
    assert lines == text(sam.get("/with/opened")) and "Noor" in lines and "Specific thanks" in lines
    assert "Noor" not in text(robin.get("/with/opened")) and noor.get("/with/opened").status_code == 404


def test_a_counselor_who_holds_secrets_in_another_way_leaves_a_line(noor, alex, id):
    noor.post("/counsel/policy", secrets="none")
    assert "Changed how they hold secrets" in text(alex.get("/with/opened"))
    assert "No secrets:" in text(alex.get(f"/with/{id}"))


def test_lines_come_in_pages(app, noor, alex, id):
    writer = app.extensions["couples"].writer
    now = writer.clock()
    for number in range(trail.PAGE + 3):
        writer.clock = lambda number=number: now + 60 * number
        noor.get(f"/counsel/{id}/ours/need")
    first = text(alex.get("/with/opened"))
    older = f"/with/opened?before={rows(app)[-trail.PAGE].number}"
    assert older in first and "Sharing began" not in first and "Sharing began" in text(alex.get(older))


def test_the_doctor_finds_a_trail_that_was_changed(app, noor, alex, id, session):
    noor.get(f"/counsel/{id}/sessions/{session}")
    settings = app.extensions["couples"].settings

    def told():
        return next(check for check in checks(settings) if check.name == "Trails of counselors")

    assert told().ok and "all whole" in told().text
    changes(app, update(TrailRow).where(TrailRow.kind == "opened").values(about="need"))
    assert not told().ok and told().fix


@pytest.mark.parametrize("table", [TrailRow, TrailEnd])
def test_a_trail_that_was_taken_away_is_missed(app, noor, id, session, table):
    noor.get(f"/counsel/{id}/sessions/{session}")
    couple = rows(app)[0].couple_id
    assert whole(app, couple)
    changes(app, delete(table))
    assert not whole(app, couple)
