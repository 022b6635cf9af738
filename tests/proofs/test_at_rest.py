"""Every word that someone can write is put in and looked for in every file, every log line and every sealed place."""

import itertools
import logging
import re

import pytest

from couples.security import sealing
from tests.cast import PASSPHRASE
from tests.own_data.plays import alone, played
from tests.play import FOR_ONE, FOR_TWO
from tests.sqlite import connect

MARK = re.compile(rb"mark\w+?\d+x")
LIMIT = {"matters": "my sleep", "line": "no money talk after ten", "will": "I say good night"}


@pytest.fixture
def logged(caplog):
    caplog.set_level(logging.DEBUG)
    return lambda: "\n".join(str({**vars(record)}) for record in caplog.records).encode()


def writes_everywhere(app, alex, sam):
    """Every exercise for two and alone, and each field of every form, with marks. Returns how many were put in."""
    number = itertools.count()

    def mark():
        return f"markForm{next(number)}x"

    for slug in FOR_TWO:
        played(app, alex, sam, slug)
    for slug in FOR_ONE:
        alone(app, alex, slug)
    alex.post("/prompts/open", passphrase=PASSPHRASE)
    for index in range(20):
        alex.post(f"/prompts/mine/{index:022}", text=mark(), tags=mark(), version="0")
    alex.post("/prompts/mine", wanted=mark())
    alex.post(f"/prompts/mine/{0:022}/share")
    alex.post("/prompts/mine/" + "x" * 22, text=mark() * 2_000, version="0")
    for path, fields in (
        ("/sign-in", ("name", "passphrase")),
        ("/join", ("passphrase",)),
        ("/recover", ("name", "key", "new")),
        ("/pair/redeem", ("code",)),
        ("/you/reminders", ("address", "passphrase", "timezone")),
        ("/you/security/passphrase", ("passphrase", "new")),
        (f"/streams/{'x' * 22}/deeds", ("deed", "step", "said")),
    ):
        alex.post(path, **{field: mark() for field in fields})
    alex.get(f"/exercises?words={mark()}")
    return next(number)


def held(app, tmp_path, logged):
    """The marks that lie open in any file of the data folder, in any file beside it, or in the log."""
    app.extensions["couples"].writer.run(lambda batch: None)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    found = {mark for path in files for mark in MARK.findall(path.read_bytes())}
    return len(files), found | {*MARK.findall(logged())}


def test_no_word_lies_open_in_a_file_or_in_the_log(app, alex, sam, couple, tmp_path, logged):
    forms = writes_everywhere(app, alex, sam)
    database = connect(app.extensions["couples"].settings.data / "couples.db")
    sealed = sum(
        database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("words", "draft", "entry", "letter")
    )
    files, found = held(app, tmp_path, logged)
    print(f"sealed texts {sealed}, fields of forms {forms}, files {files}, found in plain {len(found)}")
    assert sealed + forms > 500 and found == set()


def test_a_word_that_lies_open_is_found(app, alex, tmp_path, logged):
    """The same look, with one word in a column that is not sealed, and one in a log line."""
    database = connect(app.extensions["couples"].settings.data / "couples.db")
    database.execute("UPDATE login_session SET device = 'markForm1x'")
    database.commit()
    logging.getLogger("couples.live").error("markForm2x")
    assert held(app, tmp_path, logged)[1] == {b"markForm1x", b"markForm2x"}


def test_what_is_sealed_opens_at_its_own_place_only(app, alex, sam, couple):
    """Every sealed text of two couples' sessions at the place of every other, and with every other key."""
    for slug in FOR_TWO[:6]:
        played(app, alex, sam, slug)
    alex.post("/prompts/open", passphrase=PASSPHRASE)
    house = app.extensions["couples"]
    database = connect(house.settings.data / "couples.db")
    rows = database.execute("SELECT stream_id, version, about, sealed, wrapped, opened FROM words").fetchall()
    streams = {row[2] for row in rows}
    heads = {stream: house.writer.live(stream).head for stream in streams}
    texts = [_text(house, heads, row) for row in rows]
    own = sum(_opens(key, sealed, where) for sealed, key, where in texts)
    moved = [(one, two) for one, two in itertools.product(texts, texts) if one is not two][:4_000]
    tried = opened = 0
    for (sealed, key, _where), (_other, other_key, other_where) in moved:
        for wrong in ((key, other_where), (other_key, _where)):
            if wrong != (key, _where):
                tried += 1
                opened += _opens(wrong[0], sealed, wrong[1])
    print(f"texts {len(texts)}, opened at their own place {own}, moved {tried}, opened {opened}")
    assert own == len(texts) and tried > 1_000 and opened == 0


def _text(house, heads, row):
    """(sealed, key, place) of one row of words."""
    stream, version, about, sealed, wrapped, opened = row
    head = heads[about]
    where = sealing.place("words", "sealed", head.couple_id, stream, str(version))
    if wrapped is None:
        return sealed, head.key, where
    at = sealing.place("words", "wrapped", head.couple_id, stream, str(version))
    key = sealing.unseal(head.key, wrapped, at) if opened else sealing.unwrap(house.keys, wrapped, at)
    return sealed, key, where


def _opens(key, sealed, where):
    try:
        sealing.unseal(key, sealed, where)
    except sealing.SealBroken:
        return False
    return True
