"""After an unlink each sends again all that either of them ever sent, and asks again for all that they ever saw: no
word of the other comes, and nothing happens."""

import re
from uuid import uuid4

from sqlalchemy import func, select

from couples.live.hub import Connection
from couples.log.models import EventRow
from couples.security.throttle import Bucket
from tests.cast import PASSPHRASE
from tests.own_data.plays import marked, marks, played
from tests.play import FOR_TWO

ENTRY = "E" * 22
LIMIT = {"matters": "my sleep", "line": "no money talk after ten", "will": "I say good night"}
NEED = {"when": "it is late", "feel": "worn out", "need": "quiet", "ask": "start without me"}


class Recorded:
    """A person whose deeds are written down as they are sent."""

    def __init__(self, person, tape):
        self._person, self._tape = person, tape

    def __getattr__(self, name):
        return getattr(self._person, name)

    def do(self, stream, deed, step=None, /, **fields):
        self._tape.append((stream, deed, step, fields))
        return self._person.do(stream, deed, step, **fields)


def lives(app, alex, sam, couple):
    """A couple's life, with marked words. Returns (deeds sent, paths asked for)."""
    tape = []
    two = [Recorded(person, tape) for person in (alex, sam)]
    sessions = [played(app, *two, slug) for slug in FOR_TWO]
    ledger = re.search(r'data-stream="([^"]+)"', alex.get("/ours").get_data(as_text=True))[1]
    letters = []
    for number, person in enumerate(two):
        mark = marked(person)
        for kind, words in (("need", NEED), ("boundary", LIMIT)):
            item = f"{kind}-{number:05}"
            person.do(
                ledger,
                "begin",
                f"new-{kind}",
                item=item,
                **{name: mark(text) for name, text in words.items()},
            )
            person.do(ledger, "release", item)
        person.post("/prompts/open", passphrase=PASSPHRASE)
        person.post(f"/prompts/mine/{number:022}", text=mark("a letter"), version="0")
        letters.append(person.post(f"/prompts/mine/{number:022}/share").location)
    items = app.extensions["couples"].writer.live(ledger).state.items
    paths = ["/home", "/pair", "/ours", "/history", f"/ours/{ledger}/kept", *letters]
    paths += [f"/sessions/{session}{end}" for session in sessions for end in ("", "/review")]
    paths += [f"/ours/{ledger}/{item}/calendar" for item in items]
    return tape, paths, [couple, ledger, *sessions]


def replayed(app, person, tape, paths, streams):
    """All that someone gets who sends it all again: by form, by page and by socket. And how much was asked."""
    told = [person.get(path).get_data(as_text=True) for path in paths]
    told += [
        person.form(stream, deed, step, **fields).get_data(as_text=True)
        for stream, deed, step, fields in tape
    ]
    desk, hub = app.extensions["couples"].sockets.desk, app.extensions["couples"].sockets.hub
    connection = Connection(str(uuid4()), person.login.id, person.login.account_id, Bucket(100_000, 0.0))
    hub.add(connection)
    for stream in streams:
        desk.receive(
            connection, ["enter", {"stream": stream, "seen": 0}], lambda answer: told.append(repr(answer))
        )
    hub.remove(connection)
    return "\n".join(told), len(told)


def events(app):
    count = select(func.count()).select_from(EventRow)
    return app.extensions["couples"].writer.run(lambda batch: batch.connection.execute(count).scalar())


def test_all_of_it_sent_again_gets_no_word_and_changes_nothing(app, alex, sam, couple):
    tape, paths, streams = lives(app, alex, sam, couple)
    theirs = {alex: "Sam", sam: "Alex"}
    shown = {
        person: marks(name, replayed(app, person, [], paths, streams)[0]) for person, name in theirs.items()
    }
    assert all(
        len(found) > 100 for found in shown.values()
    )  # while they are linked it is all there to be found
    sam.form(couple, "unlink")
    before, asked, signed = events(app), 0, _signed(app, streams[1])
    for person, name in theirs.items():
        told, count = replayed(app, person, tape, paths, streams)
        asked += count
        assert marks(name, told) - signed == set()
    print(
        f"deeds and pages asked for again {asked}, words of the other before {sum(map(len, shown.values()))}, "
        f"after 0 but for {len(signed)} in what both signed; new events {events(app) - before}"
    )
    assert events(app) == before


def _signed(app, ledger):
    """The marks in the texts that both signed, which each of them keeps."""
    items = app.extensions["couples"].writer.live(ledger).state.items.values()
    texts = " ".join(edition.text for item in items for edition in item.editions)
    return marks("Alex", texts) | marks("Sam", texts)
