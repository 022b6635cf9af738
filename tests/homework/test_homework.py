"""A counselor gives the two something to practise, with a day and a line of why; nothing is ever late."""

import json
import re

import pytest

from couples.consent import trail
from couples.domain.days import in_days
from couples.domain.events import Lapsed
from couples.domain.homework import next_of, worded
from couples.domain.refusal import Refusal
from couples.extensions import db
from couples.homework.models import HomeworkRow, OwnExerciseRow
from tests.cast import PASSPHRASE, counselor
from tests.consent.given import no, opened, share, text
from tests.own_data.plays import Export

WHY = "why-canary: to say what went well"
TITLE = "Specific thanks"


@pytest.fixture
def noor(app):
    return counselor(app, "Noor")


@pytest.fixture
def id(app, noor, alex, sam, couple):
    return opened(app, noor, alex, sam)


def gives(noor, id, exercise="specific-thanks", days=7, why=WHY, **fields):
    given = {"exercise": exercise, "due": in_days(days, noor.house.writer.clock()), "why": why}
    return noor.post(f"/counsel/{id}/practice", **(given | fields))


def rows(app, table=HomeworkRow):
    with app.app_context():
        return db.session.execute(db.select(table)).scalars().all()


def the_one(app):
    [row] = rows(app)
    return row.id


def begun(app, person, mode="together"):
    answer = person.post(f"/practice/{the_one(app)}/start", mode=mode)
    assert answer.status_code == 303, text(answer)
    return answer.location.rsplit("/", 1)[1]


def test_both_see_it_on_home_with_who_gave_it_the_day_and_the_why(app, noor, alex, sam, id):
    assert gives(noor, id).status_code == 303
    for person in (alex, sam):
        for page in ("/home", "/with", f"/practice/{the_one(app)}"):
            shown = text(person.get(page))
            assert all(part in shown for part in (WHY, "Noor", TITLE)), page
        assert f'action="/practice/{the_one(app)}/start"' in text(person.get("/home"))
    with app.app_context():
        lines = trail.latest(db.session.connection(), rows(app)[0].couple_id)
        assert [line.kind for line in lines] == ["assigned", "began"]
    assert "Gave something to do" in text(sam.get("/with"))


def test_home_shows_one_and_the_next(app, noor, alex, id):
    for days, why in ((9, "in nine days"), (3, "in three days"), (5, "in five days")):
        gives(noor, id, days=days, why=why)
    home, every = text(alex.get("/home")), text(alex.get("/with"))
    assert "in three days" in home and "in five" not in home and "in nine" not in home
    assert all(f"in {count} days" in every for count in ("three", "five", "nine"))
    assert every.index("in three") < every.index("in five") < every.index("in nine")


@pytest.mark.parametrize("days", [0, 1, 365])
def test_a_day_within_a_year_may_be_named(app, noor, id, days):
    assert gives(noor, id, days=days).status_code == 303 and len(rows(app)) == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"due": ""}, "Choose a day, within a year."),
        ({"due": "soon"}, "Choose a day, within a year."),
        ({"due": "2020-01-01"}, "Choose a day, within a year."),
        ({"days": 367}, "Choose a day, within a year."),
        ({"why": " \n "}, "Say in one line what it is for."),
        ({"why": "x" * 301}, "There are 301."),
        ({"exercise": "no-such"}, "Choose an exercise."),
        ({"exercise": ""}, "Choose an exercise."),
    ],
)
def test_what_cannot_be_given_gets_a_sentence_and_keeps_the_words(app, noor, id, fields, sentence):
    refused = gives(noor, id, **fields)
    assert refused.status_code == 422 and sentence in text(refused) and rows(app) == []
    assert fields.get("why", WHY).strip() in text(refused)


def test_a_day_that_has_passed_is_not_called_anything(app, noor, alex, id):
    gives(noor, id, days=0)
    with app.app_context():
        app.extensions["couples"].writer.run(
            lambda batch: batch.connection.execute(db.update(HomeworkRow).values(due="2020-02-03"))
        )
    for person, page in (
        (alex, "/home"),
        (alex, "/with"),
        (noor, f"/counsel/{id}"),
        (noor, f"/counsel/{id}/practice"),
    ):
        shown = text(person.get(page)).lower()
        assert TITLE.lower() in shown, page
        assert not re.search(r"overdue|too late|missed|not done|expired", shown), page


def test_a_session_begun_from_it_is_remembered_and_seen_is_said_when_its_counselor_opened_it(
    app, noor, alex, sam, id
):
    gives(noor, id)
    session = begun(app, alex)
    assert TITLE in text(sam.get("/home")) and "Practice from Noor" not in text(sam.get("/home"))
    alex.do(session, "stop")
    seen_by = "Seen by Noor, your counselor."
    assert "Given" in text(noor.get(f"/counsel/{id}")) and session not in text(
        noor.get(f"/counsel/{id}/practice")
    )
    share(alex, id, session)
    assert session not in text(noor.get(f"/counsel/{id}/practice"))
    share(sam, id, session)
    assert "Begun, and shared with you" in text(noor.get(f"/counsel/{id}"))
    assert seen_by not in text(alex.get(f"/sessions/{session}/review"))
    assert noor.get(f"/counsel/{id}/sessions/{session}").status_code == 200
    for person in (alex, sam):
        assert seen_by in text(person.get(f"/sessions/{session}/review"))
        assert "Seen by your counselor" in text(person.get("/with"))


def test_one_that_never_opened_can_be_begun_again(app, noor, alex, sam, id):
    gives(noor, id, exercise="slow-turns")
    first = begun(app, alex)
    assert "Practice from Noor" not in text(sam.get("/home"))
    noor.house.writer.run(lambda batch: batch.append(first, [Lapsed(at=batch.now)]) and None)
    assert "Practice from Noor" in text(sam.get("/home"))
    assert begun(app, sam) != first


def test_either_puts_it_away_alone_and_the_counselor_is_not_told(app, noor, alex, sam, id):
    gives(noor, id)
    before = [text(noor.get(page)) for page in (f"/counsel/{id}", f"/counsel/{id}/practice", "/counsel")]
    assert sam.post(f"/practice/{the_one(app)}/put-away").status_code == 303
    for person in (alex, sam):
        assert WHY not in text(person.get("/home")) + text(person.get("/with"))
        assert person.get(f"/practice/{the_one(app)}").status_code == 404
        assert person.post(f"/practice/{the_one(app)}/start").status_code == 404
    assert [
        text(noor.get(page)) for page in (f"/counsel/{id}", f"/counsel/{id}/practice", "/counsel")
    ] == before


def test_the_counselor_takes_it_back(app, noor, alex, id):
    gives(noor, id)
    path = f"/counsel/{id}/practice/{the_one(app)}/take-back"
    assert counselor(app, "Bell").post(path).status_code == alex.post(path).status_code == 404
    assert noor.post(path).status_code == 303 and rows(app) == []
    assert noor.post(path).status_code == 404


def test_after_sharing_ended_it_is_gone_from_home_and_cannot_be_begun(app, noor, alex, sam, id):
    gives(noor, id)
    no(sam, id)
    for person in (alex, sam):
        assert WHY not in text(person.get("/home")) and WHY in text(person.get("/with"))
        assert person.post(f"/practice/{the_one(app)}/start").status_code == 404
    for answer in (gives(noor, id), noor.get(f"/counsel/{id}/practice"),
                   noor.post(f"/counsel/{id}/practice/{the_one(app)}/take-back")):  # fmt: skip
        assert answer.status_code == 404 and text(answer) == text(noor.get("/counsel/nothing"))


def test_after_an_unlink_it_is_nowhere(app, noor, alex, sam, couple, id):
    gives(noor, id)
    alex.form(couple, "unlink")
    for person in (alex, sam):
        for page in ("/home", "/with", f"/practice/{the_one(app)}"):
            assert WHY not in text(person.get(page))


def test_strangers_and_missing_ones_get_the_same_page(app, noor, alex, robin, kim, other_couple, id):
    gives(noor, id)
    bell, here = counselor(app, "Bell"), the_one(app)
    for path in ("", "/start", "/put-away"):
        ask = robin.post if path else robin.get
        foreign, missing = ask(f"/practice/{here}{path}"), ask(f"/practice/nothing{path}")
        assert foreign.status_code == missing.status_code == 404 and text(foreign) == text(missing)
    foreign, missing = gives(bell, id), gives(bell, "nothing")
    assert foreign.status_code == missing.status_code == 404 and text(foreign) == text(missing)


def test_no_word_of_why_stands_in_a_file(app, noor, id, tmp_path):
    gives(noor, id)
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"why-canary" in path.read_bytes()]


def test_a_counselor_takes_it_along_and_leaves_none_behind(app, noor, alex, id):
    gives(noor, id)
    assert WHY in json.dumps(Export(noor).data) and WHY not in json.dumps(Export(alex).data)
    assert noor.post("/you/data/delete", passphrase=PASSPHRASE, when="now").status_code == 200
    assert rows(app) == rows(app, OwnExerciseRow) == []
    assert alex.get("/with").status_code == alex.get("/home").status_code == 200


def test_all_of_a_couple_where_nobody_is_left_goes(app, noor, alex, sam, id):
    gives(noor, id)
    for person in (alex, sam):
        assert person.post("/you/data/delete", passphrase=PASSPHRASE, when="now").status_code == 200
    assert rows(app) == []


def test_a_line_of_why_is_one_line():
    assert worded("2026-01-09", " a\n b ", 1_767_830_400.0) == ("2026-01-09", "a b")
    assert isinstance(worded("2026-01-09", "", 1_767_830_400.0), Refusal)


def test_the_next_is_the_nearest_to_come_else_the_latest_gone():
    class On:
        def __init__(self, due):
            self.due = due

    days = [On(due) for due in ("2026-03-01", "2026-01-01", "2026-02-01")]
    assert next_of(days, "2026-01-15").due == "2026-02-01"
    assert next_of(days, "2026-02-01").due == "2026-02-01"
    assert next_of(days, "2027-01-01").due == "2026-03-01"
    assert next_of([], "2026-01-15") is None


def test_the_caseload_names_the_next_of_which_nothing_came_back(app, noor, alex, sam, id):
    gives(noor, id, days=9, exercise="good-news")
    gives(noor, id)
    assert f": {TITLE}" in text(noor.get("/counsel"))
