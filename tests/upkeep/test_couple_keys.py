"""A couple's own key is a new one after a turn: today's keys open nothing in an old copy, and all of today's words."""

import re
import time
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from couples.factory import make_app
from couples.letters.actions import letter_place
from couples.letters.models import LetterRow
from couples.log.rows import WORDS, key_place, words_place
from couples.pairing.models import Couple
from couples.pairing.queries import couple_key_place
from couples.security import keys
from couples.security.sealing import SealBroken, unseal, unwrap
from couples.settings import ROOT
from couples.upkeep.files import opened
from couples.upkeep.rotate import rotate
from tests.cast import start
from tests.contributions.test_kept import facts
from tests.ledger.test_ours import ITEM, NEED, ledger_of
from tests.own_data.plays import played
from tests.reflections.test_share import shared
from tests.upkeep.test_rotate import looked


@pytest.fixture
def world(app, alex, sam, couple):
    """What two share: a whole exercise, one half done, a need and a letter. Its database is as a backup has it."""
    played(app, alex, sam, "specific-thanks")
    start(sam, "good-news")
    alex.form(ledger_of(alex), "begin", "new-need", item=ITEM, **NEED)
    alex.form(ledger_of(alex), "release", ITEM)
    shared(alex)
    return app.extensions["couples"].settings


def copied(settings):
    """Every row that holds shared words, as it stands in the database now."""
    engine = opened(settings.data / "couples.db")
    with engine.connect() as connection:
        found = SimpleNamespace(
            couples=connection.execute(select(Couple.id, Couple.key)).all(),
            words=connection.execute(select(WORDS).where(WORDS.c.opened)).all(),
            letters=connection.execute(select(LetterRow.__table__)).all(),
        )
    engine.dispose()
    return found


def opens(copy, candidates):
    """How many of a copy's shared words open under any of these keys."""
    places = [(row.sealed, letter_place(row.couple_id, row.account_id, row.id)) for row in copy.letters]
    [id] = [row.id for row in copy.couples]
    for row in copy.words:
        make = words_place if row.wrapped is None else key_place
        places.append((row.wrapped or row.sealed, make(row.stream_id, row.version, id)))
    return sum(any(_opens(key, *place) for key in candidates) for place in places), len(places)


def _opens(key, sealed, where):
    try:
        return bool(unseal(key, sealed, where))
    except SealBroken:
        return False


def couple_keys(copy, present):
    return [unwrap(present, row.key, couple_key_place(row.id)) for row in copy.couples]


def test_after_a_turn_the_keys_of_today_open_nothing_that_an_old_copy_holds(world):
    path = world.data / "keys.json"
    old = copied(world)
    before = opens(old, couple_keys(old, keys.load(path)))
    rotate(world, time.time())
    new, present = copied(world), keys.destroy(path, keys.load(path), {"1"})
    after = opens(old, couple_keys(new, present))
    today = opens(new, couple_keys(new, present))
    print(f"of an old copy opened, before: {before}; after: {after}; of today's database: {today}")
    assert before == today == (len(old.words) + len(old.letters),) * 2
    assert {row.wrapped is None for row in old.words} == {True, False} and old.letters
    assert after == (0, before[1])


def test_all_words_of_today_open_and_another_server_shows_them(alex, sam, couple, world):
    before, counted = looked(world.data), facts(alex.app, couple)
    rotate(world, time.time())
    assert looked(world.data) == before and before.words.all
    server = make_app(world)
    try:
        assert facts(server, couple) == counted != []
        for person in (alex, sam):
            client = server.test_client()
            client.set_cookie("place", person.token)
            assert "canaryWhen" in client.get("/ours").get_data(as_text=True)
    finally:
        server.extensions["couples"].writer.stop()


def test_who_uses_a_couples_key_is_known():
    """Words that a new file here seals under it must be in `SHARED`: else they do not open after a turn."""
    here = {
        str(path.relative_to(ROOT / "couples"))
        for path in (ROOT / "couples").rglob("*.py")
        if re.search(r"\bhead\.key\b", path.read_text())
    }
    assert here == {
        "contributions/actions.py", "contributions/queries.py", "homework/actions.py", "homework/queries.py",
        "letters/own.py", "letters/views.py", "log/rows.py", "log/store.py", "reflections/views.py",
        "remarks/actions.py", "remarks/queries.py",
    }  # fmt: skip
