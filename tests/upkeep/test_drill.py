"""The drill of docs/upkeep.md: back up under load, lose the machine, restore elsewhere, look at what is there."""

import stat
import time

import pytest

from tests.cast import PASSPHRASE
from tests.server import Remote, Server
from tests.sqlite import connect
from tests.upkeep.tools import Writing, did, figures, leaves, new_place, refused, writes_alone

COUPLES = 3


@pytest.fixture
def running(tmp_path):
    server = Server(tmp_path / "data")
    yield server
    if server.process.poll() is None:
        server.stop()


def test_what_was_acknowledged_before_a_backup_under_load_is_there_after_a_restore(running, tmp_path):
    data, backup = tmp_path / "data", tmp_path / "out" / "copy.db"
    writing = [Writing(running, number) for number in range(COUPLES)]
    writes_alone(writing[0].two)
    for each in writing:
        each.start()
    time.sleep(1)
    before = {op for each in writing for op in [*each.acknowledged]}
    said = did(data, "backup", backup)
    after = {op for each in writing for op in [*each.acknowledged]} - before
    for each in writing:
        each.end()
    running.kill()
    place = new_place(data, tmp_path / "elsewhere")
    restored = did(place, "restore", backup)
    found = ops(place / "couples.db")
    print(f"acknowledged before {len(before)}, during {len(after)}, lost {len(before - found.keys())}")
    assert before and after  # it was written while it was copied
    assert before <= found.keys()
    assert max(found.values()) == 1
    # An answer that is changed replaces its words: what stays is the code of each invitation and the last answer.
    assert figures(said, "words") == figures(restored, "words") == (2 * COUPLES, 2 * COUPLES)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [path.name for path in backup.parent.iterdir()] == ["copy.db"]
    assert b"canary" not in backup.read_bytes()
    in_use(place, writing[0])


def in_use(place, writing):
    """People sign in on the restored server, read their words, and go on."""
    again = Server(place)
    try:
        for person in (writing.one, writing.two):
            person.server = again
        assert "canary" in writing.one.get(f"/sessions/{writing.session}").text
        assert "canary secret 0" not in writing.one.get("/prompts/mine").text
        writing.two.post("/prompts/open", passphrase=PASSPHRASE, next="/prompts/write")
        assert "canary secret 0" in writing.two.get(f"/prompts/mine/{0:022}").text
        assert writing.one.socket().do(
            writing.session, "answer", "thanks", did="n", effect="e", about_you="a"
        )["ok"]
    finally:
        again.stop()


def test_people_deleted_after_the_backup_do_not_come_back(running, tmp_path):
    data, backup = tmp_path / "data", tmp_path / "copy.db"
    people = [Remote(running, name) for name in ("Robin", "Kim", "Jo")]
    did(data, "backup", backup)
    for person in people[:2]:
        leaves(person)
    running.stop()

    said = did(new_place(data, tmp_path / "elsewhere"), "restore", backup)
    assert "people deleted 2, returned 0." in said
    assert names(tmp_path / "elsewhere") == ["Jo"]
    # Without the file of who left, they come back: so the count above means something.
    said = did(new_place(data, tmp_path / "unaware", without=["forgotten"]), "restore", backup)
    assert "people deleted 0, returned 0." in said
    assert names(tmp_path / "unaware") == ["Jo", "Kim", "Robin"]


def test_no_restore_while_the_server_runs_nor_over_a_database_unasked(running, tmp_path):
    data, backup = tmp_path / "data", tmp_path / "copy.db"
    Remote(running, "Robin")
    did(data, "backup", backup)
    Remote(running, "Kim")
    assert "is running" in refused(data, "restore", backup, "--replace")
    running.kill()  # with a log that is not written back
    assert "--replace" in refused(data, "restore", backup)
    assert names(data) == ["Kim", "Robin"]
    did(data, "restore", backup, "--replace")
    assert names(data) == ["Robin"]
    assert not (data / "restoring").exists()


def test_a_backup_is_refused_that_is_damaged_of_another_server_or_without_its_keys(running, tmp_path):
    data, backup = tmp_path / "data", tmp_path / "copy.db"
    Remote(running, "Robin")
    did(data, "backup", backup)
    running.stop()
    whole = backup.read_bytes()
    (tmp_path / "cut.db").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "holes.db").write_bytes(whole[:8192] + b"\xff" * 8192 + whole[16384:])
    for bad in ("cut.db", "holes.db", "data/keys.json"):
        place = new_place(data, tmp_path / f"for {bad.replace('/', ' ')}")
        assert "Error: " in refused(place, "restore", tmp_path / bad)
        assert not (place / "couples.db").exists()
    empty = tmp_path / "no keys"
    assert "no keys.json" in refused(empty, "restore", backup)
    assert not (empty / "keys.json").exists()
    other = Server(tmp_path / "other")
    other.stop()
    assert "sealed keys opened 0 of 1" in refused(tmp_path / "other", "restore", backup, "--replace")
    assert names(tmp_path / "other") == []


def test_nothing_is_written_over_and_nothing_is_left_of_a_backup_that_failed(running, tmp_path):
    there = tmp_path / "there.db"
    there.write_text("mine")
    assert "there already" in refused(tmp_path / "data", "backup", there)
    assert there.read_text() == "mine"
    out = tmp_path / "out"
    out.mkdir()
    assert "nothing to back up" in refused(tmp_path / "nobody", "backup", out)
    Remote(running, "Robin")
    running.stop()
    (tmp_path / "data" / "keys.json").write_text(other_keys(tmp_path))
    assert "sealed keys opened 0 of 1" in refused(tmp_path / "data", "backup", out)
    assert list(out.iterdir()) == []


def other_keys(folder):
    """The key file of another server."""
    Server(folder / "stranger").stop()
    return (folder / "stranger" / "keys.json").read_text()


def ops(path):
    with connect(path) as connection:
        return dict(connection.execute("SELECT op, COUNT(*) FROM accepted GROUP BY op"))


def names(data):
    with connect(data / "couples.db") as connection:
        return sorted(name for (name,) in connection.execute("SELECT name FROM account"))
