"""kill -9 under load: nothing acknowledged is lost, nothing is done twice, no version is missing.

Four couples write over real sockets; the server is killed at random moments and started again; whoever got no answer
sends the same op again until there is one.
"""

import os
import random
import threading
import time
from uuid import uuid4

import websocket

from tests.server import Remote, Server, link_remote, start_remote
from tests.sqlite import connect

KILLS = int(os.environ.get("COUPLES_KILLS", "50"))
COUPLES = 4


def test_fifty_kills_lose_nothing_and_double_nothing(tmp_path):
    server = Server(tmp_path / "data")
    couples = [_couple(server, number) for number in range(COUPLES)]
    writers = [Writer(person, session) for person, _, session in couples]
    for writer in writers:
        writer.start()
    chance = random.Random(7)
    for _ in range(KILLS):
        time.sleep(0.15 + chance.random() * 0.35)
        server.kill()
        server.start()
    for writer in writers:
        writer.ending = True
    for writer in writers:
        writer.join(timeout=60)
    server.kill()
    found = _read(tmp_path / "data" / "couples.db")
    acknowledged = {op for writer in writers for op in writer.acknowledged}
    retried = sum(writer.retried for writer in writers)
    print(f"kills {KILLS}, acknowledged {len(acknowledged)}, sent again {retried}, ", end="")
    print(f"lost {len(acknowledged - found.ops.keys())}, doubled {found.doubled}, gaps {found.gaps}")
    assert not any(writer.is_alive() for writer in writers)
    assert retried > 0 and len(acknowledged) > KILLS
    assert acknowledged <= found.ops.keys()
    assert found.doubled == found.gaps == 0
    assert found.integrity == "ok"


class Writer(threading.Thread):
    """One person who changes their answer again and again, each change a deed with an op id of its own."""

    def __init__(self, person, session):
        super().__init__(daemon=True)
        self.person, self.session = person, session
        self.acknowledged, self.retried, self.ending = [], 0, False
        self._socket = None

    def run(self):
        number = 0
        while not self.ending:
            number += 1
            self._until_acknowledged(str(uuid4()), f"answer {number}")

    def _until_acknowledged(self, op, words):
        for attempt in range(10_000):
            try:
                answer = self._connected().do(
                    self.session, "answer", "thanks", op=op, did=words, effect="e", about_you="a"
                )
                assert answer["ok"], answer
                self.acknowledged.append(op)
                return
            except (OSError, websocket.WebSocketException):
                self._drop()
                self.retried += attempt == 0
                time.sleep(0.02)

    def _connected(self):
        if self._socket is None:
            self._socket = self.person.socket(timeout=3)
        return self._socket

    def _drop(self):
        if self._socket is not None:
            self._socket.close()
            self._socket = None


class Found:
    def __init__(self, ops, doubled, gaps, integrity):
        self.ops, self.doubled, self.gaps, self.integrity = ops, doubled, gaps, integrity


def _read(path):
    """What is on disk: each op with how often it was done, and versions that are missing."""
    connection = connect(path)
    ops = dict(connection.execute("SELECT op, COUNT(*) FROM accepted GROUP BY op"))
    streams = connection.execute(
        "SELECT stream_id, COUNT(*), MAX(version), MIN(version) FROM event GROUP BY 1"
    )
    gaps = sum(count != last or first != 1 for _, count, last, first in streams.fetchall())
    behind = connection.execute(
        "SELECT COUNT(*) FROM stream s WHERE version <> (SELECT COUNT(*) FROM event e WHERE e.stream_id = s.id)"
    ).fetchone()[0]
    kept = connection.execute("SELECT COUNT(*) FROM event WHERE name = 'Kept'").fetchone()[0]
    integrity = connection.execute("PRAGMA integrity_check").fetchone()[0]
    connection.close()
    doubled = sum(count - 1 for count in ops.values()) + max(0, kept - sum(ops.values()))
    return Found(ops, doubled, gaps + behind, integrity)


def _couple(server, number):
    one, two = Remote(server, f"Alex {number}"), Remote(server, f"Sam {number}")
    link_remote(one, two)
    return one, two, start_remote(one, "specific-thanks")
