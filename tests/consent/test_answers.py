"""Each of the two answers in private, and a counselor sees what both gave and nothing else."""

from dataclasses import replace

import msgspec
import pytest

from couples.consent.models import AnswerRow
from couples.consent.queries import answer_place, counsel, read_answer
from couples.domain.consent import SCOPES
from couples.domain.days import DAY
from couples.extensions import db
from couples.security.sealing import wrap
from tests.cast import Person, counselor, link, open_session
from tests.consent.given import brought, code_of, no, opened, share, text, yes


@pytest.fixture
def noor(app):
    return counselor(app, "Noor")


def grant_of(app, id):
    house = app.extensions["couples"]
    with app.app_context():
        return house.writer.run(lambda batch: counsel(batch.connection, house.keys, id).grant(batch.now))


def runs_out(batch, id, account):
    """A last day that has passed, as time alone would make it."""
    answer_row = AnswerRow.counsel_id == id, AnswerRow.account_id == account
    before = batch.connection.execute(db.select(AnswerRow.sealed).where(*answer_row)).scalar_one()
    answer = replace(read_answer(batch.streams.keys, id, account, before), until="2020-01-01")
    sealed = wrap(batch.streams.keys, msgspec.json.encode(answer), answer_place(id, account))
    batch.connection.execute(db.update(AnswerRow).where(*answer_row).values(sealed=sealed))


def ended(alex, sam, slug="specific-thanks"):
    session = open_session(alex, sam, slug)
    alex.do(session, "stop")
    return session


def test_a_code_brings_a_counselor_in_and_opens_nothing(app, noor, alex, sam, couple):
    id, _words = brought(app, noor, alex)
    assert grant_of(app, id) is None
    assert noor.get(f"/counsel/{id}").status_code == 404
    for person in (alex, sam):
        assert "Noor" in text(person.get("/with"))
        assert "Not open." in text(person.get(f"/with/{id}"))


def test_it_is_open_when_both_have_said_yes_and_not_before(app, noor, alex, sam, couple):
    id, words = brought(app, noor, alex)
    assert yes(alex, id, words).status_code == 303
    assert grant_of(app, id) is None and noor.get(f"/counsel/{id}").status_code == 404
    assert yes(sam, id, words).status_code == 303
    assert grant_of(app, id).scope == frozenset(SCOPES)
    page = text(noor.get(f"/counsel/{id}"))
    assert "Alex &amp; Sam" in page and "Needs" in page


def test_what_is_open_is_what_both_gave(app, noor, alex, sam, couple):
    one, two, three = (ended(alex, sam) for _ in range(3))
    id, words = brought(app, noor, alex)
    yes(alex, id, words, ["need", "balance"], [one, two])
    yes(sam, id, words, ["need", "agreement"], [two, three])
    found = grant_of(app, id)
    assert (found.scope, found.sessions) == ({"need"}, {two})
    assert noor.get(f"/counsel/{id}/sessions/{two}").status_code == 200
    for hidden in (f"sessions/{one}", f"sessions/{three}", "ours/agreement", "ours/boundary", "ours/nothing"):
        assert noor.get(f"/counsel/{id}/{hidden}").status_code == 404, hidden
    page = text(noor.get(f"/counsel/{id}"))
    assert two in page and one not in page and three not in page


@pytest.mark.parametrize("who", [0, 1])
def test_one_alone_ends_it_at_once(app, noor, alex, sam, couple, who):
    id = opened(app, noor, alex, sam)
    assert no((alex, sam)[who], id).status_code == 303
    assert grant_of(app, id) is None
    assert noor.get(f"/counsel/{id}").status_code == noor.get(f"/counsel/{id}/ours/need").status_code == 404


def test_an_unlink_ends_it_at_once(app, noor, alex, sam, couple):
    id = opened(app, noor, alex, sam)
    alex.form(couple, "unlink")
    assert noor.get(f"/counsel/{id}").status_code == 404
    assert grant_of(app, id) is None


def test_it_ends_by_itself_after_the_last_day(app, noor, alex, sam, couple):
    id = opened(app, noor, alex, sam, days=1)
    writer = app.extensions["couples"].writer
    now = writer.clock()
    writer.clock = lambda: now + 2 * DAY
    assert grant_of(app, id) is None


def test_the_other_cannot_tell_a_no_from_silence_or_an_end(app, noor, alex, sam, couple):
    """Sam said yes. What Alex did or did not do leaves the same bytes on every page of Sam's."""
    id, words = brought(app, noor, alex)
    yes(sam, id, words)
    pages, tried = ("/with", f"/with/{id}", "/home"), 0
    silent = [text(sam.get(page)) for page in pages]
    for deed in (lambda: no(alex, id), lambda: yes(alex, id, words, days=0, scope=()), lambda: no(alex, id)):
        deed()
        for page, before in zip(pages, silent, strict=True):
            tried += 1
            assert text(sam.get(page)) == before, page
    print(f"pages compared {tried}, differences 0")


def test_after_an_end_by_the_other_it_looks_as_if_it_had_run_out(app, noor, alex, sam, couple):
    id = opened(app, noor, alex, sam)
    no(alex, id)
    revoked = text(sam.get(f"/with/{id}"))
    yes(alex, id)
    writer = app.extensions["couples"].writer
    assert "Open until" in text(sam.get(f"/with/{id}"))
    writer.run(lambda batch: runs_out(batch, id, alex.login.account_id))
    assert text(sam.get(f"/with/{id}")) == revoked


# Bringing one in


def test_a_code_works_once_and_for_linked_people(app, noor, alex, sam, couple, robin, kim, other_couple, jo):
    _id, code, _words = code_of(app, noor)
    assert jo.post("/with/bring", code=code).status_code == 404
    assert alex.post("/with/bring", code=code).status_code == 303
    for person in (sam, robin, kim):
        refused = person.post("/with/bring", code=code)
        assert (
            refused.status_code == 422 and "That code does not fit" in text(refused) and code in text(refused)
        )


def test_a_code_goes_stale(app, noor, alex, couple):
    _id, code, _words = code_of(app, noor)
    writer = app.extensions["couples"].writer
    now = writer.clock()
    writer.clock = lambda: now + 15 * DAY
    refused = alex.post("/with/bring", code=code)
    assert refused.status_code == 422 and "too old" in text(refused)


def test_codes_cannot_be_guessed_at_length(make_app):
    app = make_app(redeem_account="5 per hour")
    alex, sam = Person(app, "Alex"), Person(app, "Sam")
    link(alex, sam)
    answers = [alex.post("/with/bring", code=f"00000-0000{number}").status_code for number in range(7)]
    assert answers == [422] * 5 + [429] * 2


# Answering


def test_a_yes_needs_the_passphrase_and_the_four_words(app, noor, alex, sam, couple):
    id, words = brought(app, noor, alex)
    wrong = yes(alex, id, words, ["need"], passphrase="not mine at all")
    assert wrong.status_code == 422 and "not your passphrase" in text(wrong)
    assert words in text(wrong) and 'value="need" checked' in text(wrong)  # what was sent is kept
    wrong = yes(alex, id, "four other words here")
    assert wrong.status_code == 422 and "not the four words" in text(wrong)
    assert grant_of(app, id) is None
    assert yes(alex, id, words.upper().replace(" ", "-")).status_code == 303


def test_a_counselor_who_did_not_say_how_they_hold_secrets_gets_nothing(app, alex, sam, couple):
    silent = counselor(app, "Bell", secrets="")
    id, words = brought(app, silent, alex)
    refused = yes(alex, id, words)
    assert refused.status_code == 422 and "has not said yet how they handle secrets" in text(refused)


def test_strangers_and_missing_ones_get_the_same_page(app, noor, alex, sam, couple, robin, kim, other_couple):
    id = opened(app, noor, alex, sam)
    other = counselor(app, "Bell")
    foreign, missing = robin.get(f"/with/{id}"), robin.get("/with/nothing")
    assert foreign.status_code == missing.status_code == 404 and text(foreign) == text(missing)
    foreign, missing = other.get(f"/counsel/{id}"), other.get("/counsel/nothing")
    assert foreign.status_code == missing.status_code == 404 and text(foreign) == text(missing)
    for deed in (lambda: yes(robin, id), lambda: no(robin, id), lambda: share(robin, id, "x")):
        assert deed().status_code == 404
    assert grant_of(app, id) is not None


# One session


def test_each_session_is_asked_about_by_itself_and_not_shared_unless_both_say_so(
    app, noor, alex, sam, couple
):
    id = opened(app, noor, alex, sam)
    session = ended(alex, sam)
    seen = f"/counsel/{id}/sessions/{session}"
    assert "Share this with Noor?" in text(sam.get(f"/sessions/{session}/review"))
    assert noor.get(seen).status_code == 404
    assert share(alex, id, session).status_code == 303 and noor.get(seen).status_code == 404
    assert "Not shared" in text(sam.get(f"/sessions/{session}/review"))
    assert share(sam, id, session).status_code == 303 and noor.get(seen).status_code == 200
    assert share(alex, id, session, on="0").status_code == 303 and noor.get(seen).status_code == 404


def test_nothing_is_offered_where_sessions_from_now_on_are_not_in_it(app, noor, alex, sam, couple):
    opened(app, noor, alex, sam, scope=["need"])
    session = ended(alex, sam)
    assert "Share this with" not in text(alex.get(f"/sessions/{session}/review"))


def test_a_session_of_others_cannot_be_shared(app, noor, alex, sam, couple, robin, kim, other_couple):
    id, theirs = opened(app, noor, alex, sam), ended(robin, kim)
    assert share(alex, id, theirs).status_code == 404


def test_what_one_gave_has_one_size_on_the_disk(app, noor, alex, sam, couple):
    id, words = brought(app, noor, alex)
    sizes = set()
    for scope in (["need"], [*SCOPES]):
        yes(alex, id, words, scope)
        with app.app_context():
            sizes.add(len(db.session.execute(db.select(AnswerRow.sealed)).scalar_one()))
    no(alex, id)
    with app.app_context():
        sizes.add(len(db.session.execute(db.select(AnswerRow.sealed)).scalar_one()))
    assert len(sizes) == 1
