"""Whatever one peer does to the transport, the next one is served."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path

import pytest

from tests.live.wire import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, Peer, frame, is_served

FUZZED = 5_000


def test_five_thousand_fuzzed_frames_crash_nothing(echo_port, echo):
    """Few per connection: after a refused frame the server reads no more of them."""
    chance = random.Random(20)
    for _ in range(FUZZED // 2):
        with Peer(echo_port) as rough:
            rough.write(_fuzzed(chance) + _fuzzed(chance))
    assert is_served(echo_port)
    assert echo.poll() is None


def test_a_peer_that_stops_reading_is_cut_and_holds_up_nobody(echo_port, echo):
    with Peer(echo_port) as deaf:
        deaf.say("please flood")
        time.sleep(0.3)
        began = time.monotonic()
        assert is_served(echo_port)
        assert time.monotonic() - began < 1
        before = _memory(echo)
        time.sleep(4)
        assert _memory(echo) - before < 20_000
        assert _ends(deaf)


def test_a_pong_never_lands_in_the_middle_of_a_message(echo_port):
    """The reading greenlet answers pings while the writing one waits for room. The last ping is answered."""
    with Peer(echo_port) as peer:
        peer.say("please flood")
        time.sleep(0.3)  # by now the server waits for us to read
        peer.write(b"".join(frame(PING, bytes([number])) for number in range(20)))
        time.sleep(0.3)
        heard = [peer.read() for _ in range(300)]

    assert {kind for kind, _ in heard} == {TEXT, PONG}
    assert {payload for kind, payload in heard if kind == TEXT} == {b"x" * 60_000}
    assert [payload for kind, payload in heard if kind == PONG][-1] == bytes([19])


def test_a_peer_that_never_pauses_leaves_room_for_others(echo_port):
    stop = threading.Event()
    with Peer(echo_port) as loud:
        shouting = threading.Thread(target=_shout, args=(loud, stop))
        shouting.start()
        try:
            assert _slowest_of(echo_port, 30) < 0.5
        finally:
            stop.set()
            shouting.join()


def test_two_hundred_peers_at_once_each_get_their_own_words(echo_port):
    peers = [Peer(echo_port) for _ in range(200)]
    for number, peer in enumerate(peers):
        peer.say(f"from {number}")
    assert [peer.hear() for peer in peers] == [f"from {number}" for number in range(200)]
    for peer in peers:
        peer.socket.close()
    assert is_served(echo_port)


def _fuzzed(chance):
    """A frame that is nearly right: usually one thing of it is changed, sometimes everything is."""
    kind = chance.choice([CONTINUATION, TEXT, TEXT, TEXT, BINARY, CLOSE, PING, PONG, chance.randrange(16)])
    whole = bytearray(
        frame(
            kind,
            chance.randbytes(chance.choice([0, 1, 5, 125, 126, 300])),
            final=chance.random() < 0.7,
            mask=chance.choice([None, None, None, b""]),
            reserved=chance.choice([0, 0, 0, 0, chance.randrange(8)]),
            size=chance.choice([None, None, None, chance.randrange(2 ** chance.randrange(1, 64))]),
        )
    )
    if chance.random() < 0.3:
        whole[chance.randrange(len(whole))] = chance.randrange(256)
    return chance.randbytes(40) if chance.random() < 0.05 else bytes(whole)


def _shout(peer, stop):
    pings = frame(PONG, b"!") * 2_000
    while not stop.is_set():
        try:
            peer.write(pings)
        except OSError:
            return


def _slowest_of(echo_port, times):
    slowest = 0.0
    with Peer(echo_port) as calm:
        for number in range(times):
            began = time.monotonic()
            calm.say(str(number))
            assert calm.hear() == str(number)
            slowest = max(slowest, time.monotonic() - began)
    return slowest


def _ends(peer):
    while peer.read() is not None:
        pass
    return True


def _memory(process):
    """Kilobytes in use, where the system says so."""
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():
        pytest.skip("this system does not say how much memory a process uses")
    return int(status.read_text().split("VmRSS:")[1].split()[0])
