"""The transport against a real process over a real socket: what is wrong is closed by its code."""

from __future__ import annotations

import threading
import time

import pytest
import websocket

from tests.live.wire import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, Peer, frame, is_served

MAX = 65_536
FUZZED = 5_000


class TestWhatIsRight:
    @pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, MAX])
    def test_a_message_of_any_allowed_size_comes_back(self, peer, size):
        peer.say("a" * size)
        assert peer.hear() == "a" * size

    def test_words_in_every_script_come_back(self, peer):
        words = "née — 愛 — שלום — 👩🏽‍🤝‍👨🏻"
        peer.say(words)
        assert peer.hear() == words

    def test_any_mask_will_do(self, peer):
        for mask in (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x01\x02\x03\x04"):
            peer.write(frame(TEXT, "abcdefg", mask=mask))
            assert peer.hear() == "abcdefg"

    def test_fragments_become_one_message_even_when_a_letter_is_split(self, peer):
        first, second = "é".encode()[:1], "é".encode()[1:]
        peer.write(
            frame(TEXT, first, final=False)
            + frame(CONTINUATION, b"", final=False)
            + frame(CONTINUATION, second)
        )
        assert peer.hear() == "é"

    def test_a_ping_between_fragments_is_answered_at_once(self, peer):
        peer.write(
            frame(TEXT, "to", final=False) + frame(PING, b"still there?") + frame(CONTINUATION, "gether")
        )
        assert peer.read() == (PONG, b"still there?")
        assert peer.hear() == "together"

    def test_a_pong_nobody_asked_for_is_let_be(self, peer):
        peer.write(frame(PONG, b"hello"))
        peer.say("and on")
        assert peer.hear() == "and on"

    def test_bytes_may_trickle_in(self, peer):
        for byte in frame(TEXT, "slow"):
            peer.write(bytes([byte]))
            time.sleep(0.002)
        assert peer.hear() == "slow"

    def test_twenty_thousand_messages_arrive_in_order(self, peer):
        numbers = range(20_000)
        threading.Thread(target=lambda: [peer.say(str(number)) for number in numbers]).start()
        assert [peer.hear() for _ in numbers] == [str(number) for number in numbers]

    def test_another_maker_of_clients_agrees(self, echo_port):
        other = websocket.create_connection(f"ws://127.0.0.1:{echo_port}/socket", timeout=5)
        for number in range(200):
            other.send(f"message {number} " + "x" * number * 20)
            assert other.recv() == f"message {number} " + "x" * number * 20
        other.ping("are you there")
        other.close(timeout=2)
        assert not other.connected


class TestGoodbye:
    def test_the_peers_code_comes_back_and_then_the_line_is_closed(self, peer):
        peer.write(frame(CLOSE, (4001).to_bytes(2, "big") + b"bye"))
        assert peer.read() == (CLOSE, (4001).to_bytes(2, "big"))
        assert peer.read() is None

    def test_a_goodbye_without_a_code_is_answered_in_kind(self, peer):
        peer.write(frame(CLOSE))
        assert peer.read() == (CLOSE, b"")

    def test_the_server_says_goodbye_first_and_waits_for_the_answer(self, peer):
        peer.say("please close")
        assert peer.code() == 1000
        peer.write(frame(CLOSE, (1000).to_bytes(2, "big")))
        assert peer.read() is None

    def test_a_peer_that_never_answers_a_goodbye_is_cut(self, peer):
        peer.say("please close")
        assert peer.code() == 1000
        began = time.monotonic()
        assert peer.read() is None
        assert time.monotonic() - began < 2.5

    def test_what_is_said_after_the_servers_goodbye_is_not_heard(self, peer):
        peer.say("please close")
        for _ in range(50):
            peer.say("too late")
        assert peer.read() == (CLOSE, (1000).to_bytes(2, "big"))

    def test_a_peer_that_vanishes_is_no_trouble(self, echo_port):
        for _ in range(30):
            with Peer(echo_port) as gone:
                gone.write(frame(TEXT, "half", size=100))
        assert is_served(echo_port)


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("what", "code"),
        [
            pytest.param(frame(TEXT, "no mask", mask=b""), 1002, id="without a mask"),
            pytest.param(frame(TEXT, "a", reserved=4), 1002, id="compressed"),
            pytest.param(frame(TEXT, "a", reserved=1), 1002, id="reserved bit"),
            pytest.param(frame(3, "a"), 1002, id="unknown kind"),
            pytest.param(frame(0xB, "a"), 1002, id="unknown control"),
            pytest.param(frame(CONTINUATION, "a"), 1002, id="continues nothing"),
            pytest.param(
                frame(TEXT, "a", final=False) + frame(TEXT, "b"), 1002, id="message inside a message"
            ),
            pytest.param(frame(PING, "a", final=False), 1002, id="ping in fragments"),
            pytest.param(frame(PING, b"a" * 126), 1002, id="long ping"),
            pytest.param(frame(CLOSE, b"\x03"), 1002, id="half a code"),
            pytest.param(frame(CLOSE, (1005).to_bytes(2, "big")), 1002, id="code that is never sent"),
            pytest.param(frame(CLOSE, (999).to_bytes(2, "big")), 1002, id="code below all"),
            pytest.param(
                frame(CLOSE, (1000).to_bytes(2, "big") + b"\xff"), 1007, id="reason that is no text"
            ),
            pytest.param(frame(BINARY, b"\x00\x01"), 1003, id="binary"),
            pytest.param(frame(TEXT, b"\xc3\x28"), 1007, id="not UTF-8"),
            pytest.param(frame(TEXT, b"\xed\xa0\x80"), 1007, id="half a surrogate pair"),
            pytest.param(frame(TEXT, "a" * (MAX + 1)), 1009, id="one byte too long"),
            pytest.param(frame(TEXT, b"", size=60_000_000), 1009, id="announces sixty megabytes"),
            pytest.param(frame(TEXT, b"", size=2**63 + 5), 1009, id="announces more than there is"),
            pytest.param(
                frame(TEXT, "a" * 40_000, final=False) + frame(CONTINUATION, "a" * 40_000),
                1009,
                id="too long in parts",
            ),
        ],
    )
    def test_it_is_closed_with_its_code_and_the_next_peeris_served(self, echo_port, peer, what, code):
        peer.write(what)
        assert peer.code() == code
        assert is_served(echo_port)

    def test_binary_is_refused_before_its_body_is_sent(self, peer):
        peer.write(frame(BINARY, b"", size=50_000))
        assert peer.code() == 1003

    def test_a_message_too_long_is_refused_while_the_peer_is_still_sending(self, peer):
        whole = frame(TEXT, b"a" * 200_000)
        peer.write(whole[:5_000])
        assert peer.code() == 1009

    def test_what_follows_a_refused_frame_is_never_taken_for_a_request(self, peer):
        peer.write(frame(TEXT, "a", reserved=1) + b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" * 3)
        assert peer.code() == 1002
        assert peer.read() is None
        assert peer.left == b""

    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-WebSocket-Version": "8"},
            {"Sec-WebSocket-Version": ""},
            {"Sec-WebSocket-Key": ""},
            {"Sec-WebSocket-Key": "too short"},
            {"Sec-WebSocket-Key": "!!!!!!!!!!!!!!!!!!!!!!=="},
            {"Upgrade": "h2c"},
            {"Upgrade": ""},
            {"request": "POST /socket HTTP/1.1", "Content-Length": "0"},
            {"request": "GET /socket HTTP/1.0"},
        ],
        ids=str,
    )
    def test_a_handshake_that_is_none_is_refused(self, echo_port, headers):
        with Peer(echo_port, headers) as refused:
            assert refused.head.startswith("HTTP/1.1 400 ")

    def test_compression_is_never_agreed_to(self, echo_port):
        with Peer(
            echo_port, {"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"}
        ) as peer:
            assert peer.accepted
            assert "extensions" not in peer.head.lower()
