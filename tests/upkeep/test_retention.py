"""What is over goes: old keys, and with them old backups; rows that nobody needs. What is not over stays."""

import itertools
import json
import shutil
import time

import pytest
from sqlalchemy import text as statement

from couples.domain.days import DAY
from couples.security import keys, sealing
from couples.settings import Settings
from couples.upkeep.actions import sweep
from couples.upkeep.rotate import rotate
from tests.cast import open_session
from tests.reflections.test_sealed import _entries, _padded, _windows, columns
from tests.reflections.test_write import opens, saves
from tests.server import Remote, Server
from tests.sqlite import connect
from tests.upkeep.test_rotate import looked, under
from tests.upkeep.tools import DONE, Writing, did, epochs, refused

ENTRIES = 8


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A folder with that of a stopped server, and a backup of it."""
    folder = tmp_path_factory.mktemp("first")
    server = Server(folder / "data")
    pair = Writing(server, 0)
    assert pair.one.socket().do(pair.session, "answer", "thanks", **DONE)["ok"]
    did(folder / "data", "backup", folder / "old.db")
    server.stop()
    return folder


@pytest.fixture
def backed_up(first, tmp_path):
    """A copy of both for each test, and what opens of them."""
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    return tmp_path / "data", tmp_path / "old.db", looked(tmp_path / "data")


def test_an_old_backup_opens_until_its_key_is_destroyed_and_then_not_one_word(backed_up):
    data, old, all_of_it = backed_up
    rotate(Settings(data=data), time.time() - 34 * DAY)
    assert "0 old keys" in did(data, "retention", "run")
    before = looked(data, old)
    (data / "keys.json").rename(data / "aside")  # the same, one day over the time
    turned = (data / "aside").read_text()
    at = epochs_made(turned)
    (data / "keys.json").write_text(turned.replace(str(at), str(at - 2 * DAY)))
    assert "1 old keys" in did(data, "retention", "run")
    after = looked(data, old)
    print(f"of the old backup, before: words opened {before.words}; after: words opened {after.words}")
    assert before == all_of_it
    assert (after.words.count, after.keys.count) == (0, 0)
    assert after.words.of == all_of_it.words.of > 0
    assert looked(data) == all_of_it  # the database itself lost nothing
    assert list(epochs(data)["server"]) == ["2"]
    assert "the key of its time was destroyed" in refused(data, "restore", old, "--replace")
    Server(data).stop()


def epochs_made(text):
    return json.loads(text)["made"]["2"]


def test_a_key_under_which_something_is_still_sealed_is_never_destroyed(backed_up):
    """A rotation that was killed after its first step."""
    data, _, all_of_it = backed_up
    path = data / "keys.json"
    keys.begin_epoch(path, keys.load(path), time.time() - 100 * DAY)
    assert "1 old keys are still needed: run couples keys rotate" in did(data, "retention", "run")
    assert looked(data) == all_of_it
    did(data, "keys", "rotate")
    assert under(data, "1") == 0
    assert "1 old keys" in did(data, "retention", "run")  # the first; the second was replaced just now
    assert list(epochs(data)["server"]) == ["2", "3"]
    assert looked(data) == all_of_it


def test_rows_that_are_over_go_and_others_stay(app, alex, sam, couple):
    house, now = app.extensions["couples"], time.time()
    session = open_session(alex, sam, "specific-thanks")
    alex.do(session, "answer", "thanks", op="o" * 36, **DONE)
    sql(
        house,
        "INSERT INTO job (id, kind, account_id, about, due, done_at, tries) VALUES "
        "('a', 'k', :me, 'k:1', 0, :now, 1), ('b', 'k', :me, 'k:2', 0, NULL, 1)",
        me=alex.login.account_id,
        now=now,
    )
    nothing = sweep(house, now)
    assert (nothing.reminders, nothing.deeds, nothing.invitations, nothing.places) == (0, 0, 0, 0)
    count = counts(house)
    assert count["invitation"] == 1 and count["accepted"] > 0 and count["login_session"] == 2
    later = sweep(house, now + 400 * DAY)
    assert later.deeds == count["accepted"]
    assert (later.reminders, later.invitations, later.places) == (1, 1, 2)
    after = counts(house)
    assert (after["job"], after["accepted"], after["invitation"], after["login_session"]) == (1, 0, 0, 0)
    assert after["words"] == count["words"] and after["event"] == count["event"]


def test_a_place_that_is_in_use_stays_and_a_deed_that_is_sent_again_changes_nothing(app, alex, sam, couple):
    house = app.extensions["couples"]
    session = open_session(alex, sam, "specific-thanks")
    first = alex.do(session, "answer", "thanks", op="o" * 36, **DONE)
    sweep(house, time.time())
    house.writer.streams.drop(session)
    assert alex.do(session, "answer", "thanks", op="o" * 36, **DONE) == first
    assert alex.get("/home").status_code == 200


def test_beside_a_running_server_and_with_it_stopped(tmp_path):
    data = tmp_path / "data"
    server = Server(data)
    robin = Remote(server, "Robin")
    sql_at(data, "UPDATE account SET leaving = 1")
    assert "the server deletes accounts itself" in did(data, "retention", "run")
    assert robin.get("/home").status == 200
    server.stop()
    assert "1 accounts whose time was up" in did(data, "retention", "run")
    with connect(data / "couples.db") as connection:
        assert connection.execute("SELECT COUNT(*) FROM account").fetchone() == (0,)


def test_with_database_key_and_backup_in_hand_and_nobody_signed_in_no_private_entry_opens(app, jo, tmp_path):
    opens(jo)
    for number in range(ENTRIES):
        saves(jo, f"canary secret {number}", id=f"{number:022}")
    vault = app.extensions["couples"].vaults.key(jo.login.id, jo.token)
    jo.post("/prompts/lock")
    data, thief = tmp_path / "data", tmp_path / "thief"
    thief.mkdir()
    did(data, "backup", thief / "couples.db")
    server = keys.load(data / "keys.json")
    values = [*columns(data), *columns(thief)]
    found = {
        *server.server.values(), server.forms,
        *_windows([value for value in values if isinstance(value, bytes)]),
        *_padded([value.encode() for value in values if isinstance(value, str)]),
    }  # fmt: skip
    entries = [*_entries(data), *_entries(thief)]
    print(f"keys tried {len(found)}, entries opened {opened(found, entries)} of {len(entries)}")
    assert opened(found, entries) == 0
    assert (
        opened({*found, vault}, entries) == len(entries) == 2 * ENTRIES
    )  # so the search finds one that is there


def opened(found, entries):
    return sum(_opens(key, *entry) for key, entry in itertools.product(found, entries))


def _opens(key, account, id, version, sealed):
    try:
        sealing.unseal(key, sealed, sealing.place("entry", "sealed", account, id, str(version)))
    except sealing.SealBroken:
        return False
    return True


def sql(house, text, **values):
    house.writer.run(lambda batch: batch.connection.execute(statement(text), values))


def sql_at(data, text):
    with connect(data / "couples.db", timeout=10) as connection:
        connection.execute(text)


def counts(house):
    with connect(house.settings.data / "couples.db") as connection:
        names = ("job", "accepted", "invitation", "login_session", "words", "event")
        return {name: connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in names}
