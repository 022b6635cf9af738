"""A new key for the server: what was sealed opens before, after and between, and no kill breaks that."""

import random
import re
import shutil
import time

import pytest

from couples.accounts.pace import sealed_pace
from couples.consent.queries import entry_place
from couples.extensions import db
from couples.passkeys.actions import name_place
from couples.passkeys.codes.actions import seed_place
from couples.remarks.actions import note_place
from couples.reminders.actions import address_of, address_place
from couples.security import keys
from couples.security.sealing import unwrap, wrap
from couples.settings import ROOT, Settings
from couples.upkeep import files
from couples.upkeep.look import look
from couples.upkeep.rotate import rotate
from couples.upkeep.wrapped import WRAPPED
from tests.balance.test_kept import checks_in, chooses
from tests.cast import counselor, open_session
from tests.consent.given import opened
from tests.own_data.plays import played
from tests.server import Server
from tests.sqlite import connect
from tests.upkeep.tools import DONE, Writing, couples, did, epochs, refused

KILLS = 14
ROWS = 30_000


def looked(data, copy=None, server_keys=None):
    """What opens, of the database or of a copy, as a process of its own would see it."""
    engine = files.opened(copy or data / "couples.db")
    with engine.connect() as connection:
        found = look(connection, server_keys or keys.load(data / "keys.json"))
    engine.dispose()
    return found


def under(data, epoch):
    """How many values anywhere in the database are sealed under that epoch's key."""
    mark = epoch.encode().ljust(8) + b"\x01"
    with connect(data / "couples.db") as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        rows = [row for name in names for row in connection.execute(f"SELECT * FROM {name}")]
    return sum(isinstance(value, bytes) and value.startswith(mark) for row in rows for value in row)


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A stopped server's folder, with words of two."""
    data = tmp_path_factory.mktemp("first") / "data"
    server = Server(data)
    pair = Writing(server, 0)
    assert pair.one.socket().do(pair.session, "answer", "thanks", **DONE)["ok"]
    server.stop()
    return data, pair


@pytest.fixture
def written(first, tmp_path):
    """A copy of it for each test."""
    data, pair = first
    shutil.copytree(data, tmp_path / "data")
    return tmp_path / "data", pair


def test_everything_is_sealed_anew_and_people_go_on(written):
    data, pair = written
    before = looked(data)
    assert under(data, "1") == before.keys.count > 0
    said = did(data, "keys", "rotate")
    assert f"Key 2 seals from now on; {before.keys.count} were sealed anew" in said
    assert (under(data, "1"), under(data, "2")) == (0, before.keys.count)
    assert looked(data) == before
    server = Server(data)
    pair.one.server = pair.two.server = server
    assert "canary" in pair.one.get(f"/sessions/{pair.session}").text
    assert pair.two.socket().do(pair.session, "answer", "thanks", **DONE)["ok"]
    assert "is running" in refused(data, "keys", "rotate")
    server.stop()
    assert under(data, "1") == 0
    assert looked(data).words.all


def test_nothing_changes_where_the_keys_are_of_another_server(written):
    data, _ = written
    Server(data.parent / "stranger").stop()
    own, other = (data / "keys.json").read_bytes(), (data.parent / "stranger" / "keys.json").read_bytes()
    (data / "keys.json").write_bytes(other)
    assert "Nothing was changed" in refused(data, "keys", "rotate")
    assert (data / "keys.json").read_bytes() == other
    (data / "keys.json").write_bytes(own)
    assert looked(data).keys.all


def test_a_key_file_from_before_there_were_epochs_is_read(written):
    data, _ = written
    old = epochs(data)
    del old["made"]
    (data / "keys.json").write_text(re.sub("'", '"', str(old)))
    did(data, "keys", "rotate")
    assert looked(data).keys.all
    assert list(epochs(data)["made"]) == ["2"]


def test_all_that_any_package_seals_under_the_servers_key_is_in_the_list(app, alex, sam, couple):
    """Filled, turned, and then nothing in any table is left under the old key."""
    house = app.extensions["couples"]
    played(app, alex, sam, "map-of-leaning")  # what of it counts for one alone
    checks_in(app, alex, couple, week__rested=3)
    chooses(app, alex, couple, lambda mine: mine)
    session = open_session(alex, sam, "specific-thanks")
    alex.do(session, "answer", "thanks", **DONE)
    sam.do(session, "draft", "thanks", part="answer", did="half")
    me, old = alex.login.account_id, house.keys
    seed = wrap(old, b"seed", seed_place(me))
    entry, counsel = wrap(old, b"entry", entry_place(me, "E" * 22)), opened(app, counselor(app), alex, sam)
    rows = {
        "reminder_choice": {"account_id": me, "on": True, "email": wrap(old, b"a@b.c", address_place(me))},
        "consent_entry": {"id": "E" * 22, "counsel_id": counsel, "account_id": me, "at": 0.0, "sealed": entry},
        "counselor_note": {
            "id": "N" * 22, "couple_id": house.writer.live(session).head.couple_id, "counselor_id": me,
            "session_id": session, "step": "", "at": 0.0, "sealed": wrap(old, b"note", note_place(me, "N" * 22)),
        },
        "second_step": {"account_id": me, "seed": seed, "last_step": 0, "made": 0.0},
        "passkey": {
            "id": "P" * 22, "account_id": me, "credential": b"c", "public_key": b"k", "sign_count": 0, "made": 0.0,
            "name": wrap(old, b"phone", name_place(me, "P" * 22)), "movable": False, "copied": False,
        },
    }  # fmt: skip
    for name, row in rows.items():
        insert = db.metadata.tables[name].insert().values(**row)
        house.writer.run(lambda batch, insert=insert: batch.connection.execute(insert))
    data = house.settings.data
    filled = {
        each.column for each in WRAPPED if under_column(data, each.table.name, each.column.name)
    }  # fmt: skip
    assert filled == {each.column for each in WRAPPED}
    rotate(house.settings, time.time())
    new = keys.load(data / "keys.json")
    assert under(data, "1") == 0
    assert looked(data).keys.count == under(data, "2") >= len(WRAPPED)
    with connect(data / "couples.db") as connection:
        [(email,)] = connection.execute("SELECT email FROM reminder_choice")
        [(seed,)] = connection.execute("SELECT seed FROM second_step")
    assert address_of(new, me, email) == "a@b.c"
    assert unwrap(new, seed, seed_place(me)) == b"seed"


def under_column(data, table, column):
    with connect(data / "couples.db") as connection:
        return connection.execute(f"SELECT COUNT({column}) FROM {table}").fetchone()[0]


def test_who_seals_under_the_servers_key_is_known():
    """A new one here must be in `WRAPPED`, and in the test above: else its values are lost with an old key."""
    here = {
        str(path.relative_to(ROOT / "couples"))
        for path in (ROOT / "couples").rglob("*.py")
        if re.search(r"(?<![\w.])wrap\((self\.)?keys\b", path.read_text())
    }
    assert here == {
        "accounts/pace.py", "balance/actions.py", "consent/actions.py",
        "contributions/actions.py", "log/rows.py", "pairing/actions.py",
        "passkeys/actions.py", "passkeys/codes/actions.py",
        "reminders/actions.py", "security/sealing.py", "upkeep/couple_keys.py", "upkeep/wrapped.py",
    }  # fmt: skip


def test_killed_at_any_moment_all_of_it_opens(written):
    data, _ = written
    many(data)
    expected, chance, landed = looked(data), random.Random(5), {"before": 0, "between": 0, "after": 0}
    whole = took(data)
    for number in range(KILLS):
        turning, was = couples(data, "keys", "rotate", wait=False), (data / "keys.json").read_bytes()
        if number % 3:  # from the moment at which the key file has changed
            while (data / "keys.json").read_bytes() == was and turning.poll() is None:
                time.sleep(0.001)
            time.sleep(chance.random() * whole * 0.6)
        else:
            time.sleep(chance.random() * whole)
        turning.kill()
        turning.communicate()
        assert looked(data) == expected
        landed[where(data, was)] += 1
    did(data, "keys", "rotate")
    assert looked(data) == expected
    print(f"kills {KILLS} ({landed}), opened {expected.keys} and {expected.words} each time")
    assert landed["between"] > 0
    assert under(data, epochs(data)["epoch"]) == expected.keys.count


def where(data, was):
    if (data / "keys.json").read_bytes() == was:
        return "before"
    return "after" if under(data, epochs(data)["epoch"]) else "between"


def took(data):
    began = time.monotonic()
    did(data, "keys", "rotate")
    return time.monotonic() - began


def many(data):
    """People enough that sealing anew takes a while."""
    server_keys = keys.load(data / "keys.json")
    rows = [
        (id, id, id, "-", 0.0, sealed_pace(server_keys, id, held=False))
        for id in (f"{number:022}" for number in range(ROWS))
    ]
    with connect(data / "couples.db") as connection:
        connection.executemany(
            "INSERT INTO account (id, name, name_key, passphrase, created, pace) VALUES (?, ?, ?, ?, ?, ?)",
            rows,
        )


def test_the_file_of_keys_is_never_open_to_others(written):
    data, _ = written
    rotate(Settings(data=data), time.time())
    assert (data / "keys.json").stat().st_mode & 0o777 == 0o600
    assert not list(data.glob("keys.*n*w"))
