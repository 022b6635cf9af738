"""Every socket event, by everybody, for every kind of stream: what is not theirs answers as what is not there."""

import time
from uuid import uuid4

from couples.live.hub import Connection
from couples.security import policy
from couples.security.throttle import Bucket
from tests.consent.given import no
from tests.proofs.test_matrix import NONE, world

__all__ = ["world"]
READERS = {
    "couple": {"alex", "sam"},
    "running": {"alex", "sam"},
    "ledger": {"alex", "sam"},
    "counsel": {"noor"},
}


def payload(event, stream):
    return {
        "enter": {"stream": stream, "seen": 0},
        "do": {
            "stream": stream,
            "op": str(uuid4()),
            "deed": "pause",
            "step": None,
            "fields": {"minutes": "5"},
        },
        "hint": {"stream": stream, "what": "idle"},
        "leave": {"stream": stream},
    }[event]


def asks(app, person, event, stream):
    """The answer to one event of a socket of one's own."""
    login = person.login
    answers, desk = [], app.extensions["couples"].sockets.desk
    connection = Connection("x", login.id, login.account_id, Bucket(1000, time.monotonic()))
    desk.receive(connection, [event, payload(event, stream)], answers.append)
    until = time.monotonic() + 5
    while not answers and time.monotonic() < until:
        time.sleep(0.005)
    desk._hub.remove(connection)
    [answer] = answers
    return answer


def cells(app, people, things):
    for event in policy.EVENTS:
        for kind, readers in READERS.items():
            for name, person in people.items():
                if name != "signed out":
                    yield event, kind, name, person, name in readers, things[kind]


def couple_of(app, session):
    return app.extensions["couples"].writer.live(session).head.couple_stream


def test_an_event_on_what_is_not_ones_own_is_answered_as_on_nothing(app, world):
    people, things = world
    things, tried = {**things, "couple": couple_of(app, things["running"])}, 0
    for event, kind, name, person, reads, stream in cells(app, people, things):
        answer, nothing = asks(app, person, event, stream), asks(app, person, event, NONE)
        if reads and event == "enter":
            assert answer["ok"], (event, kind, name)
        elif not reads:
            assert answer == nothing, (event, kind, name)
        tried += 1
    print(f"cells of events {tried}, unexpected allows 0")


def test_after_an_end_the_counselors_stream_is_nothing_to_anybody(app, world):
    people, things = world
    no(people["alex"], things["counsel"])
    for event in policy.EVENTS:
        found = asks(app, people["noor"], event, things["counsel"])
        assert found == asks(app, people["noor"], event, NONE)
