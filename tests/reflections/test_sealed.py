"""With the database, the server's key and backups in hand and nobody signed in, no entry opens."""

import itertools
import shutil

from couples.security import keys, sealing
from couples.vault.open_vaults import OpenVaults
from tests.reflections.test_write import ID, opens, saves
from tests.sqlite import connect

COUNT = 12


def written(person):
    opens(person)
    for number in range(COUNT):
        saves(person, f"canary secret {number}", id=f"{number:022}", tags="canarytag")
    person.post("/prompts/lock")


def columns(data):
    """Every value of every table, as a thief reads them."""
    database = connect(data / "couples.db")
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return [value for name in names for row in database.execute(f"SELECT * FROM {name}") for value in row]


def test_no_word_lies_open_in_any_file(app, jo, tmp_path):
    written(jo)
    files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert b"canary" not in path.read_bytes(), path


def test_no_key_that_is_stored_anywhere_opens_an_entry(app, jo, tmp_path):
    """Every 32 bytes that lie in the database or in the key file, and all that those open in turn, are tried."""
    written(jo)
    copy = tmp_path / "stolen"
    shutil.copytree(tmp_path / "data", copy)
    server = keys.load_or_make(copy / "keys.json")
    blobs = [value for value in columns(copy) if isinstance(value, bytes)]
    texts = [value.encode() for value in columns(copy) if isinstance(value, str)]
    found = {*server.server.values(), server.forms, *_windows(blobs), *_padded(texts)}
    sealed = _entries(copy)
    tried = 0
    for key, (account, id, version, words) in itertools.product(found, sealed):
        tried += 1
        try:
            sealing.unseal(key, words, sealing.place("entry", "sealed", account, id, str(version)))
        except sealing.SealBroken:
            continue
        raise AssertionError("an entry opened")
    print(f"entries {len(sealed)}, keys tried {len(found)}, opened 0 of {tried}")
    assert len(sealed) == COUNT


def test_the_search_for_keys_finds_one_that_lies_about(app, jo, tmp_path):
    """The same, with the vault's key left in the database on purpose: then every entry opens."""
    written(jo)
    opens(jo)
    key = app.extensions["couples"].vaults.key(jo.login.id, jo.token)
    sealed = _entries(tmp_path / "data")
    found = {*_windows([b"before" + key + b"after"])}
    opened = 0
    for candidate, (account, id, version, words) in itertools.product(found, sealed):
        try:
            sealing.unseal(candidate, words, sealing.place("entry", "sealed", account, id, str(version)))
            opened += 1
        except sealing.SealBroken:
            continue
    assert opened == COUNT


def test_an_entry_moved_to_another_row_person_or_version_does_not_open(app, jo):
    opens(jo)
    saves(jo, "canary one")
    key = app.extensions["couples"].vaults.key(jo.login.id, jo.token)
    account, id, version, words = _entries(app.extensions["couples"].settings.data)[0]
    assert (id, version) == (ID, 1)
    for where in ((account, "B" * 22, "1"), ("somebody else", ID, "1"), (account, ID, "2")):
        try:
            sealing.unseal(key, words, sealing.place("entry", "sealed", *where))
        except sealing.SealBroken:
            continue
        raise AssertionError(where)


def test_a_restart_of_the_server_locks_every_vault(app, jo):
    opens(jo)
    saves(jo)
    app.extensions["couples"].vaults = OpenVaults()
    assert jo.get(f"/prompts/mine/{ID}").status_code == 302


def _windows(blobs):
    return {blob[at : at + 32] for blob in blobs if len(blob) < 300 for at in range(len(blob) - 31)}


def _padded(texts):
    return {text[:32].ljust(32, b"\0") for text in texts if text}


def _entries(data):
    database = connect(data / "couples.db")
    return list(database.execute("SELECT account_id, id, version, sealed FROM entry"))
