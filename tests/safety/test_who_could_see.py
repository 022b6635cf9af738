"""What the page says that someone could get is what they can get."""

import pytest

from couples.domain.deed import Deed
from couples.log.messages import digest, keyed
from couples.log.rows import draft_place, key_place, words_place
from couples.safety.who_could_see import GROUPS
from couples.security.keys import load_or_make
from couples.security.sealing import SealBroken, unseal_words, unwrap
from tests.cast import PASSPHRASE, Person, open_session, start
from tests.content.test_exercises import GRADE, reading_grade
from tests.sqlite import connect

GIVEN = {"effect": "e", "about_you": "a"}


@pytest.fixture
def said(app, alex, sam, couple):
    """A session in which alex answered and keeps it private so far, and sam has begun to write."""
    session = open_session(alex, sam, "specific-thanks")
    alex.do(session, "answer", "thanks", did="canary-private", **GIVEN)
    sam.do(session, "draft", "thanks", did="canary-draft")
    return session


@pytest.fixture
def file(app):
    """The bytes that a thief has of the database: the file and what is still in its log."""
    return lambda: _bytes(app)


@pytest.fixture
def key_holder(app):
    """All private and half-written words, as whoever has file and key reads them, without the app."""
    folder = app.extensions["couples"].settings.data

    def read(copy=folder / "couples.db"):
        keys = load_or_make(folder / "keys.json")
        database = connect(copy)
        couples = [id for (id,) in database.execute("SELECT id FROM couple")]
        return [*_private(database, keys, couples), *_drafts(database, keys)]

    return read


def test_the_file_alone_tells_names_and_what_was_done_but_no_words(alex, sam, said, file):
    sam.do(said, "answer", "thanks", did="canary-shared", **GIVEN)
    assert "canary-private" in sam.sees(said)
    alex.do(start(alex, "slow-turns"), "ready", ready="no")
    stolen = file()
    for told in (b"Alex", b"partners", b"specific-thanks", b"Kept", b'"ready":false'):
        assert told in stolen, told
    for words in (b"canary-private", b"canary-draft", b"canary-shared", PASSPHRASE.encode()):
        assert words not in stolen


def test_of_reminders_the_file_alone_tells_the_time_zone_and_not_the_address(make_app):
    app = make_app(smtp_host="localhost", mail_from="updates@example.org")
    zone = {"quiet_from": "21", "quiet_to": "8", "timezone": "Europe/London"}
    answer = Person(app, "Alex").post(
        "/you/reminders", address="canary@example.org", passphrase=PASSPHRASE, **zone
    )
    assert answer.status_code == 303
    stolen = _bytes(app)
    assert b"Europe/London" in stolen and b"canary" not in stolen


def test_a_guess_of_a_whole_answer_cannot_be_tested_on_the_file(app, said, file):
    """What is kept to know a deed that is sent twice is under the server's key, which is not in the file."""
    known = digest(Deed("answer", "thanks", {"did": "canary-private", **GIVEN}))
    assert known not in file()
    key = app.extensions["couples"].keys.forms
    assert keyed(known, key) in file()
    assert key not in file()


def test_file_and_key_give_private_and_half_written_words(said, key_holder):
    told = str(key_holder())
    assert "canary-private" in told and "canary-draft" in told and PASSPHRASE not in told


def test_an_old_copy_with_the_key_still_has_what_was_removed_since(app, alex, said, key_holder, tmp_path):
    folder = app.extensions["couples"].settings.data
    old = tmp_path / "old.db"
    with connect(folder / "couples.db") as now, connect(old) as then:
        now.backup(then)
    alex.do(said, "answer", "thanks", did="something else", **GIVEN)
    assert "canary-private" not in str(key_holder())
    assert "canary-private" in str(key_holder(old))


def test_an_ex_who_asks_again_for_all_they_ever_saw_gets_none_of_the_others_words(
    app, alex, sam, couple, said
):
    sam.do(said, "answer", "thanks", did="canary-sam", **GIVEN)
    paths = [
        "/home",
        "/pair",
        "/history",
        "/ours",
        "/exercises",
        f"/sessions/{said}",
        f"/sessions/{said}/review",
    ]
    assert any("canary-private" in sam.get(path).get_data(as_text=True) for path in paths)
    alex.post("/pair/end")
    for path in paths:
        assert "canary-private" not in sam.get(path).get_data(as_text=True), path
    assert sam.sees(said) is None and sam.sees(couple) is None
    assert sam.do(said, "go_on", "thanks").code == "denied"
    assert "canary-sam" in sam.get(f"/sessions/{said}/review").get_data(as_text=True)
    assert "Specific thanks" in sam.get(f"/sessions/{said}/review").get_data(as_text=True)


def test_the_partner_sees_a_pass_and_an_answer_kept_back_as_the_same(app, alex, sam, couple):
    seen = []
    for deeds in ((("pass", {}),), (("answer", {"did": "canary", **GIVEN}), ("keep", {}))):
        session = open_session(alex, sam, "specific-thanks")
        for name, fields in deeds:
            alex.do(session, name, "thanks", **fields)
        sam.do(session, "answer", "thanks", did="mine", **GIVEN)
        seen.append(sam.sees(session))
        alex.do(session, "stop")
    texts = ["".join(part.partition(">")[2] for part in html.split("<")) for html in seen]
    assert "canary" not in texts[1] and "shared nothing here" in texts[0]
    assert texts[0] == texts[1]


def test_someone_who_knows_the_passphrase_gets_all_that_its_owner_sees(app, alex, said):
    thief = app.test_client()
    thief.post(
        "/sign-in", data={"name": "Alex", "passphrase": PASSPHRASE}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert "canary-private" in thief.get(f"/sessions/{said}").get_data(as_text=True)
    assert alex.get("/you/places").get_data(as_text=True).count("/end") >= 1


def test_every_row_is_on_the_page_in_plain_words(app):
    page = app.test_client().get("/info/who").get_data(as_text=True).replace("&#39;", "'")
    rows = [row for _, group in GROUPS for row in group]
    assert len(rows) >= 11
    for row in rows:
        assert row.gets and row.misses
        for sentence in (row.who, *row.gets, *row.misses, row.do):
            assert sentence in page
        assert reading_grade(" ".join((*row.gets, *row.misses, row.do))) <= GRADE, row.who


def _bytes(app):
    folder = app.extensions["couples"].settings.data
    return b"".join(path.read_bytes() for path in sorted(folder.glob("couples.db*")))


def _private(database, keys, couples):
    query = "SELECT stream_id, version, sealed, wrapped FROM words WHERE wrapped IS NOT NULL AND NOT opened"
    for stream, version, sealed, wrapped in database.execute(query):
        for couple in couples:
            try:
                key = unwrap(keys, wrapped, key_place(stream, version, couple))
                yield unseal_words(key, sealed, words_place(stream, version, couple))
            except SealBroken:
                continue


def _drafts(database, keys):
    for *row, sealed, wrapped in database.execute(
        "SELECT stream_id, seat, step, part, sealed, wrapped FROM draft"
    ):
        where = draft_place(*row)
        yield unseal_words(unwrap(keys, wrapped, where), sealed, where)
