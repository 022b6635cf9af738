"""Plays whole exercises at the real writer, each text with a mark that says whose it is; and reads an export."""

import io
import json
import random
import re
import time
import zipfile
from itertools import count

from couples.domain.view import stage
from tests.cast import PASSPHRASE, next_deed, seats, start, state_of

_numbers = count()


def marks(whose, text):
    """Every mark of a person in a text."""
    return set(re.findall(rf"mark{whose}\d+x", text))


def played(app, one, two, slug, mode="apart"):
    """A session from its start to its end, by both. Each text bears its author's name as a mark."""
    session = start(one, slug, mode)
    people, chance = seats(app, session, one, two), random.Random(slug)
    if state_of(app, session).ready_by:
        for person in people:
            person.do(session, "ready", ready="yes")
    for _round in range(60):
        if state_of(app, session).over:
            break
        acted = [_acts(app, people[seat], session, seat, chance) for seat in "AB"]
        if not any(acted):
            # Whoever kept their cards for themself has none to sort.
            passed = [_done(people[seat], session, "pass", _at(app, session, seat)) for seat in "AB"]
            assert any(passed), f"{slug} came to a dead end"
    return session


def alone(app, person, slug):
    session = start(person, slug, "alone")
    for _round in range(60):
        if state_of(app, session).over:
            break
        if not _acts(app, person, session, "A", random.Random(slug)):
            assert _done(person, session, "pass", _at(app, session, "A"))
    return session


def marked(person):
    return lambda text: f"mark{person.name}{next(_numbers)}x {text}"


def words_in(app, stream, person):
    """The marks of a person in the state of a stream, as the rules have it: apart from what any export does."""
    return marks(person.name, repr(app.extensions["couples"].writer.live(stream).state))


def _acts(app, person, session, seat, chance):
    """One deed that can be done now. Some keep their answer, and some half-written words are left behind."""
    state = state_of(app, session)
    if state.over or (step := state.step(seat)) is None:
        return False
    seen = stage(state, step, seat, time.time()).seen
    if (
        seen.get("mine")
        and not seen.get("held")
        and chance.random() < 0.3
        and _done(person, session, "keep", step.id)
    ):
        return True
    again = seen["phase"] not in ("writing", "reading") or bool(seen.get("edition"))
    for name, at, fields in next_deed(state, seat, marked(person)):
        if not (name in ("answer", "take_pen") and again) and _done(person, session, name, at, **fields):
            return True
    return False


def _at(app, session, seat):
    step = state_of(app, session).step(seat)
    return step.id if step else None


def _done(person, session, name, step, **fields):
    return hasattr(person.do(session, name, step, **fields), "version")


class Export:
    """What someone gets, unpacked. `lines` are all of data.json, those that both signed apart."""

    def __init__(self, person, passphrase=PASSPHRASE):
        self.answer = person.post("/you/data/export", passphrase=passphrase)
        assert self.answer.status_code == 200, self.answer.get_data(as_text=True)
        with zipfile.ZipFile(io.BytesIO(self.answer.data)) as file:
            self.files = {name: file.read(name).decode() for name in file.namelist()}
        self.data = json.loads(self.files["data.json"])
        lines = [line for part in self.data["parts"].values() for piece in part for line in piece["lines"]]
        self.mine = json.dumps([line for line in lines if line["of"] == "me"])
        self.signed = json.dumps([line for line in lines if line["of"] == "both"])
        self.pages = "".join(text for name, text in self.files.items() if name.endswith(".html"))
        self.everything = "".join(self.files.values())
