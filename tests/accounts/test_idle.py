"""A place of sign-in ends after a time without a sign of life; a page that only lies open is none."""

import time

import pytest

from couples.accounts import logins
from couples.live.hub import Connection
from couples.security.throttle import Bucket
from tests.cast import PASSPHRASE, start

JOIN = {"name": "Alex", "passphrase": PASSPHRASE}


class Clock:
    """Stands in for the module `time` where logins read it."""

    def __init__(self):
        self.ahead = 0.0

    def time(self):
        return time.time() + self.ahead


@pytest.fixture
def clock(monkeypatch):
    made = Clock()
    monkeypatch.setattr(logins, "time", made)
    return made


def joins(app, stay):
    client = app.test_client()
    answer = client.post("/join", data={**JOIN, "stay": stay}, headers={"Sec-Fetch-Site": "same-origin"})
    return client, answer.headers["Set-Cookie"]


def is_in(client):
    return client.get("/you/places").status_code == 200


@pytest.mark.parametrize(("stay", "minutes"), [("", 15), ("short", 5), ("long", 30 * 24 * 60), ("odd", 15)])
def test_it_ends_after_the_time_that_was_chosen(app, clock, stay, minutes):
    client, cookie = joins(app, stay)
    assert ("Max-Age" in cookie) == (stay == "long")
    for _ in range(3):
        clock.ahead += minutes * 60 - 30
        assert is_in(client)
    clock.ahead += minutes * 60 + 30
    assert not is_in(client)


def test_use_is_remembered_over_a_restart(app, clock):
    client, _cookie = joins(app, "")
    for _ in range(4):
        clock.ahead += 10 * 60
        assert is_in(client)
    house = app.extensions["couples"]
    house.writer.run(lambda _batch: None)  # what nobody waits for is on disk by now
    house.logins._known.clear()
    house.logins._used.clear()
    assert is_in(client)


def test_an_open_page_that_asks_for_news_keeps_nobody_in(app, clock, alex, sam, couple):
    session, asks = _session_pages(app, alex, sam)
    assert asks(alex, session)
    clock.ahead += 14 * 60
    assert asks(alex, session)
    clock.ahead += 2 * 60
    assert not asks(alex, session)


def test_two_in_a_live_session_stay_in_it_and_whoever_is_left_alone_in_it_does_not(
    app, clock, alex, sam, couple
):
    """Listening for a long while is being there."""
    session, asks = _session_pages(app, alex, sam)
    for _ in range(3):
        assert asks(alex, session) and asks(sam, session)
        clock.ahead += 14 * 60
    assert asks(alex, session) and asks(sam, session)
    app.extensions["couples"].end_logins([sam.login.id])
    clock.ahead += 14 * 60
    assert asks(alex, session)
    clock.ahead += 2 * 60
    assert not asks(alex, session)


def _session_pages(app, *people):
    """A session of the people, and a function by which the open page of one asks for news as its script does."""
    desk, hub = app.extensions["couples"].sockets.desk, app.extensions["couples"].sockets.hub
    sockets = {}
    for person in people:
        login = person.login
        sockets[person] = Connection(person.name, login.id, login.account_id, Bucket(1000, 0.0))
        hub.add(sockets[person])

    def asks(person, stream):
        answers = []
        desk.receive(sockets[person], ["enter", {"stream": stream, "seen": 0}], answers.append)
        return answers[0]["ok"]

    return start(people[0], "specific-thanks"), asks
