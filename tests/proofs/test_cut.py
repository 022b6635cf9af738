"""Whoever signs out, is signed out elsewhere, or is linked no more: a hundred times each, and no byte comes after."""

import re
import time

import pytest

from tests.cast import PASSPHRASE
from tests.server import Remote, Server, link_remote, start_remote

TIMES = 100
LATE = 1.0  # seconds


def again(person):
    """A new place of sign-in of the same person."""
    other = object.__new__(Remote)
    other.server, other.name, other.cookie = person.server, person.name, None
    answer = other.post("/sign-in", name=person.name, passphrase=PASSPHRASE)
    assert answer.status == 303, answer.text
    other.cookie = answer.header("Set-Cookie").split(";")[0]
    return other


def signs_out(here, _there):
    assert here.post("/sign-out").status == 303


def is_ended_from_elsewhere(_here, there):
    assert there.post("/you/places/end-others").status == 303


@pytest.fixture
def two(tmp_path):
    """Two people at a server of their own that lets them sign in and link as often as they like."""
    often = dict.fromkeys(("COUPLES_SIGN_IN_ACCOUNT", "COUPLES_REDEEM_ACCOUNT"), "100000 per hour")
    server = Server(tmp_path / "data", **often)
    yield Remote(server, "Alex"), Remote(server, "Sam")
    server.stop()


@pytest.mark.parametrize("ends", [signs_out, is_ended_from_elsewhere])
def test_a_place_that_ends_hears_no_more(two, ends):
    alex, sam = two
    link_remote(alex, sam)
    session, took, late = start_remote(sam, "specific-thanks"), [], 0
    for _ in range(TIMES):
        here, there = again(alex), again(alex)
        socket = here.socket()
        assert socket.enter(session)["ok"]
        began = time.monotonic()
        ends(here, there)
        assert socket.closed(timeout=LATE)
        took.append(time.monotonic() - began)
        assert here.get(f"/sessions/{session}").status == 302
        views = [frame for frame in socket.raw if '"view"' in frame]
        late += len(views)
        alex = there
    told(ends.__name__, took, late)


def test_who_is_linked_no_more_hears_no_more(two):
    (alex, sam), took, late = two, [], 0
    for number in range(TIMES):
        couple = link_remote(alex, sam)
        session = start_remote(alex, "specific-thanks")
        sockets = [person.socket() for person in (alex, sam)]
        assert all(socket.enter(stream)["ok"] for socket in sockets for stream in (session, couple))
        began = time.monotonic()
        assert (alex, sam)[number % 2].post("/pair/end").status == 303
        for socket in sockets:
            assert {socket.next("gone", timeout=LATE)["stream"] for _ in range(2)} == {session, couple}
        took.append(time.monotonic() - began)
        assert all(socket.enter(session)["code"] == "denied" for socket in sockets)
        late += sum(len(socket.inbox) for socket in sockets)
        for socket in sockets:
            socket.close()
    told("unlink", took, late)


def told(what, took, late):
    took.sort()
    name = re.sub("_", " ", what)
    print(
        f"{name}: {TIMES} x, cut after {took[TIMES // 2] * 1000:.0f} ms, {took[-1] * 1000:.0f} at most, late {late}"
    )
    assert late == 0
