"""A counselor says something of a shared session: to both of the couple, or to nobody but themself."""

import json
import re

import pytest

from couples.consent import trail
from couples.extensions import db
from couples.remarks.models import CommentRow, NoteRow
from tests.cast import PASSPHRASE, counselor, link, open_session
from tests.consent.given import no, opened, text
from tests.own_data.plays import Export

COMMENT, NOTE = "comment-canary: you both listened long", "note-canary: watch the pauses"
STEP = "thanks"


@pytest.fixture
def noor(app):
    return counselor(app, "Noor")


@pytest.fixture
def session(alex, sam, couple):
    id = open_session(alex, sam, "specific-thanks")
    alex.do(id, "stop")
    return id


@pytest.fixture
def id(app, noor, alex, sam, session):
    return opened(app, noor, alex, sam, sessions=[session])


def says(noor, id, session, words, step=STEP, **fields):
    return noor.post(f"/counsel/{id}/sessions/{session}", step=step, text=words, **fields)


def kinds(app, session):
    """The kinds of lines of the trail about a session."""
    with app.app_context():
        couple = db.session.execute(
            db.text("SELECT couple_id FROM counsel WHERE couple_id IS NOT NULL")
        ).scalar()
        assert trail.is_whole(db.session.connection(), couple)
        return [line.kind for line in trail.latest(db.session.connection(), couple) if line.about == session]


def left(app):
    with app.app_context():
        return [
            db.session.scalar(db.select(db.func.count()).select_from(table))
            for table in (CommentRow, NoteRow)
        ]


def remark_of(noor, id, session):
    """The address by which the first remark is deleted."""
    return re.search(r"/counsel/\S+/take-back", text(noor.get(f"/counsel/{id}/sessions/{session}")))[0]


def test_a_comment_for_both_stands_beside_its_step_for_both_and_for_who_said_it(
    app, noor, alex, sam, session, id
):
    assert says(noor, id, session, COMMENT).status_code == 303
    assert says(noor, id, session, "about all of it", step="").status_code == 303
    for person, page in ((alex, f"/sessions/{session}/review"), (sam, f"/sessions/{session}/review"),
                         (noor, f"/counsel/{id}/sessions/{session}")):  # fmt: skip
        shown = text(person.get(page))
        assert COMMENT in shown and "about all of it" in shown
    assert "Noor, to you both" in text(alex.get(f"/sessions/{session}/review"))
    assert kinds(app, session).count("commented") == 1  # within one minute


def test_a_private_note_is_on_no_page_of_a_partner_and_in_no_export_of_theirs(
    app, noor, alex, sam, session, id
):
    says(noor, id, session, NOTE, **{"for": "me"})
    assert NOTE in text(noor.get(f"/counsel/{id}/sessions/{session}"))
    paths = [rule.rule for rule in app.url_map.iter_rules() if "GET" in rule.methods]
    pages = [re.sub(r"<[^>]*>", lambda part: session if "id" in part[0] else "x", path) for path in paths]
    pages += [f"/with/{id}", "/with/opened", f"/sessions/{session}/review"]
    seen = [person.get(page).get_data() for person in (alex, sam) for page in pages]
    seen += [json.dumps(Export(person).data).encode() for person in (alex, sam)]
    found = [each for each in seen if b"note-canary" in each]
    print(f"answers to partners looked through {len(seen)}, with the note {len(found)}")
    assert found == [] and "commented" not in kinds(app, session)


def test_words_stand_in_no_file_as_they_are(app, noor, alex, sam, session, id, tmp_path):
    says(noor, id, session, COMMENT)
    says(noor, id, session, NOTE, **{"for": "me"})
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files and not [path for path in files if b"-canary" in path.read_bytes()]


@pytest.mark.parametrize(
    ("words", "sentence"), [("  \n", "Write something first."), ("x" * 2001, "There are 2001.")]
)
@pytest.mark.parametrize("who", ["both", "me"])
def test_what_is_refused_gets_a_sentence_and_keeps_the_words(app, noor, session, id, words, sentence, who):
    refused = says(noor, id, session, words, **{"for": who})
    assert refused.status_code == 422
    assert sentence in text(refused) and words.strip() in text(refused)
    assert left(app) == [0, 0]
    assert says(noor, id, session, "x" * 2000, **{"for": who}).status_code == 303


def test_what_is_not_shared_foreign_or_missing_is_the_same_page(app, noor, alex, sam, session, id):
    hidden = open_session(alex, sam, "specific-thanks")
    alex.do(hidden, "stop")
    bell = counselor(app, "Bell")
    answers = [says(noor, id, hidden, COMMENT), says(noor, id, "nothing", COMMENT),
               says(noor, "nothing", session, COMMENT), says(bell, id, session, COMMENT),
               says(noor, id, session, COMMENT, step="no-such-step"), says(noor, id, hidden, ""),
               says(alex, id, session, COMMENT)]  # fmt: skip
    assert {answer.status_code for answer in answers} == {404}
    assert len({text(answer) for answer in answers[:-1]}) == 1
    assert left(app) == [0, 0] and "commented" not in kinds(app, session)


def test_only_its_author_deletes_a_comment(app, noor, alex, sam, session, id):
    says(noor, id, session, COMMENT)
    says(noor, id, session, NOTE, **{"for": "me"})
    path = remark_of(noor, id, session)
    for other in (alex, counselor(app, "Bell")):
        assert other.post(path, step=STEP).status_code == 404
    assert noor.post(path, step=STEP).status_code == 303 and left(app) == [0, 1]
    assert noor.post(path, step=STEP).status_code == 404
    assert COMMENT not in text(alex.get(f"/sessions/{session}/review"))
    assert noor.post(remark_of(noor, id, session), step=STEP).status_code == 303 and left(app) == [0, 0]


def test_after_sharing_ended_comments_stay_for_the_couple_and_the_counselor_sees_nothing(
    app, noor, alex, sam, session, id
):
    says(noor, id, session, COMMENT)
    says(noor, id, session, NOTE, **{"for": "me"})
    path = remark_of(noor, id, session)
    no(sam, id)
    assert says(noor, id, session, COMMENT).status_code == noor.post(path).status_code == 404
    assert noor.get(f"/counsel/{id}/sessions/{session}").status_code == 404
    for person in (alex, sam):
        assert COMMENT in text(person.get(f"/sessions/{session}/review"))
    own = json.dumps(Export(noor).data)
    assert NOTE in own and COMMENT not in own and left(app) == [1, 1]


def test_after_an_unlink_nobody_gets_a_comment(app, noor, alex, sam, couple, session, id):
    says(noor, id, session, COMMENT)
    alex.form(couple, "unlink")
    for person in (alex, sam):
        page = person.get(f"/sessions/{session}/review")
        assert page.status_code == 200 and COMMENT not in text(page)
        assert COMMENT not in json.dumps(Export(person).data)
    link(alex, sam)
    assert COMMENT not in text(alex.get(f"/sessions/{session}/review"))


def test_a_counselor_takes_their_words_along_and_leaves_none_behind(app, noor, alex, sam, session, id):
    says(noor, id, session, COMMENT)
    says(noor, id, session, NOTE, **{"for": "me"})
    own = json.dumps(Export(noor).data)
    assert COMMENT in own and NOTE in own
    assert noor.post("/you/data/delete", passphrase=PASSPHRASE, when="now").status_code == 200
    assert left(app) == [0, 0]
    assert COMMENT not in text(alex.get(f"/sessions/{session}/review"))


def test_all_of_a_couple_where_nobody_is_left_goes(app, noor, alex, sam, session, id):
    says(noor, id, session, COMMENT)
    says(noor, id, session, NOTE, **{"for": "me"})
    for person in (alex, sam):
        assert person.post("/you/data/delete", passphrase=PASSPHRASE, when="now").status_code == 200
    assert left(app) == [0, 0]


def test_one_counselor_does_not_read_what_another_said(app, noor, alex, sam, session, id):
    says(noor, id, session, COMMENT)
    bell = counselor(app, "Bell")
    other = opened(app, bell, alex, sam, sessions=[session])
    assert COMMENT not in text(bell.get(f"/counsel/{other}/sessions/{session}"))


def test_a_comment_on_a_step_that_the_two_only_read_is_not_lost(app, noor, alex, sam, couple):
    session = open_session(alex, sam, "make-an-agreement")
    alex.do(session, "stop")
    id = opened(app, noor, alex, sam, sessions=[session])
    steps = app.extensions["couples"].library["make-an-agreement"].steps
    for step in steps:
        assert says(noor, id, session, f"about {step.id}.", step=step.id).status_code == 303
    for person in (alex, sam):
        page = text(person.get(f"/sessions/{session}/review"))
        assert [step.id for step in steps if f"about {step.id}." not in page] == []
    assert any(step.kind == "read" for step in steps)
