"""Someone deletes their account: all of theirs goes, nothing of the other does, and to them it is an unlink."""

import re
import subprocess
import time

import pytest

from couples.accounts.logins import id_of
from couples.own_data.actions import DAYS, delete_due
from tests.cast import PASSPHRASE, Person, link, open_session, state_of
from tests.own_data.plays import Export, alone, marks, played
from tests.own_data.test_export import PRIVATE, ledger
from tests.play import FOR_ONE, FOR_TWO
from tests.sqlite import connect


def leaves(person, when="now", passphrase=PASSPHRASE):
    return person.post("/you/data/delete", passphrase=passphrase, when=when)


def pages_of(app, person, sessions, board):
    """Every page that the other can still open, by its path."""
    paths = [
        "/home",
        "/history",
        "/ours",
        f"/ours/{board}/kept",
        "/pair",
        "/you/data",
        "/you/places",
        "/prompts",
    ]
    paths += [f"/sessions/{session}{end}" for session in sessions for end in ("", "/review")]
    return {path: person.get(path) for path in paths}


def copied(tmp_path):
    """The database as a thief gets it. Another process copies it: a second reader in this one would break its locks."""
    copy = tmp_path / f"copy{time.monotonic_ns()}"
    subprocess.run(["cp", "-r", tmp_path / "data", copy], check=True)
    return copy


def rows(tmp_path, table):
    return list(connect(copied(tmp_path) / "couples.db").execute(f"SELECT * FROM {table}"))


def test_of_all_that_two_did_the_other_keeps_their_part_and_no_page_breaks(app, alex, sam, couple):
    sessions = [played(app, alex, sam, slug) for slug in FOR_TWO]
    solos = [alone(app, sam, slug) for slug in FOR_ONE[:3]]
    board, before = ledger(app, alex), Export(sam)
    assert leaves(alex).status_code == 200
    for memory in ("warm", "cold"):
        if memory == "cold":
            for stream in [*sessions, board, couple]:
                app.extensions["couples"].writer.streams.drop(stream)
        pages = pages_of(app, sam, [*sessions, *solos], board)
        broken = [path for path, answer in pages.items() if answer.status_code >= 500]
        open_ = [answer.get_data(as_text=True) for answer in pages.values() if answer.status_code == 200]
        theirs = set().union(*(marks("Alex", page) for page in open_))
        signed = marks("Alex", before.signed)
        named = [page for page in open_ if re.search(r"\bAlex\b", page)]
        print(
            f"{memory}: exercises {len(sessions)}, pages {len(pages)}, open {len(open_)}, broken {len(broken)}, "
            f"words of who left {len(theirs - signed)}, in what both signed {len(theirs & signed)}, named {len(named)}"
        )
        assert not broken and theirs <= signed and not named
        assert len(open_) > len(sessions)
    after = Export(sam)
    assert marks("Sam", after.everything) == marks("Sam", before.everything)
    assert marks("Alex", after.mine) == set() and marks("Alex", after.signed) == marks("Alex", before.signed)


@pytest.mark.parametrize("warm", [True, False])
def test_to_the_other_every_page_is_the_same_as_after_an_unlink(app, tmp_path, alex, sam, couple, warm):
    """First an unlink, then the deletion: not one byte of one page of the other changes by it."""
    sessions = [played(app, alex, sam, slug) for slug in FOR_TWO]
    board = ledger(app, alex)
    alex.post("/pair/end")
    before = pages_of(app, sam, sessions, board)
    assert leaves(alex).status_code == 200
    if not warm:
        for stream in [*sessions, board, couple]:
            app.extensions["couples"].writer.streams.drop(stream)
    after = pages_of(app, sam, sessions, board)
    differ = [path for path in before if _bytes(before[path]) != _bytes(after[path])]
    print(f"pages {len(before)}, different {len(differ)}")
    assert differ == []


def _bytes(answer):
    """A page without what differs between any two loads of it."""
    text = re.sub(r'name="csrf" value="[^"]+"', "", answer.get_data(as_text=True))
    return answer.status_code, re.sub(r'nonce="[^"]+"|\b[\w-]{22}\b(?=" name="id")', "", text)


def test_no_word_and_no_sealed_row_of_theirs_is_left_in_the_file(app, tmp_path, alex, sam, couple):
    name = "Alexandrina"
    own = Person(app, name)
    for slug in FOR_TWO[:6]:
        played(app, alex, sam, slug)
    alone(app, alex, FOR_ONE[0])
    alex.post("/prompts/open", passphrase=PASSPHRASE)
    alex.post(f"/prompts/mine/{PRIVATE}", text="markAlex9x in private", version="0")
    alex.post(f"/prompts/mine/{PRIVATE}/share")
    alex.do(ledger(app, alex), "draft", "new-need", when="markAlex8x half")
    account = alex.login.account_id
    mine = _sealed_of(tmp_path, account, "A")
    files = _bytes_of(tmp_path)
    assert len(mine) > 20 and all(_holds(files, blob) for blob in mine)
    leaves(alex)
    leaves(own)
    files = _bytes_of(tmp_path)
    left = [blob for blob in mine if _holds(files, blob)]
    print(f"sealed rows of theirs {len(mine)}, left in the file {len(left)}")
    assert left == []
    for words in (b"markAlex", name.encode(), name.lower().encode(), account.encode()):
        assert not _holds(files, words), words
    for table in (
        "account",
        "member",
        "login_session",
        "entry",
        "vault_lock",
        "letter",
        "favourite",
        "job",
        "accepted",
    ):
        assert account not in str(rows(tmp_path, table)), table


def _sealed_of(tmp_path, account, seat):
    """What lies sealed of one person, read from the tables without any code of ours. Alex sits on seat A."""
    database = connect(copied(tmp_path) / "couples.db")
    own = "SELECT id FROM stream WHERE account_id = ?"
    found = [
        row[0] for row in database.execute(f"SELECT sealed FROM words WHERE stream_id IN ({own})", [account])
    ]
    shared = (
        "SELECT words.sealed FROM words JOIN event USING (stream_id, version) JOIN stream ON stream.id = stream_id"
        " WHERE stream.couple_id IS NOT NULL AND json_extract(event.body, '$.seat') = ?"
        " AND event.name NOT IN ('Noted', 'Wrote')"
    )
    found += [row[0] for row in database.execute(shared, [seat])]
    found += [row[0] for row in database.execute("SELECT sealed FROM draft WHERE seat = ?", [seat])]
    for table in ("entry", "vault_lock", "letter"):
        found += [
            row[0] for row in database.execute(f"SELECT sealed FROM {table} WHERE account_id = ?", [account])
        ]
    return found


def _bytes_of(tmp_path):
    return [path.read_bytes() for path in copied(tmp_path).iterdir() if path.name.startswith("couples.db")]


def _holds(files, what):
    """Also where a long row is spread over pages: its first and its last bytes."""
    return any(what[:200] in each or what[-200:] in each for each in files)


def test_nothing_of_it_deletes_a_word_of_the_other(app, tmp_path, alex, sam, couple):
    for slug in FOR_TWO[:8]:
        played(app, alex, sam, slug)
    theirs = _sealed_of(tmp_path, sam.login.account_id, "B")
    leaves(alex)
    assert theirs and set(theirs) <= set(_sealed_of(tmp_path, sam.login.account_id, "B"))


def test_the_place_is_signed_out_and_the_name_is_free(app, alex, sam, couple):
    old = alex.token
    answer = leaves(alex)
    assert "deleted" in answer.get_data(as_text=True) and alex.client.get_cookie("place") is None
    assert app.extensions["couples"].logins.find(id_of(old)) is None
    assert alex.post("/sign-in", name="Alex", passphrase=PASSPHRASE).status_code == 422
    again = Person(app, "Alex")
    assert again.get("/history").get_data(as_text=True).count("/review") == 0
    assert not marks("Alex", Export(again).everything)
    link(sam, again)


def test_it_is_written_down_first_so_that_an_old_backup_forgets_it_again(app, alex, sam, couple):
    account = alex.login.account_id
    leaves(alex)
    assert app.extensions["couples"].forgotten.all("account") == [account]


def test_what_was_stopped_half_way_is_done_by_the_next_sweep(app, tmp_path, alex):
    here, account = app.extensions["couples"], alex.login.account_id
    here.forgotten.add("account", account)
    assert delete_due(here, time.time()) == 1
    assert rows(tmp_path, "account") == []
    assert delete_due(here, time.time()) == 0


def test_an_open_exercise_ends_as_by_an_unlink(app, alex, sam, couple):
    session = open_session(alex, sam, "specific-thanks")
    alex.do(session, "answer", "thanks", did="markAlex1x baked", effect="e", about_you="a")
    sam.do(session, "answer", "thanks", did="markSam1x called", effect="e", about_you="a")
    leaves(alex)
    assert sam.get(f"/sessions/{session}").status_code == 404
    page = sam.get(f"/sessions/{session}/review").get_data(as_text=True)
    assert "markSam1x" in page and "This link has ended" in page and "markAlex" not in page
    assert state_of(app, session)


def test_an_invitation_looks_taken_back(app, alex, sam):
    alex.post("/pair/invite", relation="partners")
    stream = re.search(r'data-stream="([^"]+)"', alex.get("/pair").get_data(as_text=True))[1]
    sam.post("/pair/redeem", code=alex.house.writer.live(stream).state.code)
    leaves(alex)
    assert sam.get("/pair").status_code == 200
    assert "Alex" not in sam.get("/pair").get_data(as_text=True)


def test_the_page_says_first_what_goes_and_what_stays(alex):
    page = alex.get("/you/data/delete").get_data(as_text=True)
    assert "What goes" in page and "What stays" in page
    assert alex.get("/home").status_code == 200


@pytest.mark.parametrize(
    "fields", [{}, {"passphrase": "something else"}, {"passphrase": PASSPHRASE, "when": "never"}]
)
def test_without_the_passphrase_or_a_day_nothing_happens(app, alex, fields):
    assert alex.post("/you/data/delete", **fields).status_code == 422
    assert alex.get("/home").status_code == 200
    assert app.extensions["couples"].forgotten.all("account") == []


def test_in_seven_days_it_goes_and_not_before(app, tmp_path, alex, sam, couple):
    here = app.extensions["couples"]
    assert "signed out" in leaves(alex, "later").get_data(as_text=True)
    assert alex.get("/home").status_code == 302
    assert "You are linked with" in sam.get("/home").get_data(as_text=True)
    assert delete_due(here, time.time() + (DAYS - 0.1) * 86_400) == 0
    assert delete_due(here, time.time() + (DAYS + 0.1) * 86_400) == 1
    assert [row[1] for row in rows(tmp_path, "account")] == ["Sam"]
    assert "You are linked with" not in sam.get("/home").get_data(as_text=True)


def test_until_then_one_can_come_back(app, alex, sam, couple):
    leaves(alex, "later")
    answer = alex.post("/sign-in", name="Alex", passphrase=PASSPHRASE)
    assert answer.location == "/you/data/stay"
    assert "Stay or go?" in alex.get("/you/data/stay").get_data(as_text=True)
    assert alex.post("/you/data/stay").location == "/home"
    assert delete_due(app.extensions["couples"], time.time() + 2 * DAYS * 86_400) == 0
    assert "You are linked with" in alex.get("/home").get_data(as_text=True)
    assert alex.get("/you/data/stay").location == "/home"
