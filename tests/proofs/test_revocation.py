"""One of the two ends what a counselor may see: a hundred times, with three sockets of the counselor open."""

from __future__ import annotations

import time

import pytest

from couples.domain.consent import SCOPES
from couples.domain.days import in_days
from tests.cast import PASSPHRASE, counselor
from tests.consent.given import code_of
from tests.server import Remote, Server, link_remote

TIMES = 100
LATE = 1.0  # seconds after which no byte of theirs may come


@pytest.fixture
def place(make_app, tmp_path):
    """A server, and the counselor who joined it: (server, a cookie, the id of a counsel, code, four words)."""
    app = make_app()
    noor = counselor(app, "Noor")
    id, code, words = code_of(app, noor)
    cookie = f"place={noor.token}"
    data = app.extensions["couples"].settings.data
    app.extensions["couples"].writer.stop()
    server = Server(data, COUPLES_SIGN_IN_ACCOUNT="100000 per minute", COUPLES_REDEEM_ACCOUNT="1000 per hour")
    yield server, cookie, id, code, words
    server.stop()


def yes(person, id, words):
    given = {"said": "yes", "words": words, "scope": [*SCOPES], "until": in_days(9, time.time())}
    assert person.post(f"/with/{id}/answer", **given, passphrase=PASSPHRASE).status == 303


class Noor(Remote):
    def __init__(self, server, cookie):
        self.server, self.name, self.cookie = server, "Noor", cookie


def test_after_an_end_no_byte_of_the_couple_reaches_the_counselor(place):
    server, cookie, id, code, words = place
    alex, sam, noor = Remote(server, "Alex"), Remote(server, "Sam"), Noor(server, cookie)
    link_remote(alex, sam)
    assert alex.post("/with/bring", code=code).status == 303
    for person in (alex, sam):
        yes(person, id, words)
    sockets, took = [noor.socket() for _ in range(3)], []
    for number in range(TIMES):
        assert noor.get(f"/counsel/{id}").status == 200
        assert all(socket.enter(id)["ok"] for socket in sockets)
        ends = (alex, sam)[number % 2]
        began = time.monotonic()
        assert ends.post(f"/with/{id}/answer", said="no").status == 303
        for socket in sockets:
            assert socket.next("gone", timeout=LATE) == {"stream": id}
        took.append(time.monotonic() - began)
        assert noor.get(f"/counsel/{id}").status == 404
        assert all(socket.enter(id)["code"] == "denied" for socket in sockets)
        assert not any(socket.inbox for socket in sockets)
        yes(ends, id, words)
    assert alex.post(f"/with/{id}/answer", said="no").status == 303
    late = sum(len(socket.quiet(LATE)) for socket in sockets)
    took.sort()
    middle, most = took[TIMES // 2] * 1000, took[-1] * 1000
    print(
        f"ended {TIMES} times, 3 sockets: gone after {middle:.0f} ms, {most:.0f} at most; after {LATE} s: {late}"
    )
    assert late == 0
